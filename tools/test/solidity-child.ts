// Runs the Solidity test files given as arguments, of the Hardhat project in the working folder, in this process, and
// reports each test on the event descriptor.
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
  options: { name: { type: "string" }, profile: { type: "string" }, grep: { type: "string" } },
  allowPositionals: true,
});
const { name = "solidity", profile = "test" } = values;
const root = process.cwd();
const say = (line: string) => process.stderr.write(`${line}\n`);
const send = (event: TestEvent) => writeSync(eventDescriptor, `${JSON.stringify(event)}\n`);

const config = await importUserConfig(join(root, "hardhat.config.ts"));
// A cache and artifacts of its own for every suite and profile: suites compile side by side, beside the production
// contracts, and none replaces what another one has compiled.
const cache = join("cache/tests", `${name}-${profile}`);
// hardhat-deploy would have the compiler write metadata with every source into each contract: more than all the rest.
const hre = await createHardhatRuntimeEnvironment(
  { ...config, plugins: [quietDependencies], paths: { ...config.paths, cache, artifacts: join(cache, "artifacts") } },
  { buildProfile: profile },
  root,
);

const outcome = await withLock(
  {
    path: join(root, `.cache/${name}-${profile}.lock`),
    timeoutMs: 20 * 60_000,
    onWait: (owner) => say(`waiting for the same suite in another process (${owner})`),
  },
  async (): Promise<Outcome> => {
    send({ type: "start", title: "compiling the tests" });
    const roots = files.map((file) => resolve(root, file));
    const build = await hre.solidity.build(roots, { scope: "tests", buildProfile: profile, cleanupArtifacts: true });
    if (!hre.solidity.isSuccessfulBuildResult(build)) throw new TypeError(build.formattedReason);
    if ([...build.values()].some(({ type }) => type === FileBuildResultType.BUILD_FAILURE)) {
      throw new TypeError("the tests do not compile");
    }
    send({ type: "start", title: "running" });
    const options = { testFiles: files, noCompile: true, ...(values.grep === undefined ? {} : { grep: values.grep }) };
    return await hre.tasks.getTask(["test", "solidity"]).run(options);
  },
);

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
