import { BPS, DAY } from "../units/quantity.ts";
import { minOf, mulDivDown } from "../units/rounding.ts";
import type { RateStamp, StateUpdate } from "./lane-l1-state.ts";
import type { RateFeed } from "./lane-l2-state.ts";
import type { ModelParams } from "./params.ts";

/** Any L1→L2 message: a rate not older than ours may lower the floor, never raise it. */
export function noteRate(feed: RateFeed, stamp: RateStamp): void {
  if (stamp.rateNonce < feed.rateNonce) return;
  feed.floor = minOf(feed.floor, stamp.rate);
  if (stamp.rateNonce > feed.seenNonce) feed.seenNonce = stamp.rateNonce;
}

/** A rise is credible up to g·Δt between reference times; L1 itself never sends more than 0.9·g·Δt a report. */
export function isCredibleRise(
  feed: RateFeed,
  update: Pick<StateUpdate, "rate" | "refTime">,
  params: Pick<ModelParams, "growthBpsPerDay">,
): boolean {
  const elapsed = update.refTime - feed.refTime;
  if (elapsed < 0n) return false;
  return update.rate <= feed.rate + mulDivDown(feed.rate, params.growthBpsPerDay * elapsed, BPS * DAY);
}

/**
 * The state leg of a StateUpdate that is newer and credible. A fall applies and stops the lane until the next update.
 * The floor forgets what is older than the new rate; when something newer was seen it keeps the lowest of all, which
 * may be lower than the exact minimum, never higher, and ends with the next update.
 */
export function applyRate(feed: RateFeed, update: StateUpdate): void {
  feed.stopped = update.rate < feed.rate;
  feed.floor = feed.seenNonce > update.rateNonce ? minOf(feed.floor, update.rate) : update.rate;
  feed.rate = update.rate;
  feed.rateNonce = update.rateNonce;
  feed.refTime = update.refTime;
  feed.updateNonce = update.nonce;
  if (update.rateNonce > feed.seenNonce) feed.seenNonce = update.rateNonce;
}
