import { BPS, DAY } from "../units/quantity.ts";
import { mulDivDown } from "../units/rounding.ts";
import type { RateStamp, StateUpdate } from "./lane-l1-state.ts";
import type { RateFeed } from "./lane-l2-state.ts";
import type { ModelParams } from "./params.ts";

/**
 * A move from L1 carries the rate of its sending. One that is newer and lower than ours stops the lane, as an update
 * would: the rate itself comes with the update, under which the next batch is priced.
 */
export function noteFall(feed: RateFeed, stamp: RateStamp): void {
  if (stamp.rateNonce <= feed.rateNonce || stamp.rate >= feed.rate) return;
  feed.stopped = true;
  if (stamp.rateNonce > feed.fallNonce) feed.fallNonce = stamp.rateNonce;
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
 * The state leg of a StateUpdate that is newer and credible. A fall applies and stops the lane until the next update;
 * one that is older than a fall already told of does not start it again.
 */
export function applyRate(feed: RateFeed, update: StateUpdate): void {
  feed.stopped = update.rate < feed.rate || update.rateNonce < feed.fallNonce;
  feed.rate = update.rate;
  feed.rateNonce = update.rateNonce;
  feed.refTime = update.refTime;
  feed.updateNonce = update.nonce;
}
