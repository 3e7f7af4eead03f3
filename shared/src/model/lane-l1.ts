import type { Seconds, Wei, WeiE18 } from "../units/quantity.ts";
import { BPS, WAD } from "../units/quantity.ts";
import { maxOf, minOf, mulDivDown } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { compareFast } from "./fast.ts";
import type { Batch, LaneL1 } from "./lane-l1-state.ts";
import { createLaneL1 } from "./lane-l1-state.ts";
import { bookLoss } from "./loss.ts";
import { requestInParts } from "./queue.ts";
import type { Core } from "./state.ts";

export type LandingResult = Readonly<{
  /** (e + ΔH) − (m − u)·r of today, times 1e18: the carry since the batch was closed. */
  gapE18: WeiE18;
  toCarry: Wei;
  fromCarry: Wei;
  fell: boolean;
  requestIds: readonly number[];
}>;

export function addLane(core: Core): LaneL1 {
  const lane = createLaneL1(core.lanes.length + 1);
  core.lanes.push(lane);
  return lane;
}

export function laneOf(core: Core, laneId: number): LaneL1 {
  const lane = core.lanes[laneId - 1];
  if (lane === undefined) throw new ModelError("NotClaimable", { laneId: BigInt(laneId) });
  return lane;
}

/**
 * The canonical leg of a batch, in nonce order (protocol §6): S,K += m − u; B + e; H := heldAfter; the gap to
 * today's rate first; then w leaves K for the queue at the landing's r and lossIndex. An admissible batch is never
 * refused for its gap: what r has done since the batch was closed is carry, borne by X, then D, then everyone.
 */
export function land(core: Core, input: { laneId: number; batch: Batch; now: Seconds }): LandingResult {
  const { batch } = input;
  const lane = laneOf(core, input.laneId);
  requireLandable(core, lane, batch);
  compareFast(lane, batch);

  const net = batch.minted - batch.burned;
  const gapE18 = (batch.ether + batch.heldAfter - lane.held) * WAD - net * core.rate;
  core.totalShares += net;
  lane.locked += net;
  core.buffered += batch.ether;
  core.coreBalance += batch.ether;
  lane.held = batch.heldAfter;
  lane.appliedNonce = batch.nonce;
  lane.rateNonce = batch.rateNonce;

  const { toCarry, fromCarry } = bookGap(core, lane, { gapE18, ether: batch.ether });
  const { fell } = bookLoss(core);
  const requestIds = forward(core, lane, batch, input.now);
  return { gapE18, toCarry, fromCarry, fell, requestIds };
}

/** All that can refuse a batch. None of it can happen to one its L2 closed by the rules (LANE-2, LANE-3). */
function requireLandable(core: Core, lane: LaneL1, batch: Batch): void {
  if (batch.nonce !== lane.appliedNonce + 1) {
    throw new ModelError("BatchOutOfOrder", { nonce: BigInt(batch.nonce), applied: BigInt(lane.appliedNonce) });
  }
  requireBelievable(lane, batch, core.params.heldCap);
  const closedAt = core.rates[batch.rateNonce];
  if (closedAt === undefined) throw new ModelError("UnknownRateNonce", { rateNonce: BigInt(batch.rateNonce) });
  const net = batch.minted - batch.burned;
  const backing = batch.ether + batch.heldAfter - lane.held;
  if (backing * WAD < net * closedAt) {
    throw new ModelError("BatchInadmissible", { backing, net, rate: closedAt });
  }
  const locked = lane.locked + net;
  if (locked < batch.forwarded) throw new ModelError("LockedShortfall", { locked, needed: batch.forwarded });
}

/** What a lane whose L2 lies could say: L1 cannot check it, and bounds it (T-64). */
function requireBelievable(lane: LaneL1, batch: Batch, cap: Wei): void {
  const { heldAfter, rateNonce } = batch;
  if (heldAfter > cap && heldAfter > lane.held) throw new ModelError("HeldAboveCap", { heldAfter, cap });
  if (rateNonce < lane.rateNonce) {
    throw new ModelError("RateNonceFell", { rateNonce: BigInt(rateNonce), last: BigInt(lane.rateNonce) });
  }
}

/** X += min(gap, e, cap − X), so that B never falls; a deficit takes X and leaves the rest to D (protocol §6). */
function bookGap(core: Core, lane: LaneL1, input: { gapE18: WeiE18; ether: Wei }): { toCarry: Wei; fromCarry: Wei } {
  if (input.gapE18 >= 0n) {
    const { carryBase, carryCapBps } = core.params;
    const cap = mulDivDown(lane.held + carryBase, carryCapBps, BPS);
    const room = maxOf(0n, cap - lane.carry);
    const toCarry = minOf(minOf(input.gapE18 / WAD, input.ether), room);
    lane.carry += toCarry;
    core.buffered -= toCarry;
    return { toCarry, fromCarry: 0n };
  }
  const deficitUp = (-input.gapE18 + WAD - 1n) / WAD;
  const fromCarry = minOf(deficitUp, lane.carry);
  lane.carry -= fromCarry;
  core.buffered += fromCarry;
  return { toCarry: 0n, fromCarry };
}

function forward(core: Core, lane: LaneL1, batch: Batch, now: Seconds): readonly number[] {
  if (batch.forwarded === 0n) return [];
  lane.locked -= batch.forwarded;
  const laneBatch = { laneId: lane.id, nonce: batch.nonce };
  const { ids } = requestInParts(core, {
    owner: { owner: `lane-${lane.id}`, laneBatch },
    shares: batch.forwarded,
    rate: core.rate,
    now,
  });
  lane.forwards[batch.nonce] = { shares: batch.forwarded, requestIds: ids, unclaimed: ids.length, proceeds: 0n };
  return ids;
}
