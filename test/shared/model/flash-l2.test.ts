import assert from "node:assert/strict";
import { receiveFastFreeze } from "../../../shared/src/model/fast.ts";
import { flashExitL2, flashReserve } from "../../../shared/src/model/flash-l2.ts";
import { land } from "../../../shared/src/model/lane-l1.ts";
import { available, closeBatch, stake } from "../../../shared/src/model/lane-l2.ts";
import { noteFall } from "../../../shared/src/model/rate-feed.ts";
import { createRng } from "../../../shared/src/model/rng.ts";
import { sendStateUpdate } from "../../../shared/src/model/state-update-l1.ts";
import { applyStateUpdate } from "../../../shared/src/model/state-update-l2.ts";
import { forward, net, requestUnstake } from "../../../shared/src/model/unstake.ts";
import { coreOf, ETHER, laneOf, ZERO } from "./core-at.ts";

const now = ZERO + 3600n;
const milli = ETHER / 1000n;

/** An L2 with `pool` shares that have landed, and as much ether; R* is 200. */
function openLane(pool: bigint) {
  const core = coreOf(1000n * ETHER);
  const { l1, l2 } = laneOf(core);
  stake(l2, { amount: pool, now: ZERO, fee: 0n });
  land(core, { laneId: l1.id, batch: closeBatch(l2, { ether: 0n }), now });
  applyStateUpdate(l2, { update: { ...sendStateUpdate(core, { laneId: 1 }), refTime: ZERO + 1n }, closeEther: 0n });
  return l2;
}

describe("flash exit on L2", () => {
  it("pays from the pool, burns, and leaves its fee there: 10 bp above R* = 200", () => {
    const l2 = openLane(300n * ETHER);
    assert.deepEqual(flashExitL2(l2, { shares: 10_010n * milli, now }), { gross: 10_010n * milli, paid: 10n * ETHER });
    assert.deepEqual([l2.pool, l2.supply, l2.open.burned], [290n * ETHER, 289_990n * milli, 10_010n * milli]);
  });

  it("costs the integral of the curve: 200 → 60 at 20 bp on average, 60 → 0 at 140", () => {
    // 140 · 0.002 = 0.28
    assert.equal(flashExitL2(openLane(200n * ETHER), { shares: 140_280n * milli, now }).paid, 140n * ETHER);
    // 30 → 0 has f(30) = 140 bp, 195 bp on average: 30 · 0.0195 = 0.585.
    const low = openLane(31n * ETHER);
    low.pool = 30n * ETHER;
    assert.equal(flashExitL2(low, { shares: 30_585n * milli, now }).paid, 30n * ETHER);
  });

  it("closes when a move tells of a fall (T-87)", () => {
    const l2 = openLane(300n * ETHER);
    noteFall(l2.feed, { rateNonce: 1, rate: (9n * ETHER) / 10n });
    assert.throws(() => flashExitL2(l2, { shares: ETHER, now }), { code: "LaneStopped" });
  });

  it("FLASH-1 never pays the ether of those who wait, nor takes their part of what may leave", () => {
    const l2 = openLane(100n * ETHER);
    requestUnstake(l2, { shares: 90n * ETHER, now: ZERO });
    // 100 − 90 · 1.0004
    assert.equal(flashReserve(l2), 9_964n * milli);
    stake(l2, { amount: ETHER, now: ZERO, fee: 0n });
    assert.throws(() => flashExitL2(l2, { shares: 10n * ETHER + 1n, now }), { code: "ExceedsAvailable" });
    flashExitL2(l2, { shares: 10n * ETHER, now });
    assert.equal(available(l2), 90n * ETHER);
    assert.equal(net(l2, { count: 1, now }).reserved, 90n * ETHER);
    const little = openLane(ETHER);
    assert.throws(() => flashExitL2(little, { shares: ETHER + 1n, now }), { code: "InsufficientBalance" });
  });

  it("FLASH-1 leaves what a netting after two more reports takes, not only what own rates promise", () => {
    const l2 = openLane(101n * ETHER);
    l2.pool = 100n * ETHER;
    // Asked after a reference time of which the lane has not heard, and left at the last moment.
    requestUnstake(l2, { shares: 90n * ETHER, now: ZERO + 100_000n });
    // All of R = 9.964, f from 213.4653… to 250 bp: 0.230898429…
    const { paid } = flashExitL2(l2, { shares: 10_194_898_429_066_666_667n, now: ZERO + 108_001n });
    assert.equal(paid, 9_964n * milli);
    // Both reports release all they may: 1.00018² · 90 = 90.032402916.
    l2.feed.rate = 1_000_360_032_400_000_000n;
    l2.feed.refTime = ZERO + 1n + 2n * 86_400n;
    assert.equal(net(l2, { count: 1, now: l2.feed.refTime }).reserved, 90_032_402_916n * 10n ** 9n);
  });

  it("closes when the pool is short (T-4): 10 free ether are worth 10.231666…", () => {
    const l2 = openLane(100n * ETHER);
    l2.pool = 10n * ETHER;
    // f(10) = 213.33 bp, f(0) = 250: 10 · 0.0231667 = 0.231667.
    assert.throws(() => flashExitL2(l2, { shares: 10_232n * milli, now }), { code: "InsufficientReserve" });
    assert.equal(flashExitL2(l2, { shares: 10_231_666_666_666_666_667n, now }).paid, 10n * ETHER);
    assert.throws(() => flashExitL2(l2, { shares: ETHER, now }), { code: "InsufficientReserve" });
  });

  it("closes when the rate is old, after a fall and while frozen (T-15, T-22)", () => {
    const l2 = openLane(100n * ETHER);
    const shares = ETHER;
    assert.throws(() => flashExitL2(l2, { shares, now: ZERO + 108_002n }), { code: "ReportOverdue" });
    l2.feed.stopped = true;
    assert.throws(() => flashExitL2(l2, { shares, now }), { code: "LaneStopped" });
    l2.feed.stopped = false;
    receiveFastFreeze(l2, { freeze: { rateNonce: 1 }, now });
    assert.throws(() => flashExitL2(l2, { shares, now }), { code: "LaneFrozen" });
    flashExitL2(l2, { shares, now: now + 86_400n });
  });

  it("refuses nothing, dust and less than the minimum", () => {
    const l2 = openLane(300n * ETHER);
    assert.throws(() => flashExitL2(l2, { shares: 0n, now }), { code: "AmountZero" });
    assert.throws(() => flashExitL2(l2, { shares: 1n, now }), { code: "AmountZero" });
    assert.throws(() => flashExitL2(l2, { shares: 10_010n * milli, now, minEther: 10n * ETHER + 1n }), {
      code: "BelowMinimum",
    });
  });

  it("lifts no rate, and what others get for their shares only rises (T-9)", () => {
    const [alone, after] = [openLane(300n * ETHER), openLane(300n * ETHER)];
    const { rate } = after.feed;
    flashExitL2(after, { shares: 250n * ETHER, now });
    assert.equal(after.feed.rate, rate);
    assert.ok(flashExitL2(after, { shares: ETHER, now }).paid < flashExitL2(alone, { shares: ETHER, now }).paid);
    // The pool kept more than the burned shares' worth of the rest: 49 shares, their ether and the fee.
    assert.ok(after.pool > after.supply);
    assert.equal(stake(after, { amount: ETHER, now: ZERO, fee: 0n }).shares, ETHER);
  });

  it("gains nothing by splitting, nor by staking in between (RATE-2, T-7)", () => {
    const rng = createRng(7);
    for (let round = 0; round < 200; round++) {
      const [whole, split] = [openLane(300n * ETHER), openLane(300n * ETHER)];
      const first = 1n + rng.bigBelow(150n * ETHER);
      const second = 1n + rng.bigBelow(120n * ETHER);
      const paid = flashExitL2(whole, { shares: first + second, now }).paid;
      let [inParts, cost] = [flashExitL2(split, { shares: first, now }).paid, 0n];
      if (round % 2 === 1) {
        // A refill makes the rest cheaper, and costs more than it saves: its shares leave at a fee again.
        const amount = 1n + rng.bigBelow(20n * ETHER);
        const { shares } = stake(split, { amount, now });
        inParts += flashExitL2(split, { shares, now }).paid;
        cost = amount;
      }
      inParts += flashExitL2(split, { shares: second, now }).paid;
      assert.ok(inParts - cost <= paid, `${first} and ${second} brought ${inParts} − ${cost}, together ${paid}`);
    }
  });

  it("leaves forwarding its `avail` too", () => {
    const l2 = openLane(100n * ETHER);
    requestUnstake(l2, { shares: 60n * ETHER, now: ZERO });
    flashExitL2(l2, { shares: 40n * ETHER, now });
    assert.equal(forward(l2, { count: 1 }).shares, 60n * ETHER);
  });
});
