import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import type { Hex } from "viem";
import type { Anvil } from "../../support/anvil.ts";
import { runChild } from "../../support/child.ts";
import { type LaneWorld, startLaneWorld } from "./world.ts";

const CSETH = new URL("../../../relayer/bin/cseth.mjs", import.meta.url).pathname;
const [SOUND, BROKEN] = [1, 2];
/** A hundredth of the deployer's 0.001 ether, which is all there is. */
const GAIN_GWEI = 10_000n;

describe("a lane that the guard finds insolvent", function () {
  this.timeout(60_000);
  let world: LaneWorld;
  let relayer: Awaited<ReturnType<LaneWorld["relay"]>>;
  before(async () => {
    world = await startLaneWorld({ lanes: [SOUND, BROKEN], fast: true });
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

  const l1Hub = () => ({ address: world.plan.l1("LaneHub"), abi: laneHubAbi }) as const;
  const freezesOf = (laneId: number) =>
    world.l1.client.getContractEvents({
      ...l1Hub(),
      eventName: "FastFreezeSent",
      args: { laneId },
      fromBlock: 0n,
      strict: true,
    });
  /** Transactions of a kind that a lane has wanted, in the order of their first tries. */
  async function sent(laneId: number, kind: string): Promise<string[]> {
    const rows = await world.db.selectFrom("attempt").select("intent").orderBy("id").execute();
    return rows.map(({ intent }) => intent).filter((intent) => intent.startsWith(`lane-${laneId}/${kind}/`));
  }

  async function transaction({ client }: Anvil, hash: Hex = "0x") {
    const { from, to, input, value } = await client.getTransaction({ hash });
    return { from, to, input, value };
  }

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
    await world.report({ consensusBalanceGwei: GAIN_GWEI });
    await told("both know frame 1", [1n, 1n]);
    const pool = world.plan.l2("L2StakingPool", BROKEN);
    await world.l2Of(BROKEN).client.setBalance({ address: pool, value: 0n });
    await world.until("the breach", async () => (await breaches()) === "1");
    assert.deepEqual(await status(), ["critical SOLVENCY_BREACH lane-2 LANE-2: "]);

    assert.deepEqual(await freezesOf(BROKEN), []);
    await world.report({ consensusBalanceGwei: 0n });
    await told("the sound lane knows frame 2", [2n, 1n]);
  });

  it("is asked by the fast way, once for each fall, not to sell at the rate that it still believes (LANE-4, T-57)", async () => {
    await world.until("it is asked", async () => (await freezesOf(BROKEN)).length > 0);
    const [freeze] = await freezesOf(BROKEN);
    assert.deepEqual([freeze?.args.nonce, freeze?.args.rateNonce], [1n, 2n]);
    const quote = await world.l1.client.readContract({ ...l1Hub(), functionName: "quoteFastFreeze", args: [BROKEN] });
    assert.deepEqual(await transaction(world.l1, freeze?.transactionHash), {
      from: world.relayer.toLowerCase(),
      to: l1Hub().address.toLowerCase(),
      // sendFastFreeze(2)
      input: `0x0352a6cd${"2".padStart(64, "0")}`,
      value: (quote * 11n) / 10n,
    });
  });

  it("has its batch announced all the same, once, as has every lane (LANE-4)", async () => {
    const announced = async () => [...(await sent(SOUND, "announce")), ...(await sent(BROKEN, "announce"))];
    await world.until("both are announced", async () => (await announced()).length === 2);
    assert.deepEqual(await announced(), ["lane-1/announce/1#1", "lane-2/announce/1#1"]);
    const l2 = world.l2Of(BROKEN);
    const hub = { address: world.plan.l2("L2Hub", BROKEN), abi: l2HubAbi } as const;
    const [note] = await l2.client.getContractEvents({ ...hub, eventName: "FastNoteSent", fromBlock: 0n });
    const blockNumber = (note?.blockNumber ?? 0n) - 1n;
    const quote = await l2.client.readContract({ ...hub, functionName: "quoteFastNote", args: [1n], blockNumber });
    assert.deepEqual(await transaction(l2, note?.transactionHash), {
      from: world.relayer.toLowerCase(),
      to: hub.address.toLowerCase(),
      // sendFastNote(1)
      input: `0x51cd4026${"1".padStart(64, "0")}`,
      value: (quote * 11n) / 10n,
    });
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
    assert.deepEqual(await sent(BROKEN, "freeze"), ["lane-2/freeze/2#1"]);
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
