import type { Bps, Rate, Seconds, Shares, Wei, WeiE18 } from "../units/quantity.ts";
import { BPS, DAY } from "../units/quantity.ts";
import { maxOf, minOf, mulDivDown, mulDivUp } from "../units/rounding.ts";
import type { ModelParams } from "./params.ts";

/** Highest rate a report may release up to: r + ⌊r·0.9·g·Δt⌋, Δt between reference times (protocol §2). */
export function rateCap(input: {
  rate: Rate;
  elapsed: Seconds;
  params: Pick<ModelParams, "growthBpsPerDay" | "releaseBps">;
}): Rate {
  const { growthBpsPerDay, releaseBps } = input.params;
  return input.rate + mulDivDown(input.rate, growthBpsPerDay * releaseBps * input.elapsed, BPS * BPS * DAY);
}

/** D_min = ⌈P·minUndistributedBps⌉: what a release must leave in D. */
export function minUndistributedUp(input: { pooled: Wei; params: Pick<ModelParams, "minUndistributedBps"> }): Wei {
  return mulDivUp(maxOf(0n, input.pooled), input.params.minUndistributedBps, BPS);
}

export type Release = Readonly<{ rate: Rate; feeShares: Shares }>;

/**
 * Moves D into r, a fee φ only on what rises above the high-water mark (protocol §2 Fees). With h = max(hwm, r):
 * D_free ≤ (h−r)·S gives r' = min(cap, r + D_free/S) without a fee, more gives
 * r' = min(cap, h + (D_free − (h−r)·S)(1−φ)/S) and feeShares = ⌊(r'−h)⁺·S·φ/((1−φ)·r')⌋.
 * Both rounded down, so r'·(S + feeShares) ≤ r·S + D_free: the fee never reaches beyond what was released.
 */
export function release(input: {
  rate: Rate;
  highWaterMark: Rate;
  cap: Rate;
  totalShares: Shares;
  /** D_free·1e18; nothing happens when it is not positive. */
  freeE18: WeiE18;
  /** φ, the whole fee. */
  feeBps: Bps;
}): Release {
  const { rate, cap, totalShares, freeE18, feeBps } = input;
  if (freeE18 <= 0n) return { rate, feeShares: 0n };
  const mark = maxOf(input.highWaterMark, rate);
  const recoveryE18 = (mark - rate) * totalShares;
  if (freeE18 <= recoveryE18) return { rate: minOf(cap, rate + freeE18 / totalShares), feeShares: 0n };
  const released = mulDivDown(freeE18 - recoveryE18, BPS - feeBps, BPS * totalShares);
  const next = minOf(cap, mark + released);
  const gain = maxOf(0n, next - mark);
  return { rate: next, feeShares: mulDivDown(gain * totalShares, feeBps, (BPS - feeBps) * next) };
}
