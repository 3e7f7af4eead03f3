import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain } from "@cseth/relayer/cli/explain";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { actionId } from "@cseth/shared/messages/ids";
import { params } from "@cseth/shared/params";
import type { Address, Hex } from "viem";
import { runChild } from "../../support/child.ts";
import { type LaneWorld, startLaneWorld } from "./world.ts";

const LANE = 1;
const CSETH = new URL("../../../relayer/bin/cseth.mjs", import.meta.url).pathname;
const [A, B] = [(1n << 48n) | 1n, (1n << 48n) | 2n];
const X: Address = "0x00000000000000000000000000000000000000A1";
const Y: Address = "0x00000000000000000000000000000000000000A2";
/** Burns 100,000 gas, as much as one action declares, refuses nothing, and fails if it is given less. */
const BURNER: Hex = "0x5a5b5a8103620186a01160015760205ff3";
const REGISTER_GAS = params.devnet.registerOperatorGas;

describe("actions of batches that get in each other's way", function () {
  this.timeout(60_000);
  let world: LaneWorld;
  let hub: { address: Address; abi: typeof laneHubAbi };
  let registry: { address: Address; abi: typeof operatorRegistryAbi };
  before(async () => {
    world = await startLaneWorld({ lanes: [LANE] });
    hub = { address: world.plan.l1("LaneHub"), abi: laneHubAbi };
    registry = { address: world.plan.l1("OperatorRegistry"), abi: operatorRegistryAbi };
  });
  after(() => world?.stop());

  const desk = () => ({ address: world.plan.l2("NodeDesk", LANE), abi: nodeDeskAbi }) as const;
  const onDesk = (sending: Promise<Hex>) => world.succeeded(world.l2Of(LANE), sending);
  const register = () =>
    onDesk(
      world.operator.l2(LANE).writeContract({
        ...desk(),
        functionName: "register",
        args: [world.operator.address, 0, 300],
      }),
    );
  const setManager = (operatorId: bigint, manager: Address) =>
    onDesk(
      world.operator.l2(LANE).writeContract({ ...desk(), functionName: "setManager", args: [operatorId, manager] }),
    );
  const operator = (operatorId: bigint) =>
    world.l1.client.readContract({ ...registry, functionName: "operator", args: [operatorId] });
  const events = <Name extends "ActionsFailed" | "ActionRetried" | "ActionsExecuted">(eventName: Name) =>
    world.l1.client.getContractEvents({ ...hub, eventName, fromBlock: 0n, strict: true });
  const firstFailed = async (batchNonce: bigint) => {
    const args = [LANE, batchNonce, 0n] as const;
    return (await world.l1.client.readContract({ ...hub, functionName: "failedActions", args })) === 1n;
  };
  const incidents = async () => {
    const open = world.db.selectFrom("incident").select(["code", "subject"]).where("closed_at", "is", null);
    return (await open.execute()).map(({ code, subject }) => `${code} ${subject}`);
  };

  async function cseth(...args: string[]) {
    const path = join(world.folder, "cseth.json");
    writeFileSync(path, JSON.stringify(world.config()));
    const end = await runChild(CSETH, ["relayer", ...args, "--json", "--config", path]);
    assert.equal(end.code, 0, end.stdout + end.stderr);
    return JSON.parse(end.stdout);
  }

  const first = (batchNonce: bigint) => actionId({ laneId: LANE, batchNonce, index: 0 });
  /** Of the first action of a batch. */
  const explainFailure = async (batchNonce: bigint) =>
    (await explain({ db: world.db, lanes: [{ laneId: LANE }], l1ChainId: 900, id: first(batchNonce) })).failure;

  it("are shown by dry-run as they would be executed, which sends and writes nothing", async () => {
    await register();
    await world.closeBatch(LANE);
    await setManager(A, X);
    await register();
    await world.closeBatch(LANE);
    await world.land(LANE, 1n);
    await world.land(LANE, 2n);
    await world.execute(LANE, 2n);
    assert.equal(await firstFailed(2n), true);
    // what stood behind it in the same transaction went through.
    assert.equal((await operator(B)).owner, world.operator.address);

    const reader = await world.relay({ readOnly: true });
    await world.until("both batches are known", async () => (await batches()).length === 2);
    await world.until("the failure is indexed", async () => (await explainFailure(2n)) !== undefined);
    await reader.stop();
    const { transactions, failures } = await cseth("dry-run");
    assert.deepEqual(failures, []);
    assert.deepEqual(
      transactions.map(({ intent, chain, refusal }: Record<string, unknown>) => ({ intent, chain, refusal })),
      [{ intent: "lane-1/execute/1/0#1", chain: "l1", refusal: undefined }],
    );
    assert(BigInt(transactions[0].gasLimit) > REGISTER_GAS, transactions[0].gasLimit);
    assert.deepEqual([await sent(), await openSteps()], [[], []]);
    assert.equal((await operator(A)).owner, "0x0000000000000000000000000000000000000000");
  });

  it("R-14 one that came before what it needs is sent again once it would succeed, and once only (ACT-1)", async () => {
    const relayer = await world.relay();
    await world.until("the manager is set", async () => (await operator(A)).manager === X);
    await world.until("nothing is under way", async () => (await openSteps()).length === 0);
    await relayer.stop();
    assert.equal((await operator(A)).owner, world.operator.address);
    assert.equal((await events("ActionRetried")).length, 1);
    assert.deepEqual(await sent(), ["execute/1/0", "retry/2/0"]);
    assert.deepEqual(await incidents(), []);
  });

  it("R-14 one that a newer one has overtaken is left alone: no transaction, no alarm, and its reason to be read", async () => {
    await setManager(A, X);
    await world.closeBatch(LANE);
    await setManager(A, Y);
    await world.closeBatch(LANE);
    await world.land(LANE, 3n);
    await world.land(LANE, 4n);
    await world.execute(LANE, 4n);
    const before = await sent();
    const relayer = await world.relay();
    await world.until("it is executed, in vain", async () => firstFailed(3n));
    await world.until("the failure is indexed", async () => (await explainFailure(3n)) !== undefined);
    await world.until("nothing is under way", async () => (await openSteps()).length === 0);
    await relayer.stop();
    assert.equal((await operator(A)).manager, Y);
    assert.deepEqual(await sent(), [...before, "execute/3/0"].sort());
    assert.deepEqual(await incidents(), []);
    assert.equal((await cseth("explain", first(3n))).failure, "OperatorRegistry_Stale");
  });

  it("R-15 a batch whose actions are not known holds up no other, and is alarmed about", async () => {
    await setManager(A, X);
    await world.closeBatch(LANE);
    await setManager(B, X);
    await world.closeBatch(LANE);
    await world.land(LANE, 5n);
    await world.land(LANE, 6n);
    // An endpoint that leaves out a log for good: the route knows no hole, for it is no message; the root does.
    const { faults } = world.rpcOf(LANE);
    const hidden = actionId({ laneId: LANE, batchNonce: 5n, index: 0 });
    faults.hideLog = ({ topics }) => topics[1] === hidden;
    faults.unsupported.add("eth_getBlockReceipts");
    const relayer = await world.relay();
    await world.until("batch 6 is executed", async () => (await operator(B)).manager === X);
    await world.until("the alarm", async () => (await incidents()).length > 0);
    await relayer.stop();
    assert.deepEqual(await incidents(), ["ACTIONS_INCOMPLETE lane-1/batch/5/actions"]);
    assert.equal((await operator(A)).manager, Y);

    // The endpoint is mended; what it left out is read when the lane is indexed afresh.
    faults.hideLog = () => false;
    assert.equal((await cseth("reindex", "lane-1")).chainId, 901);
    const again = await world.relay();
    await world.until("batch 5 is executed", async () => (await operator(A)).manager === X);
    await world.until("the alarm is over", async () => (await incidents()).length === 0);
    await again.stop();
  });

  it("R-15 declares the gas that a swallowed failure would hide from estimation", async () => {
    await register();
    await register();
    await world.closeBatch(LANE);
    await world.land(LANE, 7n);
    const code = (await world.l1.client.getCode({ address: registry.address })) ?? "0x";
    await world.l1.client.setCode({ address: registry.address, bytecode: BURNER });
    const before = (await events("ActionsFailed")).length;
    const relayer = await world.relay();
    await world.until("both are executed", async () => {
      const batch = await world.l1.client.readContract({ ...hub, functionName: "batch", args: [LANE, 7n] });
      return batch.cursor === 2;
    });
    await relayer.stop();
    await world.l1.client.setCode({ address: registry.address, bytecode: code });
    assert.equal((await events("ActionsFailed")).length, before);
    const [execution] = (await events("ActionsExecuted")).filter(({ args }) => args.batchNonce === 7n);
    const { gas } = await world.l1.client.getTransaction({ hash: execution?.transactionHash ?? "0x" });
    // What an estimate without the hub's own check would find: the least gas at which nothing reverts.
    assert.ok(gas > 2n * REGISTER_GAS, String(gas));
  });

  async function batches() {
    return world.db.selectFrom("batch").select("nonce").where("phase", "!=", "CLOSED").execute();
  }

  async function openSteps() {
    return world.db.selectFrom("step").select("key").where("state", "=", "OPEN").execute();
  }

  async function sent(): Promise<string[]> {
    const rows = await world.db.selectFrom("attempt").select("intent").where("chain_id", "=", 900).execute();
    return rows.map(({ intent }) => intent.replace(/^lane-1\//, "").replace(/#1$/, "")).sort();
  }
});
