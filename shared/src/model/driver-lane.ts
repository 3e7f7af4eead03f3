import { toEtherDown } from "../units/conversion.ts";
import type { Seconds, Shares } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { maxOf, minOf } from "../units/rounding.ts";
import { createLaneAuditor } from "./audit-lane.ts";
import type { DriverContext, Due, LaneDriver } from "./driver-context.ts";
import { deliverDue } from "./driver-context.ts";
import { createFastDriver } from "./driver-fast.ts";
import { createMovesDriver } from "./driver-moves.ts";
import { randomEther } from "./driver-users.ts";
import { checkLane, createTransit, ensure, mustApply } from "./invariants.ts";
import type { Batch, LaneL1, StateUpdate } from "./lane-l1-state.ts";
import { available, freeSupply, hasOpenBatch } from "./lane-l2.ts";
import type { LaneL2, UnstakeRequest } from "./lane-l2-state.ts";

const HOUR = 3600n;

/** Drives one lane: its users, its batches and both directions of its messages, late, skipped and out of order. */
export function createLaneDriver(context: DriverContext, halves: { l1: LaneL1; l2: LaneL2 }): LaneDriver {
  const { rng, auditor } = context;
  const { l1, l2 } = halves;
  const laneId = l1.id;
  const transit = createTransit();
  const lane = createLaneAuditor({ l1, l2, transit });
  const fast = createFastDriver(context, { l1, l2, lane });
  const moves = createMovesDriver(context, { l1, l2, lane, transit });
  const batches: (Due<Batch> & { at: Seconds })[] = [];
  let updates: Due<StateUpdate>[] = [];
  let stuckUntil: Seconds = 0n;
  const claimable: number[] = [];
  let served = 0;
  let calm = false;
  let attempts = 0;

  const driver: LaneDriver = { l1, l2, transit, step, reported, comes: moves.comes };
  const hours = (low: number, high: number): Seconds => BigInt(low + rng.below(high - low)) * HOUR;

  function step(): void {
    useL2();
    moves.step();
    if (rng.chance(350)) close();
    if (rng.chance(2)) stuckUntil = context.now + hours(5 * 24, 25 * 24);
    fast.step();
    landBatches();
    deliverUpdates();
    claimRewards();
    claimSome();
    checkLane(l1, l2, transit);
  }

  function useL2(): void {
    const { now } = context;
    // Weeks in which few leave by the FIFO: only then flash exits find room.
    if (rng.chance(8)) calm = !calm;
    if (rng.chance(800)) {
      const amount = randomEther(context, rng.chance(950) ? 300 : 1500);
      attemptOpen("stake", () => lane.apply("stake", { amount, now }));
    }
    if (rng.chance(calm ? 100 : 750)) {
      const shares = minOf(randomEther(context, 250), freeSupply(l2));
      context.attempt("requestUnstake", () => lane.apply("requestUnstake", { shares, now }));
    }
    serveUnstakers();
    if (rng.chance(250)) flashExit();
  }

  /** Mostly what may leave beside those who wait; now and then more than that, or than the pool holds free. */
  function flashExit(): void {
    const room = rng.chance(900) ? maxOf(0n, available(l2) - l2.waitingShares) : freeSupply(l2);
    const shares = minOf(randomEther(context, rng.chance(900) ? 50 : 500), minOf(room, freeSupply(l2)));
    attemptOpen("flashExitL2", () => lane.apply("flashExitL2", { shares, now: context.now }));
  }

  /** Nets a prefix of the FIFO as far as rules and ether allow; forwards what has waited for two days. */
  function serveUnstakers(): void {
    const waiting = l2.requests.length - l2.head;
    if (waiting === 0 || rng.chance(300)) return;
    // Mostly what the rules allow; sometimes one more, which must be refused.
    const count = rng.chance(100) ? nettable() + 1 : nettable();
    if (count > 0 && count <= waiting) {
      take(attemptOpen("net", () => lane.apply("net", { count, now: context.now })));
    }
    const late = forwardable();
    const forwards = rng.chance(50) ? late + 1 : late;
    if (forwards > 0 && forwards <= l2.requests.length - l2.head) {
      take(context.attempt("forward", () => lane.apply("forward", { count: forwards })));
    }
  }

  function take(taken: { upTo: number } | null): void {
    if (taken === null) return;
    for (; served < taken.upTo; served++) claimable.push(served + 1);
  }

  /** What a fast freeze may refuse: in a run without fast messages users abstain exactly there. */
  function attemptOpen<Result>(name: string, event: () => Result): Result | null {
    const key = `${laneId}#${attempts++}`;
    if (context.options.abstained?.has(key)) return null;
    const refusal = `${name} refused: LaneFrozen`;
    const refused = context.counts[refusal] ?? 0;
    const result = context.attempt(name, event);
    if ((context.counts[refusal] ?? 0) > refused) context.refusedByFreeze.add(key);
    return result;
  }

  function nettable(): number {
    if (l2.feed.stopped) return 0;
    return prefix((entry, shares) => entry.time < l2.feed.refTime && toEtherDown(shares, l2.feed.rate) <= l2.pool);
  }

  function forwardable(): number {
    return prefix((entry) => context.now - entry.time > 48n * HOUR);
  }

  /** Length of the longest prefix within `avail` of which every request, with the shares up to it, passes. */
  function prefix(passes: (entry: UnstakeRequest, shares: Shares) => boolean): number {
    const limit = available(l2);
    let shares = 0n;
    for (let index = l2.head; ; index++) {
      const entry = l2.requests[index];
      if (entry === undefined) return index - l2.head;
      shares += entry.shares;
      if (shares > limit || !passes(entry, shares)) return index - l2.head;
    }
  }

  function close(): void {
    const batch = context.attempt("closeBatch", () => lane.apply("closeBatch", { ether: surplusEther() }));
    if (batch !== null) sent(batch);
  }

  function surplusEther(): bigint {
    const target = BigInt([50, 200, 200, 1000][rng.below(4)] ?? 200) * WAD;
    return maxOf(0n, l2.pool - target);
  }

  /** Puts a batch on the canonical way. */
  function sent(batch: Batch): void {
    const { now } = context;
    const arrival = now + hours(24, 12 * 24);
    batches.push({ at: arrival > stuckUntil ? arrival : stuckUntil, message: batch });
    fast.closed(batch);
  }

  function landBatches(): void {
    // A batch whose predecessor is late is refused and comes again.
    const early = batches.find(({ at, message }) => at <= context.now && message.nonce > l1.appliedNonce + 1);
    if (early !== undefined && rng.chance(100)) {
      context.attempt("land", () => auditor.apply("land", { laneId, batch: early.message, now: context.now }));
    }
    for (;;) {
      const index = batches.findIndex(({ at, message }) => at <= context.now && message.nonce === l1.appliedNonce + 1);
      const batch = batches[index]?.message;
      if (batch === undefined) return;
      batches.splice(index, 1);
      landOne(batch);
      if (rng.chance(50)) refusedTwice(batch);
    }
  }

  function landOne(batch: Batch): void {
    const heldBefore = l1.held;
    const wasFrozen = l1.fast.frozen;
    const result = mustApply("LANE-5", () => {
      transit.unappliedNet -= batch.minted - batch.burned - batch.forwarded;
      transit.unappliedHeld -= batch.heldAfter - heldBefore;
      return auditor.apply("land", { laneId, batch, now: context.now });
    });
    context.count("land");
    if (result.gapE18 < 0n) context.count("carry deficit");
    if (result.fromCarry > 0n) context.count("X used");
    if (result.toCarry > 0n) context.count("X filled");
    if (result.fell) context.count("loss: landing");
    if (result.requestIds.length > 0) context.count("land with forwards");
    fast.landed(wasFrozen);
  }

  function refusedTwice(batch: Batch): void {
    const again = context.attempt("land", () => auditor.apply("land", { laneId, batch, now: context.now }));
    ensure("LANE-5", again === null, () => `batch ${batch.nonce} landed twice`);
  }

  function reported(): void {
    if (rng.chance(100)) {
      context.count("update skipped");
      return;
    }
    auditor.apply("claimForwards", { laneId });
    const funded = l1.fundedTotal;
    const rewards = context.rewards?.rewardsOf(laneId, funded);
    const update = mustApply("LANE-5", () => {
      return auditor.apply("sendStateUpdate", rewards === undefined ? { laneId } : { laneId, rewards });
    });
    context.count("sendStateUpdate");
    if (l1.fundedTotal > funded) context.count("funding");
    if (rewards !== undefined && update.rewards === null) context.count("rewards not funded");
    const late = rng.chance(150);
    if (late) context.count("update late");
    updates.push({
      at: context.now + (late ? hours(40, 7 * 24) : hours(1, rng.chance(700) ? 6 : 40)),
      message: update,
    });
  }

  function deliverUpdates(): void {
    updates = deliverDue(context, updates, (update) => {
      deliver(update);
      if (rng.chance(30)) {
        deliver(update);
        context.count("update delivered twice");
      }
    });
  }

  function deliver(update: StateUpdate): void {
    const closeEther = hasOpenBatch(l2) ? surplusEther() : 0n;
    const wasStopped = l2.feed.stopped;
    const wasFrozen = context.now < l2.freeze.until;
    const result = mustApply("LANE-5", () => lane.apply("applyStateUpdate", { update, closeEther }));
    if (result.closed !== null) {
      context.count("forced close");
      sent(result.closed);
    }
    context.count(`update ${result.stateLeg}`);
    context.count("settled", result.settled.length);
    if (!wasStopped && l2.feed.stopped) context.count("lane stopped by a fall");
    if (wasFrozen && context.now >= l2.freeze.until) context.count("fast freeze lifted by an update");
  }

  function claimRewards(): void {
    if (!rng.chance(40)) return;
    const { leaves } = l2.rewards;
    const operator = leaves[rng.below(leaves.length + 1)]?.operator ?? "nobody";
    context.attempt("claimReward", () => lane.apply("claimReward", { operator }));
  }

  /** Claims what is payable; now and then something that is not yet. */
  function claimSome(): void {
    const tries = Math.min(claimable.length, 3);
    for (let index = 0; index < tries; index++) {
      const id = claimable.shift() ?? 0;
      const entry = l2.requests[id - 1];
      const forwarded = entry?.status.kind === "forwarded" ? l2.forwarded[entry.status.nonce] : undefined;
      if (forwarded?.payRate === null && !rng.chance(50)) {
        claimable.push(id);
        continue;
      }
      const claimed = context.attempt("claimUnstake", () => lane.apply("claimUnstake", { id }));
      if (claimed === null) claimable.push(id);
      else if (forwarded?.payRate != null && entry !== undefined) {
        context.count(forwarded.payRate < entry.ownRate ? "settled with cut" : "settled in full");
      }
      if (claimed !== null && claimed.surplus > 0n) context.count("surplus back to the pool");
    }
  }

  return driver;
}
