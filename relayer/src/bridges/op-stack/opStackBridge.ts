import type { Address } from "viem";
import { assertNever, CsethError } from "../../domain/errors.ts";
import type { Bridge } from "../port.ts";
import { messengerAbi } from "./abi.ts";
import { discoverDeposits, discoverWithdrawals } from "./discover.ts";
import { L2_MESSENGER, type OpStackLane, type Side } from "./lane.ts";
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
  let located: Promise<OpStackLane> | undefined;
  const locate = (): Promise<OpStackLane> => {
    located ??= readLane({ laneId, l1, l2 }).catch((error) => {
      located = undefined;
      throw error;
    });
    return located;
  };

  return {
    async discover({ chainId, logs }) {
      const lane = await locate();
      if (chainId === l1.client.chainId) return discoverDeposits(lane, logs);
      if (chainId === l2.client.chainId) return discoverWithdrawals(lane, logs);
      throw new CsethError({
        code: "BRIDGE_WRONG_CHAIN",
        retry: "never",
        message: `lane ${laneId} connects chains ${l1.client.chainId} and ${l2.client.chainId}, not ${chainId}`,
        context: { laneId, chainId },
      });
    },

    async status(carrier) {
      const lane = await locate();
      return carrier.kind === "op-l2-to-l1" ? withdrawalStatus(lane, carrier, provers) : depositStatus(lane, carrier);
    },

    async advance(carrier, phase) {
      const lane = await locate();
      switch (phase.name) {
        case "READY_TO_PROVE":
        case "REPROVE":
          return carrier.kind === "op-l2-to-l1" ? proveStep(lane, carrier, phase.game) : undefined;
        case "READY_TO_FINALIZE":
          return carrier.kind === "op-l2-to-l1" ? finalizeStep(lane, carrier, phase.proof) : undefined;
        case "FAILED_ON_L1":
        case "FAILED_ON_L2":
          // A replay that fails again costs as much as one that works, and its transaction succeeds.
          return phase.wouldDeliver ? replayStep(lane, carrier) : undefined;
        case "OBSERVED":
        case "SAFE":
        case "ORPHANED":
        case "PAUSED":
        case "AWAIT_GAME":
        case "GAME_INVALID":
        case "AWAIT_MATURITY":
        case "DELIVERED":
        case "SENT":
        case "EXECUTED":
          return undefined;
        default:
          return assertNever(phase, "phase of a carrier");
      }
    },
  };
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
