import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type pg from "pg";
import type { Logger } from "../telemetry/logger.ts";
import type { Database } from "./schema.ts";

export type ExclusiveLock = {
  /** False once the connection that holds the lock is gone: another process may own it by now. */
  isHeld: () => boolean;
  release: () => Promise<void>;
};

/**
 * Takes a lock that belongs to this process until released or until the process dies, even by kill -9.
 * @returns undefined when another process holds it
 */
export async function tryExclusiveLock({
  pool,
  name,
  logger,
}: {
  pool: pg.Pool;
  name: string;
  logger: Logger;
}): Promise<ExclusiveLock | undefined> {
  // A session lock lives and dies with its connection, so it needs one of its own.
  const client = await pool.connect();
  let held = true;
  client.on("error", (err) => {
    held = false;
    logger.error({ err, lock: name }, "lost the connection that holds a lock");
  });
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [keyOf(name)]);
  if (!rows[0]?.locked) {
    client.release();
    return undefined;
  }
  return {
    isHeld: () => held,
    release: async () => {
      if (!held) return client.release(true);
      held = false;
      await client.query("select pg_advisory_unlock($1)", [keyOf(name)]);
      client.release();
    },
  };
}

/** Serialises transactions that take the same name; held until `db`, a transaction, ends. */
export async function lockWithin(db: Kysely<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyOf(name)})`.execute(db);
}

/** Advisory locks are keyed by 64 bits. A collision would only make two names exclude each other. */
function keyOf(name: string): bigint {
  return createHash("sha256").update(name).digest().readBigInt64BE(0);
}
