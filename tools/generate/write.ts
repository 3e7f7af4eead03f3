import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile, Generator } from "./generator.ts";

/** How a generated file differs from the one on disk. */
export type Difference = Readonly<{ path: string; kind: "missing" | "changed" | "stale" }>;

/** Compares what a generator makes with what is there; `stale` files stand in its folders but are no longer made. */
export function compare(root: string, generator: Generator, made: readonly GeneratedFile[]): Difference[] {
  const paths = new Set(made.map(({ path }) => path));
  const present = generator.ownedFolders.flatMap((folder) =>
    globSync(`${folder}/**/*`, { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "README.md")
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  return [
    ...made.flatMap(({ path, content }): Difference[] => {
      if (!existsSync(join(root, path))) return [{ path, kind: "missing" }];
      return readFileSync(join(root, path), "utf8") === content ? [] : [{ path, kind: "changed" }];
    }),
    ...present.filter((path) => !paths.has(path)).map((path): Difference => ({ path, kind: "stale" })),
  ];
}

/** Brings the files on disk to what was made; returns what it touched. */
export function write(root: string, generator: Generator, made: readonly GeneratedFile[]): Difference[] {
  const differences = compare(root, generator, made);
  for (const { path, kind } of differences) {
    const file = join(root, path);
    if (kind === "stale") {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, made.find((each) => each.path === path)?.content ?? "");
  }
  return differences;
}
