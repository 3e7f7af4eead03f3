import { toEtherDown } from "../units/conversion.ts";
import type { Seconds, Shares, Wei } from "../units/quantity.ts";
import { BPS } from "../units/quantity.ts";
import { maxOf, minOf } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { debit, pooled, provisions } from "./ledger.ts";
import type { ModelParams } from "./params.ts";
import { queuedValue } from "./queue-value.ts";
import type { Core } from "./state.ts";

type FlashCurve = Pick<ModelParams, "flashFeeBps" | "flashKneeBps">;

/** R = B − N, uncapped: what a flash exit may draw on. Capping it at R* was seen to leak by splitting. */
export function reserve(core: Core): Wei {
  return core.buffered - queuedValue(core.queue);
}

/**
 * ⌈∫ f(u) dR⌉ over [R − pay, R], u = max(0, 1 − R/R*) (protocol §3). f is linear between f0 at u = 0, f1 at u* and
 * f2 at u = 1, so the integral is a sum of trapezoids, held as one fraction and rounded up once: the cost of a split
 * exit is never below that of the whole. Reserves are counted in 1/10,000 wei, so that (1 − u*)·R* is an integer.
 * Without a target every reserve is above it, and all of it costs f0.
 */
export function flashFeeUp(input: { pay: Wei; reserve: Wei; target: Wei; curve: FlashCurve }): Wei {
  const {
    flashFeeBps: [f0, f1, f2],
    flashKneeBps,
  } = input.curve;
  const top = input.target * BPS;
  const knee = input.target * (BPS - flashKneeBps);
  const from = (input.reserve - input.pay) * BPS;
  const to = input.reserve * BPS;

  const [lowFrom, lowTo] = [minOf(from, knee), minOf(to, knee)];
  const [midFrom, midTo] = [clamp(from, knee, top), clamp(to, knee, top)];
  const flat = f0 * (to - from - (lowTo - lowFrom)) + f1 * (lowTo - lowFrom);
  // ∫ (knee − x)/knee dx and ∫ (top − x)/(top − knee) dx, each over its part of the range, times 2.
  const low = (lowTo - lowFrom) * (2n * knee - lowFrom - lowTo);
  const mid = (midTo - midFrom) * (2n * top - midFrom - midTo);
  const [lowSpan, midSpan] = [maxOf(1n, 2n * knee), maxOf(1n, 2n * (top - knee))];

  const numerator = flat * lowSpan * midSpan + (f2 - f1) * low * midSpan + (f1 - f0) * mid * lowSpan;
  const denominator = BPS * BPS * lowSpan * midSpan;
  return (numerator + denominator - 1n) / denominator;
}

/**
 * The largest pay ≤ R with pay + fee(pay) ≤ gross. Refused when even the whole reserve costs less than gross: the rest
 * would be paid nothing. The marginal fee lies between the curve's lowest f0 and its highest f2 everywhere, so the
 * slack at any trial bounds the answer on both sides; each trial narrows the range by f2 − f0 at least.
 */
export function flashPayDown(input: { gross: Wei; reserve: Wei; target: Wei; curve: FlashCurve }): Wei {
  const { gross, reserve: limit, target, curve } = input;
  const cost = (pay: Wei): Wei => pay + flashFeeUp({ pay, reserve: limit, target, curve });
  if (limit <= 0n || cost(limit) < gross) throw new ModelError("InsufficientReserve", { gross, reserve: limit });
  const [f0, , f2] = curve.flashFeeBps;
  let low = 0n;
  let high = minOf(limit, gross);
  while (low < high) {
    const trial = (low + high + 1n) >> 1n;
    const slack = gross - cost(trial);
    const fits = slack >= 0n;
    const [least, most] = fits ? [f2, f0] : [f0, f2];
    // Two wei either way for the fee's rounding at both ends and for the truncation here.
    const below = trial + ((slack - 1n) * BPS) / (BPS + least) - 1n;
    const above = trial + ((slack + 1n) * BPS) / (BPS + most) + 1n;
    low = maxOf(fits ? trial : low, below);
    high = minOf(fits ? high : trial - 1n, above);
  }
  return low;
}

/** Refuses a flash exit while the rate may be about to fall (protocol §3, "Closed when"). */
export function requireFlashOpen(core: Core, now: Seconds): void {
  const { flashMaxAge, provisionTolerancePpm } = core.params;
  if (core.bunker) throw new ModelError("BunkerMode");
  const age = now - core.refTime;
  if (age > flashMaxAge) throw new ModelError("ReportOverdue", { age });
  const unreported = provisions(core) - core.reportedProvisions;
  if (unreported * 1_000_000n > pooled(core) * provisionTolerancePpm) {
    throw new ModelError("ProvisionOpen", { unreported });
  }
}

/** `flashExit`: burns shares worth gross = ⌊s·r/1e18⌋ and pays at once from R; the fee stays behind in D. */
export function flashExit(
  core: Core,
  input: { account: string; shares: Shares; now: Seconds; minEther?: Wei },
): { gross: Wei; paid: Wei } {
  requireFlashOpen(core, input.now);
  const gross = toEtherDown(input.shares, core.rate);
  const paid = flashPayDown({ gross, reserve: reserve(core), target: core.reserveTarget, curve: core.params });
  const minEther = input.minEther ?? 0n;
  if (paid === 0n) throw new ModelError("AmountZero");
  if (paid < minEther) throw new ModelError("BelowMinimum", { paid, minEther });
  debit(core, input.account, input.shares);
  core.totalShares -= input.shares;
  core.buffered -= paid;
  core.coreBalance -= paid;
  return { gross, paid };
}

function clamp(x: bigint, low: bigint, high: bigint): bigint {
  if (x < low) return low;
  return x > high ? high : x;
}
