import assert from "node:assert/strict";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { type Effects, stepNames } from "../../tools/start/steps.ts";
import { type ChildEnd, runChild } from "../support/child.ts";
import { runStart } from "../support/start.ts";
import { CSETH } from "./support/service.ts";

/**
 * Where the relayer is killed: a signed transaction stored, sent, mined; facts stored; a decision taken. Where an oracle
 * is: a report signed, which nobody has seen yet.
 */
const failpoints = ["tx-stored", "tx-sent", "tx-included", "index-stored", "planner-step", "oracle-signed"];

/** As the beacon chain and the ledger count. */
const STAKE_GWEI = "32000000000";
const RATE_AT_FIRST = 10n ** 18n;
/** 0.9 · 2 bp a day over the 768 seconds of one frame: what a report may release. */
const RISE_MAX = 1_600_000_000_000n;

describe("a stake on an L2 becomes backed csETH on L1, and comes back with what a validator earned", () => {
  it("on an OP-stack and an Arbitrum lane side by side, through five kill -9 of the relayer and one of an oracle, exactly once (R-12, R-13, LEDGER-1, LEDGER-2, LANE-1, LANE-2, LANE-3, LANE-5, ACT-1, REW-1, VAL-1, VAL-2)", async () => {
    const said: ChildEnd[] = [];
    const { code, summary, stderr } = await runStart(["--fresh", "--kill-at", failpoints.join(",")], {
      whileUp: async (welcome) => void said.push(...(await useIt(welcome))),
    });
    assert.equal(summary.failedAt, undefined, `${summary.reason}\n${stderr}`);
    assert.deepEqual(
      said.map((end) => [end.code, end.stderr]),
      [
        [0, ""],
        [0, ""],
      ],
    );
    // Ctrl-C has ended it, and all of it.
    assert.equal(code, 0);
    await assert.rejects(fetch(urlIn(stderr)));
    assert.equal(summary.kills, 6);
    assert.deepEqual(Object.keys(summary.lanes), ["1", "2"]);
    for (const step of stepNames) assert.deepEqual(summary[step], summary.lanes[1]?.[step]);
    for (const [laneId, effects] of Object.entries(summary.lanes)) {
      for (const step of stepNames) assert.match(effects[step]?.tx ?? "", /^0x[0-9a-f]{64}$/, `${laneId}, ${step}`);
      assertThereAndBack(BigInt(laneId), effects);
      assertEarned(effects);
    }

    const ids = [...new Set(summary.invariants.map(({ id }) => id))].sort();
    const expected = [
      "ACT-1",
      "LANE-1",
      "LANE-2",
      "LANE-3",
      "LANE-5",
      "LEDGER-1",
      "LEDGER-2",
      "REW-1",
      "VAL-1",
      "VAL-2",
    ];
    assert.deepEqual(ids, expected);
    const ofLanes = new Set(summary.invariants.filter(({ id }) => id.startsWith("LANE")).map(({ laneId }) => laneId));
    assert.deepEqual([...ofLanes].sort(), [1, 2]);
    assert.deepEqual(
      summary.invariants.filter(({ holds }) => !holds),
      [],
    );
    const ofOne = summary.invariants
      .filter(({ id }) => id.startsWith("VAL"))
      .map(({ id, left, right }) => [id, left, right]);
    assert.deepEqual(ofOne, [
      ["VAL-1", "1", "1"],
      ["VAL-2", "1", "1"],
      ["VAL-1", "1", "1"],
      ["VAL-2", "1", "1"],
    ]);
    // Four minutes at eight slots a second; wall time says so only where nothing else takes the machine's.
    assert.ok(summary.slots <= 4 * 60 * 8, `${summary.slots} slots`);
    const [, load = 0] = loadavg();
    if (load <= 3 * availableParallelism()) assert.ok(summary.wallSeconds <= 240, `${summary.wallSeconds} s`);
  });

  /** What the welcome tells people to do in another terminal. */
  async function useIt(welcome: string): Promise<ChildEnd[]> {
    const argumentsOf = (command: string) =>
      (
        welcome.match(new RegExp(`npm run ${command} -- (.*)`))?.[1] ?? assert.fail(`${welcome}\nhas no ${command}`)
      ).split(" ");
    return [
      await runChild(CSETH, argumentsOf("cseth")),
      await runChild(join(import.meta.dirname, "../../deploy/verify.ts"), argumentsOf("verify-deployment")),
    ];
  }

  function urlIn(welcome: string): string {
    return welcome.match(/L1 {2}chain \d+ {2}(\S+)/)?.[1] ?? assert.fail("the welcome names no L1");
  }

  function assertThereAndBack(laneId: bigint, effects: Effects): void {
    // 55 ether less the fee of 6 bp on what nobody waits for, at a rate of 1 that ages a little.
    const minted = BigInt(effects.stake?.value ?? 0);
    assert.ok(minted <= 54_967n * 10n ** 15n && minted > 54_956n * 10n ** 15n, `minted ${minted}`);
    // 20 ether stay on L2 for unstakers, 35 travel with the batch.
    assert.equal(effects.close?.value, "35000000000000000000");
    assert.equal(effects.land?.value, effects.stake?.value);
    assert.equal(effects.action?.value, String((laneId << 48n) + 1n));
    // At their own rate, which is 1 until a report releases gains.
    assert.equal(effects.netted?.value, "15000000000000000000");
    assert.equal(effects.forwarded?.value, "10000000000000000000");
    assert.equal(effects.settled?.value, "10000000000000000000");
    assert.equal(effects.unstakePaid?.value, "10000000000000000000");
  }

  function assertEarned({ validatorFunded, validatorActive, rateBefore, rateAfter, rewardClaimed }: Effects): void {
    assert.equal(validatorFunded?.value, STAKE_GWEI);
    assert.equal(validatorActive?.value, STAKE_GWEI);
    assert.equal(BigInt(rateBefore?.value ?? 0), RATE_AT_FIRST);
    const rise = BigInt(rateAfter?.value ?? 0) - RATE_AT_FIRST;
    assert.ok(rise > 0n && rise <= RISE_MAX, `the rate has risen by ${rise}`);
    // Half of the 10% that are fees of what was released, and half of that each: some 80 ether in all.
    const claimed = BigInt(rewardClaimed?.value ?? 0);
    assert.ok(claimed > 0n && claimed < (80n * RISE_MAX) / 10n, `claimed ${claimed}`);
  }
});
