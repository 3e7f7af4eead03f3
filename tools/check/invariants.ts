import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "./step.ts";

const document = "docs/invariants.md";
const families = "LEDGER|LANE|RATE|QUEUE|ACT|REW|VAL|LOSS|GOV";
const dashed = new RegExp(`\\b(?:${families})-\\d+\\b`, "g");
/** Solidity names cannot hold a dash: `invariant_LEDGER_1_…`. */
const underscored = new RegExp(`(?:${families})_\\d+(?!\\d)`, "g");
const titles = /\b(?:describe|it)\(\s*(["'`])((?:(?!\1).)*)\1/g;
const functions = /\bfunction\s+(\w+)/g;

/** Invariant ids in the titles of a test file. */
export function idsInTest(file: string, source: string): string[] {
  if (file.endsWith(".t.sol")) {
    const names = [...source.matchAll(functions)].map(([, name = ""]) => name);
    return names.flatMap((name) => name.match(underscored) ?? []).map((id) => id.replace("_", "-"));
  }
  return [...source.matchAll(titles)].flatMap(([, , title = ""]) => title.match(dashed) ?? []);
}

export const invariants: Step = {
  name: `every id of ${document} has a test of that id, and the reverse`,
  run: ({ root, files, warn }) => {
    if (!existsSync(join(root, document))) {
      warn(`${document} does not exist`);
      return [];
    }
    const stated = new Set(readFileSync(join(root, document), "utf8").match(dashed) ?? []);
    const tests = files.filter((file) => /^test\/.*\.(test\.ts|t\.sol)$/.test(file));
    const tested = new Set(tests.flatMap((file) => idsInTest(file, readFileSync(join(root, file), "utf8"))));
    return [
      ...[...stated].filter((id) => !tested.has(id)).map((id) => `${id} stands in ${document}, in no test's title`),
      ...[...tested].filter((id) => !stated.has(id)).map((id) => `${id} is tested but does not stand in ${document}`),
    ];
  },
};
