import { type Address, type Hash, type Hex, hexToBigInt, numberToHex, size, slice } from "viem";
import { MessageError } from "../messages/message-error.ts";
import type { RetryableSubmission } from "./transactions.ts";

const headerWords = 9;
const wordBytes = 32;

/** Message kinds of Nitro's delayed inbox, MessageTypes.sol; those without a name here carry no user's transaction. */
export const messageKinds = { submitRetryable: 9, initialize: 11, etherDeposit: 12, batchPostingReport: 13 } as const;

/** What `MessageDelivered` of the bridge and `InboxMessageDelivered` of its inbox say of one message. */
export type DeliveredMessage = Readonly<{
  index: bigint;
  /** As the bridge recorded it: aliased. */
  sender: Address;
  l1BaseFee: bigint;
  data: Hex;
}>;

/** Payload of a message of kind `submitRetryable`, as AbsInbox packs it: nine words, then the call's data. */
export function decodeSubmission({ index, sender, l1BaseFee, data }: DeliveredMessage): RetryableSubmission {
  const bytes = size(data);
  const header = headerWords * wordBytes;
  if (bytes < header) throw new MessageError("Retryable_BadLength", { actual: bytes, expected: header });
  const word = (position: number): bigint =>
    hexToBigInt(slice(data, position * wordBytes, (position + 1) * wordBytes, { strict: true }));
  const address = (position: number): Address => slice(data, position * wordBytes + 12, (position + 1) * wordBytes);
  const length = Number(word(8));
  if (bytes !== header + length) {
    throw new MessageError("Retryable_BadLength", { actual: bytes, expected: header + length });
  }
  return {
    requestId: requestIdOf(index),
    from: sender,
    l1BaseFee,
    retryTo: address(0),
    retryValue: word(1),
    deposit: word(2),
    maxSubmissionFee: word(3),
    feeRefund: address(4),
    beneficiary: address(5),
    gas: word(6),
    gasFeeCap: word(7),
    data: length === 0 ? "0x" : slice(data, header),
  };
}

export function requestIdOf(index: bigint): Hash {
  return numberToHex(index, { size: 32 });
}

/** Wei that creating a ticket costs, given back when its automatic redemption succeeds. Rises with L1's base fee. */
export function submissionFee(dataBytes: number, l1BaseFee: bigint): bigint {
  return (1_400n + 6n * BigInt(dataBytes)) * l1BaseFee;
}
