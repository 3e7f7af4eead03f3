import type { Address } from "viem";
import { CsethError } from "../../domain/errors.ts";
import { portalAbi } from "./abi.ts";
import type { OpStackLane } from "./lane.ts";

/** Generation of the portal whose rules this adapter knows; 5 brings super roots. */
const SUPPORTED_MAJOR = 4;
/** Games about many chains at once; their roots are built otherwise (contracts-bedrock, dispute/lib/Types.sol). */
const SUPER_GAME_TYPES: ReadonlySet<number> = new Set([4, 5, 7, 9]);

/** Read from the chain each time: an upgrade of the rollup may change any of it under a message on its way. */
export type Portal = {
  factory: Address;
  registry: Address;
  paused: boolean;
  respectedGameType: number;
  proofMaturityDelay: bigint;
};

/** @throws BRIDGE_PORTAL_UNSUPPORTED, BRIDGE_GAME_TYPE_UNSUPPORTED */
export async function readPortal({ l1, portal }: OpStackLane, blockNumber: bigint): Promise<Portal> {
  const read = <
    Name extends
      | "version"
      | "paused"
      | "disputeGameFactory"
      | "anchorStateRegistry"
      | "respectedGameType"
      | "proofMaturityDelaySeconds",
  >(
    functionName: Name,
  ) => l1.client.viem.readContract({ address: portal, abi: portalAbi, functionName, blockNumber });
  const version = await read("version");
  if (Number(version.split(".")[0]) !== SUPPORTED_MAJOR) throw unsupportedPortal(portal, version);
  const [paused, factory, registry, respectedGameType, proofMaturityDelay] = await Promise.all([
    read("paused"),
    read("disputeGameFactory"),
    read("anchorStateRegistry"),
    read("respectedGameType"),
    read("proofMaturityDelaySeconds"),
  ]);
  if (SUPER_GAME_TYPES.has(respectedGameType)) throw unsupportedGames(respectedGameType);
  return { factory, registry, paused, respectedGameType, proofMaturityDelay };
}

/** Whether the guardian has paused the rollup's bridge; the same question in every version of the portal. */
export function readPaused({ l1, portal }: OpStackLane, blockNumber: bigint): Promise<boolean> {
  return l1.client.viem.readContract({ address: portal, abi: portalAbi, functionName: "paused", blockNumber });
}

function unsupportedPortal(portal: Address, version: string): CsethError {
  return new CsethError({
    code: "BRIDGE_PORTAL_UNSUPPORTED",
    retry: "backoff",
    message: `the portal ${portal} is of version ${version}, supported is ${SUPPORTED_MAJOR}.x`,
    fix: "Update cseth. Messages wait in the bridge meanwhile; nothing is lost.",
    context: { portal, version },
  });
}

function unsupportedGames(gameType: number): CsethError {
  return new CsethError({
    code: "BRIDGE_GAME_TYPE_UNSUPPORTED",
    retry: "backoff",
    message: `the rollup now proves by dispute games of type ${gameType}, which this version cannot check`,
    fix: "Update cseth. Messages wait in the bridge meanwhile; nothing is lost.",
    context: { gameType },
  });
}
