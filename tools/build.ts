// The contracts are compiled before this runs; it shows what there is.
import { dirname } from "node:path";
import { maxCodeBytes, productionContracts, projectArtifacts } from "./contracts/artifacts.ts";
import { answerOptions } from "./options.ts";

const help = `Usage: npm run build

Compiles the contracts if a source changed, and prints the size of each.`;

process.exitCode = answerOptions("build", help, process.argv.slice(2)) ?? printSizes();

function printSizes(): number {
  const contracts = productionContracts(projectArtifacts(dirname(import.meta.dirname)));
  for (const { name, codeBytes } of contracts) {
    process.stdout.write(`${name.padEnd(32)} ${String(codeBytes).padStart(6)} of ${maxCodeBytes} bytes\n`);
  }
  process.stdout.write(`${contracts.length} contracts\n`);
  return 0;
}
