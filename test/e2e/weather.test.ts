import assert from "node:assert/strict";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { type Hex, parseEther } from "viem";
import { refusingCode, setCode } from "../devnet/support/messenger.ts";
import { runChild } from "../support/child.ts";
import { reorganiseClose } from "./support/reorg.ts";
import { submitReport } from "./support/report.ts";
import { CSETH, type Running, startRelayer } from "./support/service.ts";
import { LANE_ID, OTHER_LANE_ID, startWorld, type World } from "./support/world.ts";

const LANES = [LANE_ID, OTHER_LANE_ID];
const BATCHES = 60n;
/** A frame of the devnet's profile, 768 s, in slots. */
const FRAME_SLOTS = 64;
const WAIT_MS = 240_000;
const POLL_MS = 100;

describe("both lanes in bad weather", function () {
  this.timeout(600_000);
  let world: World;
  let relayer: Running;
  let config: string;
  before(async () => {
    world = await startWorld({ speed: 96, arbitrum: true });
    config = await world.relayerConfig("relayer", {});
    relayer = startRelayer(config, { reaper: world.reaper });
  });
  after(async function () {
    if (this.currentTest?.state === "failed") process.stderr.write(relayer?.output().slice(-5_000) ?? "");
    await relayer?.stop();
    await world?.stop();
  });

  const l2 = (laneId: number) => (laneId === LANE_ID ? world.l2 : world.otherL2);
  const hubOf = (laneId: number) => ({ address: world.plan.l2("L2Hub", laneId), abi: l2HubAbi }) as const;
  const l1Hub = () => ({ address: world.plan.l1("LaneHub"), abi: laneHubAbi }) as const;
  const closed = async (laneId: number) =>
    (await l2(laneId).readContract({ ...hubOf(laneId), functionName: "openBatchNonce" })) - 1n;
  const laneConfig = (laneId: number) =>
    world.l1.readContract({ ...l1Hub(), functionName: "laneConfig", args: [laneId] });
  const landed = async (laneId: number) => (await laneConfig(laneId)).landedNonce;
  const status = () => runChild(CSETH, ["relayer", "status", "--json", "--config", config]);
  const latestState = (laneId: number) =>
    l2(laneId).readContract({ ...hubOf(laneId), functionName: "latestStateNonce" });

  it("a rollup that its guardian pauses across a frame's border is told the new rate, and lands what waited (T-70)", async () => {
    await stakeOn(LANES, "40");
    await until("both have closed", async () => (await Promise.all(LANES.map(closed))).every((count) => count >= 1n));
    await world.devnet.op.guardian.pause();
    const before = await world.l1.getBlockNumber();
    await submitReport(world);
    await until("both know the rate", async () =>
      (await Promise.all(LANES.map(latestState))).every((nonce) => nonce >= 1n),
    );
    await until("the other lane lands", async () => (await landed(OTHER_LANE_ID)) >= 1n);
    await world.devnet.mineSlots(Math.max(0, FRAME_SLOTS - Number((await world.l1.getBlockNumber()) - before)));
    await submitReport(world);
    await until("both know the next one", async () =>
      (await Promise.all(LANES.map(latestState))).every((nonce) => nonce >= 2n),
    );
    assert.equal(await landed(LANE_ID), 0n);

    await world.devnet.op.guardian.unpause();
    await until("what waited lands", async () => (await landed(LANE_ID)) >= 1n);
  });

  it("a batch of Arbitrum whose close was reorganised away is let go of, and lands as it was closed again (T-69, R-12)", async () => {
    await until("the relayer has its tables", async () => (await status()).code === 0);
    const batchNonce = (await closed(OTHER_LANE_ID)) + 1n;
    await reorganiseClose({
      world,
      laneId: OTHER_LANE_ID,
      batchNonce,
      stake: () => stakeOn([OTHER_LANE_ID], "5"),
      until,
    });
    await until("it lands", async () => (await landed(OTHER_LANE_ID)) >= batchNonce);
  });

  it("60 batches in a row of each lane land in their order, each once (LANE-5)", async () => {
    const target = new Map<number, bigint>();
    for (const laneId of LANES) target.set(laneId, (await closed(laneId)) + BATCHES);
    const isShort = async (laneId: number) => (await closed(laneId)) < (target.get(laneId) ?? 0n);
    for (;;) {
      const short: number[] = [];
      for (const laneId of LANES) if (await isShort(laneId)) short.push(laneId);
      if (short.length === 0) break;
      await stakeOn(short, "0.1");
    }
    for (const laneId of LANES) {
      const last = target.get(laneId) ?? 0n;
      await until(`batch ${last} of lane ${laneId} lands`, async () => (await landed(laneId)) >= last);
      const events = await world.l1.getContractEvents({
        ...l1Hub(),
        eventName: "BatchReceived",
        args: { laneId },
        fromBlock: 0n,
        strict: true,
      });
      assert.deepEqual(
        events.map(({ args }) => args.batchNonce),
        Array.from({ length: events.length }, (_, index) => BigInt(index + 1)),
      );
    }
    assert.deepEqual(JSON.parse((await status()).stdout).incidents, []);
  });

  it("a ticket that fails, and is redeemed after its successor, brings no old rate back (T-58, T-85)", async () => {
    const { devnet, plan, depositor } = world;
    const hub = plan.l2("L2Hub", OTHER_LANE_ID);
    const code = (await world.otherL2.getCode({ address: hub })) ?? "0x";
    const nonce = (await laneConfig(OTHER_LANE_ID)).stateUpdateNonce;
    await setCode(devnet.arbitrum.rpcUrl, hub, refusingCode);
    await submitReport(world);
    await until("it is sent", async () => (await laneConfig(OTHER_LANE_ID)).stateUpdateNonce === nonce + 1n);
    // Nobody redeems it, nor pushes what comes after it.
    await relayer.stop();
    await devnet.mineSlots(4);

    const report = await submitReport(world);
    await setCode(devnet.arbitrum.rpcUrl, hub, code);
    const hash = await depositor.l1.writeContract({
      ...l1Hub(),
      functionName: "pushStateUpdate",
      args: [OTHER_LANE_ID, report],
      value: parseEther("0.1"),
    });
    await world.l1.waitForTransactionReceipt({ hash });
    await until("the successor arrives", async () => (await latestState(OTHER_LANE_ID)) === nonce + 2n);
    const isApplied = (update: bigint) =>
      world.otherL2.readContract({ ...hubOf(OTHER_LANE_ID), functionName: "isApplied", args: [update] });
    assert.equal(await isApplied(nonce + 1n), false);

    // Slowly, or a ticket's life of 105 slots is over before a relayer has begun.
    await devnet.clock.pause();
    relayer = startRelayer(config, { reaper: world.reaper });
    await until("the first one is redeemed", async () => {
      await devnet.mineSlots(1);
      return isApplied(nonce + 1n);
    });
    devnet.clock.resume();
    assert.equal(await latestState(OTHER_LANE_ID), nonce + 2n);
    const events = await world.otherL2.getContractEvents({
      ...hubOf(OTHER_LANE_ID),
      eventName: "StateUpdateReceived",
      fromBlock: 0n,
      strict: true,
    });
    assert.deepEqual(
      events.slice(-2).map(({ args }) => [args.nonce, args.newer]),
      [
        [nonce + 2n, true],
        [nonce + 1n, false],
      ],
    );
  });

  async function stakeOn(laneIds: readonly number[], ether: string): Promise<void> {
    const { plan, staker } = world;
    const sent = laneIds.map(async (laneId): Promise<[number, Hex]> => {
      const wallet = laneId === LANE_ID ? staker.l2 : staker.otherL2;
      const hash = await wallet.writeContract({
        address: plan.l2("L2StakingPool", laneId),
        abi: l2StakingPoolAbi,
        functionName: "stake",
        args: [staker.address, 0n],
        value: parseEther(ether),
        // An estimate is exact, and a close or a second more takes other branches, of a few gas more.
        gas: 150_000n,
      });
      return [laneId, hash];
    });
    const hashes = await Promise.all(sent);
    // Where time stands still, this moves it.
    await world.devnet.mineSlots(1);
    for (const [laneId, hash] of hashes) {
      const { status } = await l2(laneId).waitForTransactionReceipt({ hash });
      assert.equal(status, "success");
    }
  }

  async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + WAIT_MS;
    while (!(await ask())) {
      assert(!relayer.output().includes("\nENDED "), `the relayer ended before: ${what}`);
      assert(Date.now() < deadline, `not within ${WAIT_MS} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
});
