import assert from "node:assert/strict";
import { flashExit, flashFeeUp, flashPayDown } from "../../../shared/src/model/flash.ts";
import { undistributedE18 } from "../../../shared/src/model/ledger.ts";
import { proveSlashing } from "../../../shared/src/model/loss.ts";
import { DEFAULT_PARAMS } from "../../../shared/src/model/params.ts";
import {
  claim,
  deferRequest,
  enqueueDeferred,
  payout,
  request,
  requestFrame,
} from "../../../shared/src/model/queue.ts";
import { queuedValue } from "../../../shared/src/model/queue-value.ts";
import { report } from "../../../shared/src/model/report.ts";
import { coreOf, ETHER, quietReport, ZERO } from "./core-at.ts";

const now = ZERO + 3600n;
const owner = "alice";

describe("withdrawal request", () => {
  it("burns shares, moves their value to N in units of 1e12 wei, and leaves the dust to D", () => {
    // 1.0000005 ether is 1000000.5 units: N = 1 ether exactly, half a unit stays.
    const core = coreOf(10n * ETHER);
    const { id, value } = request(core, { owner, shares: ETHER + 5n * 10n ** 11n, now });
    assert.deepEqual([id, value], [1, ETHER + 5n * 10n ** 11n]);
    assert.equal(queuedValue(core.queue), ETHER);
    assert.equal(core.totalShares, 9n * ETHER - 5n * 10n ** 11n);
    assert.equal(undistributedE18(core), 5n * 10n ** 11n * ETHER);
  });

  it("is between 1e12 wei and 1,000 ether (T-18)", () => {
    const core = coreOf(2000n * ETHER);
    assert.throws(() => request(core, { owner, shares: 10n ** 12n - 1n, now }), { code: "RequestTooSmall" });
    assert.throws(() => request(core, { owner, shares: 1000n * ETHER + 1n, now }), { code: "RequestTooLarge" });
    assert.throws(() => request(core, { owner: "bob", shares: ETHER, now }), { code: "InsufficientBalance" });
    request(core, { owner, shares: 10n ** 12n, now });
    request(core, { owner, shares: 1000n * ETHER, now });
  });

  it("may be finalized by the first frame whose reference time is later by more than an epoch (T-78)", () => {
    const core = coreOf(ETHER);
    assert.equal(requestFrame(core, ZERO + 86_400n - 385n), 1);
    assert.equal(requestFrame(core, ZERO + 86_400n - 384n), 2);
  });
});

describe("finalization", () => {
  it("QUEUE-1 sets ether aside for the prefix alone, and claims are paid once (T-13)", () => {
    const core = coreOf(10n * ETHER);
    for (let i = 0; i < 3; i++) request(core, { owner, shares: ETHER, now });
    const { finalization } = report(core, quietReport(core, { finalizeUpTo: 2 }));
    assert.deepEqual(finalization, { kind: "finalized", upTo: 2, value: 2n * ETHER });
    assert.deepEqual([core.buffered, core.claimable, queuedValue(core.queue)], [8n * ETHER, 2n * ETHER, ETHER]);
    assert.deepEqual(claim(core, { id: 2 }), { paid: ETHER });
    assert.throws(() => claim(core, { id: 2 }), { code: "NotClaimable" });
    assert.throws(() => claim(core, { id: 3 }), { code: "NotFinalized" });
    assert.equal(core.claimable, ETHER);
  });

  it("QUEUE-2 pays each range at its own loss index, later losses do not touch it (T-14, T-20, T-79)", () => {
    // 10 of 20 ether requested; a loss of 2 of 20: index 0.9. Range 1 is final before it, range 2 after it.
    const core = coreOf(10n * ETHER, { consensus: 10n * ETHER, totalShares: 20n * ETHER });
    core.balances = { alice: 20n * ETHER };
    request(core, { owner, shares: 5n * ETHER, now });
    request(core, { owner, shares: 5n * ETHER, now });
    report(core, quietReport(core, { finalizeUpTo: 1 }));
    // Left: 15 ether for 10 shares and N 5. A loss of 1.5 is a tenth of them: N 4.5, r 0.9.
    report(core, quietReport(core, { consensus: (85n * ETHER) / 10n, finalizeUpTo: 2 }));
    assert.equal(core.rate, 900_000_000_000_000_000n);
    assert.deepEqual([payout(core, { id: 1 }), payout(core, { id: 2 })], [5n * ETHER, (45n * ETHER) / 10n]);
    assert.equal(core.claimable, (95n * ETHER) / 10n);
  });

  it("waits while a proven provision is unreported or B is short, without refusing the report (T-77)", () => {
    const core = coreOf(ETHER, { consensus: 9n * ETHER, totalShares: 10n * ETHER });
    core.balances = { alice: 10n * ETHER };
    request(core, { owner, shares: 2n * ETHER, now });
    const short = report(core, quietReport(core, { finalizeUpTo: 1 }));
    assert.deepEqual(short.finalization, { kind: "deferred", reason: "funds" });
    proveSlashing(core, { amount: 1n, now: ZERO + 3n * 86_400n, covers: [] });
    const open = report(core, quietReport(core, { finalizeUpTo: 1 }));
    assert.deepEqual(open.finalization, { kind: "deferred", reason: "provision" });
  });

  it("refuses a report that finalizes a request as young as its reference time (T-78)", () => {
    const core = coreOf(10n * ETHER);
    request(core, { owner, shares: ETHER, now: ZERO + 86_400n - 384n });
    assert.throws(() => report(core, quietReport(core, { finalizeUpTo: 1 })), { code: "FinalizeTooNew" });
  });
});

describe("deferred withdrawal", () => {
  it("enters the FIFO after notBefore in parts of at most 1,000 ether, at min(r then, r now)", () => {
    const core = coreOf(3000n * ETHER);
    const { deferredId } = deferRequest(core, { owner, shares: 2500n * ETHER, notBefore: now + 60n });
    assert.throws(() => enqueueDeferred(core, { deferredId, now }), { code: "TooEarly" });
    core.rate = 2n * ETHER;
    core.buffered = 6000n * ETHER;
    const { ids } = enqueueDeferred(core, { deferredId, now: now + 60n });
    assert.deepEqual(ids, [1, 2, 3]);
    assert.equal(queuedValue(core.queue), 2500n * ETHER);
    // The 2,500 ether its shares had gained stay with everyone.
    assert.equal(undistributedE18(core), 2500n * ETHER * ETHER);
    assert.throws(() => enqueueDeferred(core, { deferredId, now: now + 60n }), { code: "NotClaimable" });
  });
});

describe("flash fee", () => {
  // R* = 1000, knee at R = 300. f is 10 bp at 1000, 30 bp at 300, 250 bp at 0.
  const curve = DEFAULT_PARAMS;
  const target = 1000n * ETHER;
  const feeMilli = (reserve: bigint, pay: bigint) =>
    flashFeeUp({ pay: pay * ETHER, reserve: reserve * ETHER, target, curve }) / (ETHER / 100_000n);

  it("is the integral of the marginal fee over what is paid, in 1e-5 ether", () => {
    // 10 bp flat above R*: 100 · 0.001 = 0.1.
    assert.equal(feeMilli(1500n, 100n), 10_000n);
    // 1000 → 300: 700 · (10 + 30)/2 bp = 1.4.
    assert.equal(feeMilli(1000n, 700n), 140_000n);
    // 300 → 0: 300 · (30 + 250)/2 bp = 4.2.
    assert.equal(feeMilli(300n, 300n), 420_000n);
    // 1100 → 0 crosses both: 0.1 + 1.4 + 4.2 = 5.7.
    assert.equal(feeMilli(1100n, 1100n), 570_000n);
    // 650 → 300: f(650) = 20 bp; 350 · 25 bp = 0.875.
    assert.equal(feeMilli(650n, 350n), 87_500n);
  });

  it("is exact in wei and rounded up once", () => {
    assert.equal(flashFeeUp({ pay: 1n, reserve: 1500n * ETHER, target, curve }), 1n);
    assert.equal(flashFeeUp({ pay: 1000n, reserve: 1500n * ETHER, target, curve }), 1n);
    assert.equal(flashFeeUp({ pay: 1001n, reserve: 1500n * ETHER, target, curve }), 2n);
    assert.equal(flashFeeUp({ pay: 0n, reserve: 10n * ETHER, target, curve }), 0n);
  });

  it("leaves the largest pay that gross covers: 100.1 of gross above R* pays 100", () => {
    const input = { reserve: 1500n * ETHER, target, curve };
    assert.equal(flashPayDown({ ...input, gross: (1001n * ETHER) / 10n }), 100n * ETHER);
    assert.equal(flashPayDown({ ...input, gross: (1001n * ETHER) / 10n - 1n }), 100n * ETHER - 1n);
    assert.equal(flashPayDown({ ...input, gross: 1n }), 0n);
    // The whole of R = 300 costs 304.2 gross; a wei more finds no ether.
    const all = { reserve: 300n * ETHER, target, curve };
    assert.equal(flashPayDown({ ...all, gross: (3042n * ETHER) / 10n }), 300n * ETHER);
    assert.throws(() => flashPayDown({ ...all, gross: (3042n * ETHER) / 10n + 1n }), { code: "InsufficientReserve" });
  });
});

describe("flash exit", () => {
  it("pays from B − N and leaves its fee in D", () => {
    // R* 100 ether, R 1000: flat 10 bp. 10.01 shares pay 10.
    const core = coreOf(1000n * ETHER);
    const result = flashExit(core, { account: owner, shares: (1001n * ETHER) / 100n, now });
    assert.deepEqual(result, { gross: (1001n * ETHER) / 100n, paid: 10n * ETHER });
    assert.equal(core.buffered, 990n * ETHER);
    assert.equal(undistributedE18(core), (ETHER / 100n) * ETHER);
  });

  it("is closed when a report is overdue, a proven provision unreported, in bunker mode, without reserve (T-4, T-22, T-87)", () => {
    const core = coreOf(1000n * ETHER, { consensus: 1000n * ETHER, totalShares: 1999n * ETHER });
    const exit = (at: bigint) => flashExit(core, { account: owner, shares: ETHER, now: at });
    assert.throws(() => exit(ZERO + 86_400n + 21_601n), { code: "ReportOverdue" });
    core.bunker = true;
    assert.throws(() => exit(now), { code: "BunkerMode" });
    core.bunker = false;
    // 0.5 bp of 2000 is 0.1 ether.
    proveSlashing(core, { amount: (101n * ETHER) / 1000n, now, covers: [] });
    assert.throws(() => exit(now), { code: "ProvisionOpen" });
    core.provenProvisions = [];
    core.buffered = 0n;
    core.consensus = 2000n * ETHER;
    assert.throws(() => exit(now), { code: "InsufficientReserve" });
  });
});
