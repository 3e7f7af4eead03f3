import type { Kysely, Selectable } from "kysely";
import { appendAudit } from "./audit.ts";
import type { Database } from "./schema.ts";

export type StepState = "OPEN" | "DONE" | "DEAD_LETTER" | "SKIPPED";

/** One decision: an effect wanted on a chain, and how its pursuit goes. */
export type StepRow = {
  laneId: number;
  /** Names the effect: `close/7`, `prove/0x…`. */
  key: string;
  kind: string;
  /** What it moves on: `lane-1`, `lane-1/batch/7`. */
  subject: string;
  chainId: number;
  state: StepState;
  /** Running number of the transaction that pursues it, from 1. */
  tries: number;
  /** Simulations in a row that said it would revert. */
  refusals: number;
  reason: string | undefined;
  nextAt: Date | undefined;
};

export type NewStep = Pick<StepRow, "laneId" | "key" | "kind" | "subject" | "chainId">;

export type StepStore = ReturnType<typeof createStepStore>;

/** What was decided, before and after it was done. Every change of state stands beside its audit row. */
export function createStepStore({ db, now, actor }: { db: Kysely<Database>; now: () => Date; actor: string }) {
  /** Stores a decision; one that was done and is due again (a reorg undid it) is opened again. */
  async function ensure(step: NewStep): Promise<StepRow> {
    const existing = await find(step.laneId, step.key);
    if (existing?.state === "DONE") return change(existing, { state: "OPEN" }, "due again");
    if (existing) return existing;
    await db.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows = 0n } = await tx
        .insertInto("step")
        .values({
          lane_id: step.laneId,
          key: step.key,
          kind: step.kind,
          subject: step.subject,
          chain_id: step.chainId,
          state: "OPEN",
          reason: null,
          created_at: now(),
          updated_at: now(),
        })
        .onConflict((conflict) => conflict.columns(["lane_id", "key"]).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows > 0n) await audit(tx, step, "decided", undefined, "OPEN", undefined);
    });
    return (await find(step.laneId, step.key)) as StepRow;
  }

  async function change(
    step: StepRow,
    changes: Partial<Pick<StepRow, "state" | "tries" | "refusals" | "nextAt">>,
    reason: string | undefined,
  ): Promise<StepRow> {
    const after: StepRow = { ...step, ...changes, reason };
    await db.transaction().execute(async (tx) => {
      await tx
        .updateTable("step")
        .set({
          state: after.state,
          tries: after.tries,
          refusals: after.refusals,
          reason: reason ?? null,
          next_at: after.nextAt ?? null,
          updated_at: now(),
        })
        .where("lane_id", "=", step.laneId)
        .where("key", "=", step.key)
        .execute();
      if (after.state !== step.state || after.tries !== step.tries) {
        const event = after.state === step.state ? "next-try" : "state";
        await audit(tx, step, event, `${step.state}#${step.tries}`, `${after.state}#${after.tries}`, reason);
      }
    });
    return after;
  }

  /** Open steps of a subject that are not due any more are done: by us or by someone else. */
  async function close({
    laneId,
    subject,
    due,
  }: {
    laneId: number;
    subject: string;
    due: readonly string[];
  }): Promise<readonly StepRow[]> {
    const open = await unfinished({ laneId, subject });
    const over = open.filter(({ key }) => !due.includes(key));
    for (const step of over) await change(step, { state: "DONE", nextAt: undefined }, undefined);
    return over;
  }

  /** Steps that are open or given up. */
  async function unfinished({ laneId, subject }: { laneId: number; subject?: string }): Promise<readonly StepRow[]> {
    let query = db.selectFrom("step").selectAll().where("lane_id", "=", laneId).where("state", "!=", "DONE");
    if (subject !== undefined) query = query.where("subject", "=", subject);
    return (await query.orderBy("created_at").execute()).map(toStep);
  }

  /** All steps that ever moved a subject on, oldest first. */
  async function of(laneId: number, subject: string): Promise<readonly StepRow[]> {
    const rows = await db
      .selectFrom("step")
      .selectAll()
      .where("lane_id", "=", laneId)
      .where("subject", "=", subject)
      .orderBy("created_at")
      .execute();
    return rows.map(toStep);
  }

  async function find(laneId: number, key: string): Promise<StepRow | undefined> {
    const row = await db
      .selectFrom("step")
      .selectAll()
      .where("lane_id", "=", laneId)
      .where("key", "=", key)
      .executeTakeFirst();
    return row && toStep(row);
  }

  async function audit(
    tx: Kysely<Database>,
    { laneId, key }: Pick<StepRow, "laneId" | "key">,
    event: string,
    before: string | undefined,
    after: string,
    reason: string | undefined,
  ): Promise<void> {
    const subject = `step/${laneId}/${key}`;
    await appendAudit(tx, now(), { actor, subject, event, before, after, detail: reason ? { reason } : {} });
  }

  return { ensure, change, close, unfinished, of, find };
}

function toStep(row: Selectable<Database["step"]>): StepRow {
  return {
    laneId: row.lane_id,
    key: row.key,
    kind: row.kind,
    subject: row.subject,
    chainId: row.chain_id,
    state: row.state,
    tries: row.tries,
    refusals: row.refusals,
    reason: row.reason ?? undefined,
    nextAt: row.next_at ?? undefined,
  };
}
