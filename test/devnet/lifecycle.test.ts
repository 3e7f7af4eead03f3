import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, parseEther } from "viem";
import { findAnvil } from "../../devnet/src/anvil.ts";
import { startDevnet } from "../../devnet/src/devnet.ts";
import { DevnetError, type DevnetErrorCode } from "../../devnet/src/errors.ts";
import { codes, createArbitrumSides, nitroAbi, plant, rpc } from "./support/arbitrum.ts";
import { runCli, waitUntilGone } from "./support/cli.ts";
import { createSides } from "./support/messenger.ts";

const failsWith = (code: DevnetErrorCode) => (error: unknown) => error instanceof DevnetError && error.code === code;

describe("starting, saving and ending a devnet", () => {
  let folder: string;
  let state: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cseth-devnet-test-"));
    state = join(folder, "state");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("runs by itself, and goes on from a saved state: balances, games, beacon chain, messages on their way", async () => {
    const target: Address = "0xc5e700000000000000000000000000000000d001";
    const first = await startDevnet({
      speed: 480,
      async deploy(devnet) {
        const { l1, l1Wallet } = createSides(devnet, 5);
        const hash = await l1Wallet.sendTransaction({ to: target, value: parseEther("3") });
        assert.equal((await l1.waitForTransactionReceipt({ hash })).status, "success");
      },
    });
    const sides = createSides(first, 5);
    const begun = await sides.l1.getBlockNumber();
    const deadline = Date.now() + 20_000;
    while ((await sides.l1.getBlockNumber()) < begun + 3n) assert.ok(Date.now() < deadline, "time stands still");
    await first.clock.pause();
    const { receipt, withdrawal } = await sides.sendUp(target, "0x", parseEther("1"));
    const arbitrum = createArbitrumSides(first, 5);
    const refusing = await plant(first.arbitrum.rpcUrl, codes.refusing);
    const ticket = await arbitrum.createTicket({ to: refusing, value: 17n });
    const { sent } = await arbitrum.send(target, "0x", parseEther("2"));
    const saved = await first.mineSlots(1);
    await first.saveState(state);
    await first.stop();
    await assert.rejects(first.mineSlots(1), failsWith("STOPPED"));

    const second = await startDevnet({
      speed: "manual",
      state,
      deploy: () => assert.fail("a restored devnet has its contracts"),
    });
    try {
      assert.equal(second.restored, true);
      const restored = createSides(second, 5);
      assert.equal(await restored.l1.getBalance({ address: target }), 3_000_000_000_000_000_000n);
      assert.equal((await restored.l1.getBlock()).hash, saved.blockHash);
      const next = await second.mineSlots(1);
      assert.equal(next.slot, saved.slot + 1);
      assert.equal(next.timestamp, saved.timestamp + 12n);
      const game = await second.op.propose();
      await second.mineSlots(1);
      assert.equal((await restored.prove(withdrawal, game, receipt.blockNumber)).status, "success");
      await restored.mature(receipt);
      await restored.finalize(withdrawal);
      assert.equal(await restored.l1.getBalance({ address: target }), 4_000_000_000_000_000_000n);

      const after = createArbitrumSides(second, 5);
      assert.deepEqual((await after.describeTicket(ticket.l1Receipt.transactionHash)).receipt, ticket.receipt);
      await rpc(second.arbitrum.rpcUrl, "anvil_setCode", refusing, codes.accepting);
      assert.equal((await after.redeem(ticket.id)).attempt?.status, "success");
      assert.equal(await after.l2.getBalance({ address: refusing }), 17n);
      await second.arbitrum.confirm();
      const [, , proof] = await after.prove(sent.position + 1n, sent.position);
      const execute = { address: after.addresses.outbox, abi: nitroAbi, functionName: "executeTransaction" } as const;
      const args = after.execution(sent, proof);
      await after.onL1(await after.l1Wallet.writeContract({ ...execute, args, gas: 500_000n }));
      assert.equal(await restored.l1.getBalance({ address: target }), 6_000_000_000_000_000_000n);
      const created = await after.createTicket({ to: refusing, value: 1n });
      assert.equal(created.attempt?.status, "success");
    } finally {
      await second.stop();
    }
  });

  it("ends the other chains, and says which died, when one does", async () => {
    const devnet = await startDevnet({ speed: 480, state });
    process.kill(devnet.l1.pid, "SIGKILL");
    const reason = await devnet.died;
    assert.equal(reason.code, "CHAIN_DIED");
    assert.match(reason.message, /node of L1 ended: SIGKILL/);
    await waitUntilGone(devnet.op.pid, devnet.arbitrum.pid);
    await assert.rejects(fetch(`${devnet.beacon.url}/eth/v1/node/version`));
  });

  it("exits with 1 and a clear message when a chain dies under the command", async () => {
    const cli = runCli("--json", "--state", state);
    const { l1, op, arbitrum } = await cli.announced;
    process.kill(op.pid, "SIGKILL");
    assert.equal(await cli.exit, 1);
    assert.match(cli.said(), /devnet: \[CHAIN_DIED\] the node of OP ended: SIGKILL/);
    await waitUntilGone(l1.pid, op.pid, arbitrum.pid);
  });

  it("saves and ends every child on Ctrl-C", async () => {
    const copy = join(folder, "copy");
    const cli = runCli("--json", "--state", state, "--save", copy);
    const { l1, op, arbitrum, restored } = await cli.announced;
    assert.equal(restored, true);
    cli.process.kill("SIGINT");
    assert.equal(await cli.exit, 0);
    assert.equal(existsSync(join(copy, "devnet.json")), true);
    await waitUntilGone(l1.pid, op.pid, arbitrum.pid);
  });

  it("says before anything starts which folder it can't save to", async () => {
    const file = join(folder, "file");
    await writeFile(file, "no folder");
    for (const option of ["--state", "--save"]) {
      const cli = runCli(option, join(file, "below"));
      assert.equal(await cli.exit, 1);
      assert.match(cli.said(), /^devnet: \[STATE_UNWRITABLE\] the state can't be saved to .*below: .*\n$/);
    }
  });

  it("never replaces a folder that holds anything but a state", async () => {
    const papers = join(folder, "papers");
    await mkdir(papers);
    await writeFile(join(papers, "thesis.txt"), "years of work");
    const cli = runCli("--save", papers);
    assert.equal(await cli.exit, 1);
    assert.match(cli.said(), /it holds thesis\.txt, which a save would remove; give a folder of its own/);
    const devnet = await startDevnet({ speed: "manual", state });
    await assert.rejects(devnet.saveState(papers), failsWith("STATE_UNWRITABLE"));
    await devnet.stop();
    assert.deepEqual(await readdir(papers), ["thesis.txt"]);
  });

  it("says that a state could not be saved at the end, and still ends everything", async () => {
    const parent = join(folder, "parent");
    await mkdir(parent);
    const cli = runCli("--json", "--state", state, "--save", join(parent, "below"));
    const { l1, op, arbitrum } = await cli.announced;
    await rm(parent, { recursive: true });
    await writeFile(parent, "a file now");
    cli.process.kill("SIGINT");
    assert.equal(await cli.exit, 1);
    assert.match(cli.said(), /devnet: \[STATE_UNWRITABLE\] the state can't be saved to .*below/);
    await waitUntilGone(l1.pid, op.pid, arbitrum.pid);
  });

  it("refuses a damaged state and leaves nothing running", async () => {
    const damaged = join(folder, "damaged");
    await cp(state, damaged, { recursive: true });
    await truncate(join(damaged, "beacon-blocks.ssz"), 1_000);
    await assert.rejects(startDevnet({ speed: "manual", state: damaged }), failsWith("STATE_UNREADABLE"));
    await writeFile(join(damaged, "devnet.json"), "{");
    await assert.rejects(startDevnet({ speed: "manual", state: damaged }), failsWith("STATE_UNREADABLE"));
  });

  it("leaves no child behind when it is killed", async () => {
    const cli = runCli("--json", "--state", state);
    const { l1, op, arbitrum } = await cli.announced;
    cli.process.kill("SIGKILL");
    await cli.exit;
    await waitUntilGone(l1.pid, op.pid, arbitrum.pid);
  });
});

describe("bad input to the devnet", () => {
  const held: Server[] = [];
  after(() => {
    for (const server of held) server.close();
  });

  async function busyPort(): Promise<number> {
    const server = createServer();
    held.push(server);
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : assert.fail("no port");
  }

  it("names a port that is in use", async () => {
    const port = await busyPort();
    const cli = runCli("--port-base", String(port));
    assert.equal(await cli.exit, 1);
    assert.match(cli.said(), new RegExp(`devnet: \\[PORT_BUSY\\] port ${port} is in use by another program`));
  });

  it("explains its options", async () => {
    const help = runCli("--help");
    assert.equal(await help.exit, 0);
    for (const option of ["--json", "--speed", "--state", "--save", "--port-base"]) {
      assert.ok(help.said().includes(option), option);
    }
    const wrong: [string[], RegExp][] = [
      [["--speed", "0.5"], /a number from 1 to 1200, or "manual"; see --help\.$/],
      [["--port-base", "80"], /a number from 1024 to 65531; see --help\.$/],
      [["--fast"], /^devnet: unknown option '--fast'; see --help\.$/],
      [["up"], /^devnet: too many arguments.*; see --help\.$/],
    ];
    for (const [args, says] of wrong) {
      const cli = runCli(...args);
      assert.equal(await cli.exit, 2);
      assert.match(cli.said().trimEnd(), says);
    }
  });

  it("refuses a speed and a port base that make no sense", async () => {
    await assert.rejects(startDevnet({ speed: 0 }), failsWith("INVALID_OPTION"));
    await assert.rejects(startDevnet({ portBase: 80 }), failsWith("INVALID_OPTION"));
  });

  it("says what to install when anvil is missing or of another version", async () => {
    await assert.rejects(findAnvil({ ANVIL_BIN: "/nowhere/anvil" }), failsWith("ANVIL_MISSING"));
    await assert.rejects(findAnvil({ ANVIL_BIN: process.execPath }), failsWith("ANVIL_VERSION"));
  });
});
