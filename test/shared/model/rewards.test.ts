import assert from "node:assert/strict";
import type { LaneRewards, StateUpdate } from "../../../shared/src/model/lane-l1-state.ts";
import { freeSupply } from "../../../shared/src/model/lane-l2.ts";
import { claimReward } from "../../../shared/src/model/rewards.ts";
import { ACCOUNT } from "../../../shared/src/model/state.ts";
import { sendStateUpdate } from "../../../shared/src/model/state-update-l1.ts";
import { applyStateUpdate } from "../../../shared/src/model/state-update-l2.ts";
import { coreOf, ETHER, laneOf } from "./core-at.ts";

function rewards(frame: number, total: bigint, ...cumulative: bigint[]): LaneRewards {
  return { frame, total, leaves: cumulative.map((value, index) => leaf(`${index + 1}`, value)) };
}

const leaf = (operator: string, cumulative: bigint) => ({ operator, recipient: `of ${operator}`, cumulative });

/** A lane, and 10 fee shares in escrow. */
function earning() {
  const core = coreOf(100n * ETHER);
  const { l1, l2 } = laneOf(core);
  core.balances[ACCOUNT.operatorFees] = 10n;
  const deliver = (update: StateUpdate) => applyStateUpdate(l2, { update, closeEther: 0n }).funded;
  return { core, l1, l2, deliver, escrow: () => core.balances[ACCOUNT.operatorFees] };
}

describe("operators' rewards", () => {
  it("go from escrow to K at send, into T on arrival, and to each recipient once (REW-1)", () => {
    const { core, l1, l2, deliver, escrow } = earning();
    const update = sendStateUpdate(core, { laneId: 1, rewards: rewards(7, 8n, 5n, 3n) });
    assert.deepEqual([escrow(), l1.locked, l1.fundedTotal, update.fundedTotal], [2n, 8n, 8n, 8n]);
    assert.equal(deliver(update), 8n);
    assert.deepEqual([l2.supply, freeSupply(l2)], [8n, 0n]);
    assert.deepEqual(claimReward(l2, { operator: "1" }), { paid: 5n, recipient: "of 1" });
    assert.throws(() => claimReward(l2, { operator: "1" }), { code: "NotClaimable" });
    assert.throws(() => claimReward(l2, { operator: "9" }), { code: "NotClaimable" });
    assert.deepEqual([l2.supply, freeSupply(l2), l2.rewards.held], [8n, 5n, 3n]);
  });

  it("stay in escrow, and their root on L1, when a report promises more than there is (T-52)", () => {
    const { core, l1, l2, deliver, escrow } = earning();
    const update = sendStateUpdate(core, { laneId: 1, rewards: rewards(7, 11n, 6n, 5n) });
    assert.deepEqual([update.rewards, update.fundedTotal, escrow(), l1.locked], [null, 0n, 10n, 0n]);
    assert.equal(deliver(update), 0n);
    assert.equal(l2.rewards.frame, 0);
  });

  it("pay out of what was funded alone, whatever the leaves promise (REW-1, T-52)", () => {
    const { core, l2, deliver } = earning();
    deliver(sendStateUpdate(core, { laneId: 1, rewards: rewards(7, 8n, 6n, 6n) }));
    assert.equal(claimReward(l2, { operator: "1" }).paid, 6n);
    assert.throws(() => claimReward(l2, { operator: "2" }), { code: "InsufficientBalance" });
  });

  it("never fall: a late root changes nothing, a smaller leaf pays nothing (REW-2, T-49, T-53)", () => {
    const { core, l2, deliver } = earning();
    const first = sendStateUpdate(core, { laneId: 1, rewards: rewards(7, 4n, 4n) });
    const second = sendStateUpdate(core, { laneId: 1, rewards: rewards(14, 9n, 9n) });
    assert.deepEqual([deliver(second), deliver(first)], [9n, 0n]);
    assert.equal(claimReward(l2, { operator: "1" }).paid, 9n);
    deliver(sendStateUpdate(core, { laneId: 1, rewards: rewards(21, 3n, 3n) }));
    assert.throws(() => claimReward(l2, { operator: "1" }), { code: "NotClaimable" });
  });
});
