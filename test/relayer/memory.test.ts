import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createLogReader } from "@cseth/relayer/chain/logReader";
import { concat, type Hex, numberToHex, toEventSelector } from "viem";
import { ANVIL_ADDRESS, type Anvil, startAnvil } from "../support/anvil.ts";
import { FLOOD } from "../support/bytecode.ts";
import { createTestDatabase, silentLogger } from "../support/postgres.ts";
import { EMITTER_ADDRESS, openIndexer } from "../support/relayer-index.ts";

const PING = toEventSelector("Ping(uint256)");

describe("what indexing holds and keeps", function () {
  this.timeout(60_000);
  let anvil: Anvil;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  const opened: ReturnType<typeof openIndexer>[] = [];
  beforeEach(async () => {
    anvil = await startAnvil({ args: ["--no-mining", "--gas-limit", "60000000"] });
    await anvil.client.setCode({ address: EMITTER_ADDRESS, bytecode: FLOOD });
    await anvil.client.impersonateAccount({ address: ANVIL_ADDRESS });
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await database.close();
    await anvil.stop();
  });

  function open(options: Partial<Parameters<typeof openIndexer>[0]> = {}) {
    const indexer = openIndexer({ databaseUrl: database.url, rpcUrls: [anvil.url], ...options });
    opened.push(indexer);
    return indexer;
  }

  /** One block with this many pings. */
  async function flood(count: number): Promise<void> {
    const data: Hex = concat([PING, numberToHex(count, { size: 32 })]);
    await anvil.client.sendTransaction({ account: ANVIL_ADDRESS, to: EMITTER_ADDRESS, data, gas: 16_000_000n });
    await anvil.client.mine({ blocks: 1 });
  }

  async function rows() {
    const tables = ["block", "raw_event", "audit", "cursor"] as const;
    const counts = tables.map(async (table) => {
      const { count } = await database.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<bigint>().as("count"))
        .executeTakeFirstOrThrow();
      return [table, Number(count)] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  }

  it("R-20 stores any number of events of one block: PostgreSQL takes 65,535 parameters in a statement, an event has ten", async () => {
    await flood(9_000);
    const indexer = open();
    await indexer.catchUp();
    const pings = await indexer.pings();
    assert.equal(pings.length, 9_000);
    assert.deepEqual([pings[0], pings.at(-1)], [8_999n, 0n]);
  });

  it("R-20 asks for fewer blocks where there are very many logs, so that no history decides what is held at once", async () => {
    for (let block = 1; block <= 16; block += 1) await flood(1_000);
    const { client } = open();
    const filter = { addresses: [EMITTER_ADDRESS], topics: [PING] } as const;
    const reader = createLogReader({ client, filter, maxRange: 8, logger: silentLogger });
    const held: [bigint, number][] = [];
    for (let from = 1n; from <= 16n; ) {
      const { logs, reached } = await reader.readRange({ from, to: 16n });
      held.push([reached - from + 1n, logs.length]);
      from = reached + 1n;
    }
    // 8 blocks hold 8,000 logs, more than 5,000; 4 hold 4,000 and allow two more; 6 hold too many again.
    assert.deepEqual(held, [
      [8n, 8_000],
      [4n, 4_000],
      [4n, 4_000],
    ]);
  });

  it("R-21 keeps neither rows nor memory of blocks that held nothing, however many went by", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    await flood(3);
    const indexer = open({ finalizedDepth: 4 });
    const followed = async (blocks: number) => {
      for (let mined = 0; mined < blocks; mined += 60) {
        await anvil.client.mine({ blocks: 60 });
        await indexer.catchUp();
      }
      collect();
      return { heap: process.memoryUsage().heapUsed, rows: await rows() };
    };
    const early = await followed(180);
    const late = await followed(600);
    // The block with events, the last final one, and the four above it.
    assert.deepEqual(late.rows, { block: 6, raw_event: 3, audit: 0, cursor: 1 });
    assert.deepEqual(early.rows, late.rows);
    assert.ok(late.heap - early.heap < 2_000_000, `${late.heap - early.heap} bytes of heap in 600 blocks`);
  });
});
