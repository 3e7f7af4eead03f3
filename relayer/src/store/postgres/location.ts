import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Logger } from "../../telemetry/logger.ts";
import { isTraversableByOthers, type RunAs } from "./binaries.ts";

/**
 * The folder of the database, made if missing. When root runs PostgreSQL as another user and `folder` lies below a
 * private one (a checkout in /root), that user could never reach it; then a folder of the same identity below
 * `relocateTo` is used, or below the temporary folder if that cannot be made.
 */
export function placeCluster({
  folder,
  relocateTo,
  runAs,
  logger,
}: {
  folder: string;
  relocateTo: string;
  runAs: RunAs;
  logger: Logger;
}): string {
  const wanted = resolve(folder);
  mkdirSync(wanted, { recursive: true });
  if (runAs.uid === undefined || isTraversableByOthers(wanted)) return wanted;
  const identity = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const place =
    makeShared({ parent: relocateTo, identity }) ?? makeShared({ parent: join(tmpdir(), "cseth"), identity }) ?? wanted;
  logger.warn(
    { wanted, place },
    "the data folder lies below a private folder that user postgres cannot enter; the database lives elsewhere. " +
      "Move dataDir, or set DATABASE_URL, to choose the place yourself",
  );
  return place;
}

/** Gives the folder that PostgreSQL itself writes to its account. */
export function handOver({ folder, runAs }: { folder: string; runAs: RunAs }): void {
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(folder, runAs.uid, runAs.gid);
}

function makeShared({ parent, identity }: { parent: string; identity: string }): string | undefined {
  const place = join(parent, identity);
  try {
    mkdirSync(place, { recursive: true });
    chmodSync(place, 0o755);
    return isTraversableByOthers(place) ? place : undefined;
  } catch {
    return undefined;
  }
}
