import assert from "node:assert/strict";
import { hdAccount, infrastructure } from "@cseth/devnet/accounts";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { createWalletClient, http, parseAbi, parseEther } from "viem";
import { submitReport } from "./report.ts";
import { OTHER_LANE_ID, type World } from "./world.ts";

const inboxAbi = parseAbi(["function pause()", "function unpause()"]);

/**
 * The rate falls while Arbitrum's inbox takes no tickets, so that the lane cannot be told: a relayer freezes it over
 * LayerZero, and tells it as soon as the inbox is open again.
 */
export async function fallBehindPausedInbox({
  world,
  until,
}: {
  world: World;
  until: (what: string, holds: () => Promise<boolean>) => Promise<void>;
}): Promise<void> {
  const { devnet, plan, staker, l1, otherL2 } = world;
  const pool = { address: plan.l2("L2StakingPool", OTHER_LANE_ID), abi: l2StakingPoolAbi } as const;
  const l1Hub = { address: plan.l1("LaneHub"), abi: laneHubAbi } as const;
  const stake = { functionName: "stake", args: [staker.address, 0n], value: parseEther("1") } as const;
  const tryToStake = () => otherL2.simulateContract({ ...pool, ...stake, account: staker.address });
  const frozenUntil = async () => (await otherL2.readContract({ ...pool, functionName: "freezeState" })).until;
  const rateThere = async () => (await otherL2.readContract({ ...pool, functionName: "rate" }))[0];
  const rateOnL1 = () =>
    l1.readContract({ address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi, functionName: "rate" });
  const updates = () =>
    otherL2.readContract({
      address: plan.l2("L2Hub", OTHER_LANE_ID),
      abi: l2HubAbi,
      functionName: "latestStateNonce",
    });
  const freezes = () => l1.getContractEvents({ ...l1Hub, eventName: "FastFreezeSent", fromBlock: 0n, strict: true });

  const [told, nonce] = [await rateThere(), await updates()];
  assert.deepEqual(await freezes(), [], "nothing has fallen yet");
  await tryToStake();
  await setInbox("pause");
  await submitReport(world, { consensusBalanceGwei: 0n });
  const [fallen, rateNonce] = await rateOnL1();
  assert(fallen < told, `the rate is ${fallen}, and was ${told}`);

  await until("the lane is frozen", async () => (await frozenUntil()) > 0);
  const [freeze, ...others] = await freezes();
  assert.deepEqual([freeze?.args.laneId, freeze?.args.rateNonce, others], [OTHER_LANE_ID, rateNonce, []]);
  const { from } = await l1.getTransaction({ hash: freeze?.transactionHash ?? "0x" });
  assert.equal(from, world.relayer.toLowerCase());
  await assert.rejects(tryToStake(), /Pool_Frozen/);
  // No more than that: it has brought no rate, and no update has come (LANE-4).
  assert.deepEqual([await rateThere(), await updates()], [told, nonce]);

  await setInbox("unpause");
  await until("the update", async () => (await updates()) === nonce + 1n);
  assert.deepEqual([await frozenUntil(), await rateThere()], [0, fallen]);
  // By its own rule now: what opens staking after a fall is the next update that brings none.
  await assert.rejects(tryToStake(), /Pool_StoppedAfterFall/);
  assert.equal((await freezes()).length, 1);

  /** What the rollup's owner may do. */
  async function setInbox(functionName: "pause" | "unpause"): Promise<void> {
    const { chain, rpcUrl } = devnet.l1;
    const owner = createWalletClient({ account: hdAccount(infrastructure.nitroOwner), chain, transport: http(rpcUrl) });
    const hash = await owner.writeContract({
      address: devnet.arbitrum.addresses.inbox,
      abi: inboxAbi,
      functionName,
    });
    const { status } = await l1.waitForTransactionReceipt({ hash });
    assert.equal(status, "success", functionName);
  }
}
