import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CsethError } from "../../domain/errors.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { privateFolderOn, type RunAs } from "./binaries.ts";

/**
 * The folder of the database, made if missing. When root runs PostgreSQL as another user and `folder` lies below a
 * private one (a checkout in /root), that user could never reach it; then a folder of the same identity below
 * `relocateTo` is used. Nothing is written to a place that nobody named.
 * @throws CONFIG_DATA_DIR_PRIVATE
 */
export function placeCluster({
  folder,
  relocateTo,
  runAs,
  logger,
}: {
  folder: string;
  relocateTo: string | undefined;
  runAs: RunAs;
  logger: Logger;
}): string {
  const wanted = resolve(folder);
  if (runAs.uid === undefined) {
    mkdirSync(wanted, { recursive: true });
    return wanted;
  }
  if (privateFolderOn(wanted) === undefined) return makeEnterable(wanted);
  if (relocateTo === undefined) throw isPrivate(wanted);
  const identity = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const place = join(resolve(relocateTo), identity);
  if (privateFolderOn(place) !== undefined) throw isPrivate(place);
  logger.warn(
    { wanted, place },
    "the data folder lies below a private folder; the database lives in database.relocateTo",
  );
  return makeEnterable(place);
}

/** Gives the folder that PostgreSQL itself writes to its account. */
export function handOver({ folder, runAs }: { folder: string; runAs: RunAs }): void {
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(folder, runAs.uid, runAs.gid);
}

/** Whatever the umask: PostgreSQL's account must get through. What lies in the folder guards itself. */
function makeEnterable(folder: string): string {
  const first = mkdirSync(folder, { recursive: true });
  for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made)) {
    chmodSync(made, 0o755);
  }
  return folder;
}

function isPrivate(folder: string): CsethError {
  const wall = privateFolderOn(folder);
  return new CsethError({
    code: "CONFIG_DATA_DIR_PRIVATE",
    retry: "never",
    message: `PostgreSQL does not run as root, and its user postgres cannot enter ${wall}, where the data would be`,
    fix:
      "Set database.relocateTo to a folder it may enter, for example /var/lib/cseth, or move dataDir, " +
      "run as an ordinary user, or set DATABASE_URL.",
    context: { folder, private: wall },
  });
}
