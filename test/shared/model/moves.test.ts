import assert from "node:assert/strict";
import { flashExitL2 } from "../../../shared/src/model/flash-l2.ts";
import type { MoveDown, StateUpdate } from "../../../shared/src/model/lane-l1-state.ts";
import { stake } from "../../../shared/src/model/lane-l2.ts";
import type { LaneL2 } from "../../../shared/src/model/lane-l2-state.ts";
import {
  receiveMoveDown,
  releaseMoveUp,
  sendMoveDown,
  sendMoveUp,
  sendParked,
} from "../../../shared/src/model/moves.ts";
import { applyStateUpdate } from "../../../shared/src/model/state-update-l2.ts";
import { coreOf, ETHER, laneOf, ZERO } from "./core-at.ts";

const now = ZERO + 3600n;

describe("moves of csETH", () => {
  it("lock at send, mint once on arrival, release on the way back; more than K is refused (T-64, T-66)", () => {
    const core = coreOf(100n * ETHER);
    const { l1, l2 } = laneOf(core);
    const down = sendMoveDown(core, { laneId: 1, account: "alice", shares: 40n * ETHER + 1n });
    assert.deepEqual([l1.locked, core.balances.alice], [40n * ETHER + 1n, 60n * ETHER - 1n]);
    receiveMoveDown(l2, down);
    assert.throws(() => receiveMoveDown(l2, down), { code: "AlreadyArrived" });
    assert.equal(l2.supply, 40n * ETHER + 1n);
    const up = { nonce: 1, account: "alice", shares: 15n * ETHER, fee: 1000n, destination: 0 };
    releaseMoveUp(core, { laneId: 1, move: up });
    assert.deepEqual([l1.locked, l1.releasedTotal], [25n * ETHER + 1n, 15n * ETHER]);
    assert.deepEqual([core.balances.alice, core.balances.protocolFees], [75n * ETHER - 1001n, 1000n]);
    assert.throws(() => releaseMoveUp(core, { laneId: 1, move: up }), { code: "AlreadyArrived" });
    const greedy = { ...up, nonce: 2, shares: 25n * ETHER + 2n };
    assert.throws(() => releaseMoveUp(core, { laneId: 1, move: greedy }), { code: "LockedShortfall" });
  });

  it("park what goes to another lane, and send it back while nobody knows that lane", () => {
    const core = coreOf(100n * ETHER);
    const { l1, l2 } = laneOf(core);
    receiveMoveDown(l2, sendMoveDown(core, { laneId: 1, account: "alice", shares: 40n * ETHER }));
    const move = { nonce: 1, account: "alice", shares: 10n * ETHER, fee: 0n, destination: 7 };
    releaseMoveUp(core, { laneId: 1, move });
    assert.deepEqual([l1.locked, core.balances.parked], [30n * ETHER, 10n * ETHER]);
    const back = sendParked(core, { laneId: 1, nonce: 1 });
    assert.deepEqual(back, { laneId: 1, nonce: 2, shares: 10n * ETHER, rateNonce: 0, rate: ETHER });
    assert.deepEqual([l1.locked, core.balances.parked], [40n * ETHER, 0n]);
    assert.throws(() => sendParked(core, { laneId: 1, nonce: 1 }), { code: "NotClaimable" });
  });

  it("refuse a fee that is all, and their own lane", () => {
    const { l2 } = laneOf(coreOf(100n * ETHER));
    l2.supply = 5n * ETHER;
    l2.acknowledged.locked = 5n * ETHER;
    const input = { account: "alice", shares: ETHER, fee: 0n, destination: 0 };
    assert.throws(() => sendMoveUp(l2, { ...input, fee: ETHER }), { code: "FeeTooHigh" });
    assert.throws(() => sendMoveUp(l2, { ...input, destination: 1 }), { code: "NotClaimable" });
    assert.deepEqual(sendMoveUp(l2, input), { ...input, nonce: 1 });
    assert.deepEqual([l2.supply, l2.movedOutTotal], [4n * ETHER, ETHER]);
  });

  it("RATE-2 tell of a fall, which stops the lane until an update that knows it (T-58, T-87)", () => {
    const { l2 } = laneOf(coreOf(100n * ETHER));
    l2.pool = 10n * ETHER;
    l2.acknowledged.locked = 10n * ETHER;
    receiveMoveDown(l2, downOf({ nonce: 1, rateNonce: 1, rate: ETHER + 1n }));
    flashExitL2(l2, { shares: ETHER / 2n, now });
    receiveMoveDown(l2, downOf({ nonce: 2, rateNonce: 2, rate: (9n * ETHER) / 10n }));
    assert.throws(() => flashExitL2(l2, { shares: ETHER, now }), { code: "LaneStopped" });
    assert.throws(() => stake(l2, { amount: ETHER, now }), { code: "LaneStopped" });
    // Sent before the fall, arrived behind the move that told of it.
    update(l2, { nonce: 1, rateNonce: 1, rate: ETHER, refTime: ZERO + 1n });
    assert.equal(l2.feed.stopped, true);
    update(l2, { nonce: 2, rateNonce: 2, rate: (9n * ETHER) / 10n, refTime: ZERO + 2n });
    assert.equal(l2.feed.stopped, true, "the update brings the fall itself");
    update(l2, { nonce: 3, rateNonce: 2, rate: (9n * ETHER) / 10n, refTime: ZERO + 3n });
    assert.equal(l2.feed.stopped, false);
  });
});

function downOf(changes: Partial<MoveDown>): MoveDown {
  return { nonce: 1, shares: ETHER, rateNonce: 0, rate: ETHER, ...changes };
}

function update(lane: LaneL2, changes: Partial<StateUpdate>): void {
  const empty = { appliedNonce: 0, locked: 10n * ETHER, releasedTotal: 0n, fundedTotal: 0n, settlements: [] };
  const stamp = { nonce: 1, rateNonce: 0, rate: ETHER, refTime: ZERO };
  applyStateUpdate(lane, { update: { ...stamp, ...empty, rewards: null, ...changes }, closeEther: 0n });
}
