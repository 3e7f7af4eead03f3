import assert from "node:assert/strict";
import { mayContain } from "@cseth/relayer/chain/bloom";
import { createChainClient } from "@cseth/relayer/chain/client";
import { requireFreshHead } from "@cseth/relayer/chain/headAge";
import { findHeader, readHeader, readHeads } from "@cseth/relayer/chain/heads";
import { createLogReader } from "@cseth/relayer/chain/logReader";
import { rangeErrorOf } from "@cseth/relayer/chain/rpcErrors";
import { createSecret } from "@cseth/relayer/config/secret";
import { createHeadWatch } from "@cseth/relayer/guard/headWatch";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { numberToHex, toEventSelector } from "viem";
import { ANVIL_ADDRESS, type Anvil, startAnvil } from "../support/anvil.ts";
import { EMITTER, pingInput } from "../support/bytecode.ts";
import { silentLogger } from "../support/postgres.ts";
import { fatal } from "../support/rejections.ts";
import { type FaultyRpc, startFaultyRpc } from "../support/rpc-faults.ts";

const EMITTER_ADDRESS = "0x00000000000000000000000000000000000e3317";
const PING = toEventSelector("Ping(uint256)");

describe("chain client", function () {
  this.timeout(20_000);
  let anvil: Anvil;
  const open: FaultyRpc[] = [];
  before(async () => {
    anvil = await startAnvil();
    await anvil.client.mine({ blocks: 20 });
  });
  after(() => anvil.stop());
  afterEach(async () => {
    await Promise.all(open.splice(0).map((rpc) => rpc.stop()));
  });

  async function faulty(initial: Partial<FaultyRpc["faults"]> = {}) {
    const rpc = await startFaultyRpc(anvil.url, initial);
    open.push(rpc);
    return rpc;
  }

  function clientOf(
    urls: readonly string[],
    options: { chainId?: number; rpcTimeoutMs?: number; now?: () => number } = {},
  ) {
    const { chainId = 900, rpcTimeoutMs = 300, now = Date.now } = options;
    const rpcUrls = urls.map(createSecret);
    const config = { chainId, rpcUrls, rpcTimeoutMs, pollMs: 100, maxLagBlocks: 3 };
    return createChainClient({ name: "l1", config, now, logger: silentLogger, metrics: createMetrics() });
  }

  it("names both chain ids when the wrong chain is behind a url", async () => {
    const error = await fatal(clientOf([anvil.url], { chainId: 1 }).verify());
    assert.equal(error.code, "RPC_CHAIN_ID_MISMATCH");
    assert.match(error.message, /serves chain 900, expected 1$/);
    assert.equal(error.retry, "never");
  });

  it("refuses the chain if one of several urls leads to another one", async () => {
    const wrong = await faulty({ chainId: 5 });
    const error = await fatal(clientOf([anvil.url, wrong.url]).verify());
    assert.equal(error.code, "RPC_CHAIN_ID_MISMATCH");
    assert.equal(error.context.endpoint, 1);
  });

  it("says so when no url answers", async () => {
    const error = await fatal(clientOf(["http://127.0.0.1:1"]).verify());
    assert.equal(error.code, "RPC_UNAVAILABLE");
    assert.equal(error.retry, "backoff");
    assert.match(error.message, /127\.0\.0\.1:1/);
  });

  it("R-11 goes on to the next endpoint when one is silent on an open socket", async () => {
    const silent = await faulty();
    const client = clientOf([silent.url, anvil.url]);
    await client.verify();
    silent.faults.hang.add("*");
    assert.equal(await client.viem.getBalance({ address: ANVIL_ADDRESS }), 10_000n * 10n ** 18n);
  });

  it("goes on to the next endpoint after 429, and lets the first rest", async () => {
    const busy = await faulty();
    const client = clientOf([busy.url, anvil.url]);
    await client.verify();
    busy.faults.tooManyRequests = 1;
    await client.viem.getBalance({ address: ANVIL_ADDRESS });
    await client.viem.getBalance({ address: ANVIL_ADDRESS });
    assert.equal(busy.calls.get("eth_getBalance"), 1);
  });

  it("R-4 does not blame the provider for an error of the transaction", async () => {
    const first = await faulty();
    const second = await faulty();
    const client = clientOf([first.url, second.url]);
    await assert.rejects(client.viem.call({ to: ANVIL_ADDRESS, account: ANVIL_ADDRESS, value: 10n ** 30n }));
    assert.equal(second.calls.get("eth_call"), undefined);
    assert(client.health().every((endpoint) => endpoint.usable));
  });

  it("R-10 does not use an endpoint that is behind the pack, and takes it back when it has caught up", async () => {
    const behind = await faulty({ lagBlocks: 10 });
    const client = clientOf([behind.url, anvil.url]);
    const health = await client.verify();
    assert.deepEqual(
      health.map((endpoint) => endpoint.usable),
      [false, true],
    );
    assert.equal(health[0]?.problem, "10 blocks behind the pack");
    await client.viem.getBalance({ address: ANVIL_ADDRESS });
    assert.equal(behind.calls.get("eth_getBalance"), undefined);
    behind.faults.lagBlocks = 0;
    assert.deepEqual(
      (await client.verify()).map((endpoint) => endpoint.usable),
      [true, true],
    );
  });

  it("R-10 lets a node between two blocks pass, and refuses one whose newest block is older than it may be", async () => {
    const client = clientOf([anvil.url]);
    await client.verify();
    const headTime = Number((await anvil.client.getBlock()).timestamp);
    const look = (secondsLater: number) =>
      requireFreshHead({
        client,
        config: { maxHeadAgeSeconds: 900 },
        now: () => (headTime + secondsLater) * 1_000,
      });
    look(-3_600);
    look(900);
    const error = await fatal((async () => look(901))());
    assert.deepEqual([error.code, error.retry, error.context.ageSeconds], ["RPC_HEAD_STALE", "backoff", 901n]);
    assert.equal(error.message, "l1: the newest block of every RPC endpoint is 901 seconds old");
  });

  it("R-10 makes an incident of a head that grows old while a relayer runs, until it is young again", async () => {
    const client = clientOf([anvil.url]);
    await client.verify();
    let now = Number((await anvil.client.getBlock()).timestamp) * 1_000;
    const open = new Map<string, string>();
    const look = createHeadWatch({
      client,
      config: { maxHeadAgeSeconds: 60 },
      now: () => now,
      incidents: {
        open: async ({ code, subject, detail }) => void open.set(`${code} ${subject}`, detail.reason),
        close: async ({ code, subject }) => void open.delete(`${code} ${subject}`),
      },
    });
    await look();
    assert.equal(open.size, 0);
    now += 61_000;
    await look();
    assert.deepEqual([...open], [["HEAD_STALE l1", "the newest block of every usable endpoint is 61 seconds old"]]);
    now -= 1_000;
    await look();
    assert.equal(open.size, 0);
  });

  it("one endpoint that claims a head far ahead cannot outlaw two honest ones", async () => {
    const liar = await startAnvil();
    await liar.client.mine({ blocks: 500 });
    const client = clientOf([liar.url, anvil.url, (await faulty()).url]);
    const health = await client.verify();
    assert.deepEqual(
      health.map((endpoint) => endpoint.usable),
      [true, true, true],
    );
    await liar.stop();
  });

  it("R-8 does not take `no logs` from a node that has not seen those blocks", async () => {
    const only = await faulty();
    const client = clientOf([only.url]);
    await client.verify();
    only.faults.lagBlocks = 2;
    const head = await anvil.client.getBlockNumber();
    const reader = createLogReader({
      client,
      filter: { addresses: [EMITTER_ADDRESS], topics: [PING] },
      maxRange: 100,
      logger: silentLogger,
    });
    // Force the client to look anew, as it does every pollMs.
    await client.verify();
    const error = await fatal(reader.readRange({ from: 1n, to: head }));
    assert.equal(error.code, "RPC_UNAVAILABLE");
    assert.equal(only.calls.get("eth_getLogs"), undefined);
  });

  it("never prints the path of an url, which may be an API key", async () => {
    const error = await fatal(clientOf(["http://127.0.0.1:1/v2/SECRETKEY"]).verify());
    assert(!JSON.stringify([error.message, error.fix, error.context]).includes("SECRETKEY"));
  });
});

describe("heads", function () {
  this.timeout(20_000);
  let anvil: Anvil;
  before(async () => {
    anvil = await startAnvil({ args: ["--slots-in-an-epoch", "1"] });
    await anvil.client.mine({ blocks: 10 });
  });
  after(() => anvil.stop());
  const finality = { source: "depth", safeDepth: 2, finalizedDepth: 7 } as const;

  function client() {
    const config = {
      chainId: 900,
      rpcUrls: [createSecret(anvil.url)],
      rpcTimeoutMs: 1_000,
      pollMs: 100,
      maxLagBlocks: 3,
    };
    return createChainClient({ name: "l1", config, logger: silentLogger, metrics: createMetrics() });
  }

  it("reads the node's tags", async () => {
    const heads = await readHeads({ client: client(), finality: { ...finality, source: "tags" } });
    // anvil: safe is one epoch behind, finalized two; an epoch is one slot here.
    assert.deepEqual([heads.latest.number, heads.safe.number, heads.finalized.number], [10n, 9n, 8n]);
  });

  it("counts blocks where a chain has no tags, never below zero", async () => {
    const heads = await readHeads({ client: client(), finality });
    assert.deepEqual([heads.latest.number, heads.safe.number, heads.finalized.number], [10n, 8n, 3n]);
    const deep = await readHeads({ client: client(), finality: { ...finality, finalizedDepth: 99 } });
    assert.equal(deep.finalized.number, 0n);
  });

  it("tells a missing block from a failure", async () => {
    assert.equal(await findHeader({ client: client(), at: 999n }), undefined);
    assert.equal((await findHeader({ client: client(), at: 4n }))?.number, 4n);
  });
});

describe("log reader", function () {
  this.timeout(20_000);
  let anvil: Anvil;
  let rpc: FaultyRpc;
  const filter = { addresses: [EMITTER_ADDRESS], topics: [PING] } as const;

  before(async () => {
    anvil = await startAnvil();
    await anvil.client.setCode({ address: EMITTER_ADDRESS, bytecode: EMITTER });
    await anvil.client.impersonateAccount({ address: ANVIL_ADDRESS });
    // One event in each of the blocks 1 to 12.
    for (let n = 1n; n <= 12n; n += 1n) {
      const hash = await anvil.client.sendTransaction({
        account: ANVIL_ADDRESS,
        to: EMITTER_ADDRESS,
        data: pingInput(n),
      });
      await anvil.client.waitForTransactionReceipt({ hash });
    }
  });
  after(() => anvil.stop());
  beforeEach(async () => {
    rpc = await startFaultyRpc(anvil.url);
  });
  afterEach(() => rpc.stop());

  function reader(maxRange: number) {
    const config = {
      chainId: 900,
      rpcUrls: [createSecret(rpc.url)],
      rpcTimeoutMs: 1_000,
      pollMs: 10_000,
      maxLagBlocks: 3,
    };
    const client = createChainClient({ name: "l1", config, logger: silentLogger, metrics: createMetrics() });
    return { client, ...createLogReader({ client, filter, maxRange, logger: silentLogger }) };
  }

  it("reads ranges, each log once, in order, even from a provider that repeats them", async () => {
    rpc.faults.duplicateLogs = true;
    const { logs, reached } = await reader(100).readRange({ from: 3n, to: 7n });
    assert.equal(reached, 7n);
    assert.deepEqual(
      logs.map((log) => BigInt(log.data)),
      [3n, 4n, 5n, 6n, 7n],
    );
  });

  it("halves the range after a refusal and grows it again", async () => {
    rpc.faults.maxLogRange = 3;
    const { readRange } = reader(8);
    const first = await readRange({ from: 1n, to: 12n });
    // 8 and 4 are refused, 2 is served.
    assert.equal(first.reached, 2n);
    const second = await readRange({ from: 3n, to: 12n });
    // Grown by 8/8 + 1 to 4, refused, 2 again.
    assert.equal(second.reached, 4n);
    rpc.faults.maxLogRange = undefined;
    assert.equal((await readRange({ from: 5n, to: 12n })).reached, 8n);
    assert.equal((await readRange({ from: 9n, to: 12n })).reached, 12n);
  });

  it("gives up with a typed error when even one block is refused", async () => {
    rpc.faults.maxLogRange = 0;
    const error = await fatal(reader(4).readRange({ from: 1n, to: 4n }));
    assert.equal(error.code, "RPC_LOGS_TOO_MANY");
  });

  it("R-9 finds the logs a provider's answer misses, by the block's bloom and its receipts", async () => {
    rpc.faults.hideLog = () => true;
    const { client, readBlock } = reader(4);
    const logs = await readBlock(await readHeader({ client, at: 5n }));
    assert.deepEqual(
      logs.map((log) => BigInt(log.data)),
      [5n],
    );
  });

  it("reads the blooms that the node computes", async () => {
    const { logsBloom: bloom } = await readHeader({ client: reader(4).client, at: 5n });
    assert.equal(mayContain({ bloom, value: EMITTER_ADDRESS }), true);
    assert.equal(mayContain({ bloom, value: PING }), true);
    // One log sets at most 6 of 2048 bits: (6/2048)^3 of other values would pass by chance, so none of a hundred.
    const others = Array.from({ length: 100 }, (_, n) => numberToHex(n, { size: 20 }));
    assert.deepEqual(
      others.filter((value) => mayContain({ bloom, value })),
      [],
    );
  });

  it("R-9 asks nobody further when the bloom rules the contract out", async () => {
    const { client, readBlock } = reader(4);
    const empty = await readHeader({ client, at: 0n });
    assert.deepEqual(await readBlock(empty), []);
    assert.equal(rpc.calls.get("eth_getBlockReceipts"), undefined);
  });
});

describe("range errors", () => {
  const words: readonly (readonly [string, boolean, { from: bigint; to: bigint }?])[] = [
    [
      "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range. Based on your parameters, this block range should work: [0x1, 0x64]",
      true,
      { from: 1n, to: 100n },
    ],
    ["query returned more than 10000 results. Try with this block range [0x10, 0x20].", true, { from: 16n, to: 32n }],
    ["eth_getLogs is limited to a 10,000 range", true],
    ["block range is too wide", true],
    ["exceed maximum block range: 5000", true],
    ["Block range limit exceeded. See more details at https://docs.chainstack.com", true],
    ["query exceeds max results 20000, retry with the range 100-200", true],
    ["nonce too low", false],
    ["execution reverted", false],
    ["connection refused", false],
  ];
  for (const [text, isRange, suggested] of words) {
    it(`${isRange ? "recognises" : "leaves alone"}: ${text.slice(0, 60)}`, () => {
      const found = rangeErrorOf(new Error(text));
      assert.equal(found !== undefined, isRange);
      assert.deepEqual(found?.suggested, suggested);
    });
  }
});
