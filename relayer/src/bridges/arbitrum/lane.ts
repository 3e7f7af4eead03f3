import { l1ArbitrumGatewayAbi } from "@cseth/shared/abi/L1ArbitrumGateway";
import type { Address, Hash, Hex } from "viem";
import type { ConfirmedSends } from "../../domain/phase.ts";
import type { Side } from "../side.ts";
import { bridgeAbi, rollupAbi } from "./abi.ts";

/** Precompiles, and the node's own address for questions: https://docs.arbitrum.io/build-decentralized-apps/precompiles */
export const ARB_SYS: Address = "0x0000000000000000000000000000000000000064";
export const ARB_RETRYABLE_TX: Address = "0x000000000000000000000000000000000000006E";
export const NODE_INTERFACE: Address = "0x00000000000000000000000000000000000000C8";

/** Whether the hub on L2 has taken a message, in the block of that number. @param payload what the hub on L1 sent */
export type DeliveryCheck = (payload: Hex, blockNumber: bigint) => Promise<boolean>;

/** One lane over an Arbitrum chain, and where its contracts are. */
export type ArbitrumLane = {
  laneId: number;
  l1: Side;
  l2: Side;
  isDelivered: DeliveryCheck;
  inbox: Address;
  bridge: Address;
  rollup: Address;
  outbox: Address;
  /** Seconds between the sending of a message and the first time the gateway sends it again. */
  resendAfter: bigint;
  /** What the assertion that was confirmed last says, by its hash, which settles it for good. */
  lastConfirmed: { assertion: Hash; sends: ConfirmedSends } | undefined;
};

/** Where the chain's contracts are, asked of our own gateway, which has them as immutables. */
export async function readLane(
  ends: Pick<ArbitrumLane, "laneId" | "l1" | "l2" | "isDelivered">,
): Promise<ArbitrumLane> {
  const { viem } = ends.l1.client;
  const gateway = { address: ends.l1.gateway, abi: l1ArbitrumGatewayAbi } as const;
  const [inbox, bridge, resendAfter] = await Promise.all([
    viem.readContract({ ...gateway, functionName: "INBOX" }),
    viem.readContract({ ...gateway, functionName: "BRIDGE" }),
    viem.readContract({ ...gateway, functionName: "RESEND_AFTER" }),
  ]);
  return { ...ends, inbox, bridge, ...(await readRollup(ends.l1, bridge)), resendAfter, lastConfirmed: undefined };
}

/** The contracts that confirm assertions, and that execute messages by them. */
export async function readRollup(
  { client: { viem } }: Pick<Side, "client">,
  bridge: Address,
): Promise<Pick<ArbitrumLane, "rollup" | "outbox">> {
  const rollup = await viem.readContract({ address: bridge, abi: bridgeAbi, functionName: "rollup" });
  const outbox = await viem.readContract({ address: rollup, abi: rollupAbi, functionName: "outbox" });
  return { rollup, outbox };
}
