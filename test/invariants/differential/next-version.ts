// Hubs as the next version of the envelope will make them: the deployed sources but for one constant, and thus all that
// an engineer changes to bring a version. Compiled in seconds, without the optimizer, as `.t.sol` files are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import hre from "hardhat";
import { concatHex, encodeAbiParameters, type Hex } from "viem";
import type { Addresses } from "./chain.ts";
import { PLAYER } from "./peers.ts";
import type { Hub } from "./world.ts";

const ENVELOPE = "project/shared/contracts/messages/Envelope.sol";
const SOURCES = {
  laneHub: { file: "project/l1-contracts/lanes/LaneHub.sol", name: "LaneHub" },
  l2Hub: { file: "project/l2-contracts/lanes/L2Hub.sol", name: "L2Hub" },
} as const;

type CompilerInput = { sources: Record<string, { content: string }>; settings: { remappings: readonly string[] } };
type CompilerOutput = Readonly<{
  errors?: readonly { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
}>;

/** Creation code of each hub, without constructor arguments. */
export type HubCodes = Readonly<Record<Hub, Hex>>;

/**
 * @param replaced what the constants of Envelope.sol become, by name; each must be there
 */
export async function compileHubs(replaced: Readonly<Record<string, number>>): Promise<HubCodes> {
  const { sources, settings } = await productionInput();
  const envelope = Object.entries(replaced).reduce((source, [name, value]) => {
    const line = new RegExp(`(uint8 internal constant ${name} = )\\d+;`);
    if (!line.test(source)) throw new TypeError(`Envelope.sol has no constant ${name}`);
    return source.replace(line, `$1${value};`);
  }, sources[ENVELOPE]?.content ?? "");
  const hubs = Object.values(SOURCES);
  const input = {
    language: "Solidity",
    sources: { ...sources, [ENVELOPE]: { content: envelope } },
    settings: {
      evmVersion: "osaka",
      remappings: settings.remappings,
      outputSelection: Object.fromEntries(hubs.map(({ file, name }) => [file, { [name]: ["evm.bytecode.object"] }])),
    },
  };
  const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  const [error] = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (error) throw new TypeError(error.formattedMessage);
  const codeOf = (hub: Hub): Hex => {
    const { file, name } = SOURCES[hub];
    return `0x${output.contracts[file]?.[name]?.evm.bytecode.object ?? ""}`;
  };
  return { laneHub: codeOf("laneHub"), l2Hub: codeOf("l2Hub") };
}

/** With the constructor arguments of the implementation that it replaces. */
export function implementationOf(hub: Hub, codes: HubCodes, { core }: Addresses): Hex {
  if (hub === "l2Hub") return codes.l2Hub;
  return concatHex([codes.laneHub, encodeAbiParameters([{ type: "address" }, { type: "address" }], [core, PLAYER])]);
}

/** What the hubs' deployed code was compiled from, each perhaps with settings and in a compilation of its own. */
async function productionInput(): Promise<CompilerInput> {
  const inputs = await Promise.all(Object.values(SOURCES).map(({ name }) => inputOf(name)));
  return {
    sources: Object.assign({}, ...inputs.map(({ sources }) => sources)),
    settings: { remappings: [...new Set(inputs.flatMap(({ settings }) => settings.remappings))] },
  };
}

async function inputOf(contract: string): Promise<CompilerInput> {
  const id = await hre.artifacts.getBuildInfoId(contract);
  const path = id && (await hre.artifacts.getBuildInfoPath(id));
  if (!path) throw new TypeError("the contracts are not compiled: npm run build");
  return (JSON.parse(readFileSync(path, "utf8")) as { input: CompilerInput }).input;
}
