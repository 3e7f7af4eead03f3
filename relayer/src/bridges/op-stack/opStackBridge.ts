import type { Address } from "viem";
import type { Carrier } from "../../domain/carrier.ts";
import type { Phase } from "../../domain/phase.ts";
import { type Bridge, foreignCarrier, type Step, wrongChain } from "../port.ts";
import { readOnce } from "../read-once.ts";
import type { Side } from "../side.ts";
import { messengerAbi } from "./abi.ts";
import { discoverDeposits, discoverWithdrawals } from "./discover.ts";
import { L2_MESSENGER, type OpStackLane } from "./lane.ts";
import { depositStatus, withdrawalStatus } from "./status.ts";
import { finalizeStep, proveStep, replayStep } from "./steps.ts";

/**
 * The bridge of one OP-stack lane, by the rollup's own contracts alone. Their addresses are read from chain, beginning
 * at the one place that is the same on every OP-stack rollup.
 */
export function createOpStackBridge({
  laneId,
  l1,
  l2,
  provers = [],
}: {
  laneId: number;
  l1: Side;
  /** Its rpcUrls need an archive node with eth_getProof. */
  l2: Side;
  /** Our signers on L1: their proofs are read even among a flood of others. */
  provers?: readonly Address[];
}): Bridge {
  const locate = readOnce(() => readLane({ laneId, l1, l2 }));

  return {
    async discover({ chainId, logs }) {
      const lane = await locate();
      if (chainId === l1.client.chainId) return discoverDeposits(lane, logs);
      if (chainId === l2.client.chainId) return discoverWithdrawals(lane, logs);
      throw wrongChain({ laneId, l1, l2 }, chainId);
    },

    async status(carrier) {
      const lane = await locate();
      if (carrier.kind === "op-l2-to-l1") return withdrawalStatus(lane, carrier, provers);
      if (carrier.kind === "op-l1-to-l2") return depositStatus(lane, carrier);
      throw foreignCarrier(carrier);
    },

    advance: async (carrier, phase) => advance(await locate(), carrier, phase),
    // What L1 takes for a message down, it burns as gas.
    fee: async () => 0n,
  };
}

async function advance(lane: OpStackLane, carrier: Carrier, phase: Phase): Promise<Step | undefined> {
  if (carrier.kind !== "op-l2-to-l1" && carrier.kind !== "op-l1-to-l2") throw foreignCarrier(carrier);
  // A replay that fails again costs as much as one that works, and its transaction succeeds.
  if (phase.name === "FAILED_ON_L1" || phase.name === "FAILED_ON_L2") {
    return phase.wouldDeliver ? replayStep(lane, carrier) : undefined;
  }
  if (carrier.kind === "op-l1-to-l2") return undefined;
  switch (phase.name) {
    case "READY_TO_PROVE":
    case "REPROVE":
      return proveStep(lane, carrier, phase.game);
    case "READY_TO_FINALIZE":
      return finalizeStep(lane, carrier, phase.proof);
    default:
      return undefined;
  }
}

/** Where the rollup's contracts are, asked of the messenger on L2. */
export async function readLane({ laneId, l1, l2 }: { laneId: number; l1: Side; l2: Side }): Promise<OpStackLane> {
  const messenger = await l2.client.viem.readContract({
    address: L2_MESSENGER,
    abi: messengerAbi,
    functionName: "otherMessenger",
  });
  const portal = await l1.client.viem.readContract({ address: messenger, abi: messengerAbi, functionName: "portal" });
  return { laneId, l1, l2, messengers: { l1: messenger, l2: L2_MESSENGER }, portal, knownRoots: new Map() };
}
