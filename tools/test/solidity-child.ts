// Runs the Solidity test files given as arguments, of the Hardhat project in the working folder, in this process, and
// reports each test on the event descriptor.
import { writeSync } from "node:fs";
import { parseArgs } from "node:util";
import hre from "hardhat";
import { withCompilerLock } from "../setup/contracts.mjs";
import { describeFailure, type SoliditySuite } from "./solidity-results.ts";
import { eventDescriptor, type TestEvent } from "./suite.ts";

type Outcome = { value?: { suiteResults: SoliditySuite[] }; error?: { suiteResults: SoliditySuite[] } };

const { values, positionals: files } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const say = (line: string) => process.stderr.write(`${line}\n`);
const send = (event: TestEvent) => writeSync(eventDescriptor, `${JSON.stringify(event)}\n`);

// Longer than many a suite's tests: forge-std goes through a WebAssembly compiler whenever a test file changed.
send({ type: "start", title: "compiling the tests" });
await withCompilerLock({ root: process.cwd(), say }, async () => {
  await hre.tasks.getTask("build").run({ files, noContracts: true });
});
send({ type: "start", title: "running" });
const outcome: Outcome = await hre.tasks
  .getTask(["test", "solidity"])
  .run({ testFiles: files, noCompile: true, ...(values.grep === undefined ? {} : { grep: values.grep }) });

let passed = 0;
let failed = 0;
for (const suite of (outcome.value ?? outcome.error)?.suiteResults ?? []) {
  for (const test of suite.testResults) {
    const title = `${suite.id.source.replace(/^project\//, "")}:${suite.id.name} ${test.name}`;
    if (test.status === "Success") {
      passed += 1;
      send({ type: "pass", title });
    } else {
      failed += 1;
      send({ type: "fail", title, details: describeFailure(suite, test) });
    }
  }
}
// Hardhat reports an error without a failed test when its runner itself broke: say so rather than count what was left.
if (outcome.error && failed === 0) {
  say("Hardhat's Solidity runner failed without a failed test");
  process.exitCode = 1;
} else {
  send({ type: "end", passed, failed });
}
