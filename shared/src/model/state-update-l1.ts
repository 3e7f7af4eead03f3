import { laneOf } from "./lane-l1.ts";
import type { LaneL1, LaneRewards, Settlement, StateUpdate } from "./lane-l1-state.ts";
import { claim, finalizedUpTo } from "./queue.ts";
import { fundRewards } from "./rewards.ts";
import type { Core } from "./state.ts";

/** Claims every finalized part of the lane's forwarded batches; anyone may do this. */
export function claimForwards(core: Core, input: { laneId: number }): void {
  const final = finalizedUpTo(core);
  for (const forward of Object.values(laneOf(core, input.laneId).forwards)) {
    for (const id of forward.requestIds) {
      if (id <= final && core.queue.requests[id - 1]?.claimed === false) claim(core, { id });
    }
  }
}

/**
 * Sends the lane's StateUpdate: refTime, r, acknowledgements, rewards (escrow → K, and their root), and the ether of
 * every batch whose last part is claimed, by id. One may be skipped or late; what it would have carried goes with the
 * next. It is never refused: rewards that the escrow cannot fund stay behind alone.
 */
export function sendStateUpdate(core: Core, input: { laneId: number; rewards?: LaneRewards }): StateUpdate {
  const lane = laneOf(core, input.laneId);
  const { rewards } = input;
  const rooted = rewards !== undefined && fundRewards(core, lane, rewards.total);
  lane.updateNonce += 1;
  lane.toldRateNonce = core.rateNonce;
  const settlements = takeSettlements(lane, core.params.settlementsMax);
  return {
    nonce: lane.updateNonce,
    rateNonce: core.rateNonce,
    rate: core.rate,
    refTime: core.refTime,
    appliedNonce: lane.appliedNonce,
    locked: lane.locked,
    releasedTotal: lane.releasedTotal,
    fundedTotal: lane.fundedTotal,
    rewards: rooted ? rewards : null,
    settlements,
  };
}

/** Oldest first, as many as one message carries. */
function takeSettlements(lane: LaneL1, most: number): Settlement[] {
  const settlements: Settlement[] = [];
  for (const [key, forward] of Object.entries(lane.forwards)) {
    if (settlements.length === most) break;
    if (forward.unclaimed > 0) continue;
    const nonce = Number(key);
    settlements.push({ nonce, proceeds: forward.proceeds });
    lane.proceedsHeld -= forward.proceeds;
    delete lane.forwards[nonce];
  }
  return settlements;
}
