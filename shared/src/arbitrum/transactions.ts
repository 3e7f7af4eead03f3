// Hashes of the transactions ArbOS makes by itself: keccak256(type ‖ rlp(fields)). Source: Nitro's go-ethereum,
// core/types/arb_types.go. Checked against transactions of Arbitrum One in shared/vectors/arbitrum-one.
import {
  type Address,
  concat,
  type Hash,
  type Hex,
  isAddressEqual,
  keccak256,
  slice,
  toHex,
  toRlp,
  zeroAddress,
} from "viem";

/** Transaction types that exist on Arbitrum only. */
export const arbitrumTransactionTypes = { deposit: "0x64", retry: "0x68", submitRetryable: "0x69" } as const;

/** Ether sent down by `Inbox.depositEth`. */
export type EtherDeposit = Readonly<{ requestId: Hash; from: Address; to: Address; value: bigint }>;

/** A retryable ticket as the delayed inbox of L1 delivers it. Amounts in wei, gas in L2 gas. */
export type RetryableSubmission = Readonly<{
  /** Index of the message in the bridge's delayed inbox, as a word. */
  requestId: Hash;
  /** Already aliased. */
  from: Address;
  /** Base fee of the L1 block that holds the message. */
  l1BaseFee: bigint;
  /** All the ether that came with the message. */
  deposit: bigint;
  gasFeeCap: bigint;
  gas: bigint;
  /** Zero creates a contract. */
  retryTo: Address;
  retryValue: bigint;
  /** Receives the value of a ticket that expires or is cancelled; may cancel it. */
  beneficiary: Address;
  maxSubmissionFee: bigint;
  feeRefund: Address;
  data: Hex;
}>;

/** One attempt to execute a ticket. */
export type RetryTransaction = Readonly<{
  /** Attempts before this one. */
  nonce: bigint;
  from: Address;
  gasFeeCap: bigint;
  gas: bigint;
  to: Address;
  value: bigint;
  data: Hex;
  ticketId: Hash;
  refundTo: Address;
  maxRefund: bigint;
  submissionFeeRefund: bigint;
}>;

export function depositHash(chainId: number, { requestId, from, to, value }: EtherDeposit): Hash {
  return typedHash(arbitrumTransactionTypes.deposit, [number(chainId), requestId, from, to, number(value)]);
}

/** Id of a ticket, which is the hash of the transaction that creates it. */
export function ticketIdOf(chainId: number, submission: RetryableSubmission): Hash {
  const { requestId, from, l1BaseFee, deposit, gasFeeCap, gas, retryTo, retryValue, beneficiary } = submission;
  return typedHash(arbitrumTransactionTypes.submitRetryable, [
    number(chainId),
    requestId,
    from,
    ...[l1BaseFee, deposit, gasFeeCap, gas].map(number),
    recipient(retryTo),
    number(retryValue),
    beneficiary,
    number(submission.maxSubmissionFee),
    submission.feeRefund,
    submission.data,
  ]);
}

export function retryHash(chainId: number, retry: RetryTransaction): Hash {
  const { nonce, from, gasFeeCap, gas, to, value, data, ticketId, refundTo, maxRefund, submissionFeeRefund } = retry;
  return typedHash(arbitrumTransactionTypes.retry, [
    number(chainId),
    number(nonce),
    from,
    ...[gasFeeCap, gas].map(number),
    recipient(to),
    number(value),
    data,
    ticketId,
    refundTo,
    ...[maxRefund, submissionFeeRefund].map(number),
  ]);
}

/** Account that holds a ticket's value until it is redeemed, cancelled or expired. */
export function escrowOf(ticketId: Hash): Address {
  return slice(keccak256(concat([toHex("retryable escrow"), ticketId])), 12);
}

function typedHash(type: Hex, fields: readonly Hex[]): Hash {
  return keccak256(concat([type, toRlp([...fields])]));
}

function number(value: bigint | number): Hex {
  return BigInt(value) === 0n ? "0x" : toHex(value);
}

function recipient(address: Address): Hex {
  return isAddressEqual(address, zeroAddress) ? "0x" : address;
}
