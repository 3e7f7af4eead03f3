import { type Kysely, sql } from "kysely";
import type { Hash } from "viem";
import type { Database } from "./schema.ts";

/** One transaction of ours that moved a subject on, or was meant to. */
export type TransactionStory = {
  /** The planner's key with the number of the try. */
  intent: string;
  chainId: number;
  state: string;
  reason: string | undefined;
  /** The one that was mined, else all that were signed. */
  hashes: readonly Hash[];
  block: bigint | undefined;
};

export type ExplainStore = ReturnType<typeof createExplainStore>;

/** Questions of an operator about one thing. */
export function createExplainStore({ db }: { db: Kysely<Database> }) {
  /** Transactions sent for any of these subjects, oldest first. */
  async function transactionsOf(subjects: readonly string[]): Promise<readonly TransactionStory[]> {
    if (subjects.length === 0) return [];
    const attempts = await db
      .selectFrom("attempt as a")
      .innerJoin("attempt_item as i", "i.attempt_id", "a.id")
      .leftJoin("nonce_slot as s", "s.attempt_id", "a.id")
      .select([
        "a.id",
        "a.intent",
        "a.chain_id",
        "a.state",
        "a.reason",
        "s.mined_hash",
        "s.block_number",
        "s.succeeded",
      ])
      .where("i.key", "in", subjects)
      .orderBy("a.id")
      .execute();
    return Promise.all(
      attempts.map(async (row) => ({
        intent: row.intent,
        chainId: row.chain_id,
        state: row.state === "OPEN" && row.mined_hash ? (row.succeeded ? "INCLUDED" : "REVERTED") : row.state,
        reason: row.reason ?? undefined,
        hashes: row.mined_hash ? [row.mined_hash] : await signedFor(row.id),
        block: row.block_number ?? undefined,
      })),
    );
  }

  async function signedFor(attemptId: bigint): Promise<readonly Hash[]> {
    const rows = await db
      .selectFrom("signed_transaction")
      .select("hash")
      .where("attempt_id", "=", attemptId)
      .orderBy("signed_at")
      .execute();
    return rows.map(({ hash }) => hash);
  }

  /** The event that appended an action to its batch. */
  async function actionEvent(actionId: Hash) {
    return db
      .selectFrom("raw_event")
      .selectAll()
      .where("event_name", "=", "ActionAppended")
      .where(sql<Hash>`substring(topics from 33 for 32)`, "=", actionId)
      .executeTakeFirst();
  }

  return { transactionsOf, actionEvent };
}
