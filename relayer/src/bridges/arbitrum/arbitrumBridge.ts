import type { Carrier } from "../../domain/carrier.ts";
import type { Phase } from "../../domain/phase.ts";
import { type Bridge, foreignCarrier, type Step, wrongChain } from "../port.ts";
import { readOnce } from "../read-once.ts";
import type { Side } from "../side.ts";
import { discoverSends, discoverTickets } from "./discover.ts";
import { type ArbitrumLane, type DeliveryCheck, readLane } from "./lane.ts";
import { sendStatus } from "./sends.ts";
import { executeStep, keepaliveStep, redeemStep, resendStep, ticketFee } from "./steps.ts";
import { ticketStatus } from "./tickets.ts";

/**
 * The bridge of one Arbitrum lane, by the chain's own contracts and precompiles alone; where they are, our gateway on
 * L1 says.
 */
export function createArbitrumBridge(ends: {
  laneId: number;
  l1: Side;
  /** Its rpcUrls need Nitro nodes: blocks with `sendCount`, and NodeInterface. */
  l2: Side;
  isDelivered: DeliveryCheck;
}): Bridge {
  const locate = readOnce(() => readLane(ends));

  return {
    async discover({ chainId, logs }) {
      const lane = await locate();
      if (chainId === ends.l1.client.chainId) return discoverTickets(lane, logs);
      if (chainId === ends.l2.client.chainId) return discoverSends(lane, logs);
      throw wrongChain(ends, chainId);
    },

    async status(carrier) {
      const lane = await locate();
      if (carrier.kind === "arbitrum-l2-to-l1") return sendStatus(lane, carrier);
      if (carrier.kind === "arbitrum-l1-to-l2") return ticketStatus(lane, carrier);
      throw foreignCarrier(carrier);
    },

    advance: async (carrier, phase) => advance(await locate(), carrier, phase),
    fee: async (message) => ticketFee(await locate(), message),
  };
}

async function advance(lane: ArbitrumLane, carrier: Carrier, phase: Phase): Promise<Step | undefined> {
  if (carrier.kind === "arbitrum-l2-to-l1") {
    return phase.name === "READY_FOR_OUTBOX" ? executeStep(lane, carrier, phase) : undefined;
  }
  if (carrier.kind !== "arbitrum-l1-to-l2") throw foreignCarrier(carrier);
  switch (phase.name) {
    case "REDEEM_FAILED":
      // An attempt that fails again costs as much as one that works, and the call that asked for it succeeds.
      return phase.wouldDeliver ? redeemStep(lane, carrier, phase) : undefined;
    case "EXPIRING":
      return keepaliveStep(lane, phase);
    case "EXPIRED":
      return phase.resendable ? resendStep(lane, carrier, phase) : undefined;
    default:
      return undefined;
  }
}
