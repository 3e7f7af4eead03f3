import { endpointAbi } from "@cseth/shared/layer-zero/abi";
import { decodePacket, packetGuid, receiveGasOf } from "@cseth/shared/layer-zero/packet";
import { isAddressEqual, parseEventLogs } from "viem";
import type { PacketCarrier } from "../../domain/carrier.ts";
import type { MinedLog } from "../port.ts";
import type { LayerZeroEnd, LayerZeroLane } from "./lane.ts";

/** Packets of our gateway at one end; its `sendId` is the packet's guid. */
export function discoverPackets(
  { laneId, l1 }: LayerZeroLane,
  end: LayerZeroEnd,
  logs: readonly MinedLog[],
): readonly PacketCarrier[] {
  const ofEndpoint = logs.filter(({ address }) => isAddressEqual(address, end.endpoint));
  return parseEventLogs({ abi: endpointAbi, eventName: "PacketSent", logs: ofEndpoint }).flatMap(
    (event): PacketCarrier[] => {
      const { encodedPayload, options } = event.args;
      const packet = decodePacket(encodedPayload);
      if (!isAddressEqual(packet.sender, end.gateway)) return [];
      const { transactionHash: sourceTx, blockNumber: number, blockHash: hash } = event;
      const base = {
        laneId,
        sourceTx,
        sourceBlock: { number, hash },
        messageHash: packetGuid(packet),
        packet,
        gas: receiveGasOf(options),
      };
      return end.client.chainId === l1.client.chainId
        ? [{ ...base, kind: "layer-zero-l1-to-l2", direction: "l1-to-l2" }]
        : [{ ...base, kind: "layer-zero-l2-to-l1", direction: "l2-to-l1" }];
    },
  );
}
