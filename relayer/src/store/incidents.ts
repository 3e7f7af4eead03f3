import type { Kysely } from "kysely";
import type { IncidentCode } from "../domain/incident.ts";
import { toJson } from "./audit.ts";
import type { Database } from "./schema.ts";

export type Incident = {
  code: IncidentCode;
  /** What it is about: a route, a signer, a lane. */
  subject: string;
  severity: "critical" | "high" | "medium";
  /** `reason` is what the operator reads first. */
  detail: Readonly<{ reason: string } & Record<string, unknown>>;
};

/** Opens an incident; while one of the same code and subject is open, it stays one. @returns true if it is new */
export async function openIncident(db: Kysely<Database>, at: Date, incident: Incident): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("incident")
    .values({ ...incident, detail: toJson(incident.detail), opened_at: at })
    .onConflict((conflict) => conflict.columns(["code", "subject"]).where("closed_at", "is", null).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** @returns true if one was open */
export async function closeIncident(
  db: Kysely<Database>,
  at: Date,
  { code, subject }: Pick<Incident, "code" | "subject">,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("incident")
    .set({ closed_at: at })
    .where("code", "=", code)
    .where("subject", "=", subject)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Codes of which an incident is open. */
export async function openCodes(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom("incident").select("code").distinct().where("closed_at", "is", null).execute();
  return rows.map(({ code }) => code);
}

/** What the open incidents of one code are about. */
export async function openSubjects(db: Kysely<Database>, code: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("incident")
    .select("subject")
    .where("code", "=", code)
    .where("closed_at", "is", null)
    .execute();
  return rows.map(({ subject }) => subject);
}
