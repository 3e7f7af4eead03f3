import { maxCodeBytes, productionContracts, projectArtifacts } from "../contracts/artifacts.ts";
import type { Step } from "./step.ts";

const warnBytes = maxCodeBytes - 1024;

export const contractSizes: Step = {
  name: `contracts of at most ${maxCodeBytes} bytes (EIP-170)`,
  run: ({ root, warn }) => {
    const contracts = productionContracts(projectArtifacts(root));
    for (const { name, codeBytes } of contracts) {
      if (codeBytes > warnBytes && codeBytes <= maxCodeBytes) warn(`${name} has ${codeBytes} bytes`);
    }
    return contracts
      .filter(({ codeBytes }) => codeBytes > maxCodeBytes)
      .map(({ name, codeBytes }) => `${name} has ${codeBytes} bytes, ${codeBytes - maxCodeBytes} too many`);
  },
};
