import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import pg from "pg";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Database } from "./schema.ts";

const OID = { int8: 20, bytea: 17, numeric: 1700 } as const;
const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** `pg` hands over int8 and numeric as text and bytea as a Buffer; here they become bigint and 0x hex, everywhere. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (format !== "binary") {
      if (oid === OID.int8) return BigInt;
      if (oid === OID.numeric) return (text: string) => (/^-?\d+$/.test(text) ? BigInt(text) : Number(text));
      if (oid === OID.bytea) return (text: string) => `0x${text.slice(2)}`;
    }
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

export type Connection = {
  db: Kysely<Database>;
  pool: pg.Pool;
  close: () => Promise<void>;
};

/**
 * A pool and the typed query builder over it. Does not connect yet; `assertReachable` does.
 * @param url a PostgreSQL connection string; it may hold a password, so it is never logged.
 */
export function createConnection({ url, logger }: { url: string; logger: Logger }): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
    application_name: "cseth-relayer",
  });
  // An idle connection that dies (a restart of the server) is replaced by the pool; without a listener it would end
  // the process.
  pool.on("error", (error) => logger.warn({ err: error }, "idle database connection lost"));
  // So does one that dies in use while no query runs on it: its next query says so.
  pool.on("connect", (client) => client.on("error", () => {}));
  const dialect = new PostgresDialect({
    pool: {
      connect: async () => withHexParameters(await pool.connect().catch(rethrow)),
      // Kysely ends its pool only if it ever used it; `close` ends it in any case.
      end: async () => {},
      options: pool.options,
    },
  });
  const db = new Kysely<Database>({ dialect });
  const close = async () => {
    await db.destroy();
    await pool.end();
  };
  return { db, pool, close };
}

/** @throws DATABASE_UNREACHABLE when the server does not answer or refuses us. */
export async function assertReachable({ pool, origin }: { pool: pg.Pool; origin: string }): Promise<void> {
  try {
    await pool.query("select 1");
  } catch (cause) {
    throw new CsethError({
      code: "DATABASE_UNREACHABLE",
      retry: "backoff",
      message: `cannot reach the database (${origin})`,
      fix: "Start that PostgreSQL, correct DATABASE_URL, or leave it out to use the embedded one.",
      cause,
    });
  }
}

/**
 * PostgreSQL writes bytea as `\x…`; a `0x…` parameter would be stored as those very characters. No text column of
 * ours holds a 0x string, so every such parameter is bytes.
 */
function withHexParameters(client: pg.PoolClient): PostgresPoolClient {
  const query = client.query.bind(client) as (...values: unknown[]) => unknown;
  return {
    query: (sql: unknown, parameters?: readonly unknown[]) => {
      const result = parameters ? query(sql, parameters.map(toWire)) : query(sql);
      return result instanceof Promise ? result.catch(rethrow) : result;
    },
    release: () => client.release(),
  } as unknown as PostgresPoolClient;
}

/**
 * Of a server that went away while we worked, nothing we hold is certain any more: the lock on our signers is gone with
 * its connection, and an embedded one comes back on another port. So the process ends and is to be started again.
 * @throws DATABASE_LOST in place of a connection's end; anything else as it is
 */
function rethrow(error: unknown): never {
  const { severity, code } = error as { severity?: string; code?: string };
  // Said by the server: classes 08 (connection) and 57P (shutdown, crash). Not said by it, and no misuse of pg: all that
  // is left is the connection.
  const isLost = severity === undefined ? !(error instanceof TypeError) : /^(?:08|57P)/.test(code ?? "");
  if (!isLost) throw error;
  throw new CsethError({
    code: "DATABASE_LOST",
    retry: "never",
    message: "the database ended, or the connection to it",
    fix: "Start again: what was signed and decided is in the database. If that is yours, see that it runs.",
    cause: error,
  });
}

function toWire(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("0x")) return Buffer.from(value.slice(2), "hex");
  return value;
}
