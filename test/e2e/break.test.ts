import assert from "node:assert/strict";
import { runStart } from "../support/start.ts";

describe("npm start notices what is broken", () => {
  const cases = [
    {
      broken: "canonical",
      failedAt: "prove",
      last: "close",
      lane: 1,
      why: "without dispute games nothing can be proven",
    },
    {
      broken: "leaf",
      failedAt: "action",
      last: "land",
      lane: 1,
      why: "an altered leaf does not match its batch's root (T-48)",
    },
    {
      broken: "landing",
      failedAt: "land",
      last: "finalize",
      lane: 1,
      why: "a batch from an unknown gateway does not land (T-56)",
    },
    {
      broken: "fast-forged",
      failedAt: "fast",
      last: "land",
      lane: 1,
      why: "a forged note freezes the fast way, and nothing else follows from it (LANE-4, T-93)",
    },
    {
      broken: "lying-oracle",
      failedAt: "report",
      last: "land",
      reason: /consensusBalanceGwei is 0, reported 1000000000000/,
      why: "a gain that three of five members invented is not what the chains say",
    },
    {
      broken: "wrong-credentials",
      failedAt: "validatorFunded",
      last: "action",
      lane: 1,
      reason: /is dead: the chain recorded other credentials than the vault's/,
      why: "a key whose operator deposited first gets no more ether, and its bond pays (T-31, VAL-2)",
    },
    {
      broken: "retryable-fails",
      failedAt: "stateUpdate",
      last: "report",
      lane: 2,
      why: "a ticket that nobody can redeem leaves the L2 without its update (T-58)",
    },
  ] as const satisfies readonly object[];
  for (const { broken, failedAt, last, why, ...expected } of cases) {
    it(`--break ${broken} fails at ${failedAt}: ${why}`, async () => {
      const { code, summary } = await runStart(["--break", broken]);
      assert.equal(summary.failedAt, failedAt, summary.reason);
      assert.equal(code, 1);
      assert.equal(summary.ok, false);
      // What all lanes share may show on any of them first.
      const lane = "lane" in expected ? expected.lane : summary.failedLane;
      assert.equal(summary.failedLane, lane);
      const effects = summary.lanes[lane ?? 0];
      assert.notEqual(effects?.[last], undefined, `${last} should have happened`);
      assert.equal(effects?.[failedAt], undefined);
      assert.deepEqual(
        summary.invariants.filter(({ holds }) => !holds),
        [],
      );
      assert.equal(summary.invariants.length > 0, broken === "fast-forged");
      if ("reason" in expected) assert.match(summary.reason ?? "", expected.reason);
    });
  }
});
