import { dirname } from "node:path";
import { suites } from "../test/suites.ts";
import { compileContracts } from "./setup/contracts.mjs";
import { filesOf, orphans } from "./test/files.ts";
import { OptionsError, parseTestOptions, type TestOptions, testHelp } from "./test/options.ts";
import { createReport } from "./test/report.ts";
import { runSuite } from "./test/run-suite.ts";
import { type Job, schedule } from "./test/schedule.ts";
import { capacity, type Suite, type SuiteResult } from "./test/suite.ts";

const root = dirname(import.meta.dirname);
/** What the production contracts take on two idle cores, roughly. */
const compileSeconds = 50;
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

function select({ suites: names, deep }: TestOptions): Suite[] {
  if (names.length > 0) return suites.filter(({ name }) => names.includes(name));
  return suites.filter(({ deepOnly }) => deep || !deepOnly);
}

async function run(selected: readonly Suite[], options: TestOptions): Promise<number> {
  const report = createReport(print);
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interruption.abort());

  let uncompiled: string | undefined;
  const compilation: Job<SuiteResult | undefined> = {
    weight: 1,
    seconds: compileSeconds,
    run: async () => {
      uncompiled = await compile();
      return undefined;
    },
  };
  const jobs = selected.map((suite) => ({
    weight: suite.weight,
    seconds: suite.seconds,
    after: suite.contracts ? compilation : undefined,
    run: async (): Promise<SuiteResult> => {
      const files = filesOf(suite, root);
      if (interruption.signal.aborted) return failedSuite(suite.name, "not run: interrupted");
      report.started(suite.name, `${suite.kind}, ${files.length} files`);
      const obstacle = obstacleOf(suite, files, uncompiled);
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
            onEvent: (event) => report.event(suite.name, event),
            onOutput: (line) => options.verbose && report.output(suite.name, line),
          });
      report.finished(result);
      return result;
    },
  }));
  const compiling = selected.some(({ contracts }) => contracts) ? [compilation] : [];
  const results = (await schedule({ jobs: [...compiling, ...jobs], capacity })).filter(
    (result) => result !== undefined,
  );
  const stray = orphans(suites, root).map((file) =>
    failedSuite(file, "no suite of test/suites.ts runs this file: add it to one"),
  );
  const { passed, failed } = report.summary([...results, ...stray]);
  const nothingRan = passed + failed === 0;
  if (nothingRan) print("   no test matched");
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 || nothingRan || interruption.signal.aborted ? 1 : 0;
}

/** @returns why the contracts could not be compiled, if so; suites that need none still run */
async function compile(): Promise<string | undefined> {
  try {
    await compileContracts({ root, node: process.execPath, say: print });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function obstacleOf(suite: Suite, files: readonly string[], uncompiled: string | undefined): string | undefined {
  if (files.length === 0) return `no file matches ${suite.files.join(", ")}`;
  return suite.contracts ? uncompiled : undefined;
}

function failedSuite(name: string, reason: string): SuiteResult {
  return { name, passed: 0, failures: [], problem: { title: reason, details: "" }, milliseconds: 0 };
}

function commandOf(suite: Suite, files: readonly string[], { grep, deep }: TestOptions): string[] {
  const filter = grep === undefined ? [] : ["--grep", grep];
  if (suite.kind === "solidity") {
    const options = ["--name", suite.name, "--profile", deep ? "production" : "test", ...filter];
    return [process.execPath, "tools/test/solidity-child.ts", ...options, ...files];
  }
  if (suite.kind === "mutants") return [process.execPath, "tools/test/mutants-child.ts", ...filter, ...files];
  return [
    process.execPath,
    "node_modules/mocha/bin/mocha.js",
    ...["--reporter", "tools/test/mocha-reporter.ts", "--forbid-only", "--forbid-pending", "--no-config"],
    ...["--timeout", String((suite.secondsPerTest ?? 30) * 1000)],
    ...filter,
    ...files,
  ];
}

function describe({ name, kind, weight, minutes, deepOnly }: Suite): string {
  return `${name}  ${kind}, weight ${weight}, at most ${minutes} min${deepOnly ? ", --deep only" : ""}`;
}
