import assert from "node:assert/strict";
import { stepNames } from "../../tools/start/steps.ts";
import { runStart } from "../support/start.ts";

/** Where the relayer is killed: a signed transaction stored, sent, mined; facts stored; a decision taken. */
const failpoints = ["tx-stored", "tx-sent", "tx-included", "index-stored", "planner-step"];

describe("a stake on the L2 becomes backed csETH on L1, and comes back", () => {
  it("through five kill -9 of the relayer, exactly once (R-12, R-13, LANE-5, ACT-1)", async () => {
    const { code, summary, stderr } = await runStart(["--kill-at", failpoints.join(",")]);
    assert.equal(summary.failedAt, undefined, `${summary.reason}\n${stderr}`);
    assert.equal(code, 0);
    assert.equal(summary.kills, 5);
    for (const step of stepNames) assert.match(summary[step]?.tx ?? "", /^0x[0-9a-f]{64}$/, step);

    // 50 ether less the fee of 6 bp on what nobody waits for, at a rate of 1 or a little above it.
    const minted = BigInt(summary.stake?.value ?? 0);
    assert.ok(minted <= 49_970n * 10n ** 15n && minted > 49_960n * 10n ** 15n, `minted ${minted}`);
    // 20 ether stay on L2 for unstakers, 30 travel with the batch.
    assert.equal(summary.close?.value, "30000000000000000000");
    assert.equal(summary.land?.value, summary.stake?.value);
    assert.equal(summary.action?.value, String((1n << 48n) + 1n));
    // Netted at its own rate, which is 1 until a report releases gains.
    assert.equal(summary.netted?.value, "5000000000000000000");
    assert.equal(summary.forwarded?.value, "30000000000000000000");
    assert.equal(summary.settled?.value, "30000000000000000000");

    const ids = [...new Set(summary.invariants.map(({ id }) => id))].sort();
    assert.deepEqual(ids, ["ACT-1", "LANE-1", "LANE-2", "LANE-3", "LANE-5", "LEDGER-1", "LEDGER-2"]);
    assert.deepEqual(
      summary.invariants.filter(({ holds }) => !holds),
      [],
    );
    assert.ok(summary.wallSeconds <= 180, `${summary.wallSeconds} s`);
  });
});
