import assert from "node:assert/strict";
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
import { type Address, concat, type Hex, parseEther } from "viem";
import { runChild } from "../support/child.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { submitReport } from "./support/report.ts";
import { CSETH, type Running, startRelayer } from "./support/service.ts";
import { LANE_ID, startWorld, type World } from "./support/world.ts";

/** Places at which the relayer is killed, one after the other; those of `npm start` are tested beside this. */
const FAILPOINTS = ["index-read", "planner-step", "carrier-stored", "tx-finalized"];
const MEMORY_MAX_KB = 200_000;

describe("the relayer on a lane of its own", function () {
  this.timeout(300_000);
  let world: World;
  let relayer: Running;
  let config: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  before(async () => {
    [world, database] = await Promise.all([startWorld({ speed: 48 }), createTestDatabase()]);
    config = await world.relayerConfig("relayer", { url: database.url });
    relayer = startRelayer(config, FAILPOINTS);
  });
  after(async function () {
    if (this.currentTest?.state === "failed") process.stderr.write(relayer?.output().slice(-5_000) ?? "");
    await relayer?.stop();
    await database?.close();
    await world?.stop();
  });

  it("lands a stake and executes a registration through four kill -9, each exactly once (R-5, R-12, R-13, R-19)", async () => {
    const { plan, staker, operator, l1, l2 } = world;
    const register = operator.l2.writeContract({
      address: plan.l2("NodeDesk", LANE_ID),
      abi: nodeDeskAbi,
      functionName: "register",
      args: [operator.address, 0, 300],
    });
    await succeeded("l2", register);
    const stake = staker.l2.writeContract({
      address: plan.l2("L2StakingPool", LANE_ID),
      abi: l2StakingPoolAbi,
      functionName: "stake",
      args: [staker.address, 0n],
      value: parseEther("50"),
    });
    await succeeded("l2", stake);
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

    const all = { fromBlock: 0n } as const;
    const l2Hub = { address: plan.l2("L2Hub", LANE_ID), abi: l2HubAbi } as const;
    const [sent, received, executed] = await Promise.all([
      l2.getContractEvents({ ...l2Hub, eventName: "BatchSent", ...all }),
      l1.getContractEvents({ ...hub, eventName: "BatchReceived", ...all }),
      l1.getContractEvents({ ...hub, eventName: "ActionsExecuted", ...all }),
    ]);
    assert.deepEqual([sent.length, received.length, executed.length], [1, 1, 1]);
  });

  it("tells the lane of a report as soon as it is on L1, with what L1 has applied", async () => {
    const { plan, l2 } = world;
    await submitReport(world);
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
    assert.equal(ackedNonce, 1n);
  });

  it("pays an operator's fees: report, root, StateUpdate, `cseth operator claim` (REW-1, T-49)", async () => {
    const { plan, operator, staker, l1, l2 } = world;
    const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
    await gain(parseEther("1"));
    await submitReport(world, { operatorFeeBps: 300n });
    const { feeEscrowShares: earned } = await l1.readContract({ ...core, functionName: "ledger" });
    assert(earned > 0n);

    const id = operatorId({ laneId: LANE_ID, sequence: 1n });
    const distributor = plan.l2("RewardDistributor", LANE_ID);
    const place = { laneId: LANE_ID, chainId: world.devnet.op.chainId, distributor, frame: 7n, block: 0n };
    const leaves = [{ operatorId: id, recipient: operator.address, cumulativeShares: earned }];
    const set = createLeafSet({ ...place, leaves });
    assert.equal((await claim(id, "--dry-run")).error, "REWARDS_NO_ROOT");

    const { laneId, rewardsRoot, rewardsTotal } = set;
    await submitReport(world, { lanes: [{ laneId, rewardsRoot, rewardsTotal }] });
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

    /** Ether forced on the core, booked as a gain. */
    async function gain(value: bigint): Promise<void> {
      // PUSH20 core, SELFDESTRUCT.
      const data = concat(["0x73", plan.l1("LiquidStakingCore"), "0xff"]);
      await succeeded("l1", staker.l1.sendTransaction({ data, value }));
      await succeeded("l1", staker.l1.writeContract({ ...core, functionName: "skim" }));
    }
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
    assert.equal(lanes[0].batches.closed, "1");
    assert(relayer.rssKb() < MEMORY_MAX_KB, `${relayer.rssKb()} kB`);
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

  async function succeeded(chain: "l1" | "l2", sending: Promise<Hex>): Promise<void> {
    const { status } = await world[chain].waitForTransactionReceipt({ hash: await sending });
    assert.equal(status, "success");
  }

  async function until(what: string, ask: () => Promise<boolean>, ms = 120_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!(await ask())) {
      assert(!relayer.output().includes("\nENDED "), `the relayer ended before: ${what}`);
      assert(Date.now() < deadline, `not within ${ms} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
