import type { Kysely } from "kysely";
import type { Hash } from "viem";
import { appendAudit } from "./audit.ts";
import type { Database } from "./schema.ts";

export type BatchPhase = "CLOSED" | "CARRIED" | "ROOT_ON_L1" | "EXECUTING" | "EXECUTED" | "FINAL";

export type BatchRow = {
  laneId: number;
  nonce: bigint;
  phase: BatchPhase;
  actionsRoot: Hash;
  actionCount: number;
  /** Actions L1 has executed, failed ones included. */
  executed: number;
};

export type BatchStore = ReturnType<typeof createBatchStore>;

/** Closed batches of all lanes. `phase` is a cache of what the chains say. */
export function createBatchStore({ db, now }: { db: Kysely<Database>; now: () => Date }) {
  /** Batches whose story is not over, lowest nonce first. */
  async function unfinished(laneId: number, limit: number): Promise<readonly BatchRow[]> {
    const rows = await db
      .selectFrom("batch")
      .selectAll()
      .where("lane_id", "=", laneId)
      .where("phase", "!=", "FINAL")
      .orderBy("nonce")
      .limit(limit)
      .execute();
    return rows.map(toBatch);
  }

  async function find(laneId: number, nonce: bigint): Promise<BatchRow | undefined> {
    const row = await db
      .selectFrom("batch")
      .selectAll()
      .where("lane_id", "=", laneId)
      .where("nonce", "=", nonce)
      .executeTakeFirst();
    return row && toBatch(row);
  }

  /** The highest nonce stored; 0 when there is none. */
  async function lastNonce(laneId: number): Promise<bigint> {
    const row = await db
      .selectFrom("batch")
      .select((eb) => eb.fn.max("nonce").as("last"))
      .where("lane_id", "=", laneId)
      .executeTakeFirst();
    return row?.last ?? 0n;
  }

  /** Stores a batch as the chain shows it; nothing is written when nothing has changed. */
  async function put(batch: BatchRow): Promise<void> {
    const before = await find(batch.laneId, batch.nonce);
    if (before && sameBatch(before, batch)) return;
    const { laneId, nonce, phase, actionsRoot, actionCount, executed } = batch;
    const values = {
      phase,
      actions_root: actionsRoot,
      action_count: actionCount,
      executed,
      message_route: `lane-${laneId}/batch`,
      updated_at: now(),
    };
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto("batch")
        .values({ lane_id: laneId, nonce, ...values })
        .onConflict((conflict) => conflict.columns(["lane_id", "nonce"]).doUpdateSet(values))
        .execute();
      await appendAudit(tx, now(), {
        actor: "planner",
        subject: `batch/${laneId}/${nonce}`,
        event: "phase",
        before: before?.phase,
        after: phase,
        detail: { executed, actionCount },
      });
    });
  }

  return { unfinished, find, lastNonce, put };
}

function sameBatch(a: BatchRow, b: BatchRow): boolean {
  return a.phase === b.phase && a.executed === b.executed && a.actionsRoot === b.actionsRoot;
}

function toBatch(row: {
  lane_id: number;
  nonce: bigint;
  phase: string;
  actions_root: Hash | null;
  action_count: number;
  executed: number;
}): BatchRow {
  return {
    laneId: row.lane_id,
    nonce: row.nonce,
    phase: row.phase as BatchPhase,
    actionsRoot: row.actions_root as Hash,
    actionCount: row.action_count,
    executed: row.executed,
  };
}
