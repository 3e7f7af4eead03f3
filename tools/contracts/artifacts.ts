import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Abi } from "viem";
import { type ContractDefinition, indexNodes, type NodeIndex, type SourceUnit } from "./ast.ts";

/** EIP-170's limit of a deployed contract's code. */
export const maxCodeBytes = 24_576;

/** What the compiler made of one contract, interface or library of the project. */
export type Artifact = Readonly<{
  name: string;
  /** Path from the root, e.g. `l1-contracts/core/LiquidStakingCore.sol`. */
  source: string;
  abi: Abi;
  /** Size of the deployed code; 0 for interfaces and abstract contracts. */
  codeBytes: number;
  definition: ContractDefinition;
  nodes: NodeIndex;
}>;

type ArtifactFile = {
  contractName: string;
  sourceName: string;
  inputSourceName: string;
  abi: Abi;
  deployedBytecode: string;
  buildInfoId: string;
};

/** Every compiled contract of the project, by source and name. Reads Hardhat's `artifacts/`. */
export function projectArtifacts(root: string): Artifact[] {
  const folder = join(root, "artifacts");
  const astOf = createAstReader(folder);
  return globSync("{l1-contracts,l2-contracts,shared/contracts}/**/*.sol/*.json", { cwd: folder })
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as ArtifactFile)
    .filter(({ sourceName }) => existsSync(join(root, sourceName)))
    .map(({ contractName, sourceName, inputSourceName, abi, deployedBytecode, buildInfoId }) => ({
      name: contractName,
      source: sourceName,
      abi,
      codeBytes: (deployedBytecode.length - 2) / 2,
      ...astOf(buildInfoId, inputSourceName, contractName),
    }))
    .sort((a, b) => (a.source + a.name < b.source + b.name ? -1 : 1));
}

/** Contracts that are deployed on chain: with code, and no library (ours are inlined). */
export function productionContracts(artifacts: readonly Artifact[]): Artifact[] {
  return artifacts.filter(({ codeBytes, definition }) => codeBytes > 0 && definition.contractKind === "contract");
}

function createAstReader(folder: string) {
  const buildInfos = new Map<string, { sources: Record<string, { ast: SourceUnit }>; nodes: NodeIndex }>();
  return (buildInfoId: string, source: string, name: string) => {
    let info = buildInfos.get(buildInfoId);
    if (!info) {
      const file = join(folder, "build-info", `${buildInfoId}.output.json`);
      const { sources } = JSON.parse(readFileSync(file, "utf8")).output as {
        sources: Record<string, { ast: SourceUnit }>;
      };
      info = { sources, nodes: indexNodes(Object.values(sources).map(({ ast }) => ast)) };
      buildInfos.set(buildInfoId, info);
    }
    const definition = info.sources[source]?.ast.nodes.find(
      (node): node is ContractDefinition => node.nodeType === "ContractDefinition" && node.name === name,
    );
    if (!definition) throw new ArtifactError(`${name} of ${source} is not in build info ${buildInfoId}`);
    return { definition, nodes: info.nodes };
  };
}

/** Artifacts that contradict each other: an interrupted build. */
export class ArtifactError extends Error {
  readonly code = "ARTIFACTS_INCONSISTENT";
  override readonly name = "ArtifactError";
  constructor(message: string) {
    super(`${message}; delete artifacts/ and cache/ and run npm run build`);
  }
}
