// Hubs as the next version of the envelope will make them: the deployed sources but for one constant, and thus all that
// an engineer changes to bring a version.
import { concatHex, encodeAbiParameters, type Hex } from "viem";
import { compile, productionSources } from "./compile.ts";
import type { Addresses } from "./deploy.ts";

const ENVELOPE = "shared/contracts/messages/Envelope.sol";
const CONTRACTS = { laneHub: "LaneHub", l2Hub: "L2Hub" } as const;

export type Hub = keyof typeof CONTRACTS;
/** Creation code of each hub, without constructor arguments. */
export type HubCodes = Readonly<Record<Hub, Hex>>;

/**
 * @param replaced what the constants of Envelope.sol become, by name; each must be there
 */
export async function compileHubs(replaced: Readonly<Record<string, number>>): Promise<HubCodes> {
  const contracts = Object.values(CONTRACTS);
  const { contents, remappings } = await productionSources(contracts);
  const envelope = Object.entries(replaced).reduce((source, [name, value]) => {
    const line = new RegExp(`(uint8 internal constant ${name} = )\\d+;`);
    if (!line.test(source)) throw new TypeError(`Envelope.sol has no constant ${name}`);
    return source.replace(line, `$1${value};`);
  }, contents.get(ENVELOPE) ?? "");
  const codes = compile(contracts, { contents: new Map([...contents, [ENVELOPE, envelope]]), remappings });
  return { laneHub: codes.get("LaneHub") ?? "0x", l2Hub: codes.get("L2Hub") ?? "0x" };
}

/** With the constructor arguments of the implementation that it replaces. */
export function implementationOf(hub: Hub, codes: HubCodes, { l1: { core, player } }: Addresses): Hex {
  if (hub === "l2Hub") return codes.l2Hub;
  return concatHex([codes.laneHub, encodeAbiParameters([{ type: "address" }, { type: "address" }], [core, player])]);
}
