import assert from "node:assert/strict";
import { type Effects, stepNames } from "../../tools/start/steps.ts";
import { runStart } from "../support/start.ts";

/**
 * Where the relayer is killed: a signed transaction stored, sent, mined; facts stored; a decision taken. Where an oracle
 * is: a report signed, which nobody has seen yet.
 */
const failpoints = ["tx-stored", "tx-sent", "tx-included", "index-stored", "planner-step", "oracle-signed"];

describe("a stake on an L2 becomes backed csETH on L1, and comes back", () => {
  it("on an OP-stack and an Arbitrum lane side by side, through five kill -9 of the relayer and one of an oracle, exactly once (R-12, R-13, LEDGER-1, LEDGER-2, LANE-1, LANE-2, LANE-3, LANE-5, ACT-1)", async () => {
    const { code, summary, stderr } = await runStart(["--kill-at", failpoints.join(",")]);
    assert.equal(summary.failedAt, undefined, `${summary.reason}\n${stderr}`);
    assert.equal(code, 0);
    assert.equal(summary.kills, 6);
    assert.deepEqual(Object.keys(summary.lanes), ["1", "2"]);
    for (const step of stepNames) assert.deepEqual(summary[step], summary.lanes[1]?.[step]);
    for (const [laneId, effects] of Object.entries(summary.lanes)) assertThereAndBack(BigInt(laneId), effects);

    const ids = [...new Set(summary.invariants.map(({ id }) => id))].sort();
    assert.deepEqual(ids, ["ACT-1", "LANE-1", "LANE-2", "LANE-3", "LANE-5", "LEDGER-1", "LEDGER-2"]);
    const ofLanes = new Set(summary.invariants.filter(({ id }) => id.startsWith("LANE")).map(({ laneId }) => laneId));
    assert.deepEqual([...ofLanes].sort(), [1, 2]);
    assert.deepEqual(
      summary.invariants.filter(({ holds }) => !holds),
      [],
    );
    assert.ok(summary.wallSeconds <= 240, `${summary.wallSeconds} s`);
  });

  function assertThereAndBack(laneId: bigint, effects: Effects): void {
    for (const step of stepNames) assert.match(effects[step]?.tx ?? "", /^0x[0-9a-f]{64}$/, `lane ${laneId}, ${step}`);
    // 50 ether less the fee of 6 bp on what nobody waits for, at a rate of 1 or a little above it.
    const minted = BigInt(effects.stake?.value ?? 0);
    assert.ok(minted <= 49_970n * 10n ** 15n && minted > 49_960n * 10n ** 15n, `minted ${minted}`);
    // 20 ether stay on L2 for unstakers, 30 travel with the batch.
    assert.equal(effects.close?.value, "30000000000000000000");
    assert.equal(effects.land?.value, effects.stake?.value);
    assert.equal(effects.action?.value, String((laneId << 48n) + 1n));
    // Netted at its own rate, which is 1 until a report releases gains.
    assert.equal(effects.netted?.value, "5000000000000000000");
    assert.equal(effects.forwarded?.value, "30000000000000000000");
    assert.equal(effects.settled?.value, "30000000000000000000");
  }
});
