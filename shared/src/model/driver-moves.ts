import type { Seconds } from "../units/quantity.ts";
import { minOf } from "../units/rounding.ts";
import type { LaneAuditor } from "./audit-lane.ts";
import type { DriverContext, Due } from "./driver-context.ts";
import { deliverDue } from "./driver-context.ts";
import { randomEther, USERS } from "./driver-users.ts";
import type { Transit } from "./invariants.ts";
import { ensure, mustApply } from "./invariants.ts";
import type { LaneL1, MoveDown, MoveUp } from "./lane-l1-state.ts";
import { available, freeSupply } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { balanceOf } from "./ledger.ts";
import type { Entry } from "./price-watch.ts";

const HOUR = 3600n;
const FEE = 10n ** 15n;

/**
 * Moves to and from one lane, in any order, some delivered twice. A move up may arrive before the batch that carries
 * it: no sum depends on which comes first, only on what the L2 let go.
 */
export function createMovesDriver(
  context: DriverContext,
  { l1, l2, lane, transit }: { l1: LaneL1; l2: LaneL2; lane: LaneAuditor; transit: Transit },
) {
  const { rng, core, auditor } = context;
  const laneId = l1.id;
  let downs: Due<{ move: MoveDown; entry: Entry | null }>[] = [];
  let ups: Due<{ move: MoveUp; entry: Entry | null }>[] = [];
  const parked: { nonce: number; entry: Entry | null }[] = [];
  const hours = (low: number, high: number): Seconds => BigInt(low + rng.below(high - low)) * HOUR;

  function step(): void {
    if (rng.chance(500)) sendUp();
    if (rng.chance(400)) sendDown();
    downs = deliverDue(context, downs, receive);
    ups = deliverDue(context, ups, release);
    if (parked.length > 0 && rng.chance(300)) sendOn();
  }

  function sendUp(): void {
    // Mostly what may leave; sometimes more, which must be refused.
    const most = rng.chance(50) ? freeSupply(l2) : minOf(freeSupply(l2), available(l2));
    const shares = minOf(randomEther(context, 300), most);
    // Now and then to a lane that nobody knows: then it comes back.
    const destination = rng.chance(700) ? 0 : rng.chance(900) ? 3 - laneId : 9;
    const input = { account: USERS, shares, fee: FEE, destination };
    const move = context.attempt("sendMoveUp", () => lane.apply("sendMoveUp", input));
    const entry = context.prices?.cheapestOnLane(l2, context.now) ?? null;
    if (move !== null) ups.push({ at: context.now + hours(1, 7 * 24), message: { move, entry } });
  }

  function sendDown(): void {
    const shares = minOf(randomEther(context, 80), balanceOf(core, USERS));
    const input = { laneId, account: USERS, shares };
    const move = context.attempt("sendMoveDown", () => auditor.apply("sendMoveDown", input));
    if (move !== null) comes(move, context.prices?.cheapestOnCore(context.now) ?? null);
  }

  function comes(move: MoveDown, entry: Entry | null): void {
    transit.down += move.shares;
    downs.push({ at: context.now + hours(1, 30), message: { move, entry } });
  }

  function receive({ move, entry }: { move: MoveDown; entry: Entry | null }): void {
    const wasStopped = l2.feed.stopped;
    mustApply("LANE-5", () => lane.apply("receiveMoveDown", move));
    if (!wasStopped && l2.feed.stopped) context.count("lane stopped by a move that told of a fall");
    if (rng.chance(50)) {
      const again = context.attempt("receiveMoveDown", () => lane.apply("receiveMoveDown", move));
      ensure("LANE-5", again === null, () => `move ${move.nonce} to lane ${laneId} arrived twice`);
    }
    if (!l2.feed.stopped) context.prices?.observeArrival(l2, entry);
  }

  function release({ move, entry }: { move: MoveUp; entry: Entry | null }): void {
    mustApply("LANE-3", () => auditor.apply("releaseMoveUp", { laneId, move }));
    transit.up -= move.shares;
    context.count("releaseMoveUp");
    if (rng.chance(50)) {
      const again = context.attempt("releaseMoveUp", () => auditor.apply("releaseMoveUp", { laneId, move }));
      ensure("LANE-5", again === null, () => `move ${move.nonce} of lane ${laneId} was released twice`);
    }
    if (move.destination !== 0) parked.push({ nonce: move.nonce, entry });
    context.prices?.observeRelease(l2, entry, context.now);
  }

  function sendOn(): void {
    const next = parked.splice(rng.below(parked.length), 1)[0];
    if (next === undefined) return;
    const move = mustApply("LANE-5", () => auditor.apply("sendParked", { laneId, nonce: next.nonce }));
    context.count(move.laneId === laneId ? "parked move sent back" : "parked move sent on");
    context.lanes[move.laneId - 1]?.comes(move, context.prices?.recent(next.entry, context.now) ?? null);
  }

  return { step, comes };
}
