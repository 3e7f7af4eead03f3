import assert from "node:assert/strict";
import { join } from "node:path";
import { devAccount } from "@cseth/devnet/accounts";
import { startHttpServer } from "@cseth/relayer/api/server";
import { createLeafSet } from "@cseth/relayer/rewards/leaf-set";
import { rewardResource } from "@cseth/relayer/rewards/resource";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { rewardDistributorAbi } from "@cseth/shared/abi/RewardDistributor";
import { actionId, operatorId } from "@cseth/shared/messages/ids";
import { type Address, type Hex, parseEther } from "viem";
import { readHoldings, unexplained } from "../../tools/start/holdings.ts";
import { runChild } from "../support/child.ts";
import { everybodyLeaves } from "./support/exit.ts";
import { fallBehindPausedInbox } from "./support/freeze.ts";
import { moveAround } from "./support/moves.ts";
import { reorganiseClose } from "./support/reorg.ts";
import { submitReport } from "./support/report.ts";
import { CSETH, postmasterOf, type Running, startRelayer } from "./support/service.ts";
import { LANE_ID, startWorld, type World } from "./support/world.ts";

/** Places at which the relayer is killed, one after the other; those of `npm start` are tested beside this. */
const FAILPOINTS = ["index-read", "planner-step", "carrier-stored", "tx-finalized"];
/** What validators are said to have earned, and then to have lost again. */
const GAIN_GWEI = 10n ** 9n;
const MEMORY_MAX_KB = 200_000;

describe("the relayer on a lane of its own", function () {
  this.timeout(600_000);
  let world: World;
  let relayer: Running;
  let config: string;
  before(async () => {
    world = await startWorld({ speed: 48, arbitrum: true });
    // With a PostgreSQL of its own.
    config = await world.relayerConfig("relayer", {});
    relayer = startRelayer(config, { reaper: world.reaper, failpoints: FAILPOINTS });
  });
  after(async function () {
    if (this.currentTest?.state === "failed") process.stderr.write(relayer?.output().slice(-5_000) ?? "");
    await relayer?.stop();
    await world?.stop();
  });

  it("lands a stake and executes a registration through four kill -9, each exactly once (R-5, R-12, R-13, R-19)", async () => {
    const { plan, operator, l1 } = world;
    const register = operator.l2.writeContract({
      address: plan.l2("NodeDesk", LANE_ID),
      abi: nodeDeskAbi,
      functionName: "register",
      args: [operator.address, 0, 300],
    });
    await succeeded("l2", register);
    await stake(parseEther("50"));
    const hub = { address: plan.l1("LaneHub"), abi: laneHubAbi } as const;
    await until("the batch lands", async () => {
      const { landedNonce } = await l1.readContract({ ...hub, functionName: "laneConfig", args: [LANE_ID] });
      return landedNonce === 1n;
    });
    await until("the action is executed", async () => {
      const { cursor } = await l1.readContract({ ...hub, functionName: "batch", args: [LANE_ID, 1n] });
      return cursor === 1;
    });
    const { owner } = await l1.readContract({
      address: plan.l1("OperatorRegistry"),
      abi: operatorRegistryAbi,
      functionName: "operator",
      args: [(BigInt(LANE_ID) << 48n) | 1n],
    });
    assert.equal(owner, operator.address);
    await until("the last kill", async () => relayer.kills() === FAILPOINTS.length);

    const executed = await l1.getContractEvents({ ...hub, eventName: "ActionsExecuted", fromBlock: 0n });
    assert.deepEqual([await batchesSent(), await batchesLanded(), executed.length], [[1n], [1n], 1]);
  });

  it("lets go of a batch whose close was reorganised away, and carries it as it was closed again (T-69, R-12)", async () => {
    await reorganiseClose({ world, laneId: LANE_ID, batchNonce: 2n, stake: () => stake(parseEther("5")), until });
  });

  it("ends as DATABASE_LOST when its PostgreSQL is killed, and started again lands the batch once (LANE-5)", async () => {
    assert.deepEqual(await batchesLanded(), [1n], "the batch is still under way");
    process.kill(postmasterOf(join(world.folder, "relayer")), "SIGKILL");
    await until("the relayer to end and start again", async () => relayer.restarts() === 1);
    const reports = relayer.output().match(/^\{"error":.*$/gm) ?? [];
    assert.deepEqual(
      reports.map((line) => JSON.parse(line).error),
      ["DATABASE_LOST"],
    );
    await until("the batch lands", async () => (await batchesLanded()).length === 2);
    assert.deepEqual(
      [await batchesSent(), await batchesLanded()],
      [
        [1n, 2n],
        [1n, 2n],
      ],
    );
  });

  it("tells the lane of a report as soon as it is on L1, with what L1 has applied", async () => {
    const { plan, l2 } = world;
    await submitReport(world, { consensusBalanceGwei: GAIN_GWEI, operatorFeeBps: 300n });
    const hub = { address: plan.l2("L2Hub", LANE_ID), abi: l2HubAbi } as const;
    await until(
      "the StateUpdate",
      async () => (await l2.readContract({ ...hub, functionName: "latestStateNonce" })) >= 1n,
    );
    const { ackedNonce } = await l2.readContract({
      address: plan.l2("L2StakingPool", LANE_ID),
      abi: l2StakingPoolAbi,
      functionName: "book",
    });
    assert.equal(ackedNonce, 2n);
  });

  it("pays an operator's fees: report, root, StateUpdate, `cseth operator claim` (REW-1, T-49)", async () => {
    const { plan, operator, l1, l2 } = world;
    const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
    const { feeEscrowShares: earned } = await l1.readContract({ ...core, functionName: "ledger" });
    assert(earned > 0n);

    const id = operatorId({ laneId: LANE_ID, sequence: 1n });
    const distributor = plan.l2("RewardDistributor", LANE_ID);
    const place = { laneId: LANE_ID, chainId: world.devnet.op.chainId, distributor, frame: 7n, block: 0n };
    const leaves = [{ operatorId: id, recipient: operator.address, cumulativeShares: earned }];
    const set = createLeafSet({ ...place, leaves });
    assert.equal((await claim(id, "--dry-run")).error, "REWARDS_NO_ROOT");

    const { laneId, rewardsRoot, rewardsTotal } = set;
    await submitReport(world, {
      consensusBalanceGwei: GAIN_GWEI,
      lanes: [{ laneId, rewardsRoot, rewardsTotal }],
    });
    const state = { address: distributor, abi: rewardDistributorAbi } as const;
    await until("the root", async () => (await l2.readContract({ ...state, functionName: "root" })) === rewardsRoot);

    const member = await startHttpServer({
      host: "127.0.0.1",
      port: 0,
      metrics: createMetrics(),
      readiness: () => ({ ready: true, reasons: [] }),
      resource: (path) => rewardResource({ path, rewards: { setsFor: async () => [set] }, lastFrame: async () => 9n }),
    });
    try {
      const dry = await claim(id, "--dry-run", "--from", member.url);
      assert.partialDeepStrictEqual(dry, {
        ...{ sent: false, recipient: operator.address, rewardsRoot },
        ...{ cumulativeShares: `${earned}`, claimedShares: "0", payableShares: `${earned}` },
      });
      assert.equal(await csEthOf(operator.address), 0n);

      const done = await claim(id, "--yes", "--from", member.url);
      assert.partialDeepStrictEqual(done, { sent: true, recipient: operator.address, paidShares: `${earned}` });
      assert.equal(await csEthOf(operator.address), earned);

      const again = await claim(id, "--yes", "--from", member.url);
      assert.partialDeepStrictEqual(again, { sent: false, claimedShares: `${earned}`, payableShares: "0" });
      assert.equal(await csEthOf(operator.address), earned);
    } finally {
      await member.close();
    }
    // L1's logs know no stake yet, so by them nobody may root anything: the claim says so instead of paying.
    const rebuilt = await claim(id, "--yes");
    assert.deepEqual([rebuilt.error, rebuilt.retry], ["REWARDS_BEFORE_FIRST_BORDER", "never"]);

    async function claim(operator: bigint, ...options: readonly string[]): Promise<Record<string, unknown>> {
      const environment = { CSETH__USER__KEY: devAccount(1).privateKey };
      const args = ["operator", "claim", `${operator}`, "--json", "--config", config, ...options];
      return JSON.parse((await runChild(CSETH, args, { environment })).stdout);
    }

    function csEthOf(account: Address): Promise<bigint> {
      const token = plan.l2("L2StakingPool", LANE_ID);
      return l2.readContract({ address: token, abi: l2StakingPoolAbi, functionName: "balanceOf", args: [account] });
    }
  });

  it("freezes a lane by itself that cannot be told of a fall, until the update that knows of it arrives (LANE-4, T-57, T-70)", async () => {
    await fallBehindPausedInbox({ world, until });
  });

  it("explains the batch and the action in it, down to the transactions", async () => {
    await until("finality", async () => (await explain("1")).batch.phase === "FINAL");
    const batch = await explain("1");
    assert.deepEqual(
      [batch.what, batch.laneId, batch.phase, batch.batch.executed, batch.waitsFor],
      ["batch", 1, "DELIVERED", 1, "nothing: it is done"],
    );
    const kinds = batch.steps.map(({ key }) => key.match(/op:prove|op:finalize|execute/)?.[0]).sort();
    assert.deepEqual([...new Set(kinds)], ["execute", "op:finalize", "op:prove"]);
    assert(batch.transactions.length >= 3 && batch.transactions.every(({ hashes }) => hashes.length > 0));

    const id = actionId({ laneId: LANE_ID, batchNonce: 1n, index: 0 });
    const action = await explain(id);
    assert.deepEqual([action.what, action.index, action.message.sequence], ["action", 0, "1"]);
    assert.equal((await explain(batch.message.hash)).what, "batch");

    const end = await runChild(CSETH, ["relayer", "explain", `0x${"11".repeat(32)}`, "--config", config]);
    assert.equal(end.code, 64);
    assert.match(end.stderr, /^USAGE_UNKNOWN_ID: .*batch nonce, a message hash or an action id/);
  });

  it("has no incident to show, and stays below 200 MB", async () => {
    const end = await runChild(CSETH, ["relayer", "status", "--json", "--config", config]);
    const { lanes, incidents } = JSON.parse(end.stdout);
    assert.deepEqual(incidents, []);
    assert.equal(lanes[0].batches.closed, "2");
    assert(relayer.rssKb() < MEMORY_MAX_KB, `${relayer.rssKb()} kB`);
  });

  it("moves csETH L1 → OP → Arbitrum → OP → L1 by `cseth move`, exact to the unit, each once (LANE-1, LANE-5, T-66)", async () => {
    await moveAround({ world, config, until, explain });
  });

  it("leaves nothing that is not explained, to the wei, once everybody has left (LEDGER-2, LANE-1)", async () => {
    const { plan, l1, l2, treasury } = world;
    const paid = await everybodyLeaves(world, until);
    const holdings = await readHoldings({ plan, l1, lanes: world.lanes });
    const notNothing = holdings.filter(({ amount }) => amount !== 0n);
    assert.deepEqual(
      holdings.filter((holding) => unexplained(holding) !== 0n),
      [],
    );
    // Every other contract holds exactly nothing, of either.
    assert.deepEqual(
      notNothing.map(({ contract, asset }) => [contract, asset]),
      [
        ["LiquidStakingCore", "ether"],
        ["L2StakingPool", "ether"],
      ],
    );
    const why = Object.assign({}, ...notNothing.map(({ parts }) => parts)) as Record<string, bigint>;
    assert.deepEqual(Object.keys(why), [
      "buffered, B",
      "finalized and unclaimed, U",
      "carry of lane 1, X",
      "carry of lane 2, X",
      "for unstakers, E",
      "settled and unclaimed, Y",
    ]);
    // A range is set aside rounded up, and each of its two requests paid rounded down.
    assert((why["finalized and unclaimed, U"] ?? 0n) <= 2n, `U is ${why["finalized and unclaimed, U"]}`);
    assert.equal(why["settled and unclaimed, Y"], 0n);

    // The deployer's 0.001 of a dead address, stakes of 50 and 5, a deposit of 2: all that was not paid is still there.
    const left = notNothing.reduce((sum, { amount }) => sum + amount, 0n);
    assert.equal(left, parseEther("57.001") - paid);
    // What is left belongs to the dead shares, to nobody yet (gains, carry), and to the treasury, whose fees of the very
    // last reports are less than the smallest request of 1e12 wei.
    const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
    const { totalShares } = await l1.readContract({ ...core, functionName: "ledger" });
    const fees = await l1.readContract({ ...core, functionName: "balanceOf", args: [treasury.address] });
    assert.equal(totalShares, 10n ** 15n + fees);
    assert(fees < 10n ** 12n, `${fees} shares`);
    const { totalShares: onL2 } = await l2.readContract({
      address: plan.l2("L2StakingPool", LANE_ID),
      abi: l2StakingPoolAbi,
      functionName: "book",
    });
    assert.equal(onL2, 0n);
  });

  type Explained = {
    what: string;
    laneId: number;
    phase: string;
    waitsFor: string;
    index?: number;
    message: { sequence: string; hash: Hex };
    batch: { phase: string; executed: number };
    steps: readonly { key: string }[];
    transactions: readonly { hashes: readonly Hex[] }[];
  };

  async function explain(id: string): Promise<Explained> {
    const end = await runChild(CSETH, ["relayer", "explain", id, "--json", "--config", config]);
    assert.equal(end.code, 0, end.stdout + end.stderr);
    return JSON.parse(end.stdout) as Explained;
  }

  async function stake(value: bigint): Promise<void> {
    const { plan, staker, devnet } = world;
    const hash = await staker.l2.writeContract({
      address: plan.l2("L2StakingPool", LANE_ID),
      abi: l2StakingPoolAbi,
      functionName: "stake",
      args: [staker.address, 0n],
      value,
    });
    // Where time stands still, this moves it.
    await devnet.mineSlots(1);
    await succeeded("l2", Promise.resolve(hash));
  }

  /** Nonces of the batches that L2 has closed, and of those that have landed on L1, in the order of their events. */
  async function batchesSent(): Promise<bigint[]> {
    const hub = { address: world.plan.l2("L2Hub", LANE_ID), abi: l2HubAbi, fromBlock: 0n, strict: true } as const;
    return (await world.l2.getContractEvents({ ...hub, eventName: "BatchSent" })).map(({ args }) => args.batchNonce);
  }
  async function batchesLanded(): Promise<bigint[]> {
    const hub = { address: world.plan.l1("LaneHub"), abi: laneHubAbi, fromBlock: 0n, strict: true } as const;
    const landed = await world.l1.getContractEvents({ ...hub, eventName: "BatchReceived" });
    return landed.map(({ args }) => args.batchNonce);
  }

  async function succeeded(chain: "l1" | "l2", sending: Promise<Hex>): Promise<void> {
    const { status } = await world[chain].waitForTransactionReceipt({ hash: await sending });
    assert.equal(status, "success");
  }

  async function until(what: string, ask: () => Promise<boolean>, ms = 240_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!(await ask())) {
      assert(!relayer.output().includes("\nENDED "), `the relayer ended before: ${what}`);
      assert(Date.now() < deadline, `not within ${ms} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
