import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { decodeEnvelope, messageType } from "@cseth/shared/messages/envelope";
import type { Address, Hex } from "viem";
import { createArbitrumBridge } from "./bridges/arbitrum/arbitrumBridge.ts";
import { createLayerZeroBridge } from "./bridges/layer-zero/layerZeroBridge.ts";
import { createOpStackBridge } from "./bridges/op-stack/opStackBridge.ts";
import type { Bridge, FastBridge } from "./bridges/port.ts";
import type { LaneConfig } from "./config/schema.ts";
import type { Lane } from "./planner/lane.ts";

/**
 * The adapter that a lane's `kind` names. The one place that knows them all: nobody else asks what a lane runs on.
 * @param provers our signers on L1
 */
export function createBridge({
  lane,
  kind,
  provers,
}: {
  lane: Lane;
  kind: LaneConfig["kind"];
  provers: readonly Address[];
}): Bridge {
  const { laneId, l1, l2 } = lane;
  const ends = {
    laneId,
    l1: { client: l1.client, finality: l1.finality, gateway: l1.addresses.gateways.get(laneId) as Address },
    l2: { client: l2.client, finality: l2.finality, gateway: l2.addresses.gateway },
  };
  switch (kind) {
    case "op-stack":
      return createOpStackBridge({ ...ends, provers });
    case "arbitrum":
      return createArbitrumBridge({ ...ends, isDelivered: (payload, block) => isApplied(lane, payload, block) });
  }
}

/** Seconds: an executor that takes longer than this, source finality included, leaves the rest to us. */
const EXECUTOR_SECONDS = 3_600n;

/** The adapter of a lane's fast way, which is LayerZero's whatever the lane runs on; undefined without one. */
export function createFastBridge({ laneId, l1, l2 }: Lane): FastBridge | undefined {
  const [above, below] = [l1.addresses.fastGateways.get(laneId), l2.addresses.fastGateway];
  if (!above || !below) return undefined;
  return createLayerZeroBridge({
    laneId,
    l1: { client: l1.client, finality: l1.finality, gateway: above.address },
    l2: { client: l2.client, finality: l2.finality, gateway: below.address },
    executorSeconds: EXECUTOR_SECONDS,
  });
}

/** Whether the hub on L2 has applied a message, which it does once, whatever brings it; each type has its own nonces. */
function isApplied({ l2 }: Lane, payload: Hex, blockNumber: bigint): Promise<boolean> {
  const { type, nonce } = decodeEnvelope(payload);
  return l2.client.viem.readContract({
    address: l2.addresses.hub,
    abi: l2HubAbi,
    functionName: type === messageType.shares ? "isSharesReceived" : "isApplied",
    args: [nonce],
    blockNumber,
  });
}
