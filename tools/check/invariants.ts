import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isTestFile, titlesIn } from "../test/titles.ts";
import type { Step } from "./step.ts";

const document = "docs/invariants.md";
const families = "LEDGER|LANE|RATE|FLASH|QUEUE|ACT|REW|VAL|LOSS|GOV|LENS";
const dashed = new RegExp(`\\b(?:${families})-\\d+\\b`, "g");
/** Solidity names cannot hold a dash: `invariant_LEDGER_1_…`. */
const underscored = new RegExp(`(?:${families})_\\d+(?!\\d)`, "g");
/** A row of the table: id, and in the last column what shows it. */
const rows = new RegExp(`^\\| ((?:${families})-\\d+) \\|.* \\| ([^|]*) \\|$`, "gm");
const definitions = /^\[([^\]]+)\]: (\S+)$/gm;
const links = /\[([^\]]+)\](?:\(([^)]+)\))?/g;

/** Invariant ids in the titles of a test file. */
export function idsInTest(file: string, source: string): string[] {
  const titles = titlesIn(file, source);
  if (!file.endsWith(".t.sol")) return titles.flatMap((title) => title.match(dashed) ?? []);
  return titles.flatMap((name) => name.match(underscored) ?? []).map((id) => id.replace("_", "-"));
}

/** What the document says shows each invariant: paths of test files, seen from the root. */
export function shownBy(text: string): ReadonlyMap<string, readonly string[]> {
  const targets = new Map([...text.matchAll(definitions)].map(([, name = "", target = ""]) => [name, target]));
  return new Map(
    [...text.matchAll(rows)].map(([, id = "", cell = ""]) => [
      id,
      [...cell.matchAll(links)].map(([, name = "", target]) =>
        posix.join(posix.dirname(document), target ?? targets.get(name) ?? name),
      ),
    ]),
  );
}

export const invariants: Step = {
  name: `every id of ${document} stands in the titles of the tests it names, and the reverse`,
  run: ({ root, files }) => {
    const text = readFileSync(join(root, document), "utf8");
    const idsIn = (file: string) => idsInTest(file, readFileSync(join(root, file), "utf8"));
    const tested = new Set(files.filter(isTestFile).flatMap(idsIn));
    const shown = shownBy(text);
    const stated = new Set(text.match(dashed) ?? []);
    return [
      ...[...stated].filter((id) => !shown.get(id)?.length).map((id) => `${id} of ${document} names no test`),
      ...[...shown].flatMap(([id, tests]) =>
        tests.flatMap((test) => {
          if (!existsSync(join(root, test))) return `${document} says that ${test} shows ${id}: there is no such file`;
          return idsIn(test).includes(id) ? [] : `${document} says that ${test} shows ${id}: no title there says so`;
        }),
      ),
      ...[...tested].filter((id) => !stated.has(id)).map((id) => `${id} is tested but does not stand in ${document}`),
    ];
  },
};
