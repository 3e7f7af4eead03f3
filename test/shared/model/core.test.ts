import assert from "node:assert/strict";
import { deposit, donate, pooled, skim, sweep, undistributedE18 } from "../../../shared/src/model/ledger.ts";
import { bookLoss, proveSlashing } from "../../../shared/src/model/loss.ts";
import { DEFAULT_PARAMS } from "../../../shared/src/model/params.ts";
import { rateCap, release } from "../../../shared/src/model/release.ts";
import { report } from "../../../shared/src/model/report.ts";
import { deserialise, serialise } from "../../../shared/src/model/serialise.ts";
import { killPredeposit, predeposit, topUp } from "../../../shared/src/model/validators.ts";
import { coreOf, ETHER, quietReport, ZERO } from "./core-at.ts";

const now = ZERO + 3600n;

describe("deposit", () => {
  it("mints ⌊x·1e18/r⌋ shares and takes nothing from D", () => {
    // r = 1.1: 1 ether buys 1e18·1e18/1.1e18 = 909090909090909090.9 shares.
    const core = coreOf(110n * ETHER, { rate: 1_100_000_000_000_000_000n, totalShares: 100n * ETHER });
    assert.deepEqual(deposit(core, { receiver: "bob", amount: ETHER, now }), { shares: 909_090_909_090_909_090n });
    assert.equal(core.buffered, 111n * ETHER);
    assert.equal(core.balances.bob, 909_090_909_090_909_090n);
    // 1e36 − 909090909090909090·1.1e18 = 1e18: the tenth of a share that was not minted.
    assert.equal(undistributedE18(core), 1_000_000_000_000_000_000n);
  });

  it("refuses dust that buys no share (T-6), a stale rate (T-62), too few shares, and changes nothing then", () => {
    const core = coreOf(2n * ETHER, { rate: 2n * ETHER, totalShares: ETHER });
    const before = serialise(core);
    assert.throws(() => deposit(core, { receiver: "bob", amount: 1n, now }), { code: "ZeroShares" });
    assert.throws(() => deposit(core, { receiver: "bob", amount: ETHER, now: ZERO + 172_801n }), { code: "RateStale" });
    const short = { receiver: "bob", amount: ETHER, now, minShares: ETHER };
    assert.throws(() => deposit(core, short), { code: "BelowMinimum" });
    assert.equal(serialise(core), before);
    deposit(core, { receiver: "bob", amount: ETHER, now: ZERO + 172_800n });
  });
});

describe("stray ether", () => {
  it("counts for nothing until skim, then for D alone (T-1, T-2)", () => {
    const core = coreOf(100n * ETHER);
    donate(core, { amount: 5n });
    assert.equal(undistributedE18(core), 0n);
    assert.deepEqual(skim(core), { amount: 5n });
    assert.equal(undistributedE18(core), 5n * ETHER);
    assert.equal(core.rate, ETHER);
    assert.deepEqual(skim(core), { amount: 0n });
  });

  it("sweeps booked vault ether once and leaves P alone (T-84)", () => {
    const core = coreOf(100n * ETHER, { vaulted: 7n, vaultBalance: 9n });
    assert.deepEqual(sweep(core), { amount: 7n });
    assert.deepEqual([core.vaulted, core.vaultBalance, core.buffered], [0n, 2n, 100n * ETHER + 7n]);
    assert.deepEqual(sweep(core), { amount: 0n });
  });
});

describe("losses", () => {
  it("are pro rata on holders and queue, after D (T-14, T-20)", () => {
    // B 100, of which N 20 is queued at index 1 and 80 belongs to 80 shares. A provision of 10 leaves
    // P + N = 90 of 100 owed: index 0.9, N 18, P 72, r 72/80 = 0.9.
    const core = coreOf(80n * ETHER, { consensus: 20n * ETHER });
    core.queue.total = 20_000_000n;
    proveSlashing(core, { amount: 10n * ETHER, now, covers: [] });
    assert.equal(core.queue.lossIndex, 900_000_000_000_000_000_000_000_000n);
    assert.equal(core.rate, 900_000_000_000_000_000n);
    assert.equal(core.rateNonce, 1);
    assert.equal(pooled(core), 72n * ETHER);
  });

  it("use D up first and leave r alone while it lasts", () => {
    const core = coreOf(100n * ETHER, { totalShares: 95n * ETHER, consensus: 10n * ETHER, buffered: 90n * ETHER });
    assert.deepEqual(proveSlashing(core, { amount: 5n * ETHER, now, covers: [] }), { fell: false });
    assert.equal(undistributedE18(core), 0n);
    assert.deepEqual([core.rate, core.rateNonce], [ETHER, 0]);
  });

  it("burn a cover at the rate before the loss: ⌈3·1e18/1.5e18⌉ = 2 shares", () => {
    const core = coreOf(15n, { rate: 1_500_000_000_000_000_000n, totalShares: 10n, consensus: 3n, buffered: 12n });
    core.balances = { alice: 8n, bond: 2n };
    assert.deepEqual(proveSlashing(core, { amount: 3n, now, covers: [{ account: "bond", amount: 3n }] }), {
      fell: false,
    });
    assert.deepEqual([core.totalShares, core.balances.bond, core.rate], [8n, 0n, 1_500_000_000_000_000_000n]);
  });

  it("round index and rate down, so that D is not negative afterwards", () => {
    // 3 shares against 2 wei: r = ⌊2e18/3⌋ = 666666666666666666, D·1e18 = 2e18 − 3·r = 2.
    const core = coreOf(2n, { totalShares: 3n });
    assert.deepEqual(bookLoss(core), { fell: true });
    assert.equal(core.rate, 666_666_666_666_666_666n);
    assert.equal(undistributedE18(core), 2n);
  });

  it("refuse a provision beyond the consensus balance", () => {
    const core = coreOf(ETHER, { consensus: ETHER });
    assert.throws(() => proveSlashing(core, { amount: ETHER + 1n, now, covers: [] }), {
      code: "ProvisionsExceedBalance",
    });
  });
});

describe("release", () => {
  const base = { rate: ETHER, highWaterMark: ETHER, cap: 2n * ETHER, totalShares: 100n, feeBps: 1000n };

  it("takes the fee from what rises: 100 shares, 10 wei free, φ 10% ⇒ r' = 1.09, fee ⌊9·0.1/(0.9·1.09)⌋ = 0 of 0.917", () => {
    assert.deepEqual(release({ ...base, freeE18: 10n * ETHER }), { rate: 1_090_000_000_000_000_000n, feeShares: 0n });
  });

  it("pays the fee in shares of the new rate: 1e20 shares and 10 ether free ⇒ ⌊9e18·0.1/(0.9·1.09)⌋", () => {
    // 9e36·1000/(9000·1.09e18) = 917431192660550458.7; worth 0.99999… ether, a tenth of the 10 released.
    const result = release({ ...base, totalShares: 100n * ETHER, freeE18: 10n * ETHER * ETHER });
    assert.deepEqual(result, { rate: 1_090_000_000_000_000_000n, feeShares: 917_431_192_660_550_458n });
  });

  it("takes no fee below the high-water mark, only on what exceeds it (T-83)", () => {
    // r 0.95, mark 1: 5 of the 10 free wei bring r back to 1 without a fee; 5·0.9/100 = 0.045 lie above.
    const below = { ...base, rate: 950_000_000_000_000_000n };
    assert.deepEqual(release({ ...below, freeE18: 5n * ETHER }), { rate: ETHER, feeShares: 0n });
    assert.deepEqual(release({ ...below, freeE18: 10n * ETHER }), { rate: 1_045_000_000_000_000_000n, feeShares: 0n });
    // In ether: gain 0.045·1e20 = 4.5e18; fee 4.5e18·0.1/(0.9·1.045) = 478468899521531100.4 shares.
    const large = release({ ...below, totalShares: 100n * ETHER, freeE18: 10n * ETHER * ETHER });
    assert.equal(large.feeShares, 478_468_899_521_531_100n);
  });

  it("stops at the cap and charges the fee on the capped rise alone", () => {
    // Cap 1.01: gain 0.01·1e20 = 1e18; fee 1e18·0.1/(0.9·1.01) = 110011001100110011.0 shares.
    const result = release({
      ...base,
      cap: 1_010_000_000_000_000_000n,
      totalShares: 100n * ETHER,
      freeE18: 10n * ETHER * ETHER,
    });
    assert.deepEqual(result, { rate: 1_010_000_000_000_000_000n, feeShares: 110_011_001_100_110_011n });
  });

  it("does nothing when nothing is free", () => {
    assert.deepEqual(release({ ...base, freeE18: 0n }), { rate: ETHER, feeShares: 0n });
    assert.deepEqual(release({ ...base, freeE18: -1n }), { rate: ETHER, feeShares: 0n });
  });

  it("caps a day's rise at 0.9·2 bp: 1e18 ⇒ 1.00018e18", () => {
    assert.equal(rateCap({ rate: ETHER, elapsed: 86_400n, params: DEFAULT_PARAMS }), 1_000_180_000_000_000_000n);
    assert.equal(rateCap({ rate: ETHER, elapsed: 43_200n, params: DEFAULT_PARAMS }), 1_000_090_000_000_000_000n);
  });
});

describe("report", () => {
  it("of a protocol without validators changes nothing but frame and reference time", () => {
    const core = coreOf(100n * ETHER);
    const result = report(core, quietReport(core));
    assert.deepEqual(result, { fell: false, rateAfterLoss: ETHER, feeShares: 0n, finalization: { kind: "nothing" } });
    assert.deepEqual([core.rate, core.rateNonce, core.frame, core.refTime], [ETHER, 0, 1, ZERO + 86_400n]);
    // R* = max(1% of 100 ether, 100 ether).
    assert.equal(core.reserveTarget, 100n * ETHER);
  });

  it("releases D down to D_min, 2 bp of P, and the fee with it", () => {
    // P 100.03, D 0.03, D_min = 0.020006; free 0.009994 of 100 shares: r' = 1 + 0.00009994·0.9 = 1.000089946.
    const core = coreOf(100n * ETHER, { buffered: (10_003n * ETHER) / 100n, coreBalance: 101n * ETHER });
    const { feeShares } = report(core, quietReport(core));
    assert.equal(core.rate, 1_000_089_946_000_000_000n);
    // 0.000089946·1e20·0.1/(0.9·1.000089946) = 999310116052301.3; half of it the operators', rounded down.
    assert.equal(feeShares, 999_310_116_052_301n);
    assert.equal(core.balances.operatorFees, 499_655_058_026_150n);
    assert.equal(core.balances.protocolFees, 499_655_058_026_151n);
    assert.equal(core.highWaterMark, core.rate);
  });

  it("moves exactly the deltas of cumulative totals, once (T-84)", () => {
    const core = coreOf(68n * ETHER, { activating: 32n * ETHER, vaultBalance: 5n * ETHER, totalShares: 100n * ETHER });
    const totals = { withdrawnTotal: 3n * ETHER, executionTotal: ETHER, depositsProcessedTotal: 32n * ETHER };
    report(core, quietReport(core, { ...totals, consensus: 29n * ETHER }));
    assert.deepEqual([core.vaulted, core.activating, core.consensus], [4n * ETHER, 0n, 29n * ETHER]);
    report(core, quietReport(core));
    assert.equal(core.vaulted, 4n * ETHER);
  });

  it("keeps a proven provision until its reference time is reached, then takes the reported one", () => {
    const core = coreOf(60n * ETHER, { consensus: 40n * ETHER, totalShares: 90n * ETHER });
    proveSlashing(core, { amount: 4n * ETHER, now: ZERO + 90_000n, covers: [] });
    report(core, quietReport(core, { provisions: ETHER }));
    assert.equal(pooled(core), 95n * ETHER);
    report(core, quietReport(core, { provisions: 2n * ETHER }));
    assert.equal(pooled(core), 98n * ETHER);
  });

  it("refuses a skipped frame (T-25), falling totals, too many processed deposits, unbacked vault ether, fees above 10%", () => {
    const core = coreOf(100n * ETHER, { withdrawnTotal: 5n, vaultBalance: 10n });
    const before = serialise(core);
    const refuse = (changes: Parameters<typeof quietReport>[1], code: string) =>
      assert.throws(() => report(core, quietReport(core, changes)), { code });
    refuse({ frame: 2, refTime: ZERO + 2n * 86_400n }, "FrameOutOfOrder");
    refuse({ refTime: ZERO + 86_401n }, "FrameOutOfOrder");
    refuse({ withdrawnTotal: 4n }, "TotalDecreased");
    refuse({ depositsProcessedTotal: 1n }, "DepositsExceedActivation");
    refuse({ executionTotal: 11n }, "VaultUnderfunded");
    refuse({ operatorFeeBps: 501n }, "FeeTooHigh");
    refuse({ provisions: 1n }, "ProvisionsExceedBalance");
    refuse({ finalizeUpTo: 1 }, "FinalizeTooNew");
    assert.equal(serialise(core), before);
  });
});

describe("validators", () => {
  it("move ether from B to A within max(0, B − N − R*)", () => {
    const core = coreOf(200n * ETHER);
    assert.throws(() => topUp(core, { amount: 100n * ETHER + 1n }), { code: "ExceedsDepositable" });
    topUp(core, { amount: 96n * ETHER });
    assert.deepEqual([core.buffered, core.activating, core.coreBalance], [104n * ETHER, 96n * ETHER, 104n * ETHER]);
  });

  it("burn ⌈1e36/r⌉ shares of the bond for a DEAD key, so that r and D do not fall", () => {
    // r = 1.5: ⌈1e36/1.5e18⌉ = 666666666666666667 shares; 1.5·that = 1e18 + 0.5 covers the ether that is gone.
    const core = coreOf(300n * ETHER, { rate: 1_500_000_000_000_000_000n, totalShares: 200n * ETHER });
    core.balances = { alice: 190n * ETHER, bond: 10n * ETHER };
    predeposit(core);
    assert.deepEqual([core.activating, core.lockedBond], [ETHER, 1_100_000_000_000_000_000n]);
    assert.deepEqual(killPredeposit(core), { burnt: 666_666_666_666_666_667n, fell: false });
    assert.equal(undistributedE18(core), 500_000_000_000_000_000n);
    assert.equal(core.activating, 0n);
  });

  it("refuse a predeposit whose 1.1 ether of bond is not there", () => {
    const core = coreOf(300n * ETHER);
    core.balances = { alice: 299n * ETHER, bond: ETHER };
    assert.throws(() => predeposit(core), { code: "InsufficientBalance" });
  });
});

describe("serialised state", () => {
  it("comes back equal, and text that is none is refused", () => {
    const core = coreOf(100n * ETHER);
    assert.deepEqual(deserialise(serialise(core)), core);
    assert.throws(() => deserialise("{"), { code: "NotSerialised" });
  });
});
