import type { Wei } from "../units/quantity.ts";
import { thaw } from "./fast.ts";
import type { Batch, StateUpdate } from "./lane-l1-state.ts";
import { closeBatch, hasOpenBatch, requirePool } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { applyRate, isCredibleRise } from "./rate-feed.ts";
import { receiveRewards } from "./rewards.ts";
import { settleForwarded } from "./unstake.ts";

export type StateUpdateResult = Readonly<{
  /** The open batch, closed under the old rate; null when it was empty. */
  closed: Batch | null;
  stateLeg: "applied" | "stale" | "incredible";
  funded: bigint;
  settled: readonly number[];
}>;

/**
 * Applies a StateUpdate in any order of arrival (protocol §6): the open batch is closed first, so that one batch has
 * one rate; value legs apply always, rewards by total and frame and settlements by id; the state leg only if
 * newer. A rise above g·Δt leaves the state leg out and still delivers the value.
 */
export function applyStateUpdate(
  lane: LaneL2,
  input: { update: StateUpdate; closeEther: Wei; hasActions?: boolean },
): StateUpdateResult {
  const { update, closeEther, hasActions = false } = input;
  requirePool(lane, closeEther);
  const closed = hasOpenBatch(lane) || hasActions ? closeBatch(lane, { ether: closeEther, hasActions }) : null;
  const funded = receiveRewards(lane, update);
  const settled = update.settlements.filter((leg) => settleForwarded(lane, leg).applied).map(({ nonce }) => nonce);
  return { closed, stateLeg: applyStateLeg(lane, update), funded, settled };
}

function applyStateLeg(lane: LaneL2, update: StateUpdate): StateUpdateResult["stateLeg"] {
  if (update.nonce <= lane.feed.updateNonce) return "stale";
  if (!isCredibleRise(lane.feed, update, lane.params)) return "incredible";
  applyRate(lane.feed, update);
  thaw(lane, update);
  acknowledge(lane, update);
  return "applied";
}

function acknowledge(lane: LaneL2, update: StateUpdate): void {
  const before = lane.acknowledged.nonce;
  for (let nonce = before; nonce < update.appliedNonce; nonce++) delete lane.leftTotalAt[nonce];
  lane.acknowledged = {
    nonce: update.appliedNonce,
    locked: update.locked,
    releasedTotal: update.releasedTotal,
  };
}
