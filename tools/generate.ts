import { dirname } from "node:path";
import type { Generator } from "./generate/generator.ts";
import { generators } from "./generate/registry.ts";
import { write } from "./generate/write.ts";
import { answerOptions } from "./options.ts";
import { compileContracts } from "./setup/contracts.mjs";
import { SETUP_EXIT_CODE, SetupFailure } from "./setup/failure.mjs";

const help = `Usage: npm run generate

Writes what is made from other files: parameters, golden vectors, typed ABIs, contract snapshots. Commit the result.`;

const root = dirname(import.meta.dirname);
const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = answerOptions("generate", help, process.argv.slice(2)) ?? (await generate());

async function generate(): Promise<number> {
  try {
    // Sources first: parameters become Solidity, which must be compiled before ABIs are read from it.
    for (const needsArtifacts of [false, true]) {
      if (needsArtifacts) await compileContracts({ root, node: process.execPath, say: print });
      for (const generator of generators.filter((each) => each.needsArtifacts === needsArtifacts)) run(generator);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    process.stderr.write(`generate: [${error.code}] ${error.message}\n          What to do: ${error.remedy}\n`);
    return SETUP_EXIT_CODE;
  }
}

function run(generator: Generator): void {
  const made = generator.generate(root);
  const touched = write(root, generator, made);
  print(`${generator.name}: ${made.length} files, ${touched.length} touched`);
  for (const { path, kind } of touched) print(`  ${kind === "stale" ? "removed" : "wrote"} ${path}`);
}
