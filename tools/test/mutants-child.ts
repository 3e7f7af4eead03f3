// Applies each patch given as argument to a copy of the contracts and reports whether the named test notices.
import { mkdtempSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "../mutants/judge.ts";
import { type Mutant, MutantError, parseMutant } from "../mutants/patch.ts";
import { createMutantProject } from "../mutants/project.ts";
import { runSuite } from "./run-suite.ts";
import { schedule } from "./schedule.ts";
import { capacity, eventDescriptor, type TestEvent } from "./suite.ts";

/** So many that reading forge-std is shared, so few that memory stays bounded. */
const batchMax = 12;
const batchMinutes = 15;

const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const root = dirname(dirname(import.meta.dirname));
const send = (event: TestEvent) => writeSync(eventDescriptor, `${JSON.stringify(event)}\n`);

let passed = 0;
let failed = 0;
const filter = new RegExp(values.grep ?? "");
const mutants = positionals.flatMap(read).filter((mutant) => filter.test(titleOf(mutant)));
// As many for each core, all of one size, so that no core waits at the end.
const batchCount = capacity * Math.ceil(mutants.length / (capacity * batchMax));
const batches = Array.from({ length: batchCount }, (_, batch) =>
  mutants.filter((_, index) => index % batchCount === batch),
).filter((batch) => batch.length > 0);
const jobs = batches.map((batch) => ({ weight: 1, seconds: batch.length, run: () => runBatch(batch) }));
await schedule({ jobs, capacity });
send({ type: "end", passed, failed });

function read(file: string): Mutant[] {
  try {
    return [parseMutant(file, readFileSync(join(root, file), "utf8"))];
  } catch (error) {
    if (!(error instanceof MutantError)) throw error;
    fail(file, error.message);
    return [];
  }
}

/** Compiles and runs a batch. If it breaks as a whole, each of its mutants runs alone, so that the culprit is named. */
async function runBatch(batch: readonly Mutant[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "cseth-mutants-"));
  try {
    const { planted, refused } = createMutantProject(root, folder, batch);
    for (const { mutant, reason } of refused) fail(titleOf(mutant), reason);
    if (planted.length === 0) return;
    const events: TestEvent[] = [];
    const { problem } = await runProject(folder, planted, events);
    if (problem && planted.length > 1) {
      for (const { mutant } of planted) await runBatch([mutant]);
      return;
    }
    for (const { mutant, folder: copy } of planted) {
      const verdict = judge(mutant, copy, events);
      if (verdict.caught) pass(titleOf(mutant));
      else fail(titleOf(mutant), [verdict.details, problem?.title, problem?.details].filter(Boolean).join("\n"));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runProject(folder: string, planted: readonly { mutant: Mutant; test: string }[], events: TestEvent[]) {
  const expected = planted.map(({ mutant }) => mutant.expect).join("|");
  const options = ["--name", "mutants", "--profile", "test", "--grep", `^(${expected})\\b`];
  const tests = planted.map(({ test }) => test);
  return runSuite({
    name: "mutants",
    command: [process.execPath, join(root, "tools/test/solidity-child.ts"), ...options, ...tests],
    cwd: folder,
    env: process.env,
    timeoutMs: batchMinutes * 60_000,
    allowEmpty: false,
    ownGroup: false,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    onOutput: () => undefined,
  });
}

function titleOf({ file, what }: Mutant): string {
  return `${file}: ${what}`;
}

function pass(title: string): void {
  passed += 1;
  send({ type: "pass", title });
}

function fail(title: string, details: string): void {
  failed += 1;
  send({ type: "fail", title, details });
}
