import { l1ArbitrumGatewayAbi } from "@cseth/shared/abi/L1ArbitrumGateway";
import { type BaseError, ContractFunctionRevertedError, type Hash, parseEther, type TransactionReceipt } from "viem";
import { type BlockHeader, readHeader, readHeads } from "../../chain/heads.ts";
import type { TicketCarrier } from "../../domain/carrier.ts";
import { phaseOfTicket, type TicketFacts } from "../../domain/phaseOfTicket.ts";
import type { CarrierStatus, MinedLog } from "../port.ts";
import { rehearse } from "../rehearse.ts";
import { readAt, readSource } from "../source.ts";
import { ticketsAbi } from "./abi.ts";
import { decodeDelivery } from "./delivery.ts";
import { discoverTickets } from "./discover.ts";
import { ARB_RETRYABLE_TX, type ArbitrumLane } from "./lane.ts";

/** What is delivered or gone has no tickets any more. */
const NOTHING_TO_READ = { tickets: [], keepaliveMargin: 0n, resend: { notBefore: 0n, l1Block: 0n, l1Time: 0n } };

/** Where a message to L2 stands: the hub's word first, then what has become of its tickets. */
export async function ticketStatus(lane: ArbitrumLane, carrier: TicketCarrier): Promise<CarrierStatus> {
  const heads = await readHeads(lane.l2);
  const { number: blockNumber, timestamp: now } = heads.latest;
  const { payload } = decodeDelivery(carrier.submission.data);
  const [{ standing }, isDelivered] = await Promise.all([
    readSource(lane.l1, carrier),
    lane.isDelivered(payload, blockNumber),
  ]);
  const delivered = isDelivered ? { final: await lane.isDelivered(payload, heads.finalized.number) } : undefined;
  const source = standing === "gone" ? "gone" : "present";
  const isUnderWay = source === "present" && !delivered;
  const read = isUnderWay ? await readTickets(lane, carrier, blockNumber) : NOTHING_TO_READ;
  return { phase: phaseOfTicket({ source, delivered, now, ...read }), readAt: readAt(heads) };
}

async function readTickets(lane: ArbitrumLane, carrier: TicketCarrier, blockNumber: bigint) {
  const l1 = await readHeader({ client: lane.l1.client, at: "latest" });
  const sentAt = await readSentAt(lane, carrier, l1.number);
  const first = await readHeader({ client: lane.l1.client, at: carrier.sourceBlock.number });
  const again = sentAt > first.timestamp ? await findResent(lane, carrier, { first, latest: l1, sentAt }) : [];
  const [keepaliveMargin, ...tickets] = await Promise.all([
    readMargin(lane, blockNumber),
    ...[...again, carrier].map((one) => readTicket(lane, one, blockNumber)),
  ]);
  const resend = { notBefore: sentAt + lane.resendAfter, l1Block: l1.number, l1Time: l1.timestamp };
  return { tickets, keepaliveMargin, resend };
}

/** Seconds: 48 hours of the 7 days that a ticket lives on Arbitrum One, as much of other lives. */
async function readMargin({ l2 }: ArbitrumLane, blockNumber: bigint): Promise<bigint> {
  const call = { address: ARB_RETRYABLE_TX, abi: ticketsAbi, functionName: "getLifetime", blockNumber } as const;
  return ((await l2.client.viem.readContract(call)) * 2n) / 7n;
}

function readSentAt({ l1 }: ArbitrumLane, { messageHash }: TicketCarrier, blockNumber: bigint): Promise<bigint> {
  return l1.client.viem.readContract({
    address: l1.gateway,
    abi: l1ArbitrumGatewayAbi,
    functionName: "sentAt",
    args: [messageHash],
    blockNumber,
  });
}

/** The ticket of the newest resending, by the block whose time the gateway remembers. */
async function findResent(
  lane: ArbitrumLane,
  { messageHash }: TicketCarrier,
  { first, latest, sentAt }: { first: BlockHeader; latest: BlockHeader; sentAt: bigint },
): Promise<readonly TicketCarrier[]> {
  const { client, gateway: address } = lane.l1;
  let [low, high] = [first.number, latest.number];
  while (low < high) {
    const middle = (low + high) / 2n;
    const { timestamp } = await readHeader({ client, at: middle });
    if (timestamp < sentAt) low = middle + 1n;
    else high = middle;
  }
  const [event] = await client.viem.getContractEvents({
    address,
    abi: l1ArbitrumGatewayAbi,
    eventName: "MessageResent",
    args: { sendId: messageHash },
    fromBlock: low,
    toBlock: low,
  });
  if (!event) return [];
  const receipt: TransactionReceipt = await client.viem.getTransactionReceipt({ hash: event.transactionHash });
  return discoverTickets(lane, receipt.logs as readonly MinedLog[]).filter((one) => one.messageHash === messageHash);
}

async function readTicket(lane: ArbitrumLane, carrier: TicketCarrier, blockNumber: bigint): Promise<TicketFacts> {
  const { ticketId } = carrier;
  const timeout = await readTimeout(lane, ticketId, blockNumber);
  if (timeout !== undefined) {
    return { ticketId, state: "open", timeout, ...(await rehearseTicket(lane, carrier, blockNumber)) };
  }
  const receipt = (await lane.l2.client.request({ method: "eth_getTransactionReceipt", params: [ticketId] })) as {
    status: "0x0" | "0x1";
    blockNumber: Hash;
  } | null;
  // Created after the block that everything else was read at: the next reading tells.
  if (receipt === null || BigInt(receipt.blockNumber) > blockNumber) return { ticketId, state: "pending" };
  return { ticketId, state: receipt.status === "0x1" ? "closed" : "rejected" };
}

/** Last second at which the ticket is open; undefined if there is none of that id. */
async function readTimeout({ l2 }: ArbitrumLane, ticketId: Hash, blockNumber: bigint): Promise<bigint | undefined> {
  try {
    const call = { address: ARB_RETRYABLE_TX, abi: ticketsAbi, functionName: "getTimeout", blockNumber } as const;
    return await l2.client.viem.readContract({ ...call, args: [ticketId] });
  } catch (error) {
    const reverted = (error as BaseError).walk?.((cause) => cause instanceof ContractFunctionRevertedError);
    if ((reverted as ContractFunctionRevertedError | null)?.data?.errorName === "NoTicketWithID") return undefined;
    throw error;
  }
}

/** Makes the ticket's call without redeeming it, with the gas the gateway gave it. */
function rehearseTicket({ l2 }: ArbitrumLane, { submission }: TicketCarrier, blockNumber: bigint) {
  const { from: account, retryTo: to, retryValue: value, data, gas } = submission;
  const stateOverride = [{ address: account, balance: value + parseEther("1000") }];
  return rehearse(l2.client, { account, to, value, data, gas, blockNumber, stateOverride });
}
