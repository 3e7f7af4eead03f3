import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectFiles } from "../check/files.ts";
import type { TestEvent } from "./suite.ts";

const file = ".cache/test-record.json";

export type RecordedTest = Readonly<{ suite: string; title: string; result: "passed" | "failed" | "skipped" }>;

/** What the last run of `npm test` in this checkout did. */
export type TestRecord = Readonly<{
  /** Digest of all sources as they were when it began. */
  sources: string;
  /** When it ended, ISO 8601. */
  at: string;
  /** What it was narrowed to; absent where it was not. */
  grep?: string;
  suites?: readonly string[];
  tests: readonly RecordedTest[];
}>;

const results = { pass: "passed", fail: "failed", skip: "skipped" } as const;

/** Collects what suites report. A suite that crashed has reported what it got to; the rest is missing, not passed. */
export function createRecord(scope: Pick<TestRecord, "sources" | "grep" | "suites">) {
  const tests: RecordedTest[] = [];
  return {
    event(suite: string, event: TestEvent): void {
      if (event.type === "start" || event.type === "end") return;
      tests.push({ suite, title: event.title, result: results[event.type] });
    },
    write(root: string): void {
      const record: TestRecord = { ...scope, at: new Date().toISOString(), tests };
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `${JSON.stringify(record)}\n`);
    },
  };
}

/** Undefined where nothing has run yet. */
export function readRecord(root: string): TestRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")) as TestRecord;
  } catch {
    return undefined;
  }
}

/** Of every tracked and new file: equal digests, equal tests. */
export function sourcesDigest(root: string): string {
  const hash = createHash("sha256");
  for (const name of projectFiles(root)) hash.update(`${name}\0`).update(readFileSync(join(root, name)));
  return hash.digest("hex");
}
