import type { Carrier, PacketCarrier } from "../../domain/carrier.ts";
import { type FastBridge, foreignCarrier, wrongChain } from "../port.ts";
import { readOnce } from "../read-once.ts";
import type { Side } from "../side.ts";
import { discoverPackets } from "./discover.ts";
import { readLane } from "./lane.ts";
import { packetStatus } from "./status.ts";
import { commitStep, receiveStep } from "./steps.ts";

/**
 * The fast way of one lane over LayerZero V2, by its own contracts alone. Verifiers and executor are others' work; what
 * an executor leaves undone we do, for anyone may.
 */
export function createLayerZeroBridge(ends: {
  laneId: number;
  /** `gateway` is the fast one. */
  l1: Side;
  l2: Side;
  executorSeconds: bigint;
}): FastBridge {
  const locate = readOnce(() => readLane(ends));

  return {
    async discover({ chainId, logs }) {
      const lane = await locate();
      const end = [lane.l1, lane.l2].find(({ client }) => client.chainId === chainId);
      if (!end) throw wrongChain(ends, chainId);
      return discoverPackets(lane, end, logs);
    },
    status: async (carrier) => packetStatus(await locate(), packetOf(carrier)),
    async advance(carrier, phase) {
      const packet = packetOf(carrier);
      if (phase.name === "VERIFIED") return phase.isOverdue ? commitStep(await locate(), packet) : undefined;
      if (phase.name === "RECEIVE_FAILED") return phase.wouldDeliver ? receiveStep(await locate(), packet) : undefined;
      return undefined;
    },
  };
}

function packetOf(carrier: Carrier): PacketCarrier {
  if (carrier.kind === "layer-zero-l1-to-l2" || carrier.kind === "layer-zero-l2-to-l1") return carrier;
  throw foreignCarrier(carrier);
}
