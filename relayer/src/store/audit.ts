import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";

export type AuditEntry = {
  /** Who changed it: a component's name, or an operator by the API. */
  actor: string;
  /** What was changed, as a path: `nonce_slot/900/0xf39f…/7`. */
  subject: string;
  event: string;
  before?: string | undefined;
  after?: string | undefined;
  detail?: Readonly<Record<string, unknown>>;
};

/** Writes the audit row of a change; `db` is the transaction of that change. */
export async function appendAudit(db: Kysely<Database>, at: Date, entry: AuditEntry): Promise<void> {
  const { before = null, after = null, detail = {}, ...rest } = entry;
  await db
    .insertInto("audit")
    .values({ at, before, after, detail: toJson(detail), ...rest })
    .execute();
}

/** JSON text in which bigints are decimal strings. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));
}
