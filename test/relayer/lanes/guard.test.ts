import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "../../support/child.ts";
import { type LaneWorld, startLaneWorld } from "./world.ts";

const CSETH = new URL("../../../relayer/bin/cseth.mjs", import.meta.url).pathname;
const [SOUND, BROKEN] = [1, 2];

describe("a lane that the guard finds insolvent", function () {
  this.timeout(60_000);
  let world: LaneWorld;
  let relayer: Awaited<ReturnType<LaneWorld["relay"]>>;
  before(async () => {
    world = await startLaneWorld({ lanes: [SOUND, BROKEN] });
    for (const laneId of [SOUND, BROKEN]) await world.stake(laneId, "50");
    relayer = await world.relay();
  });
  after(() => world?.stop());

  const frames = async () => [
    (await world.laneConfig(SOUND)).lastPushedFrame,
    (await world.laneConfig(BROKEN)).lastPushedFrame,
  ];
  const told = (what: string, expected: readonly bigint[]) =>
    world.until(what, async () => (await frames()).join() === expected.join());

  async function status(): Promise<string[]> {
    const path = join(world.folder, "status.json");
    writeFileSync(path, JSON.stringify(world.config()));
    const end = await runChild(CSETH, ["relayer", "status", "--json", "--config", path]);
    assert.equal(end.code, 0, end.stderr);
    const { incidents } = JSON.parse(end.stdout) as {
      incidents: { code: string; subject: string; severity: string; reason: string }[];
    };
    return incidents.map(
      ({ severity, code, subject, reason }) => `${severity} ${code} ${subject} ${reason.slice(0, 8)}`,
    );
  }
  const breaches = async () =>
    (await (await fetch(`${relayer.url}/metrics`)).text()).match(
      /^cseth_open_incidents\{code="SOLVENCY_BREACH"\} (\d+)$/m,
    )?.[1];

  it("is told no new rate, alone; people are told at once, by status and by metrics (LANE-2)", async () => {
    await world.report();
    await told("both know frame 1", [1n, 1n]);
    const pool = world.plan.l2("L2StakingPool", BROKEN);
    await world.l2Of(BROKEN).client.setBalance({ address: pool, value: 0n });
    await world.until("the breach", async () => (await breaches()) === "1");
    assert.deepEqual(await status(), ["critical SOLVENCY_BREACH lane-2 LANE-2: "]);

    await world.report();
    await told("the sound lane knows frame 2", [2n, 1n]);
  });

  it("stays so through a restart, until its books are right again", async () => {
    await relayer.stop();
    relayer = await world.relay();
    assert.equal(await breaches(), "1");
    await world.report();
    await told("the sound lane knows frame 3", [3n, 1n]);

    const pool = world.plan.l2("L2StakingPool", BROKEN);
    await world.l2Of(BROKEN).client.setBalance({ address: pool, value: 10n ** 20n });
    await told("both know frame 3", [3n, 3n]);
    assert.equal(await breaches(), "0");
    assert.deepEqual(await status(), []);
  });

  it("is every lane when L1's own books are wrong (LEDGER-2)", async () => {
    const core = world.plan.l1("LiquidStakingCore");
    const balance = await world.l1.client.getBalance({ address: core });
    await world.l1.client.setBalance({ address: core, value: 0n });
    await world.until("the breach", async () => (await breaches()) === "1");
    assert.deepEqual(await status(), ["critical SOLVENCY_BREACH ledger LEDGER-2"]);
    await world.report();
    await world.until("the frame is indexed", async () => (await world.reportsKnown()) === 4);
    assert.deepEqual(await frames(), [3n, 3n]);

    await world.l1.client.setBalance({ address: core, value: balance });
    await told("both know frame 4", [4n, 4n]);
    await relayer.stop();
  });
});
