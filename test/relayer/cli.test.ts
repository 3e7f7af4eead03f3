import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "@cseth/relayer/cli/program";
import { tryExclusiveLock } from "@cseth/relayer/store/locks";
import { ANVIL_ADDRESS, ANVIL_KEY, type Anvil, startAnvil } from "../support/anvil.ts";
import { type ChildEnd, runChild } from "../support/child.ts";
import { createTestDatabase, silentLogger } from "../support/postgres.ts";
import { fatal } from "../support/rejections.ts";
import { until } from "../support/relayer-tx.ts";
import { startFaultyRpc } from "../support/rpc-faults.ts";

const BIN = new URL("../../relayer/bin/cseth.mjs", import.meta.url).pathname;

describe("cseth", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let folder: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  before(async () => {
    // 20 blocks in the last hour of chain time, so that ten blocks of lag are half an hour.
    anvil = await startAnvil({ args: ["--timestamp", String(Math.floor(Date.now() / 1_000) - 3_600)] });
    await anvil.client.mine({ blocks: 20, interval: 180 });
    database = await createTestDatabase();
  });
  after(async () => {
    await database.close();
    await anvil.stop();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cseth-cli-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  type Values = Record<string, unknown>;

  function configOf({ l1 = {}, ...rest }: { l1?: Values } & Values = {}): Values {
    const chain = {
      chainId: 900,
      rpcUrls: [anvil.url],
      rpcTimeoutMs: 1_000,
      pollMs: 100,
      signers: [{ key: ANVIL_KEY }],
    };
    return { http: { port: 0 }, database: { url: database.url }, l1: { ...chain, ...l1 }, ...rest };
  }

  function cseth(values: Values, ...args: string[]): Promise<ChildEnd> {
    writeFileSync(join(folder, "cseth.json"), JSON.stringify(values));
    return runChild(BIN, [...args, "--config", "cseth.json"], { cwd: folder });
  }

  /** One typed line that says what to do, an exit code of its class, nothing on standard output, no data folder. */
  function assertRefused(end: ChildEnd, { code, exit, says }: { code: string; exit: number; says: RegExp }): void {
    assert.equal(end.code, exit, end.stderr);
    assert.equal(end.stdout, "");
    const lines = end.stderr.trim().split("\n");
    assert.equal(lines.length, 1, end.stderr);
    assert(lines[0]?.startsWith(`${code}: `), end.stderr);
    assert.match(end.stderr, says);
    assert.equal(existsSync(join(folder, "data")), false, "nothing may be made before everything is checked");
  }

  describe("bad input to `relayer run`", () => {
    const embedded = { database: {} };

    it("wrong RPC url", async () => {
      const end = await cseth(configOf({ ...embedded, l1: { rpcUrls: ["http://127.0.0.1:1"] } }), "relayer", "run");
      assertRefused(end, { code: "RPC_UNAVAILABLE", exit: 69, says: /127\.0\.0\.1:1.*Check rpcUrls of l1/ });
    });

    it("an url that is none", async () => {
      const end = await cseth(configOf({ ...embedded, l1: { rpcUrls: ["localhost"] } }), "relayer", "run");
      assertRefused(end, { code: "CONFIG_INVALID", exit: 78, says: /l1\.rpcUrls\[0\]: must be an http or https URL/ });
    });

    it("lagging RPC url (R-10): the node is silently half an hour behind, and alone", async () => {
      const behind = await startFaultyRpc(anvil.url, { lagBlocks: 10 });
      const end = await cseth(configOf({ ...embedded, l1: { rpcUrls: [behind.url] } }), "relayer", "run");
      assertRefused(end, {
        code: "RPC_HEAD_STALE",
        exit: 69,
        says: /^RPC_HEAD_STALE: l1: the newest block of every RPC endpoint is 18\d\d seconds old\. Wait until the node/,
      });
      await behind.stop();
    });

    it("wrong chain id behind the url", async () => {
      const end = await cseth(configOf({ ...embedded, l1: { chainId: 1 } }), "relayer", "run");
      assertRefused(end, {
        code: "RPC_CHAIN_ID_MISMATCH",
        exit: 78,
        says: /serves chain 900, expected 1\. Correct chainId or/,
      });
    });

    it("missing key", async () => {
      const end = await cseth(configOf({ ...embedded, l1: { signers: [] } }), "relayer", "run");
      assertRefused(end, {
        code: "CONFIG_SIGNER_MISSING",
        exit: 78,
        says: /l1 has no signer.*Set l1\.signers\[0\]\.key/,
      });
    });

    it("missing key of a lane: which one, and where it belongs", async () => {
      const lane = (laneId: number) => ({ laneId, kind: "op-stack", chainId: 900 + laneId, rpcUrls: [anvil.url] });
      const lanes = [{ ...lane(3), signers: [{ key: ANVIL_KEY }] }, lane(7)];
      const end = await cseth(configOf({ ...embedded, lanes }), "relayer", "run");
      assertRefused(end, {
        code: "CONFIG_SIGNER_MISSING",
        exit: 78,
        says: /: lane-7 has no signer.*Set lanes\[1\]\.signers\[0\]\.key/,
      });
    });

    it("unreadable keystore", async () => {
      const signers = [{ keystore: "none.json", password: "hunter2" }];
      const end = await cseth(configOf({ ...embedded, l1: { signers } }), "relayer", "run");
      assertRefused(end, { code: "CONFIG_KEYSTORE_UNREADABLE", exit: 78, says: /none\.json/ });
      assert(!end.stderr.includes("hunter2"));
    });

    it("busy port", async () => {
      const { port, close } = await occupyPort();
      const end = await cseth(configOf({ ...embedded, http: { port } }), "relayer", "run");
      assertRefused(end, {
        code: "HTTP_PORT_BUSY",
        exit: 69,
        says: new RegExp(`127\\.0\\.0\\.1:${port}.*choose another http\\.port`),
      });
      await close();
    });

    it("database down", async () => {
      const url = "postgres://u:hunter2@127.0.0.1:1/x";
      const end = await cseth(configOf({ database: { url } }), "relayer", "run");
      assertRefused(end, { code: "DATABASE_UNREACHABLE", exit: 69, says: /DATABASE_URL.*Start that PostgreSQL/ });
      assert(!end.stderr.includes("hunter2"));
    });

    it("unknown config key", async () => {
      const end = await cseth(configOf({ ...embedded, l1: { polMs: 5 } }), "relayer", "run");
      assertRefused(end, { code: "CONFIG_UNKNOWN_KEY", exit: 78, says: /l1\.polMs\. Did you mean l1\.pollMs\?/ });
    });

    it("no configuration at all", async () => {
      const end = await runChild(BIN, ["relayer", "run"], { cwd: folder });
      assertRefused(end, { code: "CONFIG_MISSING", exit: 78, says: /Give a file with --config/ });
    });

    it("no command: help instead of silence, and not success", async () => {
      for (const args of [[], ["relayer"], ["oracle"]]) {
        const end = await runChild(BIN, args, { cwd: folder });
        assert.deepEqual([end.code, end.stdout], [64, ""], args.join());
        assert.match(end.stderr, /^Usage: cseth .*^Commands:$/ms);
      }
    });

    it("unknown command", async () => {
      const end = await runChild(BIN, ["relayer", "fly"], { cwd: folder });
      assertRefused(end, { code: "USAGE_INVALID", exit: 64, says: /unknown command 'fly'/ });
    });

    it("with --json the line is one JSON object on standard output", async () => {
      const end = await cseth(configOf({ ...embedded, l1: { chainId: 1 } }), "relayer", "run", "--json");
      const { error, retry, context } = JSON.parse(end.stdout);
      assert.deepEqual([end.code, end.stderr, error, retry], [78, "", "RPC_CHAIN_ID_MISMATCH", "never"]);
      assert.deepEqual([context.expected, context.actual], [1, 900]);
    });
  });

  it("a person's transaction is not built on what a lagging node says (R-10)", async () => {
    const behind = await startFaultyRpc(anvil.url, { lagBlocks: 10 });
    const deployments = join(folder, "deployments");
    mkdirSync(deployments);
    const registries = ["OperatorRegistry", "KeyRegistry", "ValidatorLedger", "Bonds", "ExpressDesk"];
    const l1Names = ["LiquidStakingCore", "LaneHub", "MoveLedger", "ReportOracle", ...registries];
    const l2Names = ["L2StakingPool", "L2Hub", "NodeDesk", "RewardDistributor", "L2CanonicalGateway", "ReportBoard"];
    for (const name of [...l1Names, ...l2Names])
      writeFileSync(join(deployments, `${name}.json`), JSON.stringify({ address: ANVIL_ADDRESS }));
    const chain = { rpcUrls: [behind.url], deployments };
    const lane = { laneId: 1, kind: "op-stack", chainId: 901, ...chain };
    const l2 = await startFaultyRpc(anvil.url, { lagBlocks: 10, chainId: 901 });
    const file = join(folder, "cseth.json");
    const values = configOf({ l1: chain, lanes: [{ ...lane, rpcUrls: [l2.url] }], user: { key: ANVIL_KEY } });
    writeFileSync(file, JSON.stringify(values));
    for (const [chainName, ...args] of [
      ["l1", "stake", "1", "--l1", "--yes"],
      ["lane-1", "stake", "1", "--yes"],
      ["lane-1", "unstake", "1", "--yes"],
      ["lane-1", "operator", "register", "--yes"],
    ] as const) {
      const error = await fatal(runProgram([...args, "--config", file], {} as never, {} as never));
      assert.deepEqual([error.code, error.context.chain], ["RPC_HEAD_STALE", chainName], args.join(" "));
    }
    for (const { calls } of [behind, l2]) assert.equal(calls.get("eth_sendRawTransaction"), undefined);
    await Promise.all([behind.stop(), l2.stop()]);
  });

  it("doctor finds everything in order, and says so in JSON", async () => {
    const end = await cseth(configOf(), "relayer", "doctor", "--json");
    assert.equal(end.code, 0, end.stderr + end.stdout);
    const { ok, checks } = JSON.parse(end.stdout);
    assert.equal(ok, true);
    assert.deepEqual(
      checks.map((check: { id: string }) => check.id),
      ["l1/chain-id", "l1/rpc-0", "l1/finality", "l1/signer-0", "database"],
    );
    assert.match(checks[3].detail, new RegExp(`^${ANVIL_ADDRESS}: \\d+(\\.\\d+)? ether$`));
    assert(!end.stdout.includes(ANVIL_KEY.slice(2)));
  });

  it("doctor reports every fault at once, each with its remedy", async () => {
    const poor = `0x${"07".repeat(32)}`;
    const behind = await startFaultyRpc(anvil.url, { lagBlocks: 10 });
    const values = configOf({
      database: { url: "postgres://u:p@127.0.0.1:1/x" },
      l1: { signers: [{ key: poor }], rpcUrls: [behind.url, anvil.url] },
    });
    const end = await cseth(values, "relayer", "doctor", "--json");
    assert.equal(end.code, 1);
    const failed = JSON.parse(end.stdout).checks.filter((check: { ok: boolean }) => !check.ok);
    assert.deepEqual(
      failed.map((check: { id: string }) => check.id),
      ["l1/rpc-0", "l1/signer-0", "database"],
    );
    assert(failed.every((check: { fix?: string }) => check.fix));
    assert.match(failed[0].detail, /10 blocks behind the pack$/);
    assert.match(failed[0].fix, /^Check rpcUrls\[0\] of l1/);
    await behind.stop();
  });

  it("status answers from an empty database", async () => {
    const end = await cseth(configOf(), "relayer", "status", "--json");
    assert.deepEqual(JSON.parse(end.stdout), { cursors: [], openSlots: [], incidents: [], lanes: [] });
  });

  it("doctor takes a head for old by the clock, unless the chain's time is told to run behind", async () => {
    const old = await startAnvil({ args: ["--timestamp", "1700000000"] });
    const ask = async (l1: Values) => {
      const end = await cseth(configOf({ l1: { rpcUrls: [old.url], ...l1 } }), "relayer", "doctor", "--json");
      return JSON.parse(end.stdout).checks.find(({ id }: { id: string }) => id === "l1/rpc-0");
    };
    const stale = await ask({});
    assert.equal(stale.ok, false);
    assert.match(stale.fix, /has synced, .* raise maxHeadAgeSeconds of l1/);
    assert.equal((await ask({ maxHeadAgeSeconds: 1_000_000_000 })).ok, true);
    await old.stop();
  });

  it("--version is the package's", async () => {
    const end = await runChild(BIN, ["--version"], { cwd: folder });
    assert.deepEqual([end.code, end.stdout], [0, "0.1.0\n"]);
  });

  it("--help lists the commands and their purpose", async () => {
    const end = await runChild(BIN, ["relayer", "--help"], { cwd: folder });
    assert.equal(end.code, 0);
    for (const command of ["run", "doctor", "status", "explain", "retry", "skip", "reindex", "replace", "dry-run"])
      assert.match(end.stdout, new RegExp(`^ +${command} `, "m"));
  });

  it("run comes up, serves health and metrics, refuses a second owner of its signer, and ends on SIGTERM", async () => {
    const rpc = await startFaultyRpc(anvil.url);
    const values = configOf({ logLevel: "error", l1: { rpcUrls: [rpc.url] } });
    writeFileSync(join(folder, "cseth.json"), JSON.stringify(values));
    const child = spawn(process.execPath, [BIN, "relayer", "run", "--json", "--config", "cseth.json"], { cwd: folder });
    const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk);
    });
    const { http } = await until(async () =>
      stdout.includes("\n") ? (JSON.parse(stdout) as { http: string }) : undefined,
    );
    assert.equal(await (await fetch(`${http}/healthz`)).text(), "ok\n");
    const readiness = async () =>
      (await (await fetch(`${http}/readyz`)).json()) as { ready: boolean; reasons: string[] };
    assert.deepEqual(await readiness(), { ready: true, reasons: [] });
    assert.match(
      await (await fetch(`${http}/metrics`)).text(),
      /^cseth_rpc_endpoint_usable\{chain="l1",endpoint="0"\} 1$/m,
    );
    const second = await cseth(configOf(), "relayer", "run");
    assertRefused(second, { code: "TX_SIGNER_BUSY", exit: 75, says: /in use by another process/ });

    // R-10, while it runs: a node that falls behind is told of, not died of.
    rpc.faults.lagBlocks = 10;
    const { reasons } = await until(async () => {
      const found = await readiness();
      return found.ready ? undefined : found;
    });
    assert.match(reasons.join(), /^l1: its newest block is 18\d\d seconds old$/);
    rpc.faults.lagBlocks = 0;
    await until(async () => ((await readiness()).ready ? true : undefined));

    child.kill("SIGTERM");
    assert.equal(await exit, 0);
    await rpc.stop();
  });

  it("run gives everything back when the last of its signers is in use elsewhere", async () => {
    const l2 = await startAnvil({ chainId: 901 });
    const name = `signer/901/${ANVIL_ADDRESS.toLowerCase()}`;
    const lock = await tryExclusiveLock({ pool: database.pool, name, logger: silentLogger });
    const lane = { laneId: 1, kind: "op-stack", chainId: 901, rpcUrls: [l2.url], signers: [{ key: ANVIL_KEY }] };
    const end = await cseth(configOf({ lanes: [lane] }), "relayer", "run");
    assertRefused(end, { code: "TX_SIGNER_BUSY", exit: 75, says: /lane-1: signer/ });
    await lock?.release();
    await l2.stop();
  });

  it("run with nothing but defaults makes its own database and stops it again", async () => {
    // PostgreSQL's account must get in when the tests run as root.
    chmodSync(folder, 0o755);
    const values = { ...configOf({ logLevel: "error", database: {} }), dataDir: "./data" };
    writeFileSync(join(folder, "cseth.json"), JSON.stringify(values));
    const child = spawn(process.execPath, [BIN, "relayer", "run", "--config", "cseth.json"], { cwd: folder });
    const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk);
    });
    await until(async () => (stdout.includes("relayer is up") ? true : undefined), 20_000);
    child.kill("SIGINT");
    assert.equal(await exit, 0);
    assert(existsSync(join(folder, "data/postgres/data/PG_VERSION")));
    assert(!existsSync(join(folder, "data/postgres/data/postmaster.pid")), "the server was stopped");
  });
});

async function occupyPort(): Promise<{ port: number; close: () => Promise<void> }> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
