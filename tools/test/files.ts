import { globSync } from "node:fs";
import type { Suite } from "./suite.ts";

const everyTest = ["test/**/*.test.ts", "test/**/*.t.sol"];

/** The suite's files, sorted, as paths from the root. */
export function filesOf(suite: Suite, root: string): string[] {
  return [...new Set(suite.files.flatMap((glob) => globSync(glob, { cwd: root })))].sort();
}

/** Test files that no suite would run: they would rot unseen. */
export function orphans(suites: readonly Suite[], root: string): string[] {
  const owned = new Set(suites.flatMap((suite) => filesOf(suite, root)));
  return everyTest.flatMap((glob) => globSync(glob, { cwd: root })).filter((file) => !owned.has(file));
}
