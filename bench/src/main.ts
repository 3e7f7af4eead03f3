// `npm run bench`: measurements that can be repeated, judged against fixed goals.
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { devnet } from "./devnet/devnet.ts";
import { BenchError } from "./errors.ts";
import { gas } from "./gas/gas.ts";
import { type Bench, judge, table } from "./result.ts";

const benches: readonly Bench[] = [gas, devnet];

const help = `Usage: npm run bench -- [<name>] [--json]

Measures, prints every row with its goal and exits 1 when one is missing or misses it. Without a name: lists the benches.

${listOf(benches)}

  --json   one JSON document on stdout: {"bench", "rows": [{"id", "value", "unit", "goal", "met", "peer"}]}
  --help

Values are medians. Progress goes to stderr. Exit codes: 0 all goals met, 1 not all or the bench failed, 2 bad usage.`;

const root = dirname(dirname(import.meta.dirname));
const say = (line: string) => void process.stderr.write(`bench: ${line}\n`);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof BenchError;
  say(known ? `[${error.code}] ${error.message}` : ((error as Error).stack ?? String(error)));
  process.exitCode = known && error.code === "BENCH_OPTIONS" ? 2 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const { name, json, showHelp } = parse(args);
  if (showHelp) process.stdout.write(`${help}\n`);
  else if (name === undefined) process.stdout.write(`${listOf(benches)}\n`);
  if (showHelp || name === undefined) return 0;

  const bench = benches.find((one) => one.name === name);
  if (bench === undefined) {
    throw new BenchError("BENCH_OPTIONS", `There is no bench "${name}". These exist:\n${listOf(benches)}`, { name });
  }
  const measurements = await bench.run({ root, say });
  const rows = judge(bench.goals, measurements);
  for (const { id, note } of measurements) if (note !== undefined) say(`${id}: ${note}`);
  process.stdout.write(json ? `${JSON.stringify({ bench: name, rows })}\n` : `${table(rows, measurements)}\n`);
  const missed = rows.filter(({ met }) => !met).map(({ id }) => id);
  if (missed.length > 0) say(`${missed.length} of ${rows.length} rows miss their goal: ${missed.join(", ")}`);
  return missed.length === 0 ? 0 : 1;
}

function parse(args: readonly string[]): { name: string | undefined; json: boolean; showHelp: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (positionals.length > 1) {
      throw new BenchError("BENCH_OPTIONS", `One bench at a time, not ${positionals.join(", ")}. See --help.`);
    }
    return { name: positionals[0], json: values.json ?? false, showHelp: values.help ?? false };
  } catch (error) {
    if (error instanceof BenchError) throw error;
    throw new BenchError("BENCH_OPTIONS", `${(error as Error).message.split(". ")[0]}; see --help.`);
  }
}

function listOf(all: readonly Bench[]): string {
  return all.map(({ name, summary }) => `  ${name.padEnd(6)}  ${summary}`).join("\n");
}
