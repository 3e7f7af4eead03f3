import { endpointAbi, ulnAbi } from "@cseth/shared/layer-zero/abi";
import { packetHeader, packetPayloadHash } from "@cseth/shared/layer-zero/packet";
import { keccak256, pad } from "viem";
import { readHeads } from "../../chain/heads.ts";
import type { PacketCarrier } from "../../domain/carrier.ts";
import { type PacketFacts, phaseOfPacket } from "../../domain/phaseOfPacket.ts";
import type { CarrierStatus } from "../port.ts";
import { rehearse } from "../rehearse.ts";
import { readAt, readSource } from "../source.ts";
import type { LayerZeroEnd, LayerZeroLane } from "./lane.ts";
import { receiveCall } from "./steps.ts";

/** Where a packet stands, by LayerZero's contracts on the receiving chain, in one block of it. */
export async function packetStatus(lane: LayerZeroLane, carrier: PacketCarrier): Promise<CarrierStatus> {
  const [from, to] = carrier.direction === "l1-to-l2" ? [lane.l1, lane.l2] : [lane.l2, lane.l1];
  const heads = await readHeads(to);
  const { number: blockNumber, timestamp: now } = heads.latest;
  const [{ standing, sentAt }, slot] = await Promise.all([
    readSource(from, carrier),
    readSlot(to, carrier, blockNumber),
  ]);
  const facts: PacketFacts = {
    source: standing === "gone" ? "gone" : "present",
    received:
      slot === "spent" ? { final: (await readSlot(to, carrier, heads.finalized.number)) === "spent" } : undefined,
    verified: false,
    committed: slot === "committed",
    delivery: undefined,
    isOverdue: now >= sentAt + lane.executorSeconds,
  };
  if (slot === "committed") facts.delivery = await rehearse(to.client, { ...receiveCall(to, carrier), blockNumber });
  if (slot === "open") facts.verified = await isVerifiable(to, carrier, blockNumber);
  return { phase: phaseOfPacket(facts), readAt: readAt(heads) };
}

/** What the endpoint keeps under the packet's nonce. `spent`: something was delivered under it. */
async function readSlot(
  { client, endpoint }: LayerZeroEnd,
  { packet }: PacketCarrier,
  blockNumber: bigint,
): Promise<"open" | "committed" | "spent"> {
  const { receiver, srcEid, sender, nonce } = packet;
  const path = [receiver, srcEid, pad(sender)] as const;
  const call = { address: endpoint, abi: endpointAbi, blockNumber } as const;
  const [lazyNonce, stored] = await Promise.all([
    client.viem.readContract({ ...call, functionName: "lazyInboundNonce", args: path }),
    client.viem.readContract({ ...call, functionName: "inboundPayloadHash", args: [...path, nonce] }),
  ]);
  if (stored === packetPayloadHash(packet)) return "committed";
  return nonce <= lazyNonce && BigInt(stored) === 0n ? "spent" : "open";
}

function isVerifiable(
  { client, receiveLibrary, receiving }: LayerZeroEnd,
  { packet }: PacketCarrier,
  blockNumber: bigint,
): Promise<boolean> {
  return client.viem.readContract({
    address: receiveLibrary,
    abi: ulnAbi,
    functionName: "verifiable",
    args: [receiving, keccak256(packetHeader(packet)), packetPayloadHash(packet)],
    blockNumber,
  });
}
