import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { params } from "@cseth/shared/params";
import { type Hex, parseEther, parseEventLogs, type TransactionReceipt } from "viem";
import { submitReport } from "./report.ts";
import { LANE_ID, type World } from "./world.ts";

const { forwardDelaySeconds } = params.devnet;
const SLOT_SECONDS = 12n;
/**
 * A little less than the 20 ether that the pool keeps: paid from there. The rest has to come from L1, which has all other
 * ether and the dead shares' 0.001: so what stays in the pool must be less.
 */
const FROM_THE_POOL = parseEther("19.9995");

type Waiting = (what: string, holds: () => Promise<boolean>) => Promise<void>;

/**
 * Staker and operator leave over the L2, partly netted and partly through L1's queue, the treasury on L1; the relayer
 * does what is between.
 * @returns wei that they were paid
 */
export async function everybodyLeaves(world: World, until: Waiting): Promise<bigint> {
  const { plan, l1, l2, staker, operator, treasury } = world;
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
  const pool = { address: plan.l2("L2StakingPool", LANE_ID), abi: l2StakingPoolAbi } as const;
  const onL2 = async (hash: Promise<Hex>) => succeeded(await l2.waitForTransactionReceipt({ hash: await hash }));
  const onL1 = async (hash: Promise<Hex>) => succeeded(await l1.waitForTransactionReceipt({ hash: await hash }));
  const l2Balance = ({ address }: typeof staker) =>
    l2.readContract({ ...pool, functionName: "balanceOf", args: [address] });
  const request = async (who: typeof staker, shares: bigint) => {
    const args = [shares, who.address] as const;
    await onL2(who.l2.writeContract({ ...pool, functionName: "requestUnstake", args }));
  };

  await request(staker, FROM_THE_POOL);
  await request(operator, await l2Balance(operator));
  await request(staker, await l2Balance(staker));
  await reportPast(world, (await l2.getBlock()).timestamp);
  await world.devnet.mineSlots(Number(forwardDelaySeconds / SLOT_SECONDS));
  await until("all to be served", async () => {
    const [last, served] = await l2.readContract({ ...pool, functionName: "unstakeQueue" });
    return served === last;
  });
  await until("the last batch to land", async () => {
    const { minted, burned, forwarded } = await l2.readContract({ ...pool, functionName: "openBatch" });
    const hub = { address: plan.l1("LaneHub"), abi: laneHubAbi } as const;
    const { landedNonce } = await l1.readContract({ ...hub, functionName: "laneConfig", args: [LANE_ID] });
    const closed = await l2.getContractEvents({ ...pool, eventName: "BatchClosed", fromBlock: 0n });
    return minted + burned + forwarded === 0n && landedNonce === BigInt(closed.length);
  });

  const fees = await l1.readContract({ ...core, functionName: "balanceOf", args: [treasury.address] });
  const args = [fees, treasury.address] as const;
  await onL1(treasury.l1.writeContract({ ...core, functionName: "requestWithdrawal", args }));
  const last = await l1.readContract({ ...core, functionName: "lastRequestId" });
  await reportPast(world, (await l1.getBlock()).timestamp, last);
  const claims = [await onL1(treasury.l1.writeContract({ ...core, functionName: "claim", args: [last] }))];
  await until("the settlement", async () => {
    const settled = await l2.getContractEvents({ ...pool, eventName: "BatchSettled", fromBlock: 0n });
    return settled.length === 1;
  });
  for (const [who, id] of [
    [staker, 1n],
    [operator, 2n],
    [staker, 3n],
  ] as const) {
    claims.push(await onL2(who.l2.writeContract({ ...pool, functionName: "claimUnstake", args: [id] })));
  }
  return claims.reduce((sum, receipt) => sum + paidBy(receipt), 0n);
}

/** Reports frame after frame up to one that is later than this time, which finalizes what it is told. */
async function reportPast(world: World, time: bigint, finalizeUpTo = 0n): Promise<void> {
  for (;;) {
    const { refTime } = await submitReport(world);
    if (refTime > time) break;
  }
  // The next frame is later by more than the margin that a request's own frame is shifted by.
  await submitReport(world, { finalizeUpTo });
}

function succeeded(receipt: TransactionReceipt): TransactionReceipt {
  if (receipt.status !== "success") throw new TypeError(`${receipt.transactionHash} reverted`);
  return receipt;
}

function paidBy({ logs }: TransactionReceipt): bigint {
  const onL1 = parseEventLogs({ abi: liquidStakingCoreAbi, eventName: "WithdrawalClaimed", logs });
  const onL2 = parseEventLogs({ abi: l2StakingPoolAbi, eventName: "UnstakeClaimed", logs });
  return [...onL1, ...onL2].reduce((sum, { args }) => sum + args.etherPaid, 0n);
}
