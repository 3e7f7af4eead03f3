// Compiles the Solidity test files given as arguments, of the Hardhat project in the working folder; runs them in this
// process, unless `--compile` is all that is asked for, and reports each test on the event descriptor.
import { writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createHardhatRuntimeEnvironment, importUserConfig } from "hardhat/hre";
import { FileBuildResultType } from "hardhat/types/solidity";
import { quietDependencies } from "../hardhat/quiet-dependencies.ts";
import { withLock } from "../setup/lock.mjs";
import { describeFailure, type SoliditySuite } from "./solidity-results.ts";
import { eventDescriptor, type TestEvent } from "./suite.ts";

type Outcome = { value?: { suiteResults: SoliditySuite[] }; error?: { suiteResults: SoliditySuite[] } };

const { values, positionals: files } = parseArgs({
  options: {
    compile: { type: "boolean" },
    name: { type: "string" },
    profile: { type: "string" },
    grep: { type: "string" },
  },
  allowPositionals: true,
});
const { profile = "test", name } = values;
const root = process.cwd();
const say = (line: string) => process.stderr.write(`${line}\n`);
const send = (event: TestEvent) => {
  if (!values.compile) writeSync(eventDescriptor, `${JSON.stringify(event)}\n`);
};

const config = await importUserConfig(join(root, "hardhat.config.ts"));
// Suites share what is compiled, for most of it are the same sources; one with a name compiles for itself. Production
// contracts, which may be compiled at the same time, lie elsewhere.
const cache = join("cache/tests", `${name ?? "shared"}-${profile}`);
// hardhat-deploy would have the compiler write metadata with every source into each contract: more than all the rest.
const hre = await createHardhatRuntimeEnvironment(
  { ...config, plugins: [quietDependencies], paths: { ...config.paths, cache, artifacts: join(cache, "artifacts") } },
  { buildProfile: profile },
  root,
);

await withLock(
  {
    path: join(root, `.cache/tests-${name ?? "shared"}-${profile}.lock`),
    timeoutMs: 20 * 60_000,
    onWait: (owner) => say(`waiting for another compilation of the tests (${owner})`),
  },
  compile,
);
if (!values.compile) await run();

async function compile(): Promise<void> {
  send({ type: "start", title: "compiling the tests" });
  const roots = files.map((file) => resolve(root, file));
  const build = await hre.solidity.build(roots, {
    scope: "tests",
    buildProfile: profile,
    cleanupArtifacts: name !== undefined,
  });
  if (!hre.solidity.isSuccessfulBuildResult(build)) throw new TypeError(build.formattedReason);
  if ([...build.values()].some(({ type }) => type === FileBuildResultType.BUILD_FAILURE)) {
    throw new TypeError("the tests do not compile");
  }
  if (!values.compile) return;
  // What no test needs any more. Not each suite that looks whether it is compiled: others may be loading what is there.
  await hre.solidity.cleanupArtifacts(await hre.solidity.getRootFilePaths({ scope: "tests" }), { scope: "tests" });
}

async function run(): Promise<void> {
  send({ type: "start", title: "running" });
  const options = { testFiles: files, noCompile: true, ...(values.grep === undefined ? {} : { grep: values.grep }) };
  report((await hre.tasks.getTask(["test", "solidity"]).run(options)) as Outcome);
}

function report({ value, error }: Outcome): void {
  let passed = 0;
  let failed = 0;
  for (const suite of (value ?? error)?.suiteResults ?? []) {
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
  if (error && failed === 0) {
    say("Hardhat's Solidity runner failed without a failed test");
    process.exitCode = 1;
  } else {
    send({ type: "end", passed, failed });
  }
}
