import { toEtherDown, toSharesDown } from "../units/conversion.ts";
import type { Bps, Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { BPS, DAY } from "../units/quantity.ts";
import { maxOf, minOf, mulDivUp } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import type { Batch } from "./lane-l1-state.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { requireFreshRate } from "./ledger.ts";

/** ceil = ⌈r·(1 + g·age)⌉, age from the reference time: no stake mints below what the next report can make of r. */
export function ceilRate(input: { rate: Rate; age: Seconds; growthBpsPerDay: Bps }): Rate {
  return mulDivUp(input.rate, BPS * DAY + input.growthBpsPerDay * maxOf(0n, input.age), BPS * DAY);
}

/**
 * Shares that may leave this L2 now (protocol §6): K as acknowledged, less everything that left since. What was
 * minted here counts only once L1 has landed and acknowledged it, so every release succeeds on arrival (LANE-3).
 */
export function available(lane: LaneL2): Shares {
  const { acknowledged, open } = lane;
  const moved = lane.movedOutTotal - acknowledged.releasedTotal;
  const closed = lane.leftTotal - (lane.leftTotalAt[acknowledged.nonce] ?? 0n);
  return maxOf(0n, acknowledged.locked - moved - closed - open.burned - open.forwarded);
}

/** Shares in holders' hands: not escrowed by waiting unstakers, not held for operators. */
export function freeSupply(lane: LaneL2): Shares {
  return lane.supply - lane.waitingShares - lane.rewards.held;
}

/** The fee on a stake, rounded up; nothing on the part that waiting unstakers can use and the pool does not hold. */
export function stakeFeeUp(lane: LaneL2, amount: Wei): Wei {
  const wanted = maxOf(0n, toEtherDown(lane.waitingShares, lane.feed.rate) - lane.pool);
  return mulDivUp(amount - minOf(amount, wanted), lane.params.stakeFeeBps, BPS);
}

/** `stake`: E + x; T, m + s with s = ⌊(x − fee)·1e18/ceil⌋. The fee is ether that stays in the pool. */
export function stake(
  lane: LaneL2,
  input: { amount: Wei; now: Seconds; fee?: Wei; minShares?: Shares },
): { shares: Shares; ceil: Rate; fee: Wei } {
  const { feed, params } = lane;
  requireRunning(lane, input.now);
  requireFreshRate({ refTime: feed.refTime, now: input.now, maxAge: params.rateMaxAge });
  const fee = input.fee ?? stakeFeeUp(lane, input.amount);
  const highest = mulDivUp(input.amount, params.stakeFeeBps, BPS);
  if (fee > highest) throw new ModelError("FeeTooHigh", { fee, highest });
  const ceil = ceilRate({
    rate: feed.rate,
    age: input.now - feed.refTime,
    growthBpsPerDay: params.growthBpsPerDay,
  });
  const shares = toSharesDown(input.amount - fee, ceil);
  if (shares === 0n) throw new ModelError("ZeroShares", { amount: input.amount, ceil });
  const minShares = input.minShares ?? 0n;
  if (shares < minShares) throw new ModelError("BelowMinimum", { shares, minShares });
  lane.pool += input.amount;
  lane.supply += shares;
  lane.open.minted += shares;
  return { shares, ceil, fee };
}

/** Whether the open batch has anything L1 must learn under its own rate. */
export function hasOpenBatch(lane: LaneL2): boolean {
  const { minted, burned, forwarded } = lane.open;
  return minted > 0n || burned > 0n || forwarded > 0n;
}

/**
 * `close`: freezes the open batch and sends e ≤ E with it, enough to keep no more than L1 believes (protocol §6). One
 * that carries actions, which are not part of the model, is never empty.
 */
export function closeBatch(lane: LaneL2, input: { ether: Wei; hasActions?: boolean }): Batch {
  requirePool(lane, input.ether);
  const heldAfter = lane.pool - input.ether;
  if (heldAfter > lane.params.heldCap) {
    throw new ModelError("HeldAboveCap", { heldAfter, cap: lane.params.heldCap });
  }
  const isEmpty = !hasOpenBatch(lane) && input.hasActions !== true;
  if (isEmpty && input.ether === 0n && lane.pool === lane.heldAfter) throw new ModelError("BatchEmpty");
  const { minted, burned, forwarded } = lane.open;
  lane.pool = heldAfter;
  lane.heldAfter = heldAfter;
  lane.batchNonce += 1;
  lane.leftTotal += burned + forwarded;
  lane.leftTotalAt[lane.batchNonce] = lane.leftTotal;
  lane.open = { minted: 0n, burned: 0n, forwarded: 0n };
  return {
    nonce: lane.batchNonce,
    rateNonce: lane.feed.rateNonce,
    minted,
    burned,
    forwarded,
    ether: input.ether,
    heldAfter: lane.heldAfter,
  };
}

/** Staking, netting and flash exits close after a fall, and while a fast freeze holds. */
export function requireRunning(lane: LaneL2, now: Seconds): void {
  if (lane.feed.stopped) throw new ModelError("LaneStopped", { rate: lane.feed.rate });
  if (now < lane.freeze.until) throw new ModelError("LaneFrozen", { until: lane.freeze.until, now });
}

export function requirePool(lane: LaneL2, amount: Wei): void {
  if (amount > lane.pool) throw new ModelError("InsufficientPoolEther", { amount, pool: lane.pool });
}

export function requireAvailable(lane: LaneL2, shares: Shares): void {
  const limit = available(lane);
  if (shares > limit) throw new ModelError("ExceedsAvailable", { shares, available: limit });
}

export function requireFree(lane: LaneL2, shares: Shares): void {
  if (shares <= 0n) throw new ModelError("AmountZero");
  const balance = freeSupply(lane);
  if (shares > balance) throw new ModelError("InsufficientBalance", { shares, balance });
}
