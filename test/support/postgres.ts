import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Reaper, startReaper } from "@cseth/devnet/reaper";
import { type Connection, createConnection } from "@cseth/relayer/store/connection";
import { migrate, readMigrations } from "@cseth/relayer/store/migrate";
import { type Cluster, openCluster } from "@cseth/relayer/store/postgres/cluster";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import pg from "pg";

export const silentLogger = createLogger({ level: "silent" });
const MEMORY = "/dev/shm";
const MIGRATIONS = new URL("../../relayer/migrations/", import.meta.url);

let shared: Promise<{ cluster: Cluster; folder: string; reaper: Reaper }> | undefined;

/** One server for the whole mocha process; each caller gets a migrated database of its own in it. */
export async function createTestDatabase(): Promise<Connection & { url: string }> {
  shared ??= startShared();
  const { cluster } = await shared;
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = cluster.url.replace(/[^/]+$/, name);
  const connection = createConnection({ url, logger: silentLogger });
  await migrate({ pool: connection.pool, migrations: readMigrations(MIGRATIONS) });
  return { ...connection, url };
}

async function startShared() {
  const folder = mkdtempSync(join(clusterParent(), "cseth-test-pg-"));
  // PostgreSQL's account must get in when the tests run as root.
  chmodSync(folder, 0o755);
  // The server is nobody's child: an interrupted run, which is killed, would leave it behind.
  const reaper = startReaper();
  reaper.watchFolder(folder);
  // Power cuts are not what tests simulate here; kill -9 of the relayer loses nothing the kernel already has.
  const settings = { fsync: "off", max_connections: "100" };
  const cluster = await openCluster({ folder: join(folder, "pg"), settings, logger: silentLogger });
  reaper.watch(Number(readFileSync(join(cluster.folder, "data/postmaster.pid"), "utf8").split("\n")[0]), "TERM");
  return { cluster, folder, reaper };
}

/**
 * Where to make folders of clusters. Memory, where there is plenty: a cluster is tens of thousands of files, which a busy
 * disk takes minutes to delete.
 */
export function clusterParent(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize >= 8 * 2 ** 30) return MEMORY;
  } catch {
    // Linux alone has it.
  }
  return tmpdir();
}

async function stopShared(this: Mocha.Context): Promise<void> {
  if (!shared) return;
  this.timeout(120_000);
  const { cluster, folder, reaper } = await shared;
  await cluster.stop({ force: true });
  rmSync(folder, { recursive: true, force: true });
  reaper.dismiss();
}

// Child processes of tests import this module too, for the logger, outside mocha.
if (typeof after === "function") after(stopShared);
