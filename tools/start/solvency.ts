import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import {
  type ClosedBatch,
  checkLane,
  checkLedger,
  type Finding,
  type LaneFacts,
} from "@cseth/shared/solvency/solvency";
import { parseEventLogs } from "viem";
import { LANE_ID } from "./configs.ts";
import type { World } from "./world.ts";

/** Reads L2, then L1, and checks every invariant between them. */
export async function readSolvency({ l1, l2, plan }: World): Promise<Finding[]> {
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
  const pool = { address: plan.l2("L2StakingPool", LANE_ID), abi: l2StakingPoolAbi } as const;

  const l2Block = { blockNumber: await l2.getBlockNumber({ cacheTime: 0 }) };
  const [book, open, poolBalance, closedLogs] = await Promise.all([
    l2.readContract({ ...pool, ...l2Block, functionName: "book" }),
    l2.readContract({ ...pool, ...l2Block, functionName: "openBatch" }),
    l2.getBalance({ address: pool.address, ...l2Block }),
    l2.getLogs({ address: pool.address, fromBlock: 0n, toBlock: l2Block.blockNumber }),
  ]);
  const l1Block = { blockNumber: await l1.getBlockNumber({ cacheTime: 0 }) };
  const [ledger, lane, coreBalance, hubShares] = await Promise.all([
    l1.readContract({ ...core, ...l1Block, functionName: "ledger" }),
    l1.readContract({ ...core, ...l1Block, functionName: "lane", args: [LANE_ID] }),
    l1.getBalance({ address: core.address, ...l1Block }),
    l1.readContract({ ...core, ...l1Block, functionName: "balanceOf", args: [plan.l1("LaneHub")] }),
  ]);
  const closed: ClosedBatch[] = [];
  for (const { args } of parseEventLogs({ abi: l2StakingPoolAbi, logs: closedLogs, eventName: "BatchClosed" })) {
    const rate = await l1.readContract({ ...core, ...l1Block, functionName: "rateAt", args: [args.totals.rateNonce] });
    closed.push({ nonce: args.batchNonce, rate, ...args.totals });
  }
  const facts: LaneFacts = { laneId: LANE_ID, ...lane };
  return [
    ...checkLedger({ coreBalance, hubShares, ledger, lanes: [facts] }),
    ...checkLane({ l1: facts, l2: { laneId: LANE_ID, poolBalance, ...book, open, closed } }),
  ];
}
