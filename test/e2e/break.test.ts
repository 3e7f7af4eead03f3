import assert from "node:assert/strict";
import { runStart } from "../support/start.ts";

describe("npm start notices what is broken", () => {
  const cases = [
    { broken: "canonical", failedAt: "prove", last: "close", why: "without dispute games nothing can be proven" },
    { broken: "leaf", failedAt: "action", last: "land", why: "an altered leaf does not match its batch's root (T-48)" },
    {
      broken: "landing",
      failedAt: "land",
      last: "finalize",
      why: "a batch from an unknown gateway does not land (T-56)",
    },
    {
      broken: "fast-forged",
      failedAt: "fast",
      last: "land",
      why: "a forged note freezes the fast way, and nothing else follows from it (LANE-4, T-93)",
    },
  ] as const;
  for (const { broken, failedAt, last, why } of cases) {
    it(`--break ${broken} fails at ${failedAt}: ${why}`, async () => {
      const { code, summary } = await runStart(["--break", broken]);
      assert.equal(summary.failedAt, failedAt, summary.reason);
      assert.equal(code, 1);
      assert.equal(summary.ok, false);
      assert.equal(summary.failedLane, 1);
      assert.notEqual(summary[last], undefined, `${last} should have happened`);
      assert.equal(summary[failedAt], undefined);
      assert.deepEqual(
        summary.invariants.filter(({ holds }) => !holds),
        [],
      );
      assert.equal(summary.invariants.length > 0, broken === "fast-forged");
    });
  }
});
