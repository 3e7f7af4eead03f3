import assert from "node:assert/strict";
import { delayAfter, judgeAttempt } from "@cseth/relayer/domain/step";
import { createWatch } from "@cseth/relayer/guard/watch";
import { runLength } from "@cseth/relayer/planner/actions";
import { batchPhase, executable } from "@cseth/relayer/planner/batches";
import { closeDueAt, decideL2, forwardDueAt, isPushDue } from "@cseth/relayer/planner/decide";
import { largestStateUpdate } from "@cseth/relayer/planner/reports";
import type { L1View, L2View } from "@cseth/relayer/planner/view";
import { encodeAction } from "@cseth/shared/messages/action";
import type { Hex } from "viem";

const ETHER = 10n ** 18n;
const planner = {
  closeBatchAfterSeconds: 20,
  closeBatchAtActions: 256,
  netBeforeForwardSeconds: 1_000,
  executeRunBytes: 65_536,
};

/** An L2 at chain time 10,000 whose open batch opened at 9,900 and holds one ether's worth of new shares. */
const quiet: L2View = {
  block: 500n,
  timestamp: 10_000n,
  openNonce: 7n,
  closableAt: 10_500n,
  openActions: 0,
  rules: { minAgeSeconds: 60, maxAgeSeconds: 600, sizeWei: 32n * ETHER },
  open: { minted: ETHER, burned: 0n, forwarded: 0n },
  rate: ETHER,
  refTime: 9_000n,
  stopped: false,
  frozenUntil: 0n,
  announceable: false,
  available: 100n * ETHER,
  poolEther: 20n * ETHER,
  forwardDelaySeconds: 300,
  servedId: 3n,
  waiting: undefined,
};

describe("what a lane needs on its L2", () => {
  const keys = (view: Partial<L2View>) => decideL2({ ...quiet, ...view }, planner).map(({ key }) => key);

  it("nothing, while no batch is closable and nobody waits", () => {
    assert.deepEqual(keys({}), []);
  });

  it("closing the open batch from the hub's time on, never an empty one", () => {
    assert.deepEqual(keys({ timestamp: 10_499n }), []);
    assert.deepEqual(keys({ timestamp: 10_500n }), ["close/7"]);
    assert.deepEqual(keys({ timestamp: 99_999n, closableAt: undefined }), []);
  });

  it("waiting longer only for a batch that is neither large nor full of actions", () => {
    // Opened at 10,500 − 600 = 9,900; wished for 9,900 + 3,600 = 13,500.
    const patient = { ...planner, closeBatchAfterSeconds: 3_600 };
    assert.equal(closeDueAt(quiet, patient), 13_500n);
    const large = { ...quiet, closableAt: 9_960n, open: { minted: 32n * ETHER, burned: 0n, forwarded: 0n } };
    assert.equal(closeDueAt(large, patient), 9_960n);
    assert.equal(closeDueAt({ ...quiet, openActions: 256 }, patient), 10_500n);
  });

  it("netting a request older than the update that pool ether and acknowledged shares cover", () => {
    const waiting = { shares: 20n * ETHER, requestedAt: 8_999n };
    assert.deepEqual(keys({ waiting }), ["net/3"]);
    assert.deepEqual(keys({ waiting, stopped: true, timestamp: 9_200n }), []);
    // While a fast freeze lasts the pool refuses to net: waited for, as the update that ends it is near.
    assert.deepEqual(keys({ waiting, frozenUntil: 10_001n }), []);
    assert.deepEqual(keys({ waiting, frozenUntil: 10_000n }), ["net/3"]);
    assert.deepEqual(keys({ waiting: { ...waiting, requestedAt: 9_000n }, timestamp: 9_200n }), []);
    assert.deepEqual(keys({ waiting, available: 20n * ETHER - 1n, timestamp: 9_200n }), []);
  });

  it("forwarding after the delay what pool ether cannot pay", () => {
    const waiting = { shares: 21n * ETHER, requestedAt: 9_700n };
    assert.deepEqual(keys({ waiting, timestamp: 9_999n }), []);
    assert.deepEqual(keys({ waiting, timestamp: 10_000n }), ["forward/3"]);
    assert.deepEqual(keys({ waiting, available: 0n }), []);
    // 60 requests of 1,000 ether fit one batch; 59,980 and 21 do not.
    const open = { minted: 0n, burned: 0n, forwarded: 59_980n * ETHER };
    assert.deepEqual(keys({ waiting, open }), []);
  });

  it("waiting for the next update before forwarding what it lets be netted, within bounds", () => {
    const waiting = { shares: 5n * ETHER, requestedAt: 9_700n };
    assert.equal(forwardDueAt({ ...quiet, waiting }, planner), 11_000n);
    // Older than the update: pool ether does not cover it for another reason, so nothing is gained by waiting.
    assert.equal(forwardDueAt({ ...quiet, waiting: { ...waiting, requestedAt: 8_000n } }, planner), 8_300n);
  });
});

describe("when a lane is told", () => {
  const view: L1View = {
    block: 1n,
    timestamp: 1n,
    landedNonce: 2n,
    lastPushedFrame: 4n,
    stateUpdateNonce: 4n,
    latestFrame: 4n,
    stateUpdateGas: [1_000_000n, 60_000n],
    settleable: false,
  };

  it("once per frame, and again while batches wait for their ether", () => {
    assert.equal(isPushDue(view), false);
    assert.equal(isPushDue({ ...view, latestFrame: 5n }), true);
    assert.equal(isPushDue({ ...view, settleable: true }), true);
    assert.equal(isPushDue({ ...view, latestFrame: 0n, settleable: true }), false);
  });

  it("with a fee for the largest update there can be: what it does not need comes back", () => {
    // Envelope 12, body 110, 16 settlements of 20 bytes.
    assert.deepEqual(largestStateUpdate(view), { payloadBytes: 442, gasLimit: 1_960_000n });
  });
});

describe("a step's transaction", () => {
  const mined = (blockNumber: bigint, succeeded: boolean) => ({
    state: "INCLUDED" as const,
    mined: { hash: "0x01" as Hex, blockHash: "0x02" as Hex, blockNumber, succeeded, costWei: 1n },
  });
  const verdict = (attempt: Parameters<typeof judgeAttempt>[0]["attempt"], seenAt = 10n) =>
    judgeAttempt({ attempt, seenAt }).kind;

  it("is sent when there is none, or when its nonce went to another", () => {
    assert.equal(verdict(undefined), "send");
    assert.equal(verdict({ state: "ABANDONED", slot: { state: "FREED" } }), "send");
  });

  it("is waited for while it is under way, or newer than what we have seen", () => {
    assert.equal(verdict({ state: "OPEN", slot: { state: "BROADCAST" } }), "wait");
    assert.equal(verdict({ state: "OPEN", slot: mined(11n, true) }), "wait");
  });

  it("counts as failed when it reverted, or when its effect is not there (R-13)", () => {
    assert.equal(verdict({ state: "OPEN", slot: mined(11n, false) }), "again");
    assert.equal(verdict({ state: "OPEN", slot: mined(10n, true) }), "again");
    assert.equal(verdict({ state: "SUCCEEDED", slot: mined(3n, true) }), "again");
  });

  it("waits twice as long after each failure, at most five minutes", () => {
    assert.deepEqual([1, 2, 3, 10, 11, 1_000].map(delayAfter), [500, 1_000, 2_000, 256_000, 300_000, 300_000]);
  });
});

describe("a batch on L1", () => {
  const phase = (facts: Partial<Parameters<typeof batchPhase>[0]>) =>
    batchPhase({ carried: false, landed: undefined, finalCursor: undefined, actionCount: 2, ...facts });

  it("goes from closed over its root to the end of its actions, and is done when that is final (R-12)", () => {
    assert.equal(phase({}), "CLOSED");
    assert.equal(phase({ carried: true }), "CARRIED");
    assert.equal(phase({ landed: { cursor: 0 } }), "ROOT_ON_L1");
    assert.equal(phase({ landed: { cursor: 1 } }), "EXECUTING");
    assert.equal(phase({ landed: { cursor: 2 }, finalCursor: 1 }), "EXECUTED");
    assert.equal(phase({ landed: { cursor: 2 }, finalCursor: 2 }), "FINAL");
  });

  it("is executed as soon as it lands, if it carries actions", () => {
    assert.equal(phase({ actionCount: 0, landed: { cursor: 0 } }), "EXECUTED");
    assert.equal(phase({ actionCount: 0, landed: { cursor: 0 }, finalCursor: 0 }), "FINAL");
  });

  it("goes back when a reorg takes its landing away (R-12, T-69)", () => {
    assert.equal(phase({ landed: undefined, carried: false }), "CLOSED");
  });

  it("has a next run only after it has landed and while actions are left", () => {
    const row = { laneId: 1, nonce: 3n, phase: "CLOSED", actionsRoot: "0x01", actionCount: 2, executed: 1 } as const;
    const at = (landedNonce: bigint) => ({ landedNonce }) as L1View;
    assert.equal(executable(row, at(2n)), undefined);
    assert.deepEqual(executable(row, at(3n)), { nonce: 3n, actionsRoot: "0x01", actionCount: 2, cursor: 1 });
    assert.equal(executable({ ...row, executed: 2 }, at(3n)), undefined);
  });
});

describe("a run of actions", () => {
  const action = (gasLimit: number) =>
    encodeAction({
      kind: "setManager",
      gasLimit,
      operatorId: (1n << 48n) | 1n,
      issuedAt: 1_800_000_000,
      manager: "0x00000000000000000000000000000000000000aa",
    });

  it("is as long as its bytes allow, at least one action", () => {
    // 18 bytes of header, 20 of payload, 2 of length: 40 each.
    const actions = Array.from({ length: 5 }, () => action(100_000));
    assert.equal(runLength(actions, 0, 120), 3);
    assert.equal(runLength(actions, 0, 119), 2);
    assert.equal(runLength(actions, 0, 1), 1);
    assert.equal(runLength(actions, 4, 120), 1);
  });

  it("declares at most the gas of one transaction (R-16)", () => {
    // 400,000 + 5,500 + 40·40 = 407,100 each: 34 are 13,841,400, 35 are 14,248,500.
    const actions = Array.from({ length: 40 }, () => action(400_000));
    assert.equal(runLength(actions, 0, 1_000_000), 34);
  });
});

describe("a breach", () => {
  it("counts when it is seen twice in a row, and so does its end", () => {
    const watch = createWatch([]);
    assert.equal(watch.look("lane-1", false), undefined);
    assert.equal(watch.look("lane-1", true), undefined);
    assert.equal(watch.look("lane-1", false), undefined);
    assert.equal(watch.isBreached("lane-1"), false);
    assert.equal(watch.look("lane-1", false), "breached");
    assert.equal(watch.isBreached("lane-1"), true);
    assert.equal(watch.look("lane-1", false), undefined);
    assert.equal(watch.look("lane-1", true), undefined);
    assert.equal(watch.look("lane-1", true), "mended");
    assert.equal(watch.isBreached("lane-1"), false);
  });

  it("of one lane is no breach of another, and survives a restart", () => {
    const watch = createWatch(["lane-2"]);
    assert.deepEqual(["ledger", "lane-1", "lane-2"].map(watch.isBreached), [false, false, true]);
  });
});
