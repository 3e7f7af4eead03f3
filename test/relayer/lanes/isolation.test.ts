import assert from "node:assert/strict";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { fatal } from "../../support/rejections.ts";
import { type LaneWorld, startLaneWorld } from "./world.ts";

/** The lane that works, and the one whose endpoint does not. */
const [WELL, ILL] = [1, 2];

describe("two lanes of one relayer", function () {
  this.timeout(60_000);
  let world: LaneWorld;
  before(async () => {
    world = await startLaneWorld({ lanes: [WELL, ILL] });
    for (const laneId of [WELL, ILL]) await world.stake(laneId, "50");
  });
  after(() => world?.stop());

  const closed = async (laneId: number) =>
    (await world.l2Of(laneId).client.readContract({
      address: world.plan.l2("L2Hub", laneId),
      abi: l2HubAbi,
      functionName: "openBatchNonce",
    })) - 1n;
  const pushed = async (laneId: number) => (await world.laneConfig(laneId)).lastPushedFrame;
  const executed = async (laneId: number, batchNonce: bigint) =>
    (
      await world.l1.client.readContract({
        address: world.plan.l1("LaneHub"),
        abi: laneHubAbi,
        functionName: "batch",
        args: [laneId, batchNonce],
      })
    ).cursor;
  const register = (laneId: number) =>
    world.succeeded(
      world.l2Of(laneId),
      world.operator.l2(laneId).writeContract({
        address: world.plan.l2("NodeDesk", laneId),
        abi: nodeDeskAbi,
        functionName: "register",
        args: [world.operator.address, 0, 300],
      }),
    );

  it("are started although one's endpoint is away: the other is carried, and readiness says which is not", async () => {
    world.rpcOf(ILL).faults.hang.add("*");
    const relayer = await world.relay();
    await world.pass(60);
    await world.until("the batch is closed", async () => (await closed(WELL)) === 1n);
    assert.equal(await closed(ILL), 0n);
    const readiness = (await (await fetch(`${relayer.url}/readyz`)).json()) as { ready: boolean; reasons: string[] };
    assert.equal(readiness.ready, false);
    assert.ok(readiness.reasons.includes("lane-2: no usable RPC endpoint"), readiness.reasons.join());
    assert.ok(!readiness.reasons.some((reason) => reason.startsWith("lane-1")), readiness.reasons.join());

    await register(WELL);
    await world.closeBatch(WELL);
    await world.land(WELL, 1n);
    await world.land(WELL, 2n);
    await world.until("its action is executed", async () => (await executed(WELL, 2n)) === 1);

    world.rpcOf(ILL).faults.hang.clear();
    await world.until("the other catches up", async () => (await closed(ILL)) === 1n);
    await relayer.stop();
  });

  it("are carried on L1 while one's L2 is silent: its actions and its rate need no word from there", async () => {
    await register(ILL);
    await world.closeBatch(ILL);
    const relayer = await world.relay();
    await world.until("the batch is indexed", async () => (await world.batchesKnown(ILL)) === 2);
    world.rpcOf(ILL).faults.hang.add("*");
    await world.land(ILL, 1n);
    await world.land(ILL, 2n);
    await world.report();
    await world.until("both are told the rate", async () => (await pushed(WELL)) === 1n && (await pushed(ILL)) === 1n);
    await world.until("the action is executed", async () => (await executed(ILL, 2n)) === 1);
    world.rpcOf(ILL).faults.hang.clear();
    await relayer.stop();
  });

  it("are both refused when one's endpoint serves another chain", async () => {
    world.rpcOf(ILL).faults.chainId = 10;
    const error = await fatal(world.relay());
    assert.equal(error.code, "RPC_CHAIN_ID_MISMATCH");
    assert.match(error.message, /^lane-2: RPC endpoint 0 .* serves chain 10, expected 902$/);
    world.rpcOf(ILL).faults.chainId = undefined;
  });

  it("are both refused when none can be reached: then nothing could be carried", async () => {
    for (const laneId of [WELL, ILL]) world.rpcOf(laneId).faults.hang.add("*");
    assert.equal((await fatal(world.relay())).code, "RPC_UNAVAILABLE");
    for (const laneId of [WELL, ILL]) world.rpcOf(laneId).faults.hang.clear();
  });
});
