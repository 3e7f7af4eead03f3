import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** All that decides what stands on the chains once an instance is deployed, beside what it is told. */
const sources = [
  "artifacts",
  "deploy",
  "devnet/assets",
  "devnet/src",
  "package-lock.json",
  "rocketh",
  "shared/params.json",
  "shared/src",
];
/** The compiler's whole input and output; what is deployed of it stands in the artifacts. */
const buildInfo = "artifacts/build-info/";
/** So long another process may still be reading or writing what is of no use to this one. */
const idleMs = 60 * 60_000;

/** Where an instance is kept as it is when just deployed, under the fingerprint of what it was made from. */
export type KeptInstance = Readonly<{
  folder: string;
  isThere: () => boolean;
  /** Has it written, and keeps it whole or not at all; of several that are made at once, the first. */
  keep: (save: (draft: string) => Promise<void>) => Promise<void>;
  drop: () => Promise<void>;
}>;

/**
 * @param root of the checkout
 * @param home folder of nothing else: what older sources made is removed from it
 * @param told whatever else such an instance depends on
 */
export async function openKeptInstance(options: { root: string; home: string; told: object }): Promise<KeptInstance> {
  const { root, home, told } = options;
  const fingerprint = await fingerprintOf(root, told);
  const folder = join(home, fingerprint);
  return {
    folder,
    isThere: () => existsSync(folder),
    async keep(save) {
      await mkdir(home, { recursive: true });
      await removeIdle(home, fingerprint);
      const draft = await mkdtemp(join(home, "draft-"));
      try {
        await save(draft);
        await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
        });
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
    },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function fingerprintOf(root: string, told: object): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(told));
  const lists = await Promise.all(sources.map((source) => filesOf(root, source)));
  for (const path of lists.flat().sort()) {
    const content = await readFile(join(root, path));
    hash.update(`\n${path} ${content.length}\n`).update(content);
  }
  return hash.digest("hex").slice(0, 32);
}

async function filesOf(root: string, source: string): Promise<string[]> {
  const path = join(root, source);
  if ((await stat(path)).isFile()) return [source];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .filter((file) => !file.startsWith(buildInfo));
}

async function removeIdle(home: string, current: string): Promise<void> {
  for (const entry of await readdir(home)) {
    const changed = await stat(join(home, entry)).catch(() => undefined);
    const isIdle = changed !== undefined && changed.mtimeMs + idleMs < Date.now();
    if (entry !== current && isIdle) await rm(join(home, entry), { recursive: true, force: true });
  }
}
