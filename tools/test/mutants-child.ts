// Applies each patch given as argument to a copy of the contracts and reports whether the named test notices.
import { mkdtempSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "../mutants/judge.ts";
import { parseMutant } from "../mutants/patch.ts";
import { createMutantProject } from "../mutants/project.ts";
import { runSuite } from "./run-suite.ts";
import { eventDescriptor, type TestEvent } from "./suite.ts";

/** So many at once that memory stays bounded, so few that one bad patch does not hide all others. */
const batchSize = 12;
const batchMinutes = 15;

const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const root = dirname(dirname(import.meta.dirname));
const send = (event: TestEvent) => writeSync(eventDescriptor, `${JSON.stringify(event)}\n`);

const filter = new RegExp(values.grep ?? "");
const mutants = positionals
  .map((file) => parseMutant(file, readFileSync(join(root, file), "utf8")))
  .filter(({ file, what }) => filter.test(`${file}: ${what}`));

let passed = 0;
let failed = 0;
for (let first = 0; first < mutants.length; first += batchSize) await runBatch(mutants.slice(first, first + batchSize));
send({ type: "end", passed, failed });

async function runBatch(batch: typeof mutants): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "cseth-mutants-"));
  try {
    const tests = createMutantProject(root, folder, batch);
    const events: TestEvent[] = [];
    const output: string[] = [];
    const result = await runSuite({
      name: "mutants",
      command: [
        process.execPath,
        join(root, "tools/test/solidity-child.ts"),
        "--name",
        "mutants",
        "--profile",
        "test",
        ...tests,
      ],
      cwd: folder,
      env: process.env,
      timeoutMs: batchMinutes * 60_000,
      allowEmpty: false,
      ownGroup: false,
      signal: new AbortController().signal,
      onEvent: (event) => events.push(event),
      onOutput: (line) => output.push(line),
    });
    for (const [index, mutant] of batch.entries()) {
      const verdict = judge(mutant, index, events);
      if (verdict.caught) {
        passed += 1;
        send({ type: "pass", title: verdict.title });
      } else {
        failed += 1;
        const problem = result.problem && index === 0 ? `\n${result.problem.title}\n${result.problem.details}` : "";
        send({ type: "fail", title: verdict.title, details: `${verdict.details}${problem}` });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
