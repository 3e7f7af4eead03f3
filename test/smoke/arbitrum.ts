import { arbSysAbi, bridgeAbi, inboxAbi } from "@cseth/relayer/bridges/arbitrum/abi";
import { discoverSends, discoverTickets } from "@cseth/relayer/bridges/arbitrum/discover";
import { ARB_SYS, type ArbitrumLane, readRollup } from "@cseth/relayer/bridges/arbitrum/lane";
import { sendStatus } from "@cseth/relayer/bridges/arbitrum/sends";
import type { MinedLog } from "@cseth/relayer/bridges/port";
import type { Side } from "@cseth/relayer/bridges/side";
import type { ChainClient } from "@cseth/relayer/chain/client";
import { fromL2Alias } from "@cseth/shared/arbitrum/alias";
import { messageKinds, submissionFee } from "@cseth/shared/arbitrum/retryable";
import { type Address, getAbiItem, parseAbi, parseEventLogs, type TransactionReceipt, zeroAddress } from "viem";
import { expect, type Finding, type LookBack, newestReceipt } from "./finding.ts";

const inboxViewsAbi = parseAbi([
  "function bridge() view returns (address)",
  "function allowListEnabled() view returns (bool)",
  "function calculateRetryableSubmissionFee(uint256 dataLength, uint256 baseFee) view returns (uint256)",
]);
const outboxAbi = parseAbi(["function roots(bytes32) view returns (bytes32)"]);
/** A message of 1,000 bytes at 20 gwei. */
const sample = { dataBytes: 1_000, baseFee: 20n * 10n ** 9n };

type Ends = Readonly<{
  l1: ChainClient;
  l2: ChainClient;
  finality: Readonly<Record<"l1" | "l2", Side["finality"]>>;
  inbox: Address;
  lookBack: LookBack;
}>;

/**
 * What our adapter of Arbitrum needs of a chain's contracts and nodes, by the adapter itself: reads only. Messages are
 * strangers'; whoever sent one takes our gateway's place.
 */
export async function examineArbitrum({ l1, l2, finality, inbox, lookBack }: Ends): Promise<Finding[]> {
  const box = { address: inbox, abi: inboxViewsAbi } as const;
  const [bridge, isClosed, fee] = await Promise.all([
    l1.viem.readContract({ ...box, functionName: "bridge" }),
    l1.viem.readContract({ ...box, functionName: "allowListEnabled" }),
    l1.viem.readContract({
      ...box,
      functionName: "calculateRetryableSubmissionFee",
      args: [BigInt(sample.dataBytes), sample.baseFee],
    }),
  ]);
  expect(!isClosed, "an inbox that takes tickets of chosen senders only");
  expect(fee === submissionFee(sample.dataBytes, sample.baseFee), `a submission fee of ${fee} wei`);
  const lane: ArbitrumLane = {
    laneId: 1,
    l1: { client: l1, finality: finality.l1, gateway: zeroAddress },
    l2: { client: l2, finality: finality.l2, gateway: zeroAddress },
    inbox,
    bridge,
    ...(await readRollup({ client: l1 }, bridge)),
    isDelivered: async () => false,
    resendAfter: 0n,
    lastConfirmed: undefined,
  };
  return [
    ["wei for a ticket of 1,000 bytes at 20 gwei", `${fee}`],
    ["a message to L1", await newestSend()],
    ["the newest confirmed assertion", await confirmed()],
    ["a ticket", await newestTicket()],
  ];

  async function newestSend(): Promise<string> {
    const event = getAbiItem({ abi: arbSysAbi, name: "L2ToL1Tx" });
    const receipt = await newestReceipt(l2, { address: ARB_SYS, event, lookBack });
    if (receipt === undefined) return "none seen";
    const sent = parseEventLogs({ abi: arbSysAbi, logs: receipt.logs }).at(-1);
    lane.l2 = { ...lane.l2, gateway: sent?.args.caller ?? zeroAddress };
    const carrier = discoverSends(lane, receipt.logs as readonly MinedLog[]).at(-1);
    expect(carrier !== undefined, `a message in ${receipt.transactionHash} that our adapter does not see`);
    return (await sendStatus(lane, carrier)).phase.name;
  }

  /** Read on the way by the status of a message that is not executed yet; the outbox must know the root it names. */
  async function confirmed(): Promise<string> {
    if (lane.lastConfirmed === undefined) return "not asked for: no message waits";
    const { count, root } = lane.lastConfirmed.sends;
    const block = await l1.viem.readContract({
      address: lane.outbox,
      abi: outboxAbi,
      functionName: "roots",
      args: [root],
    });
    expect(BigInt(block) !== 0n, `a confirmed root ${root} that the outbox does not know`);
    return `${count > 0n ? "some" : "no"} messages, by a root that the outbox knows`;
  }

  /** Its id, computed from L1's events, must be a transaction of the L2. */
  async function newestTicket(): Promise<string> {
    const ticketIn = ({ logs }: Pick<TransactionReceipt, "logs">) =>
      parseEventLogs({ abi: bridgeAbi, eventName: "MessageDelivered", logs }).findLast(
        ({ args }) => args.kind === messageKinds.submitRetryable,
      );
    const event = getAbiItem({ abi: inboxAbi, name: "InboxMessageDelivered" });
    const accepts = (receipt: TransactionReceipt) => ticketIn(receipt) !== undefined;
    const receipt = await newestReceipt(l1, { address: inbox, event, lookBack, accepts });
    if (receipt === undefined) return "none seen";
    const ticket = ticketIn(receipt);
    lane.l1 = { ...lane.l1, gateway: ticket ? fromL2Alias(ticket.args.sender) : zeroAddress };
    const carrier = discoverTickets(lane, receipt.logs as readonly MinedLog[]).at(-1);
    expect(carrier !== undefined, `a ticket in ${receipt.transactionHash} that our adapter does not see`);
    const { status } = await l2.viem.getTransactionReceipt({ hash: carrier.ticketId });
    return `created: ${status}`;
  }
}
