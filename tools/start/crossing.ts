import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { formatEther, keccak256, parseEventLogs } from "viem";
import { amounts } from "./amounts.ts";
import { awaitNote } from "./fast-note.ts";
import { type LaneRound, succeeded } from "./lane-round.ts";
import { commitToKeys, register } from "./operator.ts";
import { StepFailed } from "./steps.ts";
import { waitForEvent } from "./watch.ts";

/** What stakers and operator do before anything is carried. @returns nonce of the batch that holds it */
export function stake(round: LaneRound): Promise<bigint> {
  const { lane, at, done, step } = round;
  const { l2, staker, depositorWallet } = lane;
  const { l1 } = round.world;
  const pool = { address: at.pool, abi: l2StakingPoolAbi } as const;
  return step("stake", async () => {
    // A staker on L1: the buffer that the forwarded unstake is paid from also holds other people's ether.
    const deposit = await depositorWallet.writeContract({
      address: at.core,
      abi: liquidStakingCoreAbi,
      functionName: "deposit",
      args: [depositorWallet.account.address, 0n],
      value: amounts.deposit,
    });
    await Promise.all([succeeded(l1, deposit), register(round)]);
    await commitToKeys(round);
    const staking = await staker.writeContract({
      ...pool,
      functionName: "stake",
      args: [staker.account.address, 0n],
      value: amounts.stake,
    });
    const receipt = await succeeded(l2, staking);
    const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs: receipt.logs, eventName: "Staked" });
    const balance = await l2.readContract({ ...pool, functionName: "balanceOf", args: [staker.account.address] });
    if (event === undefined || balance < event.args.shares) throw new TypeError("no csETH was minted");
    const seen = { tx: staking, block: receipt.blockNumber };
    done("stake", l2, seen, balance.toString(), `${formatEther(balance)} csETH at once`);
    // As of that block: a relayer that is up already may close the batch any moment.
    const { blockNumber } = receipt;
    return l2.readContract({ address: at.l2Hub, abi: l2HubAbi, functionName: "openBatchNonce", blockNumber });
  });
}

/** The batch closes. @returns how it crosses the lane's bridge, and what the fast way must say of it */
export async function close(round: LaneRound, batchNonce: bigint) {
  const { lane, at, done, step, onL2 } = round;
  const { devnet, l1 } = round.world;
  const closing = await step("close", async (patience) => {
    const event = { address: at.l2Hub, abi: l2HubAbi, eventName: "BatchSent", args: { batchNonce } } as const;
    const seen = await waitForEvent({ ...onL2, ...event, patience });
    const words = `batch ${batchNonce} with ${formatEther(seen.args.value)} ether`;
    done("close", lane.l2, seen, seen.args.value.toString(), words);
    return seen;
  });
  const passage = lane.passage.follow({ devnet, l1, l2: lane.l2 }, await succeeded(lane.l2, closing.tx));
  if (passage === undefined) throw new StepFailed(lane.laneId, "close", "the batch left no message for L1");
  return { batch: batchNonce, passage, digest: keccak256(closing.args.message) };
}

/** The batch on its way into L1's hub, and its action executed there. @returns L1's block of the landing */
export async function land(
  round: LaneRound,
  { batch, passage, digest }: Awaited<ReturnType<typeof close>>,
): Promise<bigint> {
  const { lane, at, done, step, onL1, operatorId } = round;
  const { l1 } = round.world;
  const { laneId } = lane;
  const core = { address: at.core, abi: liquidStakingCoreAbi } as const;
  await step("prove", async (patience) => {
    const { seen, value, words } = await passage.proven({ fromBlock: onL1.fromBlock, patience });
    done("prove", l1, seen, value, words);
  });
  await step("finalize", async (patience) => {
    const { seen, value, words } = await passage.finalized({ fromBlock: onL1.fromBlock, patience });
    done("finalize", l1, seen, value, words);
  });
  const landedAt = await step("land", async (patience) => {
    const event = { ...core, eventName: "BatchLanded", args: { laneId, batchNonce: batch } } as const;
    const seen = await waitForEvent({ ...onL1, ...event, patience });
    const asOf = { functionName: "lane", args: [laneId], blockNumber: seen.block } as const;
    const { lockedShares } = await l1.readContract({ ...core, ...asOf });
    done("land", l1, seen, lockedShares.toString(), `${formatEther(lockedShares)} csETH locked on L1`);
    return seen.block;
  });
  await step("fast", async (patience) => {
    const note = await awaitNote(round, { batch, patience });
    if (note.digest !== digest) throw new TypeError(`L1 was told ${note.digest}, and batch ${batch} is ${digest}`);
    done("fast", l1, note.seen, digest, `LayerZero's note of batch ${batch} says the same`);
  });
  await step("action", async (patience) => {
    const event = { address: at.registry, abi: operatorRegistryAbi, eventName: "OperatorRegistered" } as const;
    const seen = await waitForEvent({ ...onL1, ...event, args: { operatorId }, patience });
    done("action", l1, seen, operatorId.toString(), `operator ${operatorId} registered on L1`);
  });
  return landedAt;
}
