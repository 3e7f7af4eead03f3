import assert from "node:assert/strict";
import {
  freezeForMissingTwin,
  noteFast,
  receiveFastFreeze,
  sendFastFreeze,
  unfreezeFast,
} from "../../../shared/src/model/fast.ts";
import { flashExitL2 } from "../../../shared/src/model/flash-l2.ts";
import { land } from "../../../shared/src/model/lane-l1.ts";
import type { Batch, StateUpdate } from "../../../shared/src/model/lane-l1-state.ts";
import { stake } from "../../../shared/src/model/lane-l2.ts";
import { setRate } from "../../../shared/src/model/ledger.ts";
import { serialise } from "../../../shared/src/model/serialise.ts";
import { sendStateUpdate } from "../../../shared/src/model/state-update-l1.ts";
import { applyStateUpdate } from "../../../shared/src/model/state-update-l2.ts";
import { net, requestUnstake } from "../../../shared/src/model/unstake.ts";
import { coreOf, ETHER, laneOf, ZERO } from "./core-at.ts";

const now = ZERO + 3_600n;
const DAY = 86_400n;

function batchOf(changes: Partial<Batch>): Batch {
  return { nonce: 1, rateNonce: 0, minted: 0n, burned: 0n, forwarded: 0n, ether: 0n, heldAfter: 0n, ...changes };
}

function updateOf(changes: Partial<StateUpdate>): StateUpdate {
  const acknowledged = {
    appliedNonce: 0,
    locked: 0n,
    releasedTotal: 0n,
    fundedTotal: 0n,
    rewards: null,
    settlements: [],
  };
  return { nonce: 1, rateNonce: 1, rate: ETHER, refTime: now, ...acknowledged, ...changes };
}

function open() {
  const core = coreOf(1000n * ETHER);
  const lane = laneOf(core);
  const ledgerOf = () => serialise({ ...core, lanes: core.lanes.map(({ fast: _, ...rest }) => rest) });
  return { core, ...lane, ledgerOf };
}

describe("fast notes", () => {
  it("LANE-4 change nothing but themselves; a differing canonical twin freezes them (T-57, T-93)", () => {
    const { core, l1, ledgerOf } = open();
    const before = ledgerOf();
    const forged = batchOf({ minted: 999n * ETHER });
    assert.deepEqual(noteFast(core, { laneId: 1, batch: forged, now }), { outcome: "noted" });
    assert.deepEqual(noteFast(core, { laneId: 1, batch: forged, now }), { outcome: "ignored" });
    assert.equal(ledgerOf(), before);
    land(core, { laneId: 1, batch: batchOf({ ether: ETHER }), now });
    assert.equal(l1.fast.frozen, true);
    assert.deepEqual(noteFast(core, { laneId: 1, batch: batchOf({ nonce: 2 }), now }), { outcome: "ignored" });
    unfreezeFast(core, { laneId: 1 });
    assert.deepEqual(noteFast(core, { laneId: 1, batch: batchOf({ nonce: 2 }), now }), { outcome: "noted" });
  });

  it("that agree with their twin leave fast open; one that comes behind its twin is ignored (T-57)", () => {
    const { core, l1 } = open();
    const batch = batchOf({ ether: ETHER });
    noteFast(core, { laneId: 1, batch, now });
    land(core, { laneId: 1, batch, now });
    assert.deepEqual(l1.fast, { notes: {}, frozen: false });
    assert.deepEqual(noteFast(core, { laneId: 1, batch, now }), { outcome: "ignored" });
    assert.deepEqual(l1.fast, { notes: {}, frozen: false });
  });

  it("that tell two stories of one batch freeze at once: a forger's, or a reorg's (T-69, T-93)", () => {
    const { core, l1, ledgerOf } = open();
    const before = ledgerOf();
    noteFast(core, { laneId: 1, batch: batchOf({ ether: ETHER }), now });
    const second = noteFast(core, { laneId: 1, batch: batchOf({ ether: ETHER + 1n }), now });
    assert.deepEqual(second, { outcome: "conflict" });
    assert.equal(l1.fast.frozen, true);
    assert.equal(ledgerOf(), before);
  });

  it("freeze when no canonical twin follows for ten days, not a second sooner (T-57)", () => {
    const { core, l1 } = open();
    noteFast(core, { laneId: 1, batch: batchOf({ nonce: 9 }), now });
    const late = { laneId: 1, nonce: 9, now: now + 10n * DAY };
    assert.throws(() => freezeForMissingTwin(core, late), { code: "TooEarly" });
    assert.throws(() => freezeForMissingTwin(core, { ...late, nonce: 8 }), { code: "NothingNoted" });
    freezeForMissingTwin(core, { ...late, now: late.now + 1n });
    assert.equal(l1.fast.frozen, true);
  });
});

describe("a fast freeze", () => {
  it("is sent only while r is below what the lane was told", () => {
    const { core } = open();
    assert.throws(() => sendFastFreeze(core, { laneId: 1 }), { code: "NoFall" });
    setRate(core, ETHER - 1n);
    assert.deepEqual(sendFastFreeze(core, { laneId: 1 }), { rateNonce: 1 });
    sendStateUpdate(core, { laneId: 1 });
    assert.throws(() => sendFastFreeze(core, { laneId: 1 }), { code: "NoFall" });
    setRate(core, ETHER);
    assert.throws(() => sendFastFreeze(core, { laneId: 1 }), { code: "NoFall" });
  });

  it("LANE-4 closes staking, netting and flash exits for a day at most and changes no number (T-93)", () => {
    const { l2 } = open();
    stake(l2, { amount: 10n * ETHER, now, fee: 0n });
    requestUnstake(l2, { shares: ETHER, now });
    const counted = ({ freeze: _, ...rest }: typeof l2) => serialise(rest);
    const before = counted(l2);
    assert.deepEqual(receiveFastFreeze(l2, { freeze: { rateNonce: 1 }, now }), { heeded: true });
    assert.equal(counted(l2), before);
    const last = now + DAY - 1n;
    assert.throws(() => stake(l2, { amount: ETHER, now: last }), { code: "LaneFrozen" });
    assert.throws(() => net(l2, { count: 1, now: last }), { code: "LaneFrozen" });
    assert.throws(() => flashExitL2(l2, { shares: 1n, now: last }), { code: "LaneFrozen" });
    assert.deepEqual(requestUnstake(l2, { shares: ETHER, now: last }).id, 2);
    const { shares } = stake(l2, { amount: ETHER, now: now + DAY, fee: 0n });
    // 25 hours old: ⌈1e18·(1 + 2e-4·25/24)⌉ = 1000208333333333334.
    assert.equal(shares, (ETHER * ETHER) / 1_000_208_333_333_333_334n);
  });

  it("is heeded once in seven days, however often and with whatever nonce it comes (T-73, T-93)", () => {
    const { l2 } = open();
    const heeded = (rateNonce: number, at: bigint) => receiveFastFreeze(l2, { freeze: { rateNonce }, now: at }).heeded;
    assert.equal(heeded(5, now), true);
    for (const at of [now, now + DAY, now + 7n * DAY - 1n]) assert.equal(heeded(6, at), false);
    assert.equal(l2.freeze.until, now + DAY);
    assert.equal(heeded(1, now + 7n * DAY), true);
  });

  it("behind the update that tells the lane does nothing (T-58)", () => {
    const { l2 } = open();
    applyStateUpdate(l2, { update: updateOf({ rateNonce: 3, rate: ETHER / 2n }), closeEther: 0n });
    assert.deepEqual(receiveFastFreeze(l2, { freeze: { rateNonce: 3 }, now }), { heeded: false });
    assert.deepEqual(receiveFastFreeze(l2, { freeze: { rateNonce: 4 }, now }), { heeded: true });
  });

  it("is lifted by the update that tells the lane, not by an older one that was under way (T-58)", () => {
    const { l2 } = open();
    receiveFastFreeze(l2, { freeze: { rateNonce: 3 }, now });
    applyStateUpdate(l2, { update: updateOf({ nonce: 1, rateNonce: 2 }), closeEther: 0n });
    assert.throws(() => stake(l2, { amount: ETHER, now }), { code: "LaneFrozen" });
    applyStateUpdate(l2, { update: updateOf({ nonce: 2, rateNonce: 3 }), closeEther: 0n });
    assert.equal(stake(l2, { amount: ETHER, now, fee: 0n }).shares, ETHER);
    assert.deepEqual(receiveFastFreeze(l2, { freeze: { rateNonce: 4 }, now: now + 7n * DAY - 1n }), { heeded: false });
  });
});
