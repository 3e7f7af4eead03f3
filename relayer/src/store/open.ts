import { join } from "node:path";
import type { DatabaseConfig } from "../config/schema.ts";
import type { Logger } from "../telemetry/logger.ts";
import { assertReachable, type Connection, createConnection } from "./connection.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { openCluster } from "./postgres/cluster.ts";

const MIGRATIONS = new URL("../../migrations/", import.meta.url);

export type OpenDatabase = Connection & {
  /** What the operator calls this database; never holds a password. */
  origin: string;
  /** The connection string, for a second process of ours. */
  url: string;
};

/**
 * The relayer's database, reachable and with its schema up to date.
 * @throws DATABASE_*
 */
export async function openDatabase({
  database,
  dataDir,
  logger,
}: {
  database: DatabaseConfig;
  dataDir: string;
  logger: Logger;
}): Promise<OpenDatabase> {
  const source = database.url
    ? { url: database.url.reveal(), origin: "DATABASE_URL", stop: async () => {} }
    : await embedded({ database, dataDir, logger });
  const connection = createConnection({ url: source.url, logger });
  try {
    await assertReachable({ pool: connection.pool, origin: source.origin });
    const applied = await migrate({ pool: connection.pool, migrations: readMigrations(MIGRATIONS) });
    if (applied.length > 0) logger.info({ applied }, "database schema brought up to date");
  } catch (error) {
    await connection.close();
    await source.stop();
    throw error;
  }
  return {
    ...connection,
    origin: source.origin,
    url: source.url,
    close: async () => {
      await connection.close();
      await source.stop();
    },
  };
}

async function embedded({ database, dataDir, logger }: { database: DatabaseConfig; dataDir: string; logger: Logger }) {
  const folder = join(dataDir, "postgres");
  const cluster = await openCluster({ folder, relocateTo: database.relocateTo, port: database.port, logger });
  return { url: cluster.url, origin: `embedded PostgreSQL in ${cluster.folder}`, stop: cluster.stop };
}
