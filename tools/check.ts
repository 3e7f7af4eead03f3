import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { contractSizes } from "./check/contract-sizes.ts";
import { fileSizes } from "./check/file-sizes.ts";
import { projectFiles } from "./check/files.ts";
import { generatedFiles } from "./check/generated-files.ts";
import { invariants } from "./check/invariants.ts";
import { leftOvers } from "./check/left-overs.ts";
import { mutants } from "./check/mutants.ts";
import { names } from "./check/names.ts";
import { biome, importRules, knip, prettier, solhint, tsc } from "./check/programs.ts";
import { solidityImports } from "./check/solidity-imports.ts";
import type { Step } from "./check/step.ts";
import { threats } from "./check/threats.ts";
import { optionProblem } from "./options.ts";
import { compileContracts } from "./setup/contracts.mjs";

const help = `Usage: npm run check -- [--fix] [--only <text>]

Runs every check and fails at the end if one found something.
  --fix          formatters and linters correct what they can
  --only <text>  run only checks whose name contains this text`;

const root = dirname(import.meta.dirname);
const print = (line: string) => process.stdout.write(`${line}\n`);

const compile: Step = {
  name: "contracts compile",
  run: async () => {
    await compileContracts({ root, node: process.execPath, say: print });
    return [];
  },
};

/** Cheap ones first; those after `compile` read what it made. */
const steps: readonly Step[] = [
  names,
  leftOvers,
  fileSizes,
  invariants,
  threats,
  mutants,
  solidityImports,
  biome,
  prettier,
  solhint,
  compile,
  importRules,
  contractSizes,
  generatedFiles,
  tsc,
  knip,
];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = parse(args);
  if (typeof options === "string") {
    process.stderr.write(`check: [CHECK_OPTIONS] ${options}\n\n${help}\n`);
    return 2;
  }
  if (options.help) {
    print(help);
    return 0;
  }
  const selected = steps.filter(({ name }) => name.toLowerCase().includes((options.only ?? "").toLowerCase()));
  let failed = 0;
  for (const step of selected) failed += (await runStep(step, options.fix ?? false)) ? 0 : 1;
  print(`${selected.length - failed} checks passed, ${failed} failed`);
  return failed > 0 || selected.length === 0 ? 1 : 0;
}

function parse(args: readonly string[]) {
  try {
    const options = {
      fix: { type: "boolean" },
      only: { type: "string" },
      help: { type: "boolean", short: "h" },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return optionProblem(error);
  }
}

async function runStep({ name, run }: Step, fix: boolean): Promise<boolean> {
  const started = performance.now();
  const warnings: string[] = [];
  let problems: readonly string[];
  try {
    problems = await run({ root, files: projectFiles(root), fix, warn: (line) => warnings.push(line) });
  } catch (error) {
    problems = [(error as Error).message];
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(`${problems.length === 0 ? "✓" : "✗"}  ${name.padEnd(64)} ${seconds.padStart(6)} s`);
  for (const line of warnings) print(`     note: ${line}`);
  for (const line of problems) print(`     ${line}`);
  return problems.length === 0;
}
