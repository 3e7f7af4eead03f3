import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type pg from "pg";
import { CsethError } from "../domain/errors.ts";

export type Migration = { version: number; name: string; sql: string; checksum: string };

/** Any constant does, as long as nothing else in this database takes the same one. */
const MIGRATION_LOCK = 7_301_001n;
const FILE_NAME = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/** The migrations of a folder in order. @throws DATABASE_MIGRATION_INVALID on a bad name or a hole in the numbers. */
export function readMigrations(folder: URL): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file, index) => {
    const match = FILE_NAME.exec(file);
    if (!match || Number(match[1]) !== index + 1) {
      throw invalid(
        `${file} is not migration number ${index + 1}; files are named 0001_what_it_does.sql without holes`,
      );
    }
    const sql = readFileSync(new URL(file, folder), "utf8");
    return { version: index + 1, name: file, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

/**
 * Applies what is missing, all in one transaction under an advisory lock, so that several processes may start at
 * once and a failure leaves the schema as it was.
 * @returns the names applied now.
 * @throws DATABASE_MIGRATION_CHANGED when an applied file was edited, DATABASE_NEWER when the database knows
 * migrations that this program does not, DATABASE_MIGRATION_FAILED.
 */
export async function migrate({
  pool,
  migrations,
}: {
  pool: pg.Pool;
  migrations: readonly Migration[];
}): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await client.query(
      "create table if not exists migration (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())",
    );
    const { rows } = await client.query<{ version: number; name: string; checksum: string }>(
      "select version, name, checksum from migration order by version",
    );
    assertSameHistory(rows, migrations);
    const missing = migrations.slice(rows.length);
    for (const migration of missing) await apply(client, migration);
    await client.query("commit");
    return missing.map((migration) => migration.name);
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql);
    await client.query("insert into migration (version, name, checksum) values ($1, $2, $3)", [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
  } catch (cause) {
    throw new CsethError({
      code: "DATABASE_MIGRATION_FAILED",
      retry: "never",
      message: `migration ${migration.name} failed; nothing was changed`,
      fix: "Report this with the message of PostgreSQL.",
      context: { migration: migration.name },
      cause,
    });
  }
}

function assertSameHistory(applied: readonly { name: string; checksum: string }[], known: readonly Migration[]): void {
  if (applied.length > known.length) {
    throw new CsethError({
      code: "DATABASE_NEWER",
      retry: "never",
      message: `the database has ${applied.length} migrations, this program knows ${known.length}`,
      fix: "Run the newer program, or give this one a database of its own.",
    });
  }
  for (const [index, row] of applied.entries()) {
    if (row.checksum === known[index]?.checksum) continue;
    throw new CsethError({
      code: "DATABASE_MIGRATION_CHANGED",
      retry: "never",
      message: `migration ${row.name} was applied with other contents`,
      fix: "Restore the file and put the change into a new migration.",
      context: { migration: row.name },
    });
  }
}

function invalid(message: string): CsethError {
  return new CsethError({ code: "DATABASE_MIGRATION_INVALID", retry: "never", message, fix: "Rename the file." });
}
