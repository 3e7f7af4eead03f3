import assert from "node:assert/strict";
import { land } from "../../../shared/src/model/lane-l1.ts";
import type { Batch, StateUpdate } from "../../../shared/src/model/lane-l1-state.ts";
import { available, ceilRate, closeBatch, stake, stakeFeeUp } from "../../../shared/src/model/lane-l2.ts";
import { setRate, undistributedE18 } from "../../../shared/src/model/ledger.ts";
import { sendMoveUp } from "../../../shared/src/model/moves.ts";
import { report } from "../../../shared/src/model/report.ts";
import { serialise } from "../../../shared/src/model/serialise.ts";
import { claimForwards, sendStateUpdate } from "../../../shared/src/model/state-update-l1.ts";
import { applyStateUpdate } from "../../../shared/src/model/state-update-l2.ts";
import { claimUnstake, forward, net, requestUnstake } from "../../../shared/src/model/unstake.ts";
import { coreOf, ETHER, laneOf, quietReport, ZERO } from "./core-at.ts";

const now = ZERO + 3600n;
/** A move that stays on L1 and pays nothing. */
const HOME = { account: "alice", fee: 0n, destination: 0 };

function batchOf(changes: Partial<Batch>): Batch {
  return { nonce: 1, rateNonce: 0, minted: 0n, burned: 0n, forwarded: 0n, ether: 0n, heldAfter: 0n, ...changes };
}

function updateOf(changes: Partial<StateUpdate>): StateUpdate {
  return {
    nonce: 1,
    rateNonce: 0,
    rate: ETHER,
    refTime: ZERO + 86_400n,
    appliedNonce: 0,
    locked: 0n,
    releasedTotal: 0n,
    fundedTotal: 0n,
    rewards: null,
    settlements: [],
    ...changes,
  };
}

/** An L2 with 100 landed and acknowledged shares and 100 ether in its pool. */
function openLane() {
  const core = coreOf(1000n * ETHER);
  const { l1, l2 } = laneOf(core);
  stake(l2, { amount: 100n * ETHER, now: ZERO, fee: 0n });
  land(core, { laneId: l1.id, batch: closeBatch(l2, { ether: 0n }), now });
  applyStateUpdate(l2, { update: { ...sendStateUpdate(core, { laneId: 1 }), refTime: ZERO + 1n }, closeEther: 0n });
  return { core, l1, l2 };
}

describe("stake on L2", () => {
  it("mints at ceil = ⌈r·(1 + g·age)⌉: half a day is 1 bp (T-62, T-63)", () => {
    assert.equal(ceilRate({ rate: ETHER, age: 43_200n, growthBpsPerDay: 2n }), 1_000_100_000_000_000_000n);
    // One second: 1e18·2/864000000 = 2314814814.8, rounded up.
    assert.equal(ceilRate({ rate: ETHER, age: 1n, growthBpsPerDay: 2n }), 1_000_000_002_314_814_815n);
    const { l2 } = laneOf(coreOf(ETHER));
    // 6 bp of 1 ether stay behind: 0.9994e36/1.0001e18 = 999300069993000699.9.
    const result = stake(l2, { amount: ETHER, now: ZERO + 43_200n });
    assert.deepEqual(result, {
      shares: 999_300_069_993_000_699n,
      ceil: 1_000_100_000_000_000_000n,
      fee: 600_000_000_000_000n,
    });
    assert.deepEqual([l2.pool, l2.supply, l2.open.minted], [ETHER, result.shares, result.shares]);
  });

  it("charges no fee on what waiting unstakers can use and the pool lacks", () => {
    const { l2 } = openLane();
    l2.pool = 40n * ETHER;
    requestUnstake(l2, { shares: 100n * ETHER, now });
    // 60 of 100 ether are wanted; 6 bp of 40 = 0.024.
    assert.equal(stakeFeeUp(l2, 100n * ETHER), 24_000_000_000_000_000n);
    assert.equal(stakeFeeUp(l2, 60n * ETHER), 0n);
  });

  it("closes on a stale rate, after a fall, for dust, and for a fee above 6 bp (T-6, T-62)", () => {
    const { l2 } = laneOf(coreOf(ETHER));
    assert.throws(() => stake(l2, { amount: ETHER, now: ZERO + 172_801n }), { code: "RateStale" });
    assert.throws(() => stake(l2, { amount: 10_000n, now, fee: 7n }), { code: "FeeTooHigh" });
    assert.throws(() => stake(l2, { amount: 1n, now: ZERO + 1n, fee: 0n }), { code: "ZeroShares" });
    applyStateUpdate(l2, { update: updateOf({ rate: ETHER - 1n, rateNonce: 1 }), closeEther: 0n });
    assert.throws(() => stake(l2, { amount: ETHER, now }), { code: "LaneStopped" });
    const next = updateOf({ nonce: 2, rate: ETHER - 1n, rateNonce: 1, refTime: ZERO + 2n * 86_400n });
    applyStateUpdate(l2, { update: next, closeEther: 0n });
    stake(l2, { amount: ETHER, now: ZERO + 2n * 86_400n });
  });
});

describe("available", () => {
  it("LANE-3 counts only what L1 has acknowledged, less all that left since (T-64, T-91)", () => {
    const { l2 } = openLane();
    stake(l2, { amount: 50n * ETHER, now: ZERO + 1n, fee: 0n });
    assert.equal(available(l2), 100n * ETHER);
    sendMoveUp(l2, { ...HOME, shares: 30n * ETHER });
    assert.equal(available(l2), 70n * ETHER);
    requestUnstake(l2, { shares: 20n * ETHER, now });
    forward(l2, { count: 1 });
    assert.equal(available(l2), 50n * ETHER);
    closeBatch(l2, { ether: 0n });
    assert.equal(available(l2), 50n * ETHER);
    assert.throws(() => sendMoveUp(l2, { ...HOME, shares: 50n * ETHER + 1n }), { code: "ExceedsAvailable" });
    // L1 lands the batch (K 100 + 50 minted − 20 forwarded) and releases the move: 100 are left.
    const acks = { appliedNonce: 2, locked: 100n * ETHER, releasedTotal: 30n * ETHER };
    applyStateUpdate(l2, { update: updateOf({ nonce: 2, refTime: ZERO + 2n, ...acks }), closeEther: 0n });
    assert.equal(available(l2), 100n * ETHER);
  });
});

describe("landing", () => {
  it("books the gap of a rise as a deficit: X, then D, then a loss; it never refuses (T-68)", () => {
    // 100 shares minted for 100 ether at r = 1, landed at r = 1.01: 1 ether is missing. X has 0.4, D the rest.
    const core = coreOf(1000n * ETHER, { buffered: 1011n * ETHER, coreBalance: 1012n * ETHER });
    const { l1 } = laneOf(core);
    setRate(core, 1_010_000_000_000_000_000n);
    core.buffered += (4n * ETHER) / 10n;
    l1.carry = (4n * ETHER) / 10n;
    const result = land(core, { laneId: 1, batch: batchOf({ minted: 100n * ETHER, heldAfter: 100n * ETHER }), now });
    assert.equal(result.gapE18, -(ETHER * ETHER));
    assert.deepEqual([result.fromCarry, result.toCarry, result.fell], [(4n * ETHER) / 10n, 0n, false]);
    assert.deepEqual([l1.carry, l1.locked, l1.held, l1.appliedNonce], [0n, 100n * ETHER, 100n * ETHER, 1]);
    // D was 1.4, + 0.4 of X, − 1.
    assert.equal(undistributedE18(core), (8n * ETHER * ETHER) / 10n);
  });

  it("books what X and D cannot take as a loss (RATE-1)", () => {
    // r 1.1, no D: 100 shares land with 100 ether for 110. P 1200 for 1100 shares: r = 1.0909….
    const core = coreOf(1000n * ETHER, { buffered: 1100n * ETHER });
    laneOf(core);
    setRate(core, 1_100_000_000_000_000_000n);
    const batch = batchOf({ minted: 100n * ETHER, ether: 40n * ETHER, heldAfter: 60n * ETHER });
    const { fell } = land(core, { laneId: 1, batch, now });
    assert.deepEqual([fell, core.rate, core.rateNonce], [true, 1_090_909_090_909_090_909n, 2]);
  });

  it("fills X with at most the gap and the ether that came", () => {
    const core = coreOf(1000n * ETHER);
    const { l1 } = laneOf(core);
    // Gap 3, of which 2 came as ether: X 2, the rest is D.
    const result = land(core, { laneId: 1, batch: batchOf({ ether: 2n * ETHER, heldAfter: ETHER }), now });
    assert.equal(result.toCarry, 2n * ETHER);
    assert.deepEqual([l1.carry, core.buffered], [2n * ETHER, 1000n * ETHER]);
    assert.equal(undistributedE18(core), ETHER * ETHER);
  });

  it("sends forwarded shares through the queue at the landing's r, 1,000 ether a request", () => {
    const core = coreOf(1000n * ETHER);
    const { l1 } = laneOf(core);
    land(core, { laneId: 1, batch: batchOf({ minted: 2500n * ETHER, ether: 2500n * ETHER }), now });
    const second = batchOf({ nonce: 2, forwarded: 2100n * ETHER });
    assert.deepEqual(land(core, { laneId: 1, batch: second, now }).requestIds, [1, 2, 3]);
    assert.deepEqual(
      core.queue.requests.map(({ amount }) => amount),
      [1_000_000_000n, 1_000_000_000n, 100_000_000n],
    );
    assert.equal(l1.locked, 400n * ETHER);
  });

  it("LANE-2 refuses a batch that its own rate does not back, one out of order, one without locked shares", () => {
    const core = coreOf(1000n * ETHER);
    laneOf(core);
    const before = serialise(core);
    const refuse = (changes: Partial<Batch>, code: string) =>
      assert.throws(() => land(core, { laneId: 1, batch: batchOf(changes), now }), { code });
    refuse({ minted: ETHER, ether: ETHER - 1n }, "BatchInadmissible");
    refuse({ nonce: 2 }, "BatchOutOfOrder");
    refuse({ nonce: 0 }, "BatchOutOfOrder");
    refuse({ rateNonce: 1 }, "UnknownRateNonce");
    refuse({ minted: ETHER, ether: ETHER, forwarded: ETHER + 1n }, "LockedShortfall");
    assert.equal(serialise(core), before);
  });
});

describe("netting", () => {
  it("waits for an update whose reference time is later than the request (T-80)", () => {
    const { l2 } = openLane();
    requestUnstake(l2, { shares: 10n * ETHER, now });
    assert.throws(() => net(l2, { count: 1, now }), { code: "UpdateNotNewer" });
    applyStateUpdate(l2, {
      update: updateOf({ nonce: 2, refTime: now, appliedNonce: 1, locked: 100n * ETHER }),
      closeEther: 0n,
    });
    assert.throws(() => net(l2, { count: 1, now }), { code: "UpdateNotNewer" });
    applyStateUpdate(l2, {
      update: updateOf({ nonce: 3, refTime: now + 1n, appliedNonce: 1, locked: 100n * ETHER }),
      closeEther: 0n,
    });
    assert.deepEqual(net(l2, { count: 1, now }), { upTo: 1, shares: 10n * ETHER, reserved: 10n * ETHER });
    assert.deepEqual(
      [l2.pool, l2.settled, l2.supply, l2.open.burned],
      [90n * ETHER, 10n * ETHER, 90n * ETHER, 10n * ETHER],
    );
    assert.deepEqual(claimUnstake(l2, { id: 1 }), { paid: 10n * ETHER, surplus: 0n });
    assert.throws(() => claimUnstake(l2, { id: 1 }), { code: "NotClaimable" });
  });

  it("pays min(own, floor) and returns what the own rate leaves", () => {
    const { l2 } = openLane();
    requestUnstake(l2, { shares: 10n * ETHER, now });
    const update = updateOf({
      nonce: 2,
      appliedNonce: 1,
      locked: 100n * ETHER,
      rateNonce: 1,
      rate: 1_000_100_000_000_000_000n,
    });
    applyStateUpdate(l2, { update, closeEther: 0n });
    // Reserved at 1.0001: 10.001; paid at the own rate 1: 0.001 returns.
    assert.equal(net(l2, { count: 1, now }).reserved, 10_001_000_000_000_000_000n);
    assert.deepEqual(claimUnstake(l2, { id: 1 }), { paid: 10n * ETHER, surplus: 1_000_000_000_000_000n });
    assert.deepEqual([l2.pool, l2.settled], [90n * ETHER, 0n]);
  });
});

describe("StateUpdate", () => {
  it("LANE-5 applies value legs in any order and once, the state leg only if newer (T-58, T-85)", () => {
    const { l2 } = openLane();
    requestUnstake(l2, { shares: 10n * ETHER, now });
    forward(l2, { count: 1 });
    closeBatch(l2, { ether: 0n });
    const late = updateOf({
      nonce: 2,
      refTime: ZERO + 2n,
      fundedTotal: 3n,
      settlements: [{ nonce: 2, proceeds: 9n * ETHER }],
    });
    const newer = updateOf({ nonce: 3, refTime: ZERO + 3n, fundedTotal: 5n });
    const first = applyStateUpdate(l2, { update: newer, closeEther: 0n });
    assert.deepEqual(first, { closed: null, stateLeg: "applied", funded: 5n, settled: [] });
    const second = applyStateUpdate(l2, { update: late, closeEther: 0n });
    assert.deepEqual(second, { closed: null, stateLeg: "stale", funded: 0n, settled: [2] });
    const again = applyStateUpdate(l2, { update: late, closeEther: 0n });
    assert.deepEqual(again, { closed: null, stateLeg: "stale", funded: 0n, settled: [] });
    assert.deepEqual([l2.settled, l2.supply], [9n * ETHER, 90n * ETHER + 5n]);
  });

  it("closes the open batch under the old rate first", () => {
    const { l2 } = openLane();
    stake(l2, { amount: ETHER, now: ZERO + 1n, fee: 0n });
    const update = updateOf({ nonce: 2, rateNonce: 7, rate: ETHER + 1n });
    const { closed } = applyStateUpdate(l2, { update, closeEther: ETHER });
    assert.deepEqual([closed?.rateNonce, closed?.minted, closed?.ether], [0, ETHER, ETHER]);
    assert.equal(l2.feed.rateNonce, 7);
  });

  it("leaves out a rise above g·Δt and still delivers the value", () => {
    const { l2 } = laneOf(coreOf(ETHER));
    // Two bp a day: 1.0002 is credible after a day, a wei more is not.
    const high = updateOf({ rate: 1_000_200_000_000_000_001n, rateNonce: 1, fundedTotal: 2n });
    assert.deepEqual(applyStateUpdate(l2, { update: high, closeEther: 0n }), {
      closed: null,
      stateLeg: "incredible",
      funded: 2n,
      settled: [],
    });
    const credible = updateOf({ rate: 1_000_200_000_000_000_000n, rateNonce: 1 });
    assert.equal(applyStateUpdate(l2, { update: credible, closeEther: 0n }).stateLeg, "applied");
  });

  it("pays ρ = ⌊proceeds·1e18/w⌋ to whom it is below the own rate, and returns the rest of the others' (T-68, T-79)", () => {
    const { l2 } = openLane();
    requestUnstake(l2, { shares: 10n * ETHER, now });
    l2.feed.rate = (8n * ETHER) / 10n;
    requestUnstake(l2, { shares: 20n * ETHER, now });
    forward(l2, { count: 2 });
    closeBatch(l2, { ether: 0n });
    // 27 ether for 30 shares: ρ 0.9. The first asked at 1 and gets 9; the second asked at 0.8 and gets 16 of 18.
    applyStateUpdate(l2, {
      update: updateOf({ nonce: 2, settlements: [{ nonce: 2, proceeds: 27n * ETHER }] }),
      closeEther: 0n,
    });
    assert.deepEqual(claimUnstake(l2, { id: 1 }), { paid: 9n * ETHER, surplus: 0n });
    assert.deepEqual(claimUnstake(l2, { id: 2 }), { paid: 16n * ETHER, surplus: 2n * ETHER });
    assert.equal(l2.settled, 0n);
  });
});

describe("a forwarded batch", () => {
  it("travels through L1's queue and back, to the wei", () => {
    const { core, l2 } = openLane();
    requestUnstake(l2, { shares: 10n * ETHER, now });
    forward(l2, { count: 1 });
    land(core, { laneId: 1, batch: closeBatch(l2, { ether: 0n }), now });
    report(core, quietReport(core, { finalizeUpTo: 1 }));
    claimForwards(core, { laneId: 1 });
    assert.equal(core.lanes[0]?.proceedsHeld, 10n * ETHER);
    const update = sendStateUpdate(core, { laneId: 1 });
    assert.deepEqual(update.settlements, [{ nonce: 2, proceeds: 10n * ETHER }]);
    assert.equal(core.lanes[0]?.proceedsHeld, 0n);
    applyStateUpdate(l2, { update, closeEther: 0n });
    assert.deepEqual(claimUnstake(l2, { id: 1 }), { paid: 10n * ETHER, surplus: 0n });
  });
});
