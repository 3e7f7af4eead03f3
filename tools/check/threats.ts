import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isTestFile, titlesIn } from "../test/titles.ts";
import { document, parseThreats, threatsOf } from "../threats/register.ts";
import type { Step } from "./step.ts";

export const threats: Step = {
  name: `every id of ${document} stands in the title of a test, and the reverse`,
  run: ({ root, files }) => {
    const read = (file: string) => readFileSync(join(root, file), "utf8");
    const titles = files.filter(isTestFile).flatMap((file) => titlesIn(file, read(file)));
    return threatProblems(read(document), titles);
  },
};

export function threatProblems(text: string, titles: readonly string[]): string[] {
  const stated = parseThreats(text);
  const known = new Set(stated.map(({ id }) => id));
  const covered = new Set(titles.flatMap(threatsOf));
  return [
    ...stated
      .filter(({ id, waitsFor }) => !covered.has(id) && waitsFor === undefined)
      .map(({ id, attack }) => `${id} (${attack}) stands in no test's title: test it, or say what it waits for`),
    ...stated
      .filter(({ id, waitsFor }) => covered.has(id) && waitsFor !== undefined)
      .map(({ id, waitsFor }) => `${id} is tested, but ${document} says that it waits for ${waitsFor}`),
    ...[...covered].filter((id) => !known.has(id)).map((id) => `${id} is tested but does not stand in ${document}`),
  ];
}
