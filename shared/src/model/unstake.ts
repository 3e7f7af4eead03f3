import { toEtherDown } from "../units/conversion.ts";
import type { Seconds, Shares, Wei } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { minOf, mulDivDown } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import type { Settlement } from "./lane-l1-state.ts";
import { requireAvailable, requireFree, requirePool, requireRunning } from "./lane-l2.ts";
import type { LaneL2, PayRange, UnstakeRequest, UnstakeStatus } from "./lane-l2-state.ts";

/** `requestUnstake`: the shares are escrowed and the rate of today noted; they stay part of T (protocol §6). */
export function requestUnstake(lane: LaneL2, input: { shares: Shares; now: Seconds }): { id: number; value: Wei } {
  const { requestMin, requestMax } = lane.params;
  requireFree(lane, input.shares);
  const value = toEtherDown(input.shares, lane.feed.rate);
  if (value < requestMin) throw new ModelError("RequestTooSmall", { value, requestMin });
  if (value > requestMax) throw new ModelError("RequestTooLarge", { value, requestMax });
  lane.requests.push({
    shares: input.shares,
    ownRate: lane.feed.rate,
    time: input.now,
    status: { kind: "waiting" },
  });
  lane.waitingShares += input.shares;
  return { id: lane.requests.length, value };
}

/**
 * Pays the first `count` waiting requests from the pool at min(own, r), only once an update's reference time is
 * later than all of them. Before that it would be a free instant exit ahead of known news (T-80). What is set aside,
 * ⌊Σs·r/1e18⌋, moves from E to Y; what a request's own rate leaves of it comes back with its claim.
 */
export function net(
  lane: LaneL2,
  input: { count: number; now: Seconds },
): { upTo: number; shares: Shares; reserved: Wei } {
  const { shares, last } = requirePrefix(lane, input.count);
  requireRunning(lane, input.now);
  const { refTime, rate } = lane.feed;
  if (refTime <= last.time) throw new ModelError("UpdateNotNewer", { refTime, requested: last.time });
  const reserved = toEtherDown(shares, rate);
  requirePool(lane, reserved);
  requireAvailable(lane, shares);
  lane.pool -= reserved;
  lane.settled += reserved;
  lane.open.burned += shares;
  lane.netted.push({ shares, payRate: rate, unclaimedShares: shares, unclaimedEther: reserved });
  leaveQueue(lane, { count: input.count, shares, status: { kind: "netted", range: lane.netted.length - 1 } });
  return { upTo: lane.head, shares, reserved };
}

/** Sends the first `count` waiting requests through L1's queue with the open batch: T − s; w + s. */
export function forward(lane: LaneL2, input: { count: number }): { upTo: number; shares: Shares; nonce: number } {
  const { shares } = requirePrefix(lane, input.count);
  requireAvailable(lane, shares);
  const nonce = lane.batchNonce + 1;
  lane.open.forwarded += shares;
  const range = lane.forwarded[nonce] ?? { shares: 0n, payRate: null, unclaimedShares: 0n, unclaimedEther: 0n };
  range.shares += shares;
  range.unclaimedShares += shares;
  lane.forwarded[nonce] = range;
  leaveQueue(lane, { count: input.count, shares, status: { kind: "forwarded", nonce } });
  return { upTo: lane.head, shares, nonce };
}

function requirePrefix(lane: LaneL2, count: number): { shares: Shares; last: UnstakeRequest } {
  const last = lane.requests[lane.head + count - 1];
  if (count < 1 || last === undefined) throw new ModelError("QueueEmpty", { count: BigInt(count) });
  let shares = 0n;
  for (let index = lane.head; index < lane.head + count; index++) shares += lane.requests[index]?.shares ?? 0n;
  return { shares, last };
}

function leaveQueue(lane: LaneL2, prefix: { count: number; shares: Shares; status: UnstakeStatus }): void {
  for (let index = lane.head; index < lane.head + prefix.count; index++) {
    const entry = lane.requests[index];
    if (entry !== undefined) entry.status = prefix.status;
  }
  lane.head += prefix.count;
  lane.supply -= prefix.shares;
  lane.waitingShares -= prefix.shares;
}

/** The value leg of a settlement, by id: all proceeds enter Y, ρ = ⌊proceeds·1e18/w⌋. A second one changes nothing. */
export function settleForwarded(lane: LaneL2, settlement: Settlement): { applied: boolean } {
  const range = lane.forwarded[settlement.nonce];
  if (range === undefined || range.payRate !== null) return { applied: false };
  range.payRate = mulDivDown(settlement.proceeds, WAD, range.shares);
  range.unclaimedEther = settlement.proceeds;
  lane.settled += settlement.proceeds;
  return { applied: true };
}

/** Pays a netted or settled request once, ⌊s·min(own, payRate)/1e18⌋; its surplus returns to E. */
export function claimUnstake(lane: LaneL2, input: { id: number }): { paid: Wei; surplus: Wei } {
  const entry = lane.requests[input.id - 1];
  const range = entry === undefined ? undefined : rangeOf(lane, entry);
  if (entry === undefined || range === undefined || range.payRate === null) {
    throw new ModelError("NotClaimable", { id: BigInt(input.id), status: entry?.status.kind ?? "unknown" });
  }
  const last = range.unclaimedShares === entry.shares;
  // The last claim takes what rounding down has left over, so that nothing stays behind in Y.
  const part = last ? range.unclaimedEther : toEtherDown(entry.shares, range.payRate);
  const paid = toEtherDown(entry.shares, minOf(entry.ownRate, range.payRate));
  range.unclaimedShares -= entry.shares;
  range.unclaimedEther -= part;
  lane.settled -= part;
  lane.pool += part - paid;
  entry.status = { kind: "claimed", pay: paid };
  return { paid, surplus: part - paid };
}

function rangeOf(lane: LaneL2, entry: UnstakeRequest): PayRange | undefined {
  switch (entry.status.kind) {
    case "netted":
      return lane.netted[entry.status.range];
    case "forwarded":
      return lane.forwarded[entry.status.nonce];
    case "waiting":
    case "claimed":
      return undefined;
  }
}
