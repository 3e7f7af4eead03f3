// Who pays and who gets back what around a ticket, as ArbOS does it: arbos/tx_processor.go of Nitro, StartTxHook and
// EndTxHook. The infrastructure's fee account is that of the network here, so gas has one receiver.
import type { Address } from "viem";
import { submissionFee } from "../../../shared/src/arbitrum/retryable.ts";
import {
  escrowOf,
  type RetryableSubmission,
  type RetryTransaction,
} from "../../../shared/src/arbitrum/transactions.ts";
import type { Balances } from "./balances.ts";
import { networkFeeAccount } from "./precompiles.ts";

const transactionGas = 21_000n;

export type SubmissionOutcome =
  /** No ticket: the transaction fails and the deposit stays with the sender. */
  | { kind: "rejected"; reason: string }
  /** A ticket without an automatic attempt. */
  | { kind: "created" }
  /** A ticket whose first attempt is paid for. */
  | { kind: "scheduled"; maxRefund: bigint; submissionFeeRefund: bigint };

/** Accounts that submitting a ticket touches. */
export function accountsOfSubmission(ticketId: `0x${string}`, submission: RetryableSubmission): Address[] {
  return [submission.from, submission.feeRefund, escrowOf(ticketId), networkFeeAccount];
}

/** Accounts that an attempt touches. */
export function accountsOfRetry({ from, refundTo, ticketId }: RetryTransaction): Address[] {
  return [from, refundTo, escrowOf(ticketId), networkFeeAccount];
}

/** Charges for a ticket and puts its value into escrow. */
export function chargeSubmission(
  balances: Balances,
  { ticketId, submission, baseFee }: { ticketId: `0x${string}`; submission: RetryableSubmission; baseFee: bigint },
): SubmissionOutcome {
  const { from, feeRefund, deposit, retryValue, maxSubmissionFee, gas, gasFeeCap, data, l1BaseFee } = submission;
  // What came with the message and is not the call's value: refunds to others never exceed it.
  const available = createPool(deposit);
  available.take(retryValue);
  balances.mint(from, deposit);
  if (balances.of(from) < maxSubmissionFee) {
    return { kind: "rejected", reason: "insufficient funds for max submission fee" };
  }
  const fee = submissionFee((data.length - 2) / 2, l1BaseFee);
  if (maxSubmissionFee < fee) return { kind: "rejected", reason: "max submission fee below the submission fee" };

  balances.transfer(from, networkFeeAccount, fee);
  const withheldFee = available.take(fee);
  balances.transfer(from, feeRefund, available.take(maxSubmissionFee - fee));
  if (!balances.transfer(from, escrowOf(ticketId), retryValue)) {
    balances.transfer(networkFeeAccount, from, fee);
    balances.transfer(from, feeRefund, withheldFee);
    return { kind: "rejected", reason: "insufficient funds for the value of the call" };
  }
  if (balances.of(from) < gasFeeCap * gas || gas < transactionGas || gasFeeCap < baseFee) {
    balances.transfer(from, feeRefund, available.take(gasFeeCap * gas));
    return { kind: "created" };
  }
  const gasCost = baseFee * gas;
  balances.transfer(from, networkFeeAccount, gasCost);
  const withheldGas = available.take(gasCost);
  balances.transfer(from, feeRefund, available.take((gasFeeCap - baseFee) * gas));
  return { kind: "scheduled", maxRefund: available.left() + withheldGas + withheldFee, submissionFeeRefund: fee };
}

/** Before an attempt: its value leaves the escrow, and its gas has been paid for by whoever redeems. */
export function prepareRetry(balances: Balances, { from, value, gas, gasFeeCap, ticketId }: RetryTransaction): void {
  balances.transfer(escrowOf(ticketId), from, value);
  balances.mint(from, gas * gasFeeCap);
}

/** The attempt did not get into the block, so it never happened. */
export function undoRetry(balances: Balances, { from, value, gas, gasFeeCap, ticketId }: RetryTransaction): void {
  balances.transfer(from, escrowOf(ticketId), value);
  balances.burn(from, gas * gasFeeCap);
}

/**
 * After an attempt, when the node has given `from` the price of the unused gas and, if it failed, the value: refunds go
 * to the redeemer up to what he put in, the rest to `from`; a failed attempt's value goes back to escrow.
 */
export function settleRetry(
  balances: Balances,
  { retry, gasUsed, success }: { retry: RetryTransaction; gasUsed: bigint; success: boolean },
): void {
  const { from, refundTo, gas, gasFeeCap, value, ticketId, maxRefund, submissionFeeRefund } = retry;
  const pool = createPool(maxRefund);
  const refund = (amount: bigint) => {
    const toRedeemer = pool.take(amount);
    balances.transfer(networkFeeAccount, refundTo, toRedeemer);
    balances.transfer(networkFeeAccount, from, amount - toRedeemer);
  };
  const unused = gasFeeCap * (gas - gasUsed);
  balances.burn(from, unused);
  if (success) refund(submissionFeeRefund);
  else pool.take(submissionFeeRefund);
  pool.take(gasFeeCap * gasUsed);
  refund(unused);
  if (!success) balances.transfer(from, escrowOf(ticketId), value);
}

/** An amount that is taken from until it is used up. */
function createPool(amount: bigint) {
  let left = amount;
  return {
    left: () => left,
    take(wanted: bigint): bigint {
      const taken = wanted < 0n ? 0n : wanted < left ? wanted : left;
      left -= taken;
      return taken;
    },
  };
}
