import type { LocalAccount } from "viem";
import { broadcast } from "../chain/broadcast.ts";
import type { ChainClient } from "../chain/client.ts";
import { readHeader } from "../chain/heads.ts";
import type { TransactionPolicy } from "../config/schema.ts";
import { CsethError, hasCode } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import { readMarket, signCall } from "./context.ts";
import { type Fees, raiseFees, worstCost } from "./pricing.ts";
import { type Intent, simulate } from "./simulate.ts";

export type StatelessSender = {
  account: LocalAccount;
  /**
   * Pursues a call until `done` says that its effect stands on the chain, whoever brought it about, or the signal
   * aborts. Safe to call again after a crash: it remembers nothing, and asks `done` first.
   * @throws TX_WOULD_REVERT, TX_REVERTED, TX_REFUSED, TX_BUDGET_EXCEEDED
   */
  send: (options: { intent: Intent; done: () => Promise<boolean>; signal: AbortSignal }) => Promise<void>;
};

type Sent = { nonce: number; fees: Fees; hash: `0x${string}` };

/**
 * Sends without a database, for processes that send little and one after another. One transaction is under way at a
 * time, always at the account's next nonce, so whatever is stuck there, from before a crash too, is replaced.
 * Exactly-once is the callee's affair: the call must be one that takes effect once.
 */
export function createStatelessSender({
  client,
  account,
  policy,
  pause,
  logger,
}: {
  client: ChainClient;
  account: LocalAccount;
  policy: TransactionPolicy;
  /** Waits a moment between two looks at the chain; returns early when the signal aborts. */
  pause: (signal: AbortSignal) => Promise<void>;
  logger: Logger;
}): StatelessSender {
  const from = account.address;
  const nextNonce = () => client.viem.getTransactionCount({ address: from, blockTag: "latest" });

  async function price(call: { gasLimit: bigint; value: bigint }, previous: Fees | undefined): Promise<Fees> {
    const market = await readMarket({ client });
    // At its cap a waiting transaction is only sent again.
    const fees = previous ? (raiseFees({ previous, market, policy }) ?? previous) : market;
    const cost = worstCost({ fees, ...call });
    if (cost <= policy.dailyBudgetWei) return fees;
    throw new CsethError({
      code: "TX_BUDGET_EXCEEDED",
      retry: "backoff",
      message: `${client.name}: one transaction of ${from} could cost ${cost} wei, more than its budget`,
      fix: "Raise transactions.dailyBudgetWei of this chain, or wait for lower fees.",
      context: { chain: client.name, signer: from, cost, budget: policy.dailyBudgetWei },
    });
  }

  async function attempt(intent: Intent, nonce: number, previous: Fees | undefined): Promise<Sent & { held: boolean }> {
    const { gasLimit } = await simulate({ client, from, intent, maxGas: policy.maxGas });
    const call = { to: intent.to, data: intent.data, value: intent.value ?? 0n, gasLimit };
    const fees = await price(call, previous);
    const { raw, hash } = await signCall({ account, client }, call, { nonce, fees });
    const outcome = await broadcast({ client, raw });
    const fields = { chain: client.name, intent: intent.key, nonce, hash, maxFee: fees.maxFee };
    if (outcome.kind === "accepted") logger.info(fields, "transaction sent");
    else logger.warn({ ...fields, outcome: outcome.kind, reason: outcome.reason }, "transaction was not taken");
    if (outcome.kind !== "refused") return { nonce, fees, hash, held: outcome.kind !== "underpriced" };
    throw new CsethError({
      code: "TX_REFUSED",
      retry: "backoff",
      message: `${client.name}: nodes refuse ${intent.key}: ${outcome.reason}`,
      fix: `Check the balance of ${from}.`,
      context: { chain: client.name, intent: intent.key, signer: from, reason: outcome.reason },
    });
  }

  /** Until the effect stands, the nonce is used, or the transaction has waited long enough to be replaced. */
  async function settle(sent: Sent, done: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    const start = (await readHeader({ client, at: "latest" })).number;
    while (!signal.aborted && !(await done()) && (await nextNonce()) <= sent.nonce) {
      const { number } = await readHeader({ client, at: "latest" });
      if (number - start >= BigInt(policy.replaceAfterBlocks)) return;
      await pause(signal);
    }
  }

  async function requireNotReverted(intent: Intent, hash: `0x${string}`): Promise<void> {
    const receipt = (await client.request({ method: "eth_getTransactionReceipt", params: [hash] })) as {
      status: string;
    } | null;
    if (receipt?.status !== "0x0") return;
    throw new CsethError({
      code: "TX_REVERTED",
      retry: "backoff",
      message: `${client.name}: ${intent.key} was included and reverted`,
      context: { chain: client.name, intent: intent.key, hash },
    });
  }

  return {
    account,
    send: async ({ intent, done, signal }) => {
      let sent: Sent | undefined;
      while (!signal.aborted && !(await done())) {
        const nonce = await nextNonce();
        const last: Sent | undefined = sent;
        if (last && nonce > last.nonce) await requireNotReverted(intent, last.hash);
        try {
          const next = await attempt(intent, nonce, last?.nonce === nonce ? last.fees : undefined);
          sent = next;
          if (next.held) await settle(next, done, signal);
          else await pause(signal);
        } catch (error) {
          // Somebody else was faster: that is success.
          if (hasCode(error, "TX_WOULD_REVERT") && (await done())) return;
          throw error;
        }
      }
    },
  };
}
