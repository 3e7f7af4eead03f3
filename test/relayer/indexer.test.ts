import assert from "node:assert/strict";
import { checkSequence } from "@cseth/relayer/domain/sequence";
import { toEventSelector } from "viem";
import { ANVIL_ADDRESS, type Anvil, startAnvil } from "../support/anvil.ts";
import { EMITTER, pingInput } from "../support/bytecode.ts";
import { runChild } from "../support/child.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { fatal } from "../support/rejections.ts";
import { EMITTER_ADDRESS, openIndexer } from "../support/relayer-index.ts";
import { type FaultyRpc, startFaultyRpc } from "../support/rpc-faults.ts";

const CHILD = new URL("./children/index-child.ts", import.meta.url).pathname;

describe("indexer", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let rpc: FaultyRpc;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  const opened: ReturnType<typeof openIndexer>[] = [];

  beforeEach(async () => {
    anvil = await startAnvil({ args: ["--no-mining"] });
    await anvil.client.setCode({ address: EMITTER_ADDRESS, bytecode: EMITTER });
    await anvil.client.impersonateAccount({ address: ANVIL_ADDRESS });
    rpc = await startFaultyRpc(anvil.url);
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await database.close();
    await rpc.stop();
    await anvil.stop();
  });

  function open(options: Partial<Parameters<typeof openIndexer>[0]> = {}) {
    const indexer = openIndexer({ databaseUrl: database.url, rpcUrls: [rpc.url], ...options });
    opened.push(indexer);
    return indexer;
  }

  /** One block with these pings. */
  async function block(...numbers: readonly bigint[]): Promise<void> {
    for (const n of numbers) {
      await anvil.client.sendTransaction({
        account: ANVIL_ADDRESS,
        to: EMITTER_ADDRESS,
        data: pingInput(n),
        gas: 60_000n,
      });
    }
    await anvil.client.mine({ blocks: 1 });
  }

  /** Replaces the newest blocks by as many new ones; the last of them carries these pings. */
  async function reorg(depth: number, ...numbers: readonly bigint[]): Promise<void> {
    const number = await anvil.client.getBlockNumber();
    await anvil.client.request({ method: "anvil_rollback" as never, params: [depth] as never });
    // Dropped transactions return to the mempool; this chain's history is to be another one.
    await anvil.client.request({ method: "anvil_dropAllTransactions" as never });
    // Another timestamp gives the new blocks other hashes.
    await anvil.client.increaseTime({ seconds: 100 });
    for (let height = number - BigInt(depth) + 1n; height < number; height += 1n) await block();
    await block(...numbers);
  }

  it("stores every event once, in order, over ranges and single blocks alike", async () => {
    for (let n = 1n; n <= 40n; n += 1n) await block(n, n + 100n);
    const indexer = open();
    const { cursor } = await indexer.catchUp();
    assert.equal(cursor.number, 40n);
    const expected = Array.from({ length: 40 }, (_, n) => [BigInt(n + 1), BigInt(n + 101)]).flat();
    assert.deepEqual(await indexer.pings(), expected);
  });

  it("keeps what decoding needs: name, topics, data, place", async () => {
    await block(7n);
    const indexer = open();
    await indexer.catchUp();
    const [event] = await indexer.store.events({ eventName: "Ping" });
    assert(event);
    assert.deepEqual(event.topics, [toEventSelector("Ping(uint256)")]);
    assert.deepEqual(
      [event.eventName, event.address, event.blockNumber, event.logIndex, event.transactionIndex, BigInt(event.data)],
      ["Ping", EMITTER_ADDRESS, 1n, 0, 0, 7n],
    );
  });

  for (const depth of [1, 3, 10, 64]) {
    it(`R-12 rolls a reorg of ${depth} blocks back by hash and replays the new chain`, async () => {
      for (let n = 1n; n <= 70n; n += 1n) await block(n);
      const indexer = open({ finalizedDepth: 65 });
      await indexer.catchUp();
      await reorg(depth, 1_000n);
      const first = await indexer.step();
      assert.equal(first.rolledBack, depth);
      await indexer.catchUp();
      const kept = Array.from({ length: 70 - depth }, (_, n) => BigInt(n + 1));
      assert.deepEqual(await indexer.pings(), [...kept, 1_000n]);
      const audit = await database.db.selectFrom("audit").select("event").execute();
      assert.deepEqual(audit, [{ event: "rolled-back" }]);
    });
  }

  it("starts over when a reorg removes everything it had stored", async () => {
    await block(1n);
    await block(2n);
    const indexer = open({ finalizedDepth: 10 });
    await indexer.catchUp();
    await reorg(2, 9n);
    await indexer.catchUp();
    assert.deepEqual(await indexer.pings(), [9n]);
  });

  it("stops when a final block changes", async () => {
    for (let n = 1n; n <= 10n; n += 1n) await block(n);
    const indexer = open({ finalizedDepth: 2 });
    await indexer.catchUp();
    await reorg(6, 99n);
    const error = await fatal(indexer.catchUp());
    assert.equal(error.code, "INDEXER_FINALITY_BROKEN");
    assert.equal(error.retry, "never");
  });

  it("R-8 does not roll back because a node is a little behind", async () => {
    for (let n = 1n; n <= 6n; n += 1n) await block(n);
    const indexer = open();
    await indexer.catchUp();
    rpc.faults.lagBlocks = 2;
    const step = await indexer.step();
    assert.deepEqual([step.rolledBack, step.cursor.number, step.caughtUp], [0, 6n, true]);
    assert.equal((await indexer.pings()).length, 6);
  });

  it("R-9 stores an event that the provider's answer misses", async () => {
    await block(1n);
    await block(2n);
    rpc.faults.hideLog = (log) => BigInt(log.blockNumber) === 2n;
    const indexer = open({ finalizedDepth: 10 });
    await indexer.catchUp();
    assert.deepEqual(await indexer.pings(), [1n, 2n]);
  });

  it("refuses to write behind another process's back", async () => {
    await block(1n);
    const [one, two] = [open(), open()];
    await one.catchUp();
    const stale = await one.store.cursorOf("test");
    await block(2n);
    await two.catchUp();
    const to = { number: 9n, hash: `0x${"09".repeat(32)}` } as const;
    const error = await fatal(one.store.append({ stream: "test", from: stale, to, blocks: [], events: [] }));
    assert.equal(error.code, "INDEXER_CURSOR_MOVED");
    assert.equal((await one.store.cursorOf("test"))?.number, 2n);
  });

  it("forgets final blocks without events, keeps those with", async () => {
    await block(1n);
    for (let n = 0; n < 20; n += 1) await block();
    const indexer = open({ finalizedDepth: 5 });
    await indexer.catchUp();
    const rows = await database.db.selectFrom("block").select("number").orderBy("number").execute();
    // 21 blocks, 16 is final: block 1 has an event; 16 to 21 are kept against reorgs.
    assert.deepEqual(
      rows.map((row) => row.number),
      [1n, 16n, 17n, 18n, 19n, 20n, 21n],
    );
  });

  for (const failpoint of ["index-read", "index-stored", "index-stored:2"]) {
    it(`R-22 kill -9 at ${failpoint}: resumes without loss or repetition`, async () => {
      for (let n = 1n; n <= 30n; n += 1n) await block(n);
      assert.equal((await runChild(CHILD, [database.url, anvil.url, failpoint])).signal, "SIGKILL");
      const indexer = open();
      await indexer.catchUp();
      assert.deepEqual(
        await indexer.pings(),
        Array.from({ length: 30 }, (_, n) => BigInt(n + 1)),
      );
    });
  }

  it("R-22 kill -9 in the middle of a rollback: resumes on the new chain", async () => {
    for (let n = 1n; n <= 6n; n += 1n) await block(n);
    const first = open({ finalizedDepth: 10 });
    await first.catchUp();
    await reorg(2, 50n);
    const child = await runChild(CHILD, [database.url, anvil.url, "index-rolled-back"]);
    assert.equal(child.signal, "SIGKILL");
    const second = open({ finalizedDepth: 10 });
    await second.catchUp();
    assert.deepEqual(await second.pings(), [1n, 2n, 3n, 4n, 50n]);
  });
});

describe("sequence of a route", () => {
  it("tells the next number from a repeated one and from a gap", () => {
    assert.deepEqual(checkSequence({ last: 0n, next: 1n }), { kind: "next" });
    assert.deepEqual(checkSequence({ last: 4n, next: 5n }), { kind: "next" });
    assert.deepEqual(checkSequence({ last: 4n, next: 4n }), { kind: "duplicate" });
    assert.deepEqual(checkSequence({ last: 4n, next: 8n }), { kind: "gap", missingFrom: 5n, missingTo: 7n });
    assert.deepEqual(checkSequence({ last: 0n, next: 2n }), { kind: "gap", missingFrom: 1n, missingTo: 1n });
  });
});
