import { toSharesUp } from "../units/conversion.ts";
import type { LossIndex, Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { minOf, mulDivDown } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { balanceOf, debit, pooled, provisions, setRate, undistributedE18 } from "./ledger.ts";
import { queuedValue } from "./queue-value.ts";
import type { Core } from "./state.ts";

/** A tranche's part of an attributable loss, in wei, drawn from that account's csETH (protocol §4, waterfall). */
export type Cover = Readonly<{ account: string; amount: Wei }>;

/** Burns each tranche's part, ⌈amount·1e18/r⌉ shares at the rate BEFORE the loss; a short tranche gives all it has. */
export function drawCovers(core: Core, covers: readonly Cover[]): Shares {
  let burnt = 0n;
  for (const { account, amount } of covers) {
    const shares = minOf(toSharesUp(amount, core.rate), balanceOf(core, account));
    debit(core, account, shares);
    core.totalShares -= shares;
    burnt += shares;
  }
  return burnt;
}

/**
 * The holders' and the queue's part of a loss that D could not take, pro rata (protocol §2 Losses):
 * lossIndex' = ⌊lossIndex·(P+N)·1e18/(r·S+N·1e18)⌋, then r' = min(r, ⌊P'·1e18/S⌋). Both down: what is promised
 * afterwards is never more than what is there. No effect while D ≥ 0.
 */
export function bookLoss(core: Core): { fell: boolean } {
  if (undistributedE18(core) >= 0n) return { fell: false };
  const queued = queuedValue(core.queue);
  const prorated = prorate({
    lossIndex: core.queue.lossIndex,
    assets: pooled(core) + queued,
    queued,
    rate: core.rate,
    totalShares: core.totalShares,
  });
  core.queue.lossIndex = prorated;
  setRate(core, minOf(core.rate, mulDivDown(pooled(core), WAD, core.totalShares)));
  return { fell: true };
}

/** The loss index after assets = P + N have to serve r·S/1e18 + N. */
export function prorate(input: {
  lossIndex: LossIndex;
  assets: Wei;
  queued: Wei;
  rate: Rate;
  totalShares: Shares;
}): LossIndex {
  const owedE18 = input.rate * input.totalShares + input.queued * WAD;
  return mulDivDown(input.lossIndex, input.assets * WAD, owedE18);
}

/**
 * A slashing proven on L1: its expected full penalty enters Q at once, covers are drawn in the same transaction,
 * then D, then pro rata. The provision stays beside Q until a report whose reference time is not before `now`.
 */
export function proveSlashing(
  core: Core,
  input: { amount: Wei; now: Seconds; covers: readonly Cover[] },
): { fell: boolean } {
  if (input.amount <= 0n) throw new ModelError("AmountZero");
  const total = provisions(core) + input.amount;
  if (total > core.consensus) throw new ModelError("ProvisionsExceedBalance", { total, consensus: core.consensus });
  core.provenProvisions.push({ amount: input.amount, provenAt: input.now });
  drawCovers(core, input.covers);
  return bookLoss(core);
}
