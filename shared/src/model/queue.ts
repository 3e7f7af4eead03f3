import { toEtherDown, toSharesDown } from "../units/conversion.ts";
import type { Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { minOf } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { debit, requireBalance, transfer } from "./ledger.ts";
import { queuedValue, queueUnitsToWeiDown, toQueueUnitsDown } from "./queue-value.ts";
import type { Core, WithdrawalRequest } from "./state.ts";
import { ACCOUNT } from "./state.ts";

type Owner = Pick<WithdrawalRequest, "owner" | "laneBatch">;

/** First frame whose reference time is later than `now` by more than the margin: one comparison finalizes (T-78). */
export function requestFrame(core: Core, now: Seconds): number {
  const { frameZeroTime, frameSeconds, requestMargin } = core.params;
  return Number((now + requestMargin - frameZeroTime) / frameSeconds) + 1;
}

/** `request`: burns the shares; their value v = ⌊s·r/1e18⌋ leaves P for N (protocol §3). */
export function request(
  core: Core,
  input: { owner: string; shares: Shares; now: Seconds },
): { id: number; value: Wei } {
  const value = toEtherDown(input.shares, core.rate);
  const { requestMin, requestMax } = core.params;
  if (value < requestMin) throw new ModelError("RequestTooSmall", { value, requestMin });
  if (value > requestMax) throw new ModelError("RequestTooLarge", { value, requestMax });
  debit(core, input.owner, input.shares);
  core.totalShares -= input.shares;
  return { id: append(core, { owner: input.owner, laneBatch: null }, value, input.now), value };
}

/**
 * Burns `shares` as ⌈n/limit⌉ requests priced at `rate`; the caller has taken them from their holder. A last part
 * too small for a request is burnt all the same: its dust stays in the pool, and the caller never reverts for it.
 */
export function requestInParts(
  core: Core,
  input: { owner: Owner; shares: Shares; rate: Rate; now: Seconds },
): { ids: number[] } {
  const limit = toSharesDown(core.params.requestMax, input.rate);
  const ids: number[] = [];
  for (let rest = input.shares; rest > 0n; ) {
    const part = minOf(rest, limit);
    rest -= part;
    core.totalShares -= part;
    const value = toEtherDown(part, input.rate);
    if (value >= core.params.requestMin) ids.push(append(core, input.owner, value, input.now));
  }
  return { ids };
}

function append(core: Core, owner: Owner, value: Wei, now: Seconds): number {
  const { queue } = core;
  const amount = toQueueUnitsDown(value, queue.lossIndex);
  queue.total += amount;
  const frame = requestFrame(core, now);
  queue.requests.push({ ...owner, amount, cumulative: queue.total, frame, claimed: false });
  return queue.requests.length;
}

/** A withdrawal above the refilling bucket: its shares wait outside the FIFO, still exposed to gain and loss of r. */
export function deferRequest(
  core: Core,
  input: { owner: string; shares: Shares; notBefore: Seconds },
): { deferredId: number } {
  if (input.shares <= 0n) throw new ModelError("AmountZero");
  requireBalance(core, input.owner, input.shares);
  transfer(core, { from: input.owner, to: ACCOUNT.deferred, shares: input.shares });
  const deferredId = core.nextDeferredId++;
  core.deferred[deferredId] = {
    owner: input.owner,
    shares: input.shares,
    rate: core.rate,
    notBefore: input.notBefore,
  };
  return { deferredId };
}

/** Anyone enqueues a deferred request after `notBefore`, at min(r then, r now): a later gain is not the request's. */
export function enqueueDeferred(core: Core, input: { deferredId: number; now: Seconds }): { ids: number[] } {
  const entry = core.deferred[input.deferredId];
  if (entry === undefined) throw new ModelError("NotClaimable", { deferredId: BigInt(input.deferredId) });
  if (input.now < entry.notBefore) throw new ModelError("TooEarly", { notBefore: entry.notBefore, now: input.now });
  delete core.deferred[input.deferredId];
  debit(core, ACCOUNT.deferred, entry.shares);
  const owner = { owner: entry.owner, laneBatch: null };
  return requestInParts(core, { owner, shares: entry.shares, rate: minOf(entry.rate, core.rate), now: input.now });
}

/** Id of the last finalized request. */
export function finalizedUpTo(core: Core): number {
  return core.queue.finalizations.at(-1)?.upTo ?? 0;
}

/** Refuses a report whose `upTo` reaches a request that is not older than its reference time by the margin. */
export function requireFinalizable(core: Core, input: { upTo: number; frame: number }): void {
  if (input.upTo <= finalizedUpTo(core)) return;
  const last = core.queue.requests[input.upTo - 1];
  if (last === undefined || last.frame > input.frame) {
    throw new ModelError("FinalizeTooNew", { upTo: BigInt(input.upTo), frame: BigInt(input.frame) });
  }
}

/** What became of a report's `finalizeUpTo`. */
export type FinalizeResult =
  | Readonly<{ kind: "finalized"; upTo: number; value: Wei }>
  | Readonly<{ kind: "nothing" }>
  | Readonly<{ kind: "deferred"; reason: "provision" | "funds" }>;

/**
 * Sets aside N_before − N_after for every request up to `upTo`, in O(1): B − value, U + value (protocol §3).
 * An open unreported provision or a short buffer postpones it instead of refusing the report: whoever proves a
 * slashing or drains the buffer in the block before must not be able to block reports.
 */
export function finalize(core: Core, input: { upTo: number }): FinalizeResult {
  const { queue } = core;
  const last = queue.requests[input.upTo - 1];
  if (last === undefined || input.upTo <= finalizedUpTo(core)) return { kind: "nothing" };
  if (core.provenProvisions.length > 0) return { kind: "deferred", reason: "provision" };
  const value = queuedValue(queue) - queuedValue({ ...queue, finalized: last.cumulative });
  if (value > core.buffered) return { kind: "deferred", reason: "funds" };
  queue.finalized = last.cumulative;
  queue.finalizations.push({ upTo: input.upTo, lossIndex: queue.lossIndex });
  core.buffered -= value;
  core.claimable += value;
  return { kind: "finalized", upTo: input.upTo, value };
}

/** What a finalized request pays: ⌊amount·1e12·lossIndex(finalization)/1e27⌋. */
export function payout(core: Core, input: { id: number }): Wei {
  const entry = core.queue.requests[input.id - 1];
  const finalization = finalizationOf(core, input.id);
  if (entry === undefined || finalization === undefined) {
    throw new ModelError("NotFinalized", { id: BigInt(input.id), finalizedUpTo: BigInt(finalizedUpTo(core)) });
  }
  return queueUnitsToWeiDown(entry.amount, finalization.lossIndex);
}

/** `claim`: pays the request's owner; a lane's part goes to its hub and travels with a StateUpdate. */
export function claim(core: Core, input: { id: number }): { paid: Wei } {
  const paid = payout(core, input);
  const entry = core.queue.requests[input.id - 1];
  if (entry === undefined || entry.claimed) throw new ModelError("NotClaimable", { id: BigInt(input.id) });
  entry.claimed = true;
  core.claimable -= paid;
  core.coreBalance -= paid;
  if (entry.laneBatch !== null) creditForward(core, entry.laneBatch, paid);
  return { paid };
}

function creditForward(core: Core, batch: { laneId: number; nonce: number }, paid: Wei): void {
  const lane = core.lanes.find(({ id }) => id === batch.laneId);
  const forward = lane?.forwards[batch.nonce];
  if (lane === undefined || forward === undefined) {
    throw new ModelError("NotClaimable", { laneId: BigInt(batch.laneId), nonce: BigInt(batch.nonce) });
  }
  forward.proceeds += paid;
  forward.unclaimed -= 1;
  lane.proceedsHeld += paid;
}

/** First finalization that reaches `id`, by bisection. */
function finalizationOf(core: Core, id: number) {
  const { finalizations } = core.queue;
  let low = 0;
  let high = finalizations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((finalizations[middle]?.upTo ?? 0) >= id) high = middle;
    else low = middle + 1;
  }
  return finalizations[low];
}
