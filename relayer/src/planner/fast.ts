import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { decodeEventLog, encodeFunctionData, type Hash, numberToHex } from "viem";
import { type Lane, laneName } from "./lane.ts";
import type { DueStep } from "./pursue.ts";
import type { L1View, L2View } from "./view.ts";

/** Beyond the quote, a tenth, for a price that moves until the transaction is in a block; the rest comes back. */
const SPARE = 10n;

/** Tells L1 by the fast way which batch was closed last; those before it are about to arrive. */
export async function announceStep(lane: Lane, view: L2View): Promise<DueStep> {
  const { client, addresses } = lane.l2;
  const nonce = view.openNonce - 1n;
  const call = { address: addresses.hub, abi: l2HubAbi, args: [nonce] } as const;
  const quote = await client.viem.readContract({ ...call, functionName: "quoteFastNote", blockNumber: view.block });
  return {
    kind: "announce",
    key: `announce/${nonce}`,
    subject: `${laneName(lane)}/l2`,
    chainId: client.chainId,
    to: addresses.hub,
    data: encodeFunctionData({ ...call, functionName: "sendFastNote" }),
    value: quote + quote / SPARE,
    abi: l2HubAbi,
    seenAt: view.block,
  };
}

/** @returns undefined while the rate is what the lane was told, or above, and once the lane was asked to freeze */
export async function freezeStep(lane: Lane, view: L1View, subject: string): Promise<DueStep | undefined> {
  const { client, addresses } = lane.l1;
  const at = { blockNumber: view.block };
  const hub = { address: addresses.laneHub, abi: laneHubAbi, args: [lane.laneId], ...at } as const;
  const core = { address: addresses.core, abi: liquidStakingCoreAbi, ...at } as const;
  const [[rate, rateNonce], { freezeRateNonce }, told] = await Promise.all([
    client.viem.readContract({ ...core, functionName: "rate" }),
    client.viem.readContract({ ...hub, functionName: "fastLane" }),
    readToldRate(lane, view),
  ]);
  if (told === undefined || rate >= told || rateNonce <= BigInt(freezeRateNonce)) return undefined;
  const quote = await client.viem.readContract({ ...hub, functionName: "quoteFastFreeze" });
  return {
    kind: "freeze",
    key: `freeze/${rateNonce}`,
    subject,
    chainId: client.chainId,
    to: addresses.laneHub,
    data: encodeFunctionData({ abi: laneHubAbi, functionName: "sendFastFreeze", args: [lane.laneId] }),
    value: quote + quote / SPARE,
    abi: [...laneHubAbi, ...liquidStakingCoreAbi],
    seenAt: view.block,
  };
}

/** The rate of the last StateUpdate; undefined before the first one, and while it is not indexed. */
async function readToldRate({ laneId, l1 }: Lane, { stateUpdateNonce }: L1View): Promise<bigint | undefined> {
  if (stateUpdateNonce === 0n) return undefined;
  const events = await l1.facts.events({
    eventName: "StateUpdateSent",
    address: l1.addresses.laneHub,
    topic: { index: 2, value: numberToHex(stateUpdateNonce, { size: 32 }) },
  });
  const told = events.map(({ data, topics }) =>
    decodeEventLog({ abi: laneHubAbi, eventName: "StateUpdateSent", data, topics: topics as [Hash, ...Hash[]] }),
  );
  return told.find(({ args }) => args.laneId === laneId)?.args.rate;
}
