import { type ExecFileException, execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CsethError } from "../../domain/errors.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { accountForPostgres, locateBinaries, type RunAs } from "./binaries.ts";
import { handOver, placeCluster } from "./location.ts";

const USER = "cseth";
const DATABASE = "cseth";
const START_TIMEOUT_MS = 60_000;
const RETRY_MS = 250;
const CLIENT_LINGER_MS = 1_500;
const COMMAND_ENVIRONMENT = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C" };

export type ClusterOptions = {
  /** The database's folder; data, password and log live below it. */
  folder: string;
  /** Parent of the data when the account cannot enter `folder`; without it that is an error. */
  relocateTo?: string | undefined;
  /** A fixed port; without it a free one is taken at every start. */
  port?: number | undefined;
  /** Settings of postgresql.conf for this start. Tests turn fsync off; nobody else may. */
  settings?: Readonly<Record<string, string>>;
  logger: Logger;
  /** Where the PostgreSQL package lies; found in node_modules by default. */
  binaries?: string;
};

export type Cluster = {
  url: string;
  folder: string;
  /** True if another process had started the server. */
  attached: boolean;
  /** Stops the server, unless another client is still connected to it. With `force` at once, as a power cut would. */
  stop: (options?: { force?: boolean }) => Promise<void>;
};

type Server = { native: string; runAs: RunAs; home: string; data: string; password: string };

/**
 * A PostgreSQL server of our own on 127.0.0.1: made at the first start, attached to when already running (another
 * process of ours, or one that outlived a kill -9), started otherwise.
 * @throws DATABASE_START_FAILED, DATABASE_PORT_BUSY, DATABASE_NO_USER, DATABASE_NO_BINARIES, CONFIG_DATA_DIR_PRIVATE
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const runAs = await accountForPostgres();
  const { folder, relocateTo, logger } = options;
  const home = placeCluster({ folder, relocateTo, logger, runAs });
  const native = locateBinaries({ runAs, ...(options.binaries === undefined ? {} : { source: options.binaries }) });
  const server: Server = { native, runAs, home, data: join(home, "data"), password: passwordOf(home) };
  if (!existsSync(join(server.data, "PG_VERSION"))) await initialise(server);

  const running = await attach(server);
  const port = running ?? (await start(server, options));
  await createDatabase(server, port);
  options.logger.debug({ port, folder: home, attached: running !== undefined }, "embedded PostgreSQL is up");
  return {
    url: urlOf(server, port, DATABASE),
    folder: home,
    attached: running !== undefined,
    stop: ({ force = false } = {}) => stop(server, port, force),
  };
}

function passwordOf(home: string): string {
  const file = join(home, "password");
  try {
    // `wx` so that of two processes starting at once only one decides.
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8");
}

/** Builds the cluster beside its place and renames it: a crash midway leaves nothing that looks complete. */
async function initialise(server: Server): Promise<void> {
  const staging = join(server.home, `data.${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { mode: 0o700 });
  const passwordFile = join(staging, "..", `pw.${process.pid}`);
  writeFileSync(passwordFile, server.password, { mode: 0o600 });
  handOver({ folder: staging, runAs: server.runAs });
  handOver({ folder: passwordFile, runAs: server.runAs });
  try {
    await command(server, "initdb", [
      `--pgdata=${staging}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
    ]);
    renameSync(staging, server.data);
  } catch (cause) {
    // Another process may have been first; then its cluster is as good as ours.
    if (!existsSync(join(server.data, "PG_VERSION"))) throw startFailed(server, cause);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The port of the server that already runs on this data, waiting for one that is still starting or recovering. */
async function attach(server: Server): Promise<number | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const running = readPidFile(server);
    if (!running || !isAlive(running.pid)) return undefined;
    if (await answers(server, running.port)) return running.port;
    // A file that says "ready" beside a server that is not: left by a crash, its process id now somebody else's.
    if (running.isReady || Date.now() > deadline) return undefined;
    await sleep(RETRY_MS);
  }
}

async function start(server: Server, options: ClusterOptions): Promise<number> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  if (options.port !== undefined && !(await isFree(options.port))) throw portBusy(options.port);
  for (;;) {
    const port = options.port ?? (await freePort());
    const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...options.settings };
    const flags = Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`);
    const log = join(server.data, "server.log");
    try {
      await command(server, "pg_ctl", [
        "start",
        "-w",
        "-t",
        "30",
        "-D",
        server.data,
        "-l",
        log,
        "-o",
        `-p ${port} ${flags.join(" ")}`,
      ]);
      return port;
    } catch (cause) {
      // Another process may have started it meanwhile; and after a kill -9 of the server its workers hold the
      // shared memory for a moment.
      const other = await attach(server);
      if (other !== undefined) return other;
      if (Date.now() > deadline) throw startFailed(server, cause);
      options.logger.warn({ err: cause }, "PostgreSQL did not start, trying again");
      await sleep(RETRY_MS);
    }
  }
}

async function stop(server: Server, port: number, force: boolean): Promise<void> {
  if (!force && (await staysInUse(server, port))) return;
  // Missing server: already stopped, which is what was asked for.
  const mode = force ? "immediate" : "fast";
  await command(server, "pg_ctl", ["stop", "-w", "-m", mode, "-D", server.data]).catch((error: unknown) => {
    const running = readPidFile(server);
    if (running && isAlive(running.pid)) throw error;
  });
}

/** Connections that were just closed linger in the server's list for a moment; only what stays is another client. */
async function staysInUse(server: Server, port: number): Promise<boolean> {
  const deadline = Date.now() + CLIENT_LINGER_MS;
  while (await hasOtherClients(server, port)) {
    if (Date.now() > deadline) return true;
    await sleep(RETRY_MS / 5);
  }
  return false;
}

async function hasOtherClients(server: Server, port: number): Promise<boolean> {
  return withClient(server, port, DATABASE, async (client) => {
    const { rows } = await client.query<{ others: string }>(
      "select count(*) as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return Number(rows[0]?.others ?? 0) > 0;
  }).catch(() => false);
}

async function createDatabase(server: Server, port: number): Promise<void> {
  await withClient(server, port, "postgres", async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount) return;
    await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
      // 42P04 and 23505: another process made it between the two statements.
      if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
    });
  });
}

async function answers(server: Server, port: number): Promise<boolean> {
  return withClient(server, port, "postgres", async () => true).catch(() => false);
}

async function withClient<T>(
  server: Server,
  port: number,
  database: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(server, port, database), connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: Server, port: number, database: string): string {
  return `postgres://${USER}:${server.password}@127.0.0.1:${port}/${database}`;
}

/** postmaster.pid: process id on line 1, port on line 4, status on line 8. */
function readPidFile(server: Server): { pid: number; port: number; isReady: boolean } | undefined {
  try {
    const lines = readFileSync(join(server.data, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port, isReady: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

async function command(server: Server, program: string, args: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const options = { ...server.runAs, cwd: server.home, env: COMMAND_ENVIRONMENT };
    execFile(join(server.native, "bin", program), [...args], options, (error, _stdout, stderr) => {
      if (error) reject(withOutput(error, stderr));
      else resolve();
    });
  });
}

function withOutput(error: ExecFileException, stderr: string): ExecFileException {
  error.message = stderr.trim() || error.message;
  return error;
}

function startFailed(server: Server, cause: unknown): CsethError {
  return new CsethError({
    code: "DATABASE_START_FAILED",
    retry: "never",
    message: `the embedded PostgreSQL in ${server.home} does not start`,
    fix: `Read ${join(server.data, "server.log")}, or set DATABASE_URL to a PostgreSQL of yours.`,
    context: { folder: server.home },
    cause,
  });
}

function portBusy(port: number): CsethError {
  return new CsethError({
    code: "DATABASE_PORT_BUSY",
    retry: "never",
    message: `port ${port} of the embedded PostgreSQL is taken`,
    fix: "Free it, choose another database.port, or leave it out to take a free one.",
    context: { port },
  });
}
