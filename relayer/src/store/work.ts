import { type Kysely, type Selectable, sql } from "kysely";
import { appendAudit, toJson } from "./audit.ts";
import type { Database } from "./schema.ts";

export type Carrier = {
  route: string;
  sequence: bigint;
  kind: string;
  phase: string;
  detail: Record<string, unknown>;
  failures: number;
  nextAt: Date | undefined;
  deadlineAt: Date | undefined;
  /** Chain time of the destination, seconds, from which on it is due as well. */
  wakeAt?: bigint | undefined;
};

export type WorkStore = ReturnType<typeof createWorkStore>;

/** The carriers, as work to be taken. Any number of processes may take from it; nobody waits for another. */
export function createWorkStore({ db, worker, now }: { db: Kysely<Database>; worker: string; now: () => Date }) {
  /** Starts carrying a message; nothing happens if it is carried already. */
  async function add(carrier: Omit<Carrier, "failures">): Promise<void> {
    await db
      .insertInto("carrier")
      .values({
        route: carrier.route,
        sequence: carrier.sequence,
        kind: carrier.kind,
        phase: carrier.phase,
        detail: toJson(carrier.detail),
        next_at: carrier.nextAt ?? null,
        deadline_at: carrier.deadlineAt ?? null,
        wake_at: carrier.wakeAt ?? null,
        leased_by: null,
        updated_at: now(),
      })
      .onConflict((conflict) => conflict.columns(["route", "sequence"]).doNothing())
      .execute();
  }

  /**
   * Takes due work for a while. Rows another worker is taking are skipped, not waited for; a lease that ran out
   * (its holder was killed) is taken over.
   * @param route only of this route @param chainTime of the destination, seconds
   */
  async function take({
    limit,
    leaseMs,
    route,
    chainTime = 0n,
  }: {
    limit: number;
    leaseMs: number;
    route?: string;
    chainTime?: bigint;
  }): Promise<readonly Carrier[]> {
    const at = now();
    const rows = await db
      .with("due", (cte) =>
        cte
          .selectFrom("carrier")
          .select(["route", "sequence"])
          .where((eb) => eb.or([eb("next_at", "<=", at), eb("wake_at", "<=", chainTime)]))
          .$if(route !== undefined, (query) => query.where("route", "=", route ?? ""))
          .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", at)]))
          .orderBy("next_at")
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable("carrier")
      .from("due")
      .set({ leased_by: worker, leased_until: new Date(at.getTime() + leaseMs) })
      .whereRef("carrier.route", "=", "due.route")
      .whereRef("carrier.sequence", "=", "due.sequence")
      .returningAll("carrier")
      .execute();
    return rows.map(toCarrier).sort((a, b) => Number(a.sequence - b.sequence));
  }

  /** The same work, looked at and not taken. */
  async function due({ limit, route, chainTime }: { limit: number; route: string; chainTime: bigint }) {
    const rows = await db
      .selectFrom("carrier")
      .selectAll()
      .where("route", "=", route)
      .where((eb) => eb.or([eb("next_at", "is not", null), eb("wake_at", "<=", chainTime)]))
      .orderBy("sequence")
      .limit(limit)
      .execute();
    return rows.map(toCarrier);
  }

  /**
   * Records the outcome of a step and gives the work back, with its audit row, in one transaction.
   * @returns false if the lease was lost meanwhile; then nothing is changed
   */
  async function settle(
    carrier: Carrier,
    change: Partial<Omit<Carrier, "route" | "sequence" | "kind">>,
    reason: string,
  ): Promise<boolean> {
    const after = { ...carrier, ...change };
    return db.transaction().execute(async (tx) => {
      const result = await tx
        .updateTable("carrier")
        .set({
          phase: after.phase,
          detail: toJson(after.detail),
          failures: after.failures,
          next_at: after.nextAt ?? null,
          deadline_at: after.deadlineAt ?? null,
          wake_at: after.wakeAt ?? null,
          leased_by: null,
          leased_until: null,
          updated_at: now(),
        })
        .where("route", "=", carrier.route)
        .where("sequence", "=", carrier.sequence)
        .where("leased_by", "=", worker)
        .where("phase", "=", carrier.phase)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return false;
      if (after.phase === carrier.phase) return true;
      await appendAudit(tx, now(), {
        actor: worker,
        subject: `carrier/${carrier.route}/${carrier.sequence}`,
        event: "phase",
        before: carrier.phase,
        after: after.phase,
        detail: { reason },
      });
      return true;
    });
  }

  async function find(route: string, sequence: bigint): Promise<Carrier | undefined> {
    const row = await db
      .selectFrom("carrier")
      .selectAll()
      .where("route", "=", route)
      .where("sequence", "=", sequence)
      .executeTakeFirst();
    return row && toCarrier(row);
  }

  /** A role only one process plays at a time. @returns true while this worker holds it; renew before it runs out */
  async function holdRole(name: string, leaseMs: number): Promise<boolean> {
    const at = now();
    const until = new Date(at.getTime() + leaseMs);
    const { rows } = await sql`
      insert into lease (name, holder, until) values (${name}, ${worker}, ${until})
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.holder = excluded.holder or lease.until <= ${at}
      returning name`.execute(db);
    return rows.length > 0;
  }

  async function releaseRole(name: string): Promise<void> {
    await db.deleteFrom("lease").where("name", "=", name).where("holder", "=", worker).execute();
  }

  return { add, take, due, settle, find, holdRole, releaseRole };
}

function toCarrier(row: Selectable<Database["carrier"]>): Carrier {
  return {
    route: row.route,
    sequence: row.sequence,
    kind: row.kind,
    phase: row.phase,
    detail: row.detail,
    failures: row.failures,
    nextAt: row.next_at ?? undefined,
    deadlineAt: row.deadline_at ?? undefined,
    wakeAt: row.wake_at ?? undefined,
  };
}
