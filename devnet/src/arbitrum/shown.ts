// ArbOS's own transactions as Nitro's JSON-RPC shows them; field names of go-ethereum's RPCTransaction in Nitro.
import { encodeFunctionData, type Hash, numberToHex, zeroAddress } from "viem";
import {
  arbitrumTransactionTypes,
  type EtherDeposit,
  type RetryableSubmission,
  type RetryTransaction,
} from "../../../shared/src/arbitrum/transactions.ts";
import { l2BaseFee } from "./config.ts";
import type { ArbosTransaction } from "./ledger.ts";
import { arbRetryableTxAbi, precompiles } from "./precompiles.ts";

type Shown = Pick<ArbosTransaction, "transaction" | "receipt" | "gasBefore">;

const unsigned = { v: "0x0", r: "0x0", s: "0x0" };
const lower = (address: string) => address.toLowerCase();

export function shownDeposit({ requestId, from, to, value }: EtherDeposit): Shown {
  const type = arbitrumTransactionTypes.deposit;
  const fees = { gas: "0x0", gasPrice: "0x0" };
  const common = { type, from: lower(from), to: lower(to) };
  return {
    transaction: { ...common, ...unsigned, ...fees, nonce: "0x0", value: numberToHex(value), input: "0x", requestId },
    receipt: { ...common, gasUsed: "0x0", effectiveGasPrice: numberToHex(l2BaseFee) },
    gasBefore: 0,
  };
}

/** @param gasCharged the first attempt's gas, or none: creating a ticket is not paid for in gas */
export function shownSubmission(ticketId: Hash, submission: RetryableSubmission, gasCharged: bigint): Shown {
  const { requestId, from, l1BaseFee, deposit, gasFeeCap, gas, retryTo, retryValue, data } = submission;
  const { beneficiary, maxSubmissionFee, feeRefund } = submission;
  const common = {
    type: arbitrumTransactionTypes.submitRetryable,
    from: lower(from),
    to: lower(precompiles.arbRetryableTx),
  };
  const args = [requestId, l1BaseFee, deposit, retryValue, gasFeeCap, gas, maxSubmissionFee] as const;
  const input = encodeFunctionData({
    abi: arbRetryableTxAbi,
    functionName: "submitRetryable",
    args: [...args, feeRefund, beneficiary, retryTo, data],
  });
  return {
    transaction: {
      ...common,
      ...unsigned,
      nonce: "0x0",
      value: "0x0",
      input,
      gas: numberToHex(gas),
      gasPrice: numberToHex(gasFeeCap),
      maxFeePerGas: numberToHex(gasFeeCap),
      requestId,
      ticketId,
      l1BaseFee: numberToHex(l1BaseFee),
      depositValue: numberToHex(deposit),
      retryTo: retryTo === zeroAddress ? null : retryTo,
      retryValue: numberToHex(retryValue),
      retryData: data,
      beneficiary,
      refundTo: feeRefund,
      maxSubmissionFee: numberToHex(maxSubmissionFee),
    },
    receipt: { ...common, gasUsed: numberToHex(gasCharged), effectiveGasPrice: numberToHex(l2BaseFee) },
    gasBefore: 0,
  };
}

/** @param gasBefore gas of the transaction that scheduled it, if both stand in one block */
export function shownRetry(retry: RetryTransaction, gasBefore: bigint): Shown {
  const { nonce, gasFeeCap, ticketId, refundTo, maxRefund, submissionFeeRefund } = retry;
  const type = arbitrumTransactionTypes.retry;
  return {
    transaction: {
      ...unsigned,
      type,
      nonce: numberToHex(nonce),
      gasPrice: numberToHex(gasFeeCap),
      maxFeePerGas: numberToHex(gasFeeCap),
      ticketId,
      refundTo,
      maxRefund: numberToHex(maxRefund),
      submissionFeeRefund: numberToHex(submissionFeeRefund),
    },
    receipt: { type, effectiveGasPrice: numberToHex(l2BaseFee) },
    gasBefore: Number(gasBefore),
  };
}
