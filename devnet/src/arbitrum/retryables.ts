import { encodeFunctionData, type Hash, size, zeroHash } from "viem";
import {
  type RetryableSubmission,
  type RetryTransaction,
  retryHash,
  ticketIdOf,
} from "../../../shared/src/arbitrum/transactions.ts";
import type { JsonRpc } from "../json-rpc.ts";
import type { Arbos } from "./arbos.ts";
import { openBalances } from "./balances.ts";
import type { Blocks, ScheduledRedeem } from "./blocks.ts";
import { arbitrumChainId, l2BaseFee } from "./config.ts";
import type { Ledger } from "./ledger.ts";
import { arbosAccount, arbRetryableTxAbi, precompiles } from "./precompiles.ts";
import { shownRetry, shownSubmission } from "./shown.ts";
import {
  accountsOfRetry,
  accountsOfSubmission,
  chargeSubmission,
  prepareRetry,
  type SubmissionOutcome,
  settleRetry,
  undoRetry,
} from "./ticket-accounts.ts";

/** Of the transaction that writes a ticket into the precompile: what the node needs, not what Nitro charges. */
const createGas = 1_000_000n;
const createGasPerByte = 1_000n;
const noRefundLimit = 2n ** 256n - 1n;

export type Retryables = {
  /** Creates a ticket and, if it was paid for, makes the first attempt in the same block. */
  submit(submission: RetryableSubmission, timestamp: bigint): Promise<void>;
  /** Makes the attempts that calls of `redeem` asked for. */
  redeem(redeems: readonly ScheduledRedeem[], timestamp: bigint): Promise<void>;
};

export type RetryablesOptions = {
  l2: JsonRpc;
  arbos: Arbos;
  blocks: Blocks;
  ledger: Ledger;
  log: (line: string) => void;
};

export function createRetryables({ l2, arbos, blocks, ledger, log }: RetryablesOptions): Retryables {
  const nextBlock = () => ledger.blocks.length;

  async function submit(submission: RetryableSubmission, timestamp: bigint): Promise<void> {
    const ticketId = ticketIdOf(arbitrumChainId, submission);
    const balances = await openBalances(l2, accountsOfSubmission(ticketId, submission));
    const outcome = chargeSubmission(balances, { ticketId, submission, baseFee: l2BaseFee });
    await balances.commit();
    if (outcome.kind === "rejected") log(`ticket ${ticketId} is not created: ${outcome.reason}`);

    const first = outcome.kind === "scheduled" ? firstTry(ticketId, submission, outcome) : undefined;
    const data = creation(ticketId, submission, outcome, first);
    const gas = createGas + createGasPerByte * BigInt(size(data));
    const nodeHash = await arbos.send({ from: arbosAccount, to: precompiles.arbRetryableTx, value: 0n, data, gas });
    const gasCharged = first?.gas ?? 0n;
    const shown = shownSubmission(ticketId, submission, gasCharged);
    ledger.addTransaction({ hash: ticketId, nodeHash, blockNumber: nextBlock(), ...shown });
    await attempt(first, gasCharged, timestamp);
  }

  /** Makes a block with this attempt, if there is one, beside what is in the pool already. */
  async function attempt(retry: RetryTransaction | undefined, gasBefore: bigint, timestamp: bigint): Promise<void> {
    const nodeHash = retry && (await start(retry, gasBefore));
    const redeems = await blocks.make(timestamp);
    if (retry && nodeHash) await finish(retry, nodeHash);
    await redeem(redeems, timestamp);
  }

  async function start(retry: RetryTransaction, gasBefore: bigint): Promise<Hash> {
    const balances = await openBalances(l2, accountsOfRetry(retry));
    prepareRetry(balances, retry);
    await balances.commit();
    const nodeHash = await arbos.send(retry);
    await arbos.setCurrentRetry(retry);
    const hash = retryHash(arbitrumChainId, retry);
    ledger.addTransaction({ hash, nodeHash, blockNumber: nextBlock(), ...shownRetry(retry, gasBefore) });
    return nodeHash;
  }

  async function finish(retry: RetryTransaction, nodeHash: Hash): Promise<void> {
    await arbos.clearCurrentRetry();
    const outcome = await arbos.outcomeOf(nodeHash);
    const balances = await openBalances(l2, accountsOfRetry(retry));
    if (outcome === undefined) {
      // Its gas does not even pay for its bytes. Nitro drops such an attempt, too; what was paid for it stays paid.
      log(`attempt ${retryHash(arbitrumChainId, retry)} is left out`);
      ledger.removeTransaction(nodeHash);
      undoRetry(balances, retry);
      return balances.commit();
    }
    settleRetry(balances, { retry, ...outcome });
    await balances.commit();
    if (outcome.success) await blocks.close(retry.ticketId);
  }

  async function redeem(redeems: readonly ScheduledRedeem[], timestamp: bigint): Promise<void> {
    for (const { ticketId, nonce, gas, refundTo } of redeems) {
      const ticket = await arbos.ticketOf(ticketId);
      // Another attempt of the same block has succeeded: Nitro drops this one without a trace.
      if (ticket === undefined) continue;
      const { from, to, callvalue: value, data } = ticket;
      const refunds = { refundTo, maxRefund: noRefundLimit, submissionFeeRefund: 0n };
      const retry = { ticketId, nonce, from, to, value, data, gas, gasFeeCap: l2BaseFee, ...refunds };
      await attempt(retry, 0n, timestamp);
    }
  }

  return { submit, redeem };
}

function firstTry(
  ticketId: Hash,
  { from, retryTo, retryValue, data, gas, feeRefund }: RetryableSubmission,
  { maxRefund, submissionFeeRefund }: Extract<SubmissionOutcome, { kind: "scheduled" }>,
): RetryTransaction {
  const call = { from, to: retryTo, value: retryValue, data, gas, gasFeeCap: l2BaseFee };
  return { ticketId, nonce: 0n, ...call, refundTo: feeRefund, maxRefund, submissionFeeRefund };
}

/** The call that leaves in the precompile what the submission leaves in ArbOS's state. */
function creation(
  ticketId: Hash,
  { from, retryTo, retryValue, beneficiary, feeRefund, data }: RetryableSubmission,
  { kind }: SubmissionOutcome,
  first: RetryTransaction | undefined,
) {
  if (kind === "rejected") return encodeFunctionData({ abi: arbRetryableTxAbi, functionName: "fail" });
  const ticket = { from, to: retryTo, beneficiary, tries: 0n, timeout: 0n, callvalue: retryValue, data };
  const firstTry = {
    transactionHash: first ? retryHash(arbitrumChainId, first) : zeroHash,
    gas: first?.gas ?? 0n,
    refundTo: feeRefund,
    maxRefund: first?.maxRefund ?? 0n,
    submissionFeeRefund: first?.submissionFeeRefund ?? 0n,
  };
  return encodeFunctionData({ abi: arbRetryableTxAbi, functionName: "create", args: [ticketId, ticket, firstTry] });
}
