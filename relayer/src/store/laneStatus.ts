import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";

export type LaneStatus = {
  laneId: number;
  /** Highest batch closed on the L2, and highest whose story is over. */
  batches: { closed: bigint; final: bigint; open: readonly { nonce: bigint; phase: string; executed: string }[] };
  /** Messages under way. */
  carriers: readonly {
    message: string;
    phase: string;
    /** Chain time of the destination, seconds, before which nothing can change. */
    notBefore: bigint | undefined;
    failures: number;
  }[];
  /** What was decided and is not done. */
  steps: readonly { key: string; state: string; tries: number; refusals: number; reason: string | undefined }[];
};

const ROWS_MAX = 50;

/** How one lane stands, from the database alone. */
export async function readLaneStatus(db: Kysely<Database>, laneId: number): Promise<LaneStatus> {
  const route = `lane-${laneId}/`;
  const [closed, final, open, carriers, steps] = await Promise.all([
    db
      .selectFrom("batch")
      .select((eb) => eb.fn.max("nonce").as("nonce"))
      .where("lane_id", "=", laneId)
      .executeTakeFirst(),
    db
      .selectFrom("batch")
      .select((eb) => eb.fn.max("nonce").as("nonce"))
      .where("lane_id", "=", laneId)
      .where("phase", "=", "FINAL")
      .executeTakeFirst(),
    db
      .selectFrom("batch")
      .selectAll()
      .where("lane_id", "=", laneId)
      .where("phase", "!=", "FINAL")
      .orderBy("nonce")
      .limit(ROWS_MAX)
      .execute(),
    db
      .selectFrom("carrier")
      .selectAll()
      .where("route", "in", [`${route}batch`, `${route}state-update`, `${route}shares`])
      .where("next_at", "is not", null)
      .orderBy("route")
      .orderBy("sequence")
      .limit(ROWS_MAX)
      .execute(),
    db
      .selectFrom("step")
      .selectAll()
      .where("lane_id", "=", laneId)
      .where("state", "!=", "DONE")
      .orderBy("created_at")
      .limit(ROWS_MAX)
      .execute(),
  ]);
  return {
    laneId,
    batches: {
      closed: closed?.nonce ?? 0n,
      final: final?.nonce ?? 0n,
      open: open.map((row) => ({
        nonce: row.nonce,
        phase: row.phase,
        executed: `${row.executed}/${row.action_count}`,
      })),
    },
    carriers: carriers.map((row) => ({
      message: `${row.route}/${row.sequence}`,
      phase: row.phase,
      notBefore: row.wake_at ?? undefined,
      failures: row.failures,
    })),
    steps: steps.map((row) => ({
      key: `lane-${laneId}/${row.key}`,
      state: row.state,
      tries: row.tries,
      refusals: row.refusals,
      reason: row.reason ?? undefined,
    })),
  };
}
