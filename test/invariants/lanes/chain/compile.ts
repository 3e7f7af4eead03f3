// Production contracts compiled again, with some of their sources changed: in seconds, without the optimizer, as `.t.sol`
// files are. The chains of the campaign bound no code's size.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path/posix";
import hre from "hardhat";
import type { Hex } from "viem";
import type { Codes } from "./artifacts.ts";

/** What the campaign deploys, by contract: the file, from the project's root. */
export const DEPLOYED = {
  LiquidStakingCore: "l1-contracts/core/LiquidStakingCore.sol",
  LaneHub: "l1-contracts/lanes/LaneHub.sol",
  MoveLedger: "l1-contracts/lanes/MoveLedger.sol",
  L1OpStackGateway: "l1-contracts/lanes/gateways/L1OpStackGateway.sol",
  L1ArbitrumGateway: "l1-contracts/lanes/gateways/L1ArbitrumGateway.sol",
  L2StakingPool: "l2-contracts/staking/L2StakingPool.sol",
  PoolExtension: "l2-contracts/staking/PoolExtension.sol",
  L2Hub: "l2-contracts/lanes/L2Hub.sol",
  L2OpStackGateway: "l2-contracts/lanes/gateways/L2OpStackGateway.sol",
  L2ArbitrumGateway: "l2-contracts/lanes/gateways/L2ArbitrumGateway.sol",
  RewardDistributor: "l2-contracts/nom/RewardDistributor.sol",
} as const;
export type Deployed = keyof typeof DEPLOYED;

const root = dirname(dirname(dirname(dirname(import.meta.dirname))));
const PROJECT = "project/";
type CompilerInput = { sources: Record<string, { content: string }>; settings: { remappings: readonly string[] } };
type CompilerOutput = Readonly<{
  errors?: readonly { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
}>;
type Solc = { compile(input: string, callbacks: { import(path: string): object }): string };

/** What the deployed contracts were compiled from; project files by their path from the root. */
export type Sources = Readonly<{ contents: ReadonlyMap<string, string>; remappings: readonly string[] }>;

/**
 * Each contract perhaps was compiled with settings, and in a compilation, of its own, which may have seen older versions of
 * files that it did not need: the project's own are read as they are now.
 */
export async function productionSources(contracts: readonly Deployed[]): Promise<Sources> {
  const inputs = await Promise.all(contracts.map(inputOf));
  const contents = inputs.flatMap(({ sources }) =>
    Object.entries(sources).map(([path, { content }]): [string, string] => {
      const file = path.replace(PROJECT, "");
      return [file, path === file ? content : readIfThere(file, content)];
    }),
  );
  return {
    contents: new Map(contents),
    remappings: [...new Set(inputs.flatMap(({ settings }) => settings.remappings))],
  };
}

/** Creation code of each, without constructor arguments. */
export function compile(contracts: readonly Deployed[], { contents, remappings }: Sources): Codes {
  const contentOf = (path: string) => contents.get(path.replace(PROJECT, ""));
  const roots = contracts.map((name) => DEPLOYED[name]);
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(roots.map((file) => [PROJECT + file, { content: contentOf(file) }])),
    settings: {
      evmVersion: "osaka",
      remappings,
      outputSelection: Object.fromEntries(
        contracts.map((name) => [PROJECT + DEPLOYED[name], { [name]: ["evm.bytecode.object"] }]),
      ),
    },
  };
  const solc = createRequire(import.meta.url)("solc") as Solc;
  const callback = (path: string) => {
    const content = contentOf(path);
    return content === undefined ? { error: `no source ${path}` } : { contents: content };
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: callback })) as CompilerOutput;
  const [error] = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (error) throw new TypeError(error.formattedMessage);
  return new Map(
    contracts.map((name): [string, Hex] => {
      const object = output.contracts[PROJECT + DEPLOYED[name]]?.[name]?.evm.bytecode.object;
      return [name, `0x${object ?? ""}`];
    }),
  );
}

/** The contracts that are made of any of these files. */
export function affectedBy(files: readonly string[], { contents }: Sources): Deployed[] {
  const names = Object.keys(DEPLOYED) as Deployed[];
  return names.filter((name) => {
    const made = importsOf(DEPLOYED[name], contents);
    return files.some((file) => made.has(file));
  });
}

/** A file and all project files it imports, directly or not. */
function importsOf(file: string, contents: Sources["contents"], seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path = ""] of (contents.get(file) ?? "").matchAll(/^\s*(?:import|\})[^;"]*"(\.[^"]+)";/gm)) {
    importsOf(join(dirname(file), path), contents, seen);
  }
  return seen;
}

/** @param otherwise for a file that has gone since */
function readIfThere(file: string, otherwise: string): string {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, "utf8") : otherwise;
}

async function inputOf(contract: string): Promise<CompilerInput> {
  const id = await hre.artifacts.getBuildInfoId(contract);
  const path = id && (await hre.artifacts.getBuildInfoPath(id));
  if (!path) throw new TypeError("the contracts are not compiled: npm run build");
  return (JSON.parse(readFileSync(path, "utf8")) as { input: CompilerInput }).input;
}
