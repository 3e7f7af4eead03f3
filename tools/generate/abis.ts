import { type Artifact, productionContracts, projectArtifacts } from "../contracts/artifacts.ts";
import type { GeneratedFile } from "./generator.ts";

/** Two contracts of one name: their files would overwrite each other. */
export class DuplicateContractError extends Error {
  readonly code = "GENERATE_DUPLICATE_CONTRACT";
  override readonly name = "DuplicateContractError";
}

/** Typed ABIs of every deployed contract and every interface, for viem. Bytecode stays in `artifacts/`. */
export function generateAbis(root: string): GeneratedFile[] {
  const artifacts = projectArtifacts(root);
  const interfaces = artifacts.filter(
    ({ definition, abi }) => definition.contractKind === "interface" && abi.length > 0,
  );
  const selected = [...interfaces, ...productionContracts(artifacts)];
  const byName = Map.groupBy(selected, ({ name }) => name);
  for (const [name, [first, second]] of byName) {
    if (first && second) throw new DuplicateContractError(`${name} stands in ${first.source} and in ${second.source}`);
  }
  return selected.map(abiFile);
}

function abiFile({ name, source, abi }: Artifact): GeneratedFile {
  const content = [
    `// Generated from ${source} by \`npm run generate\`. Do not edit.`,
    `export const ${abiName(name)} = ${JSON.stringify(abi, null, 2)} as const;`,
    "",
  ].join("\n");
  return { path: `shared/src/abi/${name}.ts`, content };
}

/** `ILaneHub` → `iLaneHubAbi`, `L2StakingPool` → `l2StakingPoolAbi`. */
export function abiName(contract: string): string {
  return `${contract.charAt(0).toLowerCase()}${contract.slice(1)}Abi`;
}
