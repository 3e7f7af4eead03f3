import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import {
  type ClosedBatch,
  checkLane,
  checkLedger,
  type Finding,
  type LaneFacts,
} from "@cseth/shared/solvency/solvency";
import { type Address, parseEventLogs } from "viem";
import type { LaneWorld, World } from "./world.ts";

/** Reads each L2, then L1, and checks every invariant between them. */
export async function readSolvency({ l1, lanes, plan }: World): Promise<Finding[]> {
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
  const pools = await Promise.all(lanes.map((lane) => readPool(lane, plan.l2("L2StakingPool", lane.laneId))));
  const l1Block = { blockNumber: await l1.getBlockNumber({ cacheTime: 0 }) };
  const [ledger, coreBalance, hubShares, accounts] = await Promise.all([
    l1.readContract({ ...core, ...l1Block, functionName: "ledger" }),
    l1.getBalance({ address: core.address, ...l1Block }),
    l1.readContract({ ...core, ...l1Block, functionName: "balanceOf", args: [plan.l1("LaneHub")] }),
    Promise.all(
      lanes.map(async ({ laneId }): Promise<LaneFacts> => {
        const account = await l1.readContract({ ...core, ...l1Block, functionName: "lane", args: [laneId] });
        return { laneId, ...account };
      }),
    ),
  ]);
  const findings = checkLedger({ coreBalance, hubShares, ledger, lanes: accounts });
  for (const { closedLogs, ...l2 } of pools) {
    const facts = accounts.find(({ laneId }) => laneId === l2.laneId) as LaneFacts;
    const closed: ClosedBatch[] = [];
    for (const { args } of closedLogs) {
      const { batchNonce: nonce, totals } = args;
      const rate = await l1.readContract({ ...core, ...l1Block, functionName: "rateAt", args: [totals.rateNonce] });
      closed.push({ nonce, rate, ...totals });
    }
    findings.push(...checkLane({ l1: facts, l2: { ...l2, closed } }));
  }
  return findings;
}

/** The pool of one L2 and the batches it has closed, at one block. */
async function readPool({ laneId, l2 }: LaneWorld, address: Address) {
  const blockNumber = await l2.getBlockNumber({ cacheTime: 0 });
  const pool = { address, abi: l2StakingPoolAbi, blockNumber } as const;
  const [book, open, poolBalance, logs] = await Promise.all([
    l2.readContract({ ...pool, functionName: "book" }),
    l2.readContract({ ...pool, functionName: "openBatch" }),
    l2.getBalance({ address, blockNumber }),
    l2.getLogs({ address, fromBlock: 0n, toBlock: blockNumber }),
  ]);
  const closedLogs = parseEventLogs({ abi: l2StakingPoolAbi, logs, eventName: "BatchClosed" });
  return { laneId, poolBalance, ...book, open, closedLogs };
}
