import { toEtherDown } from "../units/conversion.ts";
import type { Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { BPS } from "../units/quantity.ts";
import { maxOf, mulDivUp } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { flashPayDown } from "./flash.ts";
import { ceilRate, requireAvailable, requireFree, requireRunning } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";

/**
 * R on L2: pool ether that nobody who waits in the FIFO can use. They may use what they are owed at their own rates, and
 * a netting sets aside their shares at r: the larger of both is theirs. Whoever waits while exits are open asked before
 * the reference time after the next, at most `rateMaxAge` after the one that is known: its update nets them all, at no
 * more than the ceiling r can have by then.
 */
export function flashReserve(lane: LaneL2): Wei {
  let owed = 0n;
  for (const { shares, ownRate } of lane.requests.slice(lane.head)) owed += toEtherDown(shares, ownRate);
  const { growthBpsPerDay, rateMaxAge } = lane.params;
  const highest = ceilRate({ rate: lane.feed.rate, age: rateMaxAge, growthBpsPerDay });
  return maxOf(0n, lane.pool - maxOf(owed, toEtherDown(lane.waitingShares, highest)));
}

/** The most a share can bring: with a full reserve, 1/(1 + f0). Rounded up. */
export function flashRateUp(lane: LaneL2): Rate {
  return mulDivUp(lane.feed.rate, BPS, BPS + lane.params.flashFeeBps[0]);
}

/** Whether the rate is known well enough to be left at; otherwise as {@link flashExitL2} refuses. */
export function requireFlashOpenL2(lane: LaneL2, now: Seconds): void {
  requireRunning(lane, now);
  const age = now - lane.feed.refTime;
  if (age > lane.params.flashMaxAge) throw new ModelError("ReportOverdue", { age });
}

/**
 * `flashExit` on L2: pays from R at once what the fee curve leaves of gross = ⌊s·r/1e18⌋; E − pay; T − s; u + s.
 * Those who wait in the FIFO keep their place: neither their ether nor the part of `avail` they need is touched.
 */
export function flashExitL2(
  lane: LaneL2,
  input: { shares: Shares; now: Seconds; minEther?: Wei },
): { gross: Wei; paid: Wei } {
  const { feed, params, waitingShares } = lane;
  requireFlashOpenL2(lane, input.now);
  requireFree(lane, input.shares);
  requireAvailable(lane, input.shares + waitingShares);
  const gross = toEtherDown(input.shares, feed.rate);
  const paid = flashPayDown({ gross, reserve: flashReserve(lane), target: params.poolTarget, curve: params });
  if (paid === 0n) throw new ModelError("AmountZero");
  const minEther = input.minEther ?? 0n;
  if (paid < minEther) throw new ModelError("BelowMinimum", { paid, minEther });
  lane.pool -= paid;
  lane.supply -= input.shares;
  lane.open.burned += input.shares;
  return { gross, paid };
}
