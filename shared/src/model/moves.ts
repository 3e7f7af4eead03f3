import type { Shares } from "../units/quantity.ts";
import { ModelError } from "./errors.ts";
import { laneOf } from "./lane-l1.ts";
import type { LaneL1, MoveDown, MoveUp } from "./lane-l1-state.ts";
import { requireAvailable, requireFree } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { credit, debit, requireBalance } from "./ledger.ts";
import { noteFall } from "./rate-feed.ts";
import type { Core } from "./state.ts";
import { ACCOUNT } from "./state.ts";

/** Move L1→L2, at send: K + x; the message carries the rate (docs/moves.md). */
export function sendMoveDown(core: Core, input: { laneId: number; account: string; shares: Shares }): MoveDown {
  const lane = laneOf(core, input.laneId);
  if (input.shares <= 0n) throw new ModelError("AmountZero");
  requireBalance(core, input.account, input.shares);
  return sendDown(core, lane, input);
}

/** Move L1→L2, on arrival: T + x once, in any order; a rate below ours stops the lane. */
export function receiveMoveDown(lane: LaneL2, move: MoveDown): void {
  if (lane.received[move.nonce]) throw new ModelError("AlreadyArrived", { nonce: BigInt(move.nonce) });
  lane.received[move.nonce] = true;
  lane.receivedTotal += move.shares;
  lane.supply += move.shares;
  noteFall(lane.feed, move);
}

/** Move off an L2, at send: within `avail`, T − x. */
export function sendMoveUp(
  lane: LaneL2,
  input: { account: string; shares: Shares; fee: Shares; destination: number },
): MoveUp {
  requireFree(lane, input.shares);
  if (input.fee >= input.shares) throw new ModelError("FeeTooHigh", { fee: input.fee, highest: input.shares });
  if (input.destination === lane.id) throw new ModelError("NotClaimable", { destination: BigInt(lane.id) });
  requireAvailable(lane, input.shares);
  lane.supply -= input.shares;
  lane.movedNonce += 1;
  lane.movedOutTotal += input.shares;
  return { ...input, nonce: lane.movedNonce };
}

/**
 * Move off an L2, on arrival: K − x; the fee to the treasury; the rest to its account, or parked for another lane.
 * LANE-3: succeeds for every move its L2 sent within `avail`, in whatever order, before its batch has landed too.
 */
export function releaseMoveUp(core: Core, input: { laneId: number; move: MoveUp }): void {
  const { laneId, move } = input;
  const lane = laneOf(core, laneId);
  if (lane.arrived[move.nonce]) throw new ModelError("AlreadyArrived", { nonce: BigInt(move.nonce) });
  if (lane.locked < move.shares) {
    throw new ModelError("LockedShortfall", { locked: lane.locked, needed: move.shares });
  }
  lane.arrived[move.nonce] = true;
  lane.locked -= move.shares;
  lane.releasedTotal += move.shares;
  const shares = move.shares - move.fee;
  credit(core, ACCOUNT.protocolFees, move.fee);
  if (move.destination === 0) {
    credit(core, move.account, shares);
    return;
  }
  credit(core, ACCOUNT.parked, shares);
  core.parked.push({ laneId, nonce: move.nonce, account: move.account, destination: move.destination, shares });
}

/** A parked move goes on: K_b + x; back where it came from while its destination is closed. */
export function sendParked(core: Core, input: { laneId: number; nonce: number }): MoveDown & { laneId: number } {
  const index = core.parked.findIndex(({ laneId, nonce }) => laneId === input.laneId && nonce === input.nonce);
  const move = core.parked[index];
  if (move === undefined) throw new ModelError("NotClaimable", { nonce: BigInt(input.nonce) });
  const open = core.lanes[move.destination - 1];
  const lane = open ?? laneOf(core, move.laneId);
  core.parked.splice(index, 1);
  return { ...sendDown(core, lane, { account: ACCOUNT.parked, shares: move.shares }), laneId: lane.id };
}

function sendDown(core: Core, lane: LaneL1, input: { account: string; shares: Shares }): MoveDown {
  debit(core, input.account, input.shares);
  lane.locked += input.shares;
  lane.sentNonce += 1;
  lane.sentTotal += input.shares;
  return { nonce: lane.sentNonce, shares: input.shares, rateNonce: core.rateNonce, rate: core.rate };
}
