import { createRequire } from "node:module";
import { basename } from "node:path";
import type { Abi, Hex } from "viem";

const require = createRequire(import.meta.url);
const build = "@arbitrum/nitro-contracts/build/contracts";

/** A compiled contract, out of the package of Nitro's contracts. */
export type Artifact = { abi: Abi; bytecode: Hex };

export function nitroArtifact(path: string): Artifact {
  return require(`${build}/src/${path}.sol/${basename(path)}.json`) as Artifact;
}

/** The OpenZeppelin contracts Nitro was compiled with. */
export function proxyArtifact(path: string): Artifact {
  return require(`${build}/@openzeppelin/contracts/${path}.sol/${basename(path)}.json`) as Artifact;
}

/** Written in Yul, so it has bytecode and no more. */
export function blobReaderBytecode(): Hex {
  type YulArtifact = { bytecode: Hex | { object: Hex } };
  const { bytecode } = require("@arbitrum/nitro-contracts/out/yul/Reader4844.yul/Reader4844.json") as YulArtifact;
  return typeof bytecode === "string" ? bytecode : bytecode.object;
}
