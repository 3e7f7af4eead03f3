import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { optionProblem } from "./options.ts";
import { readRecord, sourcesDigest, type TestRecord } from "./test/record.ts";
import { grepFor, readThreats } from "./threats/register.ts";
import { countsOf, rowsOf, textOf } from "./threats/table.ts";

const help = `Usage: npm run -s threats -- [--json] [--id <id>] [--again]

Every attack of docs/threats.md, the tests whose titles name it, and how they ended. Takes the results of the last
\`npm test\` in this checkout if that ran all of these tests on these very sources; else runs them.
  --id <id>  only this one, such as T-64 or R-12; may be given several times
  --json     one JSON document on standard output: { run, counts, threats: [{ id, attack, result, waitsFor?, tests }] }
  --again    run them in any case

What the tests print goes to standard error. The exit code is 0 only if every attack that waits for nothing was tried and
withstood.`;

const root = dirname(import.meta.dirname);
const usageExitCode = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = parse(args);
  if (typeof options === "string") return refuse(options);
  if (options.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const all = readThreats(root);
  const ids = options.id ?? [];
  const unknown = ids.filter((id) => !all.some((threat) => threat.id === id));
  if (unknown.length > 0) return refuse(`docs/threats.md has no ${unknown.join(", ")}`);
  const chosen = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));

  const grep = grepFor(ids);
  const record = (options.again ? undefined : usableRecord(grep)) ?? (await run(grep));
  if (record === undefined) return 1;
  const rows = rowsOf(chosen, record.tests);
  const counts = countsOf(rows);
  if (options.json) {
    const { tests: _, ...scope } = record;
    process.stdout.write(`${JSON.stringify({ run: scope, counts, threats: rows })}\n`);
  } else {
    const { passed, failed, untested, waiting } = counts;
    const waits = `${waiting} wait for parts that are not built yet`;
    process.stdout.write(`${textOf(rows)}\n\n${passed} withstood, ${failed} failed, ${untested} untested, ${waits}\n`);
  }
  return counts.failed + counts.untested > 0 ? 1 : 0;
}

/** The last run, if it tried at least what is asked for on the sources as they are. */
function usableRecord(grep: string): TestRecord | undefined {
  const record = readRecord(root);
  if (record === undefined || record.suites !== undefined) return undefined;
  if (record.grep !== undefined && record.grep !== grep && record.grep !== grepFor([])) return undefined;
  return record.sources === sourcesDigest(root) ? record : undefined;
}

async function run(grep: string): Promise<TestRecord | undefined> {
  const child = spawn(process.execPath, [join(root, "tools/test.ts"), "--grep", grep], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  // Its exit code tells of failed tests, and so do the results; one that was interrupted left none.
  await new Promise((resolve) => child.on("exit", resolve));
  const record = usableRecord(grep);
  if (record === undefined) process.stderr.write("threats: the tests did not run to their end; see above\n");
  return record;
}

function parse(args: readonly string[]) {
  try {
    const options = {
      id: { type: "string", multiple: true },
      json: { type: "boolean" },
      again: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return optionProblem(error);
  }
}

function refuse(problem: string): number {
  process.stderr.write(`threats: [THREATS_OPTIONS] ${problem}; see npm run threats -- --help.\n`);
  return usageExitCode;
}
