// The contracts are compiled before this runs; it shows what there is.
import { dirname } from "node:path";
import { maxCodeBytes, productionContracts, projectArtifacts } from "./contracts/artifacts.ts";

const contracts = productionContracts(projectArtifacts(dirname(import.meta.dirname)));
for (const { name, codeBytes } of contracts) {
  process.stdout.write(`${name.padEnd(32)} ${String(codeBytes).padStart(6)} of ${maxCodeBytes} bytes\n`);
}
process.stdout.write(`${contracts.length} contracts\n`);
