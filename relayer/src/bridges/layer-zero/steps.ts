import { l1LayerZeroGatewayAbi } from "@cseth/shared/abi/L1LayerZeroGateway";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { endpointAbi, ulnAbi } from "@cseth/shared/layer-zero/abi";
import { packetHeader, packetPayloadHash } from "@cseth/shared/layer-zero/packet";
import { type Address, encodeFunctionData, type Hex, pad } from "viem";
import type { PacketCarrier } from "../../domain/carrier.ts";
import { capped, forwardable, intrinsic } from "../gas.ts";
import type { Step } from "../port.ts";
import type { LayerZeroEnd, LayerZeroLane } from "./lane.ts";

/** The library's look at three verifiers and the endpoint's record of the hash. */
const COMMIT = 250_000n;
/** The endpoint's clearing of the hash and its event. */
const ENDPOINT = 60_000n;

/** Anyone may commit what the required verifiers have vouched for. */
export function commitStep(lane: LayerZeroLane, carrier: PacketCarrier): Step {
  const { packet, messageHash } = carrier;
  const { client, receiveLibrary } = targetOf(lane, carrier);
  const args = [packetHeader(packet), packetPayloadHash(packet)] as const;
  const data = encodeFunctionData({ abi: ulnAbi, functionName: "commitVerification", args });
  return {
    kind: "commit",
    key: `layer-zero:commit:${messageHash}`,
    chainId: client.chainId,
    to: receiveLibrary,
    data,
    value: 0n,
    gas: capped(intrinsic(data) + COMMIT),
    abi: [...ulnAbi, ...endpointAbi],
    effect: { reaches: ["COMMITTED", "RECEIVE_FAILED", "RECEIVED"] },
  };
}

/** Anyone may deliver what is committed: with the gas its sender asked for, whether an executor has tried or not. */
export function receiveStep(lane: LayerZeroLane, carrier: PacketCarrier): Step {
  const end = targetOf(lane, carrier);
  return {
    kind: "receive",
    key: `layer-zero:receive:${carrier.messageHash}`,
    chainId: end.client.chainId,
    ...receiveCall(end, carrier),
    value: 0n,
    abi: [...endpointAbi, ...l1LayerZeroGatewayAbi, ...laneHubAbi, ...l2HubAbi],
    effect: { reaches: ["RECEIVED"] },
  };
}

export function receiveCall(
  { endpoint }: Pick<LayerZeroEnd, "endpoint">,
  { packet, messageHash, gas }: PacketCarrier,
): { to: Address; data: Hex; gas: bigint } {
  const { srcEid, sender, nonce, receiver, message } = packet;
  const origin = { srcEid, sender: pad(sender), nonce };
  const data = encodeFunctionData({
    abi: endpointAbi,
    functionName: "lzReceive",
    args: [origin, receiver, messageHash, message, "0x"],
  });
  return { to: endpoint, data, gas: capped(intrinsic(data) + ENDPOINT + forwardable(gas)) };
}

function targetOf({ l1, l2 }: LayerZeroLane, { direction }: PacketCarrier): LayerZeroEnd {
  return direction === "l1-to-l2" ? l2 : l1;
}
