// What is deployed: compiled production contracts, and OpenZeppelin's own build of what stands around them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import hre from "hardhat";
import type { Abi, Hex } from "viem";

export type Artifact = Readonly<{ abi: Abi; bytecode: Hex; deployedBytecode: Hex }>;

/** Creation code by contract. */
export type Codes = ReadonlyMap<string, Hex>;

const OPEN_ZEPPELIN = ["ERC1967Proxy", "TimelockController"];

/** @param codes to take instead, by contract */
export async function artifactOf(name: string, codes?: Codes): Promise<Artifact> {
  if (OPEN_ZEPPELIN.includes(name)) return openZeppelin(name);
  const artifact = (await hre.artifacts.readArtifact(name)) as Artifact;
  const bytecode = codes?.get(name);
  return bytecode === undefined ? artifact : { ...artifact, bytecode };
}

function openZeppelin(name: string): Artifact {
  const file = createRequire(import.meta.url).resolve(`@openzeppelin/contracts/build/contracts/${name}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Artifact;
}
