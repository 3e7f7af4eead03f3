import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LeafSet, leafSetText } from "./leaf-set.ts";

/** `lane-1-frame-14.json`: one file per lane and border, the same bytes at every member. */
function fileName({ laneId, frame }: LeafSet): string {
  return `lane-${laneId}-frame-${frame}.json`;
}

/** Writes what is not there yet. A reader never sees half a file. @returns paths of the files written */
export async function writeLeafSets({
  folder,
  sets,
}: {
  folder: string;
  sets: readonly LeafSet[];
}): Promise<readonly string[]> {
  const written: string[] = [];
  if (sets.length > 0) await mkdir(folder, { recursive: true });
  for (const set of sets) {
    const path = join(folder, fileName(set));
    const text = leafSetText(set);
    if ((await readFile(path, "utf8").catch(() => undefined)) === text) continue;
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
    written.push(path);
  }
  return written;
}
