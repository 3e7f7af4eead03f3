import { toL2Alias } from "@cseth/shared/arbitrum/alias";
import { decodeSubmission, messageKinds } from "@cseth/shared/arbitrum/retryable";
import { ticketIdOf } from "@cseth/shared/arbitrum/transactions";
import { type Address, encodeAbiParameters, isAddressEqual, keccak256, parseEventLogs } from "viem";
import type { Carrier, SendCarrier, TicketCarrier } from "../../domain/carrier.ts";
import { CsethError } from "../../domain/errors.ts";
import type { MinedLog } from "../port.ts";
import { arbSysAbi, bridgeAbi, inboxAbi } from "./abi.ts";
import { ARB_SYS, type ArbitrumLane } from "./lane.ts";

/** Messages of our gateway on L2, each with its place in the tree of all messages to L1. */
export function discoverSends(lane: ArbitrumLane, logs: readonly MinedLog[]): readonly SendCarrier[] {
  const events = parseEventLogs({ abi: arbSysAbi, logs: from(ARB_SYS, logs) });
  return events.flatMap((event) => {
    const { caller, destination, position, arbBlockNum, ethBlockNum, timestamp, callvalue, data } = event.args;
    if (!isAddressEqual(caller, lane.l2.gateway)) return [];
    // As L2ArbitrumGateway forms its sendId.
    const words = encodeAbiParameters([{ type: "address" }, { type: "uint256" }], [caller, position]);
    return [
      {
        ...identity(lane, event),
        kind: "arbitrum-l2-to-l1" as const,
        direction: "l2-to-l1" as const,
        messageHash: keccak256(words),
        send: { position, caller, destination, arbBlockNum, ethBlockNum, timestamp, callvalue, data },
      },
    ];
  });
}

/** Messages of our gateway on L1, each with the ticket that L2 will make of it. */
export function discoverTickets(lane: ArbitrumLane, logs: readonly MinedLog[]): readonly TicketCarrier[] {
  const messages = parseEventLogs({ abi: inboxAbi, logs: from(lane.inbox, logs) });
  const delivered = parseEventLogs({ abi: bridgeAbi, eventName: "MessageDelivered", logs: from(lane.bridge, logs) });
  return delivered.flatMap((event) => {
    const { messageIndex: index, kind, sender, baseFeeL1: l1BaseFee } = event.args;
    const isOurs = kind === messageKinds.submitRetryable && isAddressEqual(sender, toL2Alias(lane.l1.gateway));
    if (!isOurs) return [];
    const message = messages.find(({ args }) => args.messageNum === index);
    if (!message) throw incomplete(event);
    const submission = decodeSubmission({ index, sender, l1BaseFee, data: message.args.data });
    return [
      {
        ...identity(lane, event),
        kind: "arbitrum-l1-to-l2" as const,
        direction: "l1-to-l2" as const,
        // As L1ArbitrumGateway forms its sendId.
        messageHash: keccak256(submission.data),
        ticketId: ticketIdOf(lane.l2.client.chainId, submission),
        submission,
      },
    ];
  });
}

function identity({ laneId }: ArbitrumLane, log: MinedLog) {
  const { transactionHash: sourceTx, blockNumber: number, blockHash: hash } = log;
  return { laneId, sourceTx, sourceBlock: { number, hash } } satisfies Partial<Carrier>;
}

function from(address: Address, logs: readonly MinedLog[]): MinedLog[] {
  return logs.filter((log) => isAddressEqual(log.address, address));
}

function incomplete({ transactionHash, logIndex }: MinedLog): CsethError {
  return new CsethError({
    code: "BRIDGE_LOGS_INCOMPLETE",
    retry: "backoff",
    message: `transaction ${transactionHash} sent a message of ours, but its InboxMessageDelivered event is missing`,
    fix: "Hand over all logs of the receipt; if they are all there, the inbox's events have changed.",
    context: { transaction: transactionHash, logIndex },
  });
}
