import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { suites } from "../test/suites.ts";
import { compileContracts } from "./setup/contracts.mjs";
import { runStep } from "./setup/step.mjs";
import { filesOf, orphans } from "./test/files.ts";
import { OptionsError, parseTestOptions, type TestOptions, testHelp } from "./test/options.ts";
import { createRecord, sourcesDigest } from "./test/record.ts";
import { createReport } from "./test/report.ts";
import { runSuite } from "./test/run-suite.ts";
import { type Job, schedule } from "./test/schedule.ts";
import { capacity, type Suite, type SuiteResult } from "./test/suite.ts";

const root = dirname(import.meta.dirname);
/** What the production contracts take on two idle cores, roughly, and all Solidity tests with what they test. */
const compileSeconds = { contracts: 50, tests: 45 };
const solidityChild = [process.execPath, "tools/test/solidity-child.ts"];
const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseTestOptions(
      args,
      suites.map(({ name }) => name),
    );
    if (options.help) {
      print(testHelp);
      return 0;
    }
    if (options.campaign) return await playCampaign(options.campaign);
    const selected = select(options);
    if (options.list) {
      for (const suite of selected) print([describe(suite), ...filesOf(suite, root)].join("\n  "));
      return 0;
    }
    return await run(selected, options);
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    process.stderr.write(`test: [${error.code}] ${error.message}\n`);
    return 2;
  }
}

/** The campaign's own process prints; all that is said on the way goes to stderr. */
async function playCampaign(args: readonly string[]): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await compileContracts({ root, node: process.execPath, say });
  const child = spawn(process.execPath, ["test/invariants/lanes/cli.ts", ...args], { cwd: root, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

function select({ suites: names, deep }: TestOptions): Suite[] {
  if (names.length > 0) return suites.filter(({ name }) => names.includes(name));
  return suites.filter(({ deepOnly }) => deep || !deepOnly);
}

async function run(selected: readonly Suite[], options: TestOptions): Promise<number> {
  const report = createReport(print);
  const { grep, suites: names } = options;
  const record = createRecord({
    sources: sourcesDigest(root),
    ...(grep === undefined ? {} : { grep }),
    ...(names.length === 0 ? {} : { suites: names }),
  });
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interruption.abort());

  const contracts = createCompilation(compileSeconds.contracts, () =>
    compileContracts({ root, node: process.execPath, say: print }),
  );
  const solidityTests = selected.filter(({ kind }) => kind === "solidity").flatMap((suite) => filesOf(suite, root));
  const tests = createCompilation(compileSeconds.tests, () => compileTests(solidityTests));
  const compilationFor = (suite: Suite) => {
    // All of them at once would be too much for the compiler of the production profile.
    if (suite.kind === "solidity") return options.deep ? undefined : tests;
    return suite.contracts ? contracts : undefined;
  };
  const jobs = selected.map((suite) => ({
    weight: suite.weight,
    seconds: suite.seconds,
    after: compilationFor(suite)?.job,
    run: async (): Promise<SuiteResult> => {
      const files = filesOf(suite, root);
      if (interruption.signal.aborted) return failedSuite(suite.name, "not run: interrupted");
      report.started(suite.name, `${suite.kind}, ${files.length} files`);
      const obstacle = files.length === 0 ? noFiles(suite) : compilationFor(suite)?.problem();
      const result = obstacle
        ? failedSuite(suite.name, obstacle)
        : await runSuite({
            name: suite.name,
            command: commandOf(suite, files, options),
            cwd: root,
            env: { ...process.env, ...(options.deep ? { CSETH_DEEP: "1" } : {}), FORCE_COLOR: "0" },
            timeoutMs: suite.minutes * 60_000,
            allowEmpty: options.grep !== undefined,
            ownGroup: true,
            signal: interruption.signal,
            onEvent: (event) => {
              report.event(suite.name, event);
              record.event(suite.name, event);
            },
            onOutput: (line) => options.verbose && report.output(suite.name, line),
          });
      report.finished(result);
      return result;
    },
  }));
  const compilations = [contracts, tests]
    .map(({ job }) => job)
    .filter((job) => jobs.some(({ after }) => after === job));
  const results = (await schedule({ jobs: [...compilations, ...jobs], capacity })).filter(
    (result) => result !== undefined,
  );
  const stray = orphans(suites, root).map((file) =>
    failedSuite(file, "no suite of test/suites.ts runs this file: add it to one"),
  );
  const { passed, failed } = report.summary([...results, ...stray]);
  if (!interruption.signal.aborted) record.write(root);
  const nothingRan = passed + failed === 0 && results.every(({ skipped }) => skipped.length === 0);
  if (nothingRan) print("   no test matched");
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 || nothingRan || interruption.signal.aborted ? 1 : 0;
}

/** A compilation that suites wait for; those that need none still run when it fails. */
function createCompilation(seconds: number, compile: () => Promise<unknown>) {
  let problem: string | undefined;
  const job: Job<SuiteResult | undefined> = {
    weight: 1,
    seconds,
    run: async () => {
      await compile().catch((error: Error) => {
        problem = error.message;
      });
      return undefined;
    },
  };
  return { job, problem: () => problem };
}

/** All at once: a quarter of a suite's sources are its own, the rest would be compiled again for each. */
function compileTests(files: readonly string[]): Promise<void> {
  return runStep({
    command: [...solidityChild, "--compile", ...files],
    cwd: root,
    label: "compile the Solidity tests",
    say: print,
    failure: {
      code: "TEST_COMPILE",
      message: "the Solidity tests do not compile",
      remedy: "read the compiler's message above and correct the source",
    },
  });
}

function noFiles({ files }: Suite): string {
  return `no file matches ${files.join(", ")}`;
}

function failedSuite(name: string, reason: string): SuiteResult {
  return { name, passed: 0, skipped: [], failures: [], problem: { title: reason, details: "" }, milliseconds: 0 };
}

function commandOf(suite: Suite, files: readonly string[], { grep, deep }: TestOptions): string[] {
  const filter = grep === undefined ? [] : ["--grep", grep];
  if (suite.kind === "solidity") {
    const profile = deep ? ["--name", suite.name, "--profile", "production"] : [];
    return [...solidityChild, ...profile, ...filter, ...files];
  }
  if (suite.kind === "mutants") return [process.execPath, "tools/test/mutants-child.ts", ...filter, ...files];
  return [
    process.execPath,
    "node_modules/mocha/bin/mocha.js",
    ...["--reporter", "tools/test/mocha-reporter.ts", "--forbid-only", "--no-config"],
    ...(suite.maySkip ? [] : ["--forbid-pending"]),
    ...["--timeout", String((suite.secondsPerTest ?? 30) * 1000)],
    ...filter,
    ...files,
  ];
}

function describe({ name, kind, weight, minutes, deepOnly }: Suite): string {
  return `${name}  ${kind}, weight ${weight}, at most ${minutes} min${deepOnly ? ", --deep only" : ""}`;
}
