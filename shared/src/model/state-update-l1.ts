import type { Shares } from "../units/quantity.ts";
import { ModelError } from "./errors.ts";
import { laneOf } from "./lane-l1.ts";
import type { LaneL1, Settlement, StateUpdate } from "./lane-l1-state.ts";
import { debit, requireBalance } from "./ledger.ts";
import { claim, finalizedUpTo } from "./queue.ts";
import type { Core } from "./state.ts";
import { ACCOUNT } from "./state.ts";

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
 * Sends the lane's StateUpdate: refTime, r, acknowledgements, reward funding (escrow → K), and the ether of every
 * batch whose last part is claimed, by id. One may be skipped or late; what it would have carried goes with the next.
 */
export function sendStateUpdate(core: Core, input: { laneId: number; funding?: Shares }): StateUpdate {
  const lane = laneOf(core, input.laneId);
  const funding = input.funding ?? 0n;
  if (funding < 0n) throw new ModelError("AmountZero");
  requireBalance(core, ACCOUNT.operatorFees, funding);
  debit(core, ACCOUNT.operatorFees, funding);
  lane.locked += funding;
  lane.fundedTotal += funding;
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
