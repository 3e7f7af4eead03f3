import type { Shares, Wei, WeiE18 } from "../units/quantity.ts";
import { QUEUE_UNIT, RAY, WAD } from "../units/quantity.ts";
import { ModelError } from "./errors.ts";
import type { LaneL1 } from "./lane-l1-state.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import type { Core } from "./state.ts";

export type InvariantId =
  | "LEDGER-1"
  | "LEDGER-2"
  | "LANE-1"
  | "LANE-2"
  | "LANE-3"
  | "LANE-4"
  | "LANE-5"
  | "RATE-1"
  | "RATE-2"
  | "QUEUE-1"
  | "QUEUE-2"
  | "RATE-3"
  | "FLASH-1"
  | "REW-1"
  | "REW-2";

/** A broken invariant of protocol §9: the model, or what it is compared with, is wrong. */
export class InvariantViolation extends Error {
  readonly id: InvariantId;

  constructor(id: InvariantId, detail: string) {
    super(`${id}: ${detail}`);
    this.name = "InvariantViolation";
    this.id = id;
  }
}

export function ensure(id: InvariantId, holds: boolean, detail: () => string): void {
  if (!holds) throw new InvariantViolation(id, detail());
}

/**
 * Runs what nobody may be able to refuse, a canonical leg or a true report: its refusal breaks `id`, for value on its
 * way would be stuck. A lane short of locked shares breaks LANE-3, whichever leg finds out.
 */
export function mustApply<Result>(id: InvariantId, leg: () => Result): Result {
  try {
    return leg();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new InvariantViolation(error.code === "LockedShortfall" ? "LANE-3" : id, `refused: ${error.message}`);
  }
}

/** What is between the two halves of a lane; the driver, or an indexer, keeps it. */
export type Transit = {
  /** Shares of moves sent and not arrived. */
  down: Shares;
  up: Shares;
  /** Σ (m − u − w) and Σ ΔH over closed, unapplied batches. */
  unappliedNet: Shares;
  unappliedHeld: Wei;
  /** Ether the lane's L2 contracts really hold. */
  ether: Wei;
};

export function createTransit(): Transit {
  return { down: 0n, up: 0n, unappliedNet: 0n, unappliedHeld: 0n, ether: 0n };
}

/**
 * D·1e18 computed from the state alone, without the ledger's own functions: a term missing from P there shows here.
 */
export function observedE18(core: Core): WeiE18 {
  const { queue } = core;
  let sum = core.buffered + core.vaulted + core.consensus + core.activating - core.reportedProvisions;
  for (const { held } of core.lanes) sum += held;
  for (const { amount } of core.provenProvisions) sum -= amount;
  const queuedUp = ((queue.total - queue.finalized) * QUEUE_UNIT * queue.lossIndex + RAY - 1n) / RAY;
  return (sum - queuedUp) * WAD - core.rate * core.totalShares;
}

/** LEDGER-1 and LEDGER-2 of the core's state. */
export function checkCore(core: Core, observed: WeiE18): void {
  ensure("LEDGER-1", observed >= 0n, () => `P·1e18 − r·S = ${observed}`);
  let shares = 0n;
  for (const balance of Object.values(core.balances)) shares += balance;
  let liabilities = core.buffered + core.claimable;
  for (const lane of core.lanes) {
    shares += lane.locked;
    liabilities += lane.carry;
    ensure("LANE-3", lane.locked >= 0n, () => `K of lane ${lane.id} is ${lane.locked}`);
    ensure("LEDGER-2", lane.carry >= 0n, () => `X of lane ${lane.id} is ${lane.carry}`);
  }
  const parked = core.parked.reduce((sum, move) => sum + move.shares, 0n);
  ensure("LEDGER-2", parked === (core.balances.parked ?? 0n), () => `${parked} shares are parked`);
  ensure("LEDGER-2", shares === core.totalShares, () => `S ${core.totalShares} but balances sum to ${shares}`);
  ensure("LEDGER-2", core.coreBalance >= liabilities, () => `balance ${core.coreBalance} < liabilities ${liabilities}`);
  ensure("LEDGER-2", core.vaultBalance >= core.vaulted, () => `vault ${core.vaultBalance} < booked ${core.vaulted}`);
  const [buffered, claimable] = [core.buffered, core.claimable];
  ensure("LEDGER-2", buffered >= 0n && claimable >= 0n, () => `B ${buffered}, U ${claimable}`);
}

/** LANE-1 by what was seen on the way and by the totals of both ends, REW-1 and the per-lane half of LANE-2, with the messages that are on their way. */
export function checkLane(l1: LaneL1, l2: LaneL2, transit: Transit): void {
  const { open } = l2;
  const backing = l1.locked + transit.unappliedNet + open.minted - open.burned - open.forwarded;
  const undelivered = l1.fundedTotal - l2.fundedTotal;
  const owed = l2.supply + transit.down + transit.up + undelivered;
  ensure("LANE-1", backing === owed, () => `lane ${l1.id}: K side ${backing}, T side ${owed}`);
  const [up, down] = [l2.movedOutTotal - l1.releasedTotal, l1.sentTotal - l2.receivedTotal];
  const counted = up === transit.up && down === transit.down;
  ensure(
    "LANE-1",
    counted,
    () => `lane ${l1.id}: totals say ${up} up, ${down} down; ${transit.up}, ${transit.down} are`,
  );
  const paid = Object.values(l2.rewards.claimed).reduce((sum, shares) => sum + shares, 0n);
  const unpaid = l2.rewards.held;
  ensure("REW-1", paid + unpaid === l2.fundedTotal && unpaid >= 0n, () => {
    return `lane ${l1.id}: paid ${paid}, held ${unpaid}, funded ${l2.fundedTotal}`;
  });
  const held = l1.held + transit.unappliedHeld;
  ensure("LANE-2", held === l2.heldAfter, () => `lane ${l1.id}: H ${held}, E last sent ${l2.heldAfter}`);
  const known = l2.pool + l2.settled;
  ensure("LANE-2", known === transit.ether, () => `lane ${l1.id}: E + Y ${known}, L2 holds ${transit.ether}`);
  ensure("LANE-2", l2.pool >= 0n && l2.settled >= 0n, () => `lane ${l1.id}: E ${l2.pool}, Y ${l2.settled}`);
}
