import { iArbitrumGatewayAbi } from "@cseth/shared/abi/IArbitrumGateway";
import { l1ArbitrumGatewayAbi } from "@cseth/shared/abi/L1ArbitrumGateway";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { type Address, encodeFunctionData, type Hash, size } from "viem";
import { readHeader } from "../../chain/heads.ts";
import type { SendCarrier, TicketCarrier } from "../../domain/carrier.ts";
import type { OutboxPhase, TicketPhase } from "../../domain/phase.ts";
import type { MessageSize, Step } from "../port.ts";
import { outboxAbi, ticketsAbi } from "./abi.ts";
import { decodeDelivery } from "./delivery.ts";
import { executeGas, KEEPALIVE_GAS, redeemGas, resendGas } from "./gas.ts";
import { ARB_RETRYABLE_TX, type ArbitrumLane } from "./lane.ts";
import { buildOutboxProof } from "./sends.ts";

type Of<Phase, Name> = Extract<Phase, { name: Name }>;

/** L1's base fee rises by an eighth per block: twice today's covers the five blocks a transaction may wait. */
const BASE_FEE_HEADROOM = 2n;

/** @throws BRIDGE_PROOF_STALE, BRIDGE_GAS_ABOVE_CAP */
export async function executeStep(
  lane: ArbitrumLane,
  carrier: SendCarrier,
  { confirmed }: Of<OutboxPhase, "READY_FOR_OUTBOX">,
): Promise<Step> {
  const { send } = carrier;
  const { position, caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue } = send;
  const proof = await buildOutboxProof(lane, carrier, confirmed);
  const data = encodeFunctionData({
    abi: outboxAbi,
    functionName: "executeTransaction",
    args: [proof, position, caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue, send.data],
  });
  return {
    kind: "execute",
    key: `arbitrum:execute:${position}`,
    chainId: lane.l1.client.chainId,
    to: lane.outbox,
    data,
    value: 0n,
    gas: executeGas(data, decodeDelivery(send.data)),
    abi: [...outboxAbi, ...iArbitrumGatewayAbi, ...laneHubAbi],
    effect: { reaches: ["DELIVERED"] },
  };
}

/** All the gas of the call that is left goes to the attempt, and what that leaves comes back to us. */
export function redeemStep(lane: ArbitrumLane, carrier: TicketCarrier, { ticketId }: { ticketId: Hash }): Step {
  const gas = redeemGas(carrier);
  return { ...onTicket(lane, "redeem", ticketId), kind: "redeem", gas, effect: { reaches: ["EXECUTED"] } };
}

export function keepaliveStep(lane: ArbitrumLane, { ticketId, timeout }: Of<TicketPhase, "EXPIRING">): Step {
  const call = onTicket(lane, "keepalive", ticketId);
  // Each lifetime that is added is a step of its own.
  const key = `${call.key}:${timeout}`;
  const reaches = ["REDEEM_FAILED", "EXECUTED"] as const;
  return { ...call, key, kind: "keepalive", gas: KEEPALIVE_GAS, effect: { reaches } };
}

function onTicket({ l2 }: ArbitrumLane, functionName: "redeem" | "keepalive", ticketId: Hash) {
  return {
    key: `arbitrum:${functionName}:${ticketId}`,
    chainId: l2.client.chainId,
    to: ARB_RETRYABLE_TX as Address,
    data: encodeFunctionData({ abi: ticketsAbi, functionName, args: [ticketId] }),
    value: 0n,
    abi: ticketsAbi,
  };
}

/** The gateway on L1 sends the message again; its ether waits at the gateway on L2. */
export async function resendStep(
  lane: ArbitrumLane,
  { submission, messageHash }: TicketCarrier,
  { notBefore, l1Block }: Of<TicketPhase, "EXPIRED">,
): Promise<Step> {
  const { payload, gasLimit } = decodeDelivery(submission.data);
  const data = encodeFunctionData({
    abi: l1ArbitrumGatewayAbi,
    functionName: "resend",
    args: [submission.data],
  });
  return {
    kind: "resend",
    // `notBefore` moves on with each sending.
    key: `arbitrum:resend:${messageHash}:${notBefore}`,
    chainId: lane.l1.client.chainId,
    to: lane.l1.gateway,
    data,
    value: await ticketFee(lane, { payloadBytes: size(payload), gasLimit }),
    gas: resendGas(data),
    abi: l1ArbitrumGatewayAbi,
    effect: { reaches: ["SENT", "REDEEM_FAILED", "EXECUTED"] },
    seenAt: l1Block,
  };
}

/** What the gateway will ask for a ticket within the next blocks; what it does not need it gives back. */
export async function ticketFee({ l1 }: ArbitrumLane, { payloadBytes, gasLimit }: MessageSize): Promise<bigint> {
  const { client, gateway: address } = l1;
  const { number: blockNumber } = await readHeader({ client, at: "latest" });
  const { baseFeePerGas } = await client.viem.getBlock({ blockNumber });
  return client.viem.readContract({
    address,
    abi: l1ArbitrumGatewayAbi,
    functionName: "feeOf",
    args: [BigInt(payloadBytes), gasLimit, BASE_FEE_HEADROOM * (baseFeePerGas ?? 0n)],
    blockNumber,
  });
}
