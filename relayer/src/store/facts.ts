import { type Kysely, type Selectable, sql } from "kysely";
import type { Address, Hash, Hex } from "viem";
import { CsethError } from "../domain/errors.ts";
import { appendAudit } from "./audit.ts";
import type { Database } from "./schema.ts";

export type BlockFact = { number: bigint; hash: Hash; parentHash: Hash; timestamp: bigint };

export type EventFact = {
  blockHash: Hash;
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hash;
  transactionIndex: number;
  address: Address;
  eventName: string;
  topics: readonly Hash[];
  data: Hex;
};

export type Position = { number: bigint; hash: Hash };

export type FactStore = ReturnType<typeof createFactStore>;

const WORD_DIGITS = 64;
/** Rows of one insert: PostgreSQL takes 65,535 parameters, of which an event has ten. */
const ROWS_AT_ONCE = 5_000;
/** Word for word what migration 0003 has indexed. */
const TOPIC = {
  1: sql<Hash>`substring(topics from 33 for 32)`,
  2: sql<Hash>`substring(topics from 65 for 32)`,
};

/** Blocks and events of one chain, and how far each stream has read them. */
export function createFactStore({ db, chainId, now }: { db: Kysely<Database>; chainId: number; now: () => Date }) {
  async function cursorOf(stream: string): Promise<Position | undefined> {
    const row = await db
      .selectFrom("cursor")
      .select(["block_number", "block_hash"])
      .where("chain_id", "=", chainId)
      .where("stream", "=", stream)
      .executeTakeFirst();
    return row && { number: row.block_number, hash: row.block_hash };
  }

  /**
   * Adds blocks and events and moves the cursor, in one transaction: after a crash either all of it is there or none.
   * @param from the cursor this step started at; undefined at the very first
   * @throws INDEXER_CURSOR_MOVED when another process has moved it since
   */
  async function append({
    stream,
    from,
    to,
    blocks,
    events,
  }: {
    stream: string;
    from: Position | undefined;
    to: Position;
    blocks: readonly BlockFact[];
    events: readonly EventFact[];
  }): Promise<void> {
    await db.transaction().execute(async (tx) => {
      await moveCursor(tx, stream, from, to);
      for (const some of portions(blocks))
        await tx.insertInto("block").values(some.map(toBlockRow)).onConflict(doNothing).execute();
      for (const some of portions(events))
        await tx.insertInto("raw_event").values(some.map(toEventRow)).onConflict(doNothing).execute();
    });
  }

  /** Removes every block above `to`, with its events and what hangs on them, and moves the cursor back. */
  async function rollBack({
    stream,
    from,
    to,
  }: {
    stream: string;
    from: Position;
    to: Position;
  }): Promise<{ blocks: number }> {
    return db.transaction().execute(async (tx) => {
      await moveCursor(tx, stream, from, to);
      // Blocks are shared by all streams of a chain, so every stream that was past this one reads again.
      await tx
        .updateTable("cursor")
        .set({ block_number: to.number, block_hash: to.hash, updated_at: now() })
        .where("chain_id", "=", chainId)
        .where("block_number", ">", to.number)
        .execute();
      const result = await tx
        .deleteFrom("block")
        .where("chain_id", "=", chainId)
        .where("number", ">", to.number)
        .executeTakeFirst();
      const blocks = Number(result.numDeletedRows);
      await appendAudit(tx, now(), {
        actor: "indexer",
        subject: `cursor/${chainId}/${stream}`,
        event: "rolled-back",
        before: `${from.number}/${from.hash}`,
        after: `${to.number}/${to.hash}`,
        detail: { blocks },
      });
      return { blocks };
    });
  }

  async function moveCursor(
    tx: Kysely<Database>,
    stream: string,
    from: Position | undefined,
    to: Position,
  ): Promise<void> {
    const values = { block_number: to.number, block_hash: to.hash, updated_at: now() };
    const moved = from
      ? await tx
          .updateTable("cursor")
          .set(values)
          .where("chain_id", "=", chainId)
          .where("stream", "=", stream)
          .where("block_hash", "=", from.hash)
          .executeTakeFirst()
          .then((result) => result.numUpdatedRows)
      : await tx
          .insertInto("cursor")
          .values({ chain_id: chainId, stream, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
          .then((result) => result.numInsertedOrUpdatedRows ?? 0n);
    if (moved === 1n) return;
    throw new CsethError({
      code: "INDEXER_CURSOR_MOVED",
      retry: "now",
      message: `another process has moved the cursor ${stream} of chain ${chainId}`,
      context: { chainId, stream, from: from?.number, to: to.number },
    });
  }

  /** The stored blocks at or below a number, highest first. */
  async function blocksBelow(number: bigint, limit: number): Promise<readonly Position[]> {
    return db
      .selectFrom("block")
      .select(["number", "hash"])
      .where("chain_id", "=", chainId)
      .where("number", "<=", number)
      .orderBy("number", "desc")
      .limit(limit)
      .execute();
  }

  /** Forgets final blocks that carry no event; they were kept to notice reorgs. @param from looked at already below it */
  async function pruneBlocks({ from, below }: { from: bigint; below: bigint }): Promise<void> {
    await db
      .deleteFrom("block")
      .where("chain_id", "=", chainId)
      .where("number", ">=", from)
      .where("number", "<", below)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("raw_event")
              .select("log_index")
              .whereRef("raw_event.chain_id", "=", "block.chain_id")
              .whereRef("raw_event.block_hash", "=", "block.hash"),
          ),
        ),
      )
      .execute();
  }

  /** Events in chain order. */
  async function events({
    eventName,
    address,
    topic,
    from = 0n,
  }: {
    eventName?: string;
    address?: Address;
    /** One indexed argument, by its place among the topics: 1 is the first. */
    topic?: { index: 1 | 2; value: Hash };
    from?: bigint;
  } = {}): Promise<readonly EventFact[]> {
    let query = db
      .selectFrom("raw_event")
      .selectAll()
      .where("chain_id", "=", chainId)
      .where("block_number", ">=", from);
    if (eventName !== undefined) query = query.where("event_name", "=", eventName);
    if (address !== undefined) query = query.where("address", "=", address.toLowerCase() as Address);
    if (topic !== undefined) query = query.where(TOPIC[topic.index], "=", topic.value);
    const rows = await query.orderBy("block_number").orderBy("log_index").execute();
    return rows.map(toEventFact);
  }

  function toBlockRow({ number, hash, parentHash, timestamp }: BlockFact) {
    return { chain_id: chainId, number, hash, parent_hash: parentHash, timestamp };
  }

  function toEventRow(event: EventFact) {
    return {
      chain_id: chainId,
      block_hash: event.blockHash,
      block_number: event.blockNumber,
      log_index: event.logIndex,
      transaction_hash: event.transactionHash,
      transaction_index: event.transactionIndex,
      address: event.address,
      event_name: event.eventName,
      topics: `0x${event.topics.map((topic) => topic.slice(2)).join("")}` as Hex,
      data: event.data,
    };
  }

  /** Forgets every block and event of the chain, so that all are read again; messages leave with them and come back. */
  async function forget(): Promise<{ blocks: bigint }> {
    return db.transaction().execute(async (tx) => {
      await tx.deleteFrom("cursor").where("chain_id", "=", chainId).execute();
      const { numDeletedRows } = await tx.deleteFrom("block").where("chain_id", "=", chainId).executeTakeFirst();
      await appendAudit(tx, now(), {
        actor: "operator",
        subject: `cursor/${chainId}`,
        event: "forgotten",
        before: undefined,
        after: "",
        detail: { blocks: numDeletedRows },
      });
      return { blocks: numDeletedRows };
    });
  }

  return { cursorOf, append, rollBack, blocksBelow, pruneBlocks, events, forget };
}

function portions<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, index) => rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE));
}

function doNothing(conflict: { doNothing: () => unknown }): never {
  return conflict.doNothing() as never;
}

export function toEventFact(row: Selectable<Database["raw_event"]>): EventFact {
  const digits = row.topics.slice(2);
  const count = digits.length / WORD_DIGITS;
  return {
    blockHash: row.block_hash,
    blockNumber: row.block_number,
    logIndex: row.log_index,
    transactionHash: row.transaction_hash,
    transactionIndex: row.transaction_index,
    address: row.address,
    eventName: row.event_name,
    topics: Array.from(
      { length: count },
      (_, index): Hash => `0x${digits.slice(index * WORD_DIGITS, (index + 1) * WORD_DIGITS)}`,
    ),
    data: row.data,
  };
}
