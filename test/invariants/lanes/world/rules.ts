// What the contracts choose by themselves, where the model only judges the choice: whom a pool pays and forwards, what it
// keeps, when a batch may be closed.
import { available, hasOpenBatch } from "../../../../shared/src/model/lane-l2.ts";
import type { UnstakeRequest } from "../../../../shared/src/model/lane-l2-state.ts";
import { finalizedUpTo } from "../../../../shared/src/model/queue.ts";
import { params as profiles } from "../../../../shared/src/params.ts";
import { toEtherDown, toSharesDown } from "../../../../shared/src/units/conversion.ts";
import { BPS, type Seconds, type Shares, type Wei } from "../../../../shared/src/units/quantity.ts";
import { maxOf, minOf, mulDivUp } from "../../../../shared/src/units/rounding.ts";
import { type Action, isLane, type LaneWorld, type World } from "./world.ts";

const { actionsMax, actionBatchGas, movesPerBatch } = profiles.mainnet;
const FORWARDED_REQUESTS = 60n;
/** Bounds of one StateUpdate: params.settlementsMax batches, and so many of their requests. */
const REQUESTS_PER_PUSH = 128;

/** Unstake requests neither netted nor forwarded. */
export function waiting({ l2 }: LaneWorld): UnstakeRequest[] {
  return l2.requests.slice(l2.head);
}

/** What waiting unstakers are owed at their own rates. */
export function pendingValue(lane: LaneWorld): Wei {
  return waiting(lane).reduce((sum, { shares, ownRate }) => sum + toEtherDown(shares, ownRate), 0n);
}

/** Ether that a close would send: all but the pool target and what waiting unstakers are owed. */
export function etherToSend({ setup }: World, lane: LaneWorld): Wei {
  const { poolTargetWei, heldCapWei } = setup.lanes[lane.id];
  return maxOf(0n, lane.l2.pool - minOf(pendingValue(lane) + poolTargetWei, heldCapWei));
}

/** The fee on what waiting unstakers cannot use, rounded up. */
export function stakeFee({ setup }: World, lane: LaneWorld, amount: Wei): Wei {
  const wanted = maxOf(0n, pendingValue(lane) - lane.l2.pool);
  return mulDivUp(amount - minOf(amount, wanted), setup.params.stakeFeeBps, BPS);
}

/** Whom `net` pays: the longest prefix older than the update's reference time within pool ether and `available`. */
export function nettable(lane: LaneWorld): number {
  const { l2 } = lane;
  return prefix(lane, (shares, { time }) => {
    const payable = toEtherDown(shares, l2.feed.rate) <= l2.pool;
    return payable && shares <= available(l2) && time < l2.feed.refTime;
  });
}

/** Whom `forward` sends: the longest prefix older than the delay within `available` and the batch's limit. */
export function forwardable(world: World, lane: LaneWorld): number {
  const { l2 } = lane;
  const limit = toSharesDown(FORWARDED_REQUESTS * world.setup.params.requestMax, l2.feed.rate);
  const room = minOf(available(l2), maxOf(0n, limit - l2.open.forwarded));
  const { forwardDelaySeconds } = world.setup.lanes[lane.id];
  return prefix(lane, (shares, { time }) => shares <= room && time + forwardDelaySeconds <= world.now);
}

function prefix({ l2 }: LaneWorld, fits: (shares: Shares, last: UnstakeRequest) => boolean): number {
  let shares = 0n;
  for (let index = l2.head; ; index++) {
    const entry = l2.requests[index];
    if (entry === undefined) return index - l2.head;
    shares += entry.shares;
    if (!fits(shares, entry)) return index - l2.head;
  }
}

/** A batch of actions alone is one as well. */
export function hasBatch({ l2, outbox }: LaneWorld): boolean {
  return hasOpenBatch(l2) || outbox.length > 0;
}

/** From when on anyone may close the open batch, null while it is empty. */
export function closableAt({ setup }: World, lane: LaneWorld): Seconds | null {
  if (!hasBatch(lane)) return null;
  const { open, feed } = lane.l2;
  const moved = toEtherDown(open.minted + open.forwarded, feed.rate);
  const { minAgeSeconds, maxAgeSeconds, sizeWei } = setup.lanes[lane.id].batchRules;
  return lane.openedAt + (moved >= sizeWei || isNearlyFull(lane.outbox) ? minAgeSeconds : maxAgeSeconds);
}

/** Three quarters of what a batch can carry. */
function isNearlyFull(outbox: readonly Action[]): boolean {
  return (
    gasDeclared(outbox) * 4n >= actionBatchGas * 3n ||
    BigInt(outbox.length) * 4n >= actionsMax * 3n ||
    movesIn(outbox) * 4n >= movesPerBatch * 3n
  );
}

export function movesIn(outbox: readonly Action[]): bigint {
  return BigInt(outbox.filter(({ move }) => move !== null).length);
}

export function gasDeclared(outbox: readonly Action[]): bigint {
  return outbox.reduce((sum, { budget }) => sum + budget, 0n);
}

/** How many batches the next StateUpdate settles: in order, all whose last request is finalized, within its bounds. */
export function settleable({ core, setup }: World, { unsettled }: LaneWorld): number {
  const finalized = finalizedUpTo(core);
  let requests = 0;
  let count = 0;
  for (const { requestIds } of unsettled) {
    requests += requestIds.length;
    const last = requestIds.at(-1);
    if (count === setup.params.settlementsMax || (last !== undefined && last > finalized)) break;
    if (count > 0 && requests > REQUESTS_PER_PUSH) break;
    count += 1;
  }
  return count;
}

export function isPushable({ core }: World, id: number): boolean {
  const entry = core.queue.requests[id - 1];
  return entry !== undefined && id <= finalizedUpTo(core) && !entry.claimed && !isLane(entry.owner);
}

/** What L1 keeps of a landed batch: root, count and cursor of its actions, its requests, whether it is settled. */
export function landedBatch({ core }: World, lane: LaneWorld, index: number): bigint[] {
  const sent = lane.batches[index];
  if (sent === undefined || index >= (core.lanes[lane.id - 1]?.appliedNonce ?? 0)) return [0n, 0n, 0n, 0n, 0n, 0n];
  const { batch, actions, cursor, firstRequest, requests } = sent;
  const settled = batch.forwarded === 0n || batch.nonce <= lane.settledNonce;
  return [BigInt(batch.actions ?? 0), ...[actions.length, cursor, firstRequest, requests, settled ? 1 : 0].map(BigInt)];
}
