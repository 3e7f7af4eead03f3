import { type Kysely, sql } from "kysely";
import type { Address, Hash, Hex } from "viem";
import { appendAudit } from "./audit.ts";
import { type EventFact, toEventFact } from "./facts.ts";
import type { Database } from "./schema.ts";

/** One message of a route, as its sending event announced it. */
export type SentMessage = {
  /** e.g. `lane-1/batch`. */
  route: string;
  sequence: bigint;
  kind: string;
  /** The carrier's id of it. */
  hash: Hash;
  sourceChain: number;
  sourceBlock: Hash;
  sourceLogIndex: number;
  targetChain: number;
  /** Wei carried. */
  value: bigint;
  payload: Hex;
};

export type MessageStore = ReturnType<typeof createMessageStore>;

/** Messages of all routes: rows that stand and fall with the event that announced them. */
export function createMessageStore({ db, now }: { db: Kysely<Database>; now: () => Date }) {
  /** The highest sequence stored; 0 when there is none. */
  async function lastSequence(route: string): Promise<bigint> {
    const row = await db
      .selectFrom("message")
      .select((eb) => eb.fn.max("sequence").as("last"))
      .where("route", "=", route)
      .executeTakeFirst();
    return row?.last ?? 0n;
  }

  /** Events that announce messages and are not stored as such, in chain order. */
  async function unclaimedEvents(source: {
    chainId: number;
    address: Address;
    eventName: string;
    /** First indexed argument, if only those. */
    topic1?: Hash | undefined;
    limit: number;
  }): Promise<readonly EventFact[]> {
    const rows = await db
      .selectFrom("raw_event as e")
      .selectAll("e")
      .where("e.chain_id", "=", source.chainId)
      .where("e.address", "=", source.address.toLowerCase() as Address)
      .where("e.event_name", "=", source.eventName)
      .$if(source.topic1 !== undefined, (query) =>
        query.where(sql<Hash>`substring(e.topics from 33 for 32)`, "=", source.topic1 as Hash),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("message as m")
              .select("m.id")
              .whereRef("m.source_chain", "=", "e.chain_id")
              .whereRef("m.source_block", "=", "e.block_hash")
              .whereRef("m.source_log_index", "=", "e.log_index"),
          ),
        ),
      )
      .orderBy("e.block_number")
      .orderBy("e.log_index")
      .limit(source.limit)
      .execute();
    return rows.map(toEventFact);
  }

  /** Stores the next message of its route, with its audit row. The caller has checked its sequence. */
  async function add(message: SentMessage): Promise<void> {
    const { sourceChain, sourceBlock, sourceLogIndex, targetChain, ...rest } = message;
    await db.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows = 0n } = await tx
        .insertInto("message")
        .values({
          ...rest,
          source_chain: sourceChain,
          source_block: sourceBlock,
          source_log_index: sourceLogIndex,
          target_chain: targetChain,
        })
        .onConflict((conflict) => conflict.columns(["route", "sequence"]).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return;
      await appendAudit(tx, now(), {
        actor: "indexer",
        subject: `message/${message.route}/${message.sequence}`,
        event: "sent",
        detail: { hash: message.hash, block: sourceBlock },
      });
    });
  }

  async function find(route: string, sequence: bigint): Promise<(SentMessage & { transaction: Hash }) | undefined> {
    const [found] = await select((query) => query.where("m.route", "=", route).where("m.sequence", "=", sequence));
    return found;
  }

  async function findByHash(hash: Hash): Promise<(SentMessage & { transaction: Hash }) | undefined> {
    const [found] = await select((query) => query.where("m.hash", "=", hash.toLowerCase() as Hash));
    return found;
  }

  /** Messages of a route above a sequence, in order. */
  async function above(route: string, sequence: bigint, limit = 1_000) {
    return select((query) =>
      query.where("m.route", "=", route).where("m.sequence", ">", sequence).orderBy("m.sequence").limit(limit),
    );
  }

  /** Messages that nobody carries yet. */
  async function uncarried(route: string, limit: number) {
    return select((query) =>
      query
        .where("m.route", "=", route)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("carrier as c")
                .select("c.phase")
                .whereRef("c.route", "=", "m.route")
                .whereRef("c.sequence", "=", "m.sequence"),
            ),
          ),
        )
        .orderBy("m.sequence")
        .limit(limit),
    );
  }

  function base() {
    return db
      .selectFrom("message as m")
      .innerJoin("raw_event as e", (join) =>
        join
          .onRef("e.chain_id", "=", "m.source_chain")
          .onRef("e.block_hash", "=", "m.source_block")
          .onRef("e.log_index", "=", "m.source_log_index"),
      )
      .selectAll("m")
      .select("e.transaction_hash");
  }

  async function select(narrow: (query: ReturnType<typeof base>) => ReturnType<typeof base>) {
    const rows = await narrow(base()).execute();
    return rows.map((row) => ({
      route: row.route,
      sequence: row.sequence,
      kind: row.kind,
      hash: row.hash,
      sourceChain: row.source_chain,
      sourceBlock: row.source_block,
      sourceLogIndex: row.source_log_index,
      targetChain: row.target_chain,
      value: row.value,
      payload: row.payload,
      transaction: row.transaction_hash,
    }));
  }

  return { lastSequence, unclaimedEvents, add, find, findByHash, above, uncarried };
}
