import {
  type Address,
  type Hex,
  isAddressEqual,
  keccak256,
  type Log,
  parseAbi,
  parseEventLogs,
  toEventSelector,
} from "viem";
import type { DeliveredMessage } from "../../../shared/src/arbitrum/retryable.ts";
import { DevnetError } from "../errors.ts";

const abi = parseAbi([
  "event MessageDelivered(uint256 indexed messageIndex, bytes32 indexed beforeInboxAcc, address inbox, uint8 kind, address sender, bytes32 messageDataHash, uint256 baseFeeL1, uint64 timestamp)",
  "event InboxMessageDelivered(uint256 indexed messageNum, bytes data)",
]);
/** Events that say what an L1 block put into an inbox. */
export const inboxTopics = abi.map((event) => toEventSelector(event));

/** A message of the delayed inbox. `data` is missing where it only stands in a transaction's calldata. */
export type DelayedMessage = Omit<DeliveredMessage, "data"> & { kind: number; data: Hex | undefined };

/**
 * Messages that an L1 block put into the bridge's delayed inbox, in their order. The bridge says which inbox brought
 * each; only that inbox is believed about its contents, and only if they match the hash the bridge keeps.
 * @param logs the block's, those of {@link inboxTopics} at least
 * @param expected index of the first message
 * @throws DevnetError CONTRACT_FAILED if messages are missing or do not match
 */
export function messagesIn(
  logs: readonly Log[],
  { bridge, expected }: { bridge: Address; expected: number },
): DelayedMessage[] {
  const events = parseEventLogs({ abi, logs: [...logs] });
  const delivered = events.filter(
    (event) => event.eventName === "MessageDelivered" && isAddressEqual(event.address, bridge),
  );
  return delivered.map((event, offset) => {
    if (event.eventName !== "MessageDelivered") throw new TypeError("filtered above");
    const { messageIndex: index, inbox, kind, sender, messageDataHash, baseFeeL1 } = event.args;
    if (index !== BigInt(expected + offset)) {
      const message = `the bridge delivered message ${index}, ${expected + offset} is next`;
      throw new DevnetError("CONTRACT_FAILED", message, { index, expected: expected + offset });
    }
    const contents = events.find(
      (other) =>
        other.eventName === "InboxMessageDelivered" &&
        isAddressEqual(other.address, inbox) &&
        other.args.messageNum === index,
    );
    const data = contents?.eventName === "InboxMessageDelivered" ? contents.args.data : undefined;
    if (data !== undefined && keccak256(data) !== messageDataHash) {
      throw new DevnetError("CONTRACT_FAILED", `the contents of message ${index} don't match its hash`, {
        index,
        inbox,
      });
    }
    return { index, kind, sender, l1BaseFee: baseFeeL1, data };
  });
}
