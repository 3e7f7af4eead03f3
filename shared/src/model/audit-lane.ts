import type { Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { BPS, DAY, WAD } from "../units/quantity.ts";
import type { LaneEventKind, LaneInput, LaneResult } from "./events.ts";
import { applyToLane } from "./events.ts";
import type { Transit } from "./invariants.ts";
import { checkLane, ensure } from "./invariants.ts";
import type { Batch, LaneL1, LaneRewards, MoveDown, StateUpdate } from "./lane-l1-state.ts";
import { available } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { serialise } from "./serialise.ts";
import { isSame, snapshotOf } from "./snapshot.ts";
import type { StateUpdateResult } from "./state-update-l2.ts";

/** What the auditor remembers of a lane's L2 by itself: plain data, as the lane is. */
export type LaneMemory = {
  requests: { shares: Shares; rate: Rate; time: Seconds }[];
  left: number;
  delivered: Set<number>;
  newest: StateUpdate | null;
  rate: Rate;
  /** When the last fast freeze was heeded. */
  frozenAt: Seconds;
  /** The newest root that was delivered, and what each operator was paid. */
  root: LaneRewards | null;
  rewarded: Map<string, Shares>;
};

export type LaneAuditor = Readonly<{
  apply<Kind extends LaneEventKind>(kind: Kind, input: LaneInput<Kind>): LaneResult<Kind>;
}>;

/** Of a lane in which nothing has happened yet. */
export function rememberLane({ feed, params }: LaneL2): LaneMemory {
  return {
    requests: [],
    left: 0,
    delivered: new Set(),
    newest: null,
    rate: feed.rate,
    frozenAt: -params.fastFreezeSeconds - params.fastFreezePauseSeconds,
    root: null,
    rewarded: new Map(),
  };
}

/**
 * Applies events to a lane's L2 and checks every transition, keeping `transit` as the messages between its halves.
 *
 * @param input.memory of all events before, which it keeps up
 */
export function createLaneAuditor(input: {
  l1: LaneL1;
  l2: LaneL2;
  transit: Transit;
  memory?: LaneMemory;
}): LaneAuditor {
  const { l1, l2, transit, memory = rememberLane(l2) } = input;

  function apply<Kind extends LaneEventKind>(kind: Kind, eventInput: LaneInput<Kind>): LaneResult<Kind> {
    const heldBefore = l2.heldAfter;
    const waiting = l2.requests.length;
    const counted = kind === "receiveFastFreeze" ? snapshotOf(countedBy(l2)) : null;
    const result = applyToLane(l2, kind, eventInput);
    judge(kind, eventInput, result, heldBefore);
    if (counted !== null) {
      ensure("LANE-4", isSame(countedBy(l2), counted), () => `a fast freeze changed ${serialise(counted)}`);
    }
    if (l2.requests.length > waiting) {
      const { shares, now } = eventInput as LaneInput<"requestUnstake">;
      memory.requests.push({ shares, rate: memory.rate, time: now });
    }
    checkLane(l1, l2, transit);
    return result;
  }

  function judge(kind: LaneEventKind, eventInput: unknown, result: unknown, heldBefore: bigint): void {
    switch (kind) {
      case "stake":
        transit.ether += (eventInput as LaneInput<"stake">).amount;
        break;
      case "flashExitL2":
        judgeFlashExit(eventInput as LaneInput<"flashExitL2">, result as LaneResult<"flashExitL2">);
        break;
      case "closeBatch":
        transitBatch(result as Batch, heldBefore);
        break;
      case "sendMoveUp":
        transit.up += (eventInput as LaneInput<"sendMoveUp">).shares;
        break;
      case "receiveMoveDown":
        transit.down -= (eventInput as MoveDown).shares;
        break;
      case "net":
        judgeNetting(result as LaneResult<"net">);
        break;
      case "forward": {
        const { upTo, shares } = result as LaneResult<"forward">;
        takePrefix(upTo, shares);
        break;
      }
      case "claimUnstake":
        judgeClaim(eventInput as LaneInput<"claimUnstake">, result as LaneResult<"claimUnstake">);
        break;
      case "claimReward": {
        const { operator } = eventInput as LaneInput<"claimReward">;
        judgeReward(operator, result as LaneResult<"claimReward">);
        break;
      }
      case "applyStateUpdate":
        judgeUpdate((eventInput as LaneInput<"applyStateUpdate">).update, result as StateUpdateResult, heldBefore);
        break;
      case "receiveFastFreeze":
        judgeFreeze(eventInput as LaneInput<"receiveFastFreeze">, result as LaneResult<"receiveFastFreeze">);
        break;
      case "requestUnstake":
        break;
    }
  }

  /** LANE-4: a freeze is bounded, and so is how often one is heeded. */
  function judgeFreeze({ now }: { now: Seconds }, { heeded }: { heeded: boolean }): void {
    const { fastFreezeSeconds, fastFreezePauseSeconds } = l2.params;
    if (!heeded) return;
    ensure("LANE-4", now >= memory.frozenAt + fastFreezeSeconds + fastFreezePauseSeconds, () => {
      return `frozen at ${memory.frozenAt} and again at ${now}`;
    });
    ensure("LANE-4", l2.freeze.until <= now + fastFreezeSeconds, () => `frozen at ${now} until ${l2.freeze.until}`);
    memory.frozenAt = now;
  }

  function transitBatch(batch: Batch, heldBefore: bigint): void {
    transit.unappliedNet += batch.minted - batch.burned - batch.forwarded;
    transit.unappliedHeld += batch.heldAfter - heldBefore;
    transit.ether -= batch.ether;
  }

  /** QUEUE-1: what leaves the FIFO is its prefix, whole; returns the youngest of it. */
  function takePrefix(upTo: number, shares: Shares) {
    let sum = 0n;
    for (; memory.left < upTo; memory.left++) sum += memory.requests[memory.left]?.shares ?? 0n;
    ensure("QUEUE-1", sum === shares, () => `${shares} shares left the FIFO up to ${upTo}, which hold ${sum}`);
    return memory.requests[upTo - 1];
  }

  /** RATE-2: it pays f0 at least. FLASH-1: whoever waits in the FIFO keeps what serves it, ether and `avail`. */
  function judgeFlashExit({ shares }: { shares: Shares }, { paid }: { paid: Wei }): void {
    transit.ether -= paid;
    const {
      flashFeeBps: [f0],
      growthBpsPerDay,
      rateMaxAge,
    } = l2.params;
    ensure("RATE-2", paid * (BPS + f0) * WAD <= shares * memory.rate * BPS, () => `flash exit paid ${paid}`);
    let [owed, waiting] = [0n, 0n];
    for (const request of memory.requests.slice(memory.left)) {
      owed += (request.shares * request.rate) / WAD;
      waiting += request.shares;
    }
    // What the next two reports can make of the rate: one of them nets whoever waits.
    const netted = (waiting * memory.rate * (BPS * DAY + growthBpsPerDay * rateMaxAge)) / (BPS * DAY * WAD);
    ensure("FLASH-1", l2.pool >= owed && l2.pool >= netted, () => {
      return `flash exit left ${l2.pool}, those who wait are owed ${owed} or soon ${netted}`;
    });
    ensure(
      "FLASH-1",
      available(l2) >= waiting,
      () => `flash exit left ${available(l2)} available of ${waiting} waiting`,
    );
  }

  /** RATE-2: a free exit has waited for a reference time later than its request, and reserves no more than r. */
  function judgeNetting(result: LaneResult<"net">): void {
    const youngest = takePrefix(result.upTo, result.shares);
    const refTime = memory.newest?.refTime ?? 0n;
    const waited = youngest !== undefined && refTime > youngest.time;
    ensure("RATE-2", waited, () => `request ${result.upTo} of ${youngest?.time} netted under an update of ${refTime}`);
    const within = result.reserved * WAD <= result.shares * memory.rate;
    ensure("RATE-2", within, () => `netting reserved ${result.reserved} for ${result.shares} shares`);
  }

  function judgeClaim(claim: { id: number }, result: { paid: bigint }): void {
    transit.ether -= result.paid;
    const entry = memory.requests[claim.id - 1];
    const most = entry === undefined ? 0n : entry.shares * entry.rate;
    ensure("RATE-2", result.paid * WAD <= most, () => `request ${claim.id} was paid ${result.paid}`);
  }

  /** REW-2: a claim pays what the newest root grants beyond all earlier ones, and never takes back. */
  function judgeReward(operator: string, { paid }: { paid: Shares }): void {
    const leaf = memory.root?.leaves.find((each) => each.operator === operator);
    const before = memory.rewarded.get(operator) ?? 0n;
    const due = (leaf?.cumulative ?? 0n) - before;
    ensure("REW-2", paid > 0n && paid === due, () => `${operator} was paid ${paid}, due ${due} after ${before}`);
    memory.rewarded.set(operator, before + paid);
  }

  /** LANE-5: value legs take effect on the first delivery whatever came before, and never again. */
  function judgeUpdate(update: StateUpdate, result: StateUpdateResult, heldBefore: bigint): void {
    if (result.closed !== null) transitBatch(result.closed, heldBefore);
    const first = !memory.delivered.has(update.nonce);
    memory.delivered.add(update.nonce);
    const settled = first ? update.settlements.length : 0;
    ensure(
      "LANE-5",
      result.settled.length === settled,
      () => `update ${update.nonce} settled ${result.settled.length}`,
    );
    ensure("LANE-5", l2.fundedTotal >= update.fundedTotal, () => `update ${update.nonce} did not fund`);
    ensure("LANE-5", first || result.funded === 0n, () => `update ${update.nonce} funded twice`);
    rememberRoot(update);
    if (first) for (const { proceeds } of update.settlements) transit.ether += proceeds;
    const newer = memory.newest === null || update.nonce > memory.newest.nonce;
    const expected = newer ? "applied" : "stale";
    ensure("LANE-5", result.stateLeg === expected, () => `update ${update.nonce}'s state leg was ${result.stateLeg}`);
    if (!newer) return;
    memory.newest = update;
    memory.rate = update.rate;
  }

  /** REW-1: a root comes with the shares that its report promises, or not at all. */
  function rememberRoot({ nonce, fundedTotal, rewards }: StateUpdate): void {
    if (rewards === null) return;
    ensure("REW-1", rewards.total <= fundedTotal, () => `update ${nonce} roots ${rewards.total}, funds ${fundedTotal}`);
    if (rewards.frame > (memory.root?.frame ?? 0)) memory.root = rewards;
  }

  return { apply };
}

/** Everything an L2 counts, and what it knows of L1: all but the freeze itself. */
function countedBy({ freeze: _, params: __, ...counted }: LaneL2) {
  return counted;
}
