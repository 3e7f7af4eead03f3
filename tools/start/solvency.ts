import { iLaneHubAbi } from "@cseth/shared/abi/ILaneHub";
import { iMoveLinkAbi } from "@cseth/shared/abi/IMoveLink";
import { iRewardDistributorAbi } from "@cseth/shared/abi/IRewardDistributor";
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
import type { LaneWorld, World } from "./world.ts";

/** Reads each L2, then L1, and checks every invariant between them. */
export async function readSolvency({ l1, lanes, plan }: World): Promise<Finding[]> {
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
  const hub = { address: plan.l1("LaneHub"), abi: iLaneHubAbi } as const;
  const pools = await Promise.all(lanes.map((lane) => readL2(lane, plan)));
  const l1Block = { blockNumber: await l1.getBlockNumber({ cacheTime: 0 }) };
  const [ledger, coreBalance, hubShares, accounts] = await Promise.all([
    l1.readContract({ ...core, ...l1Block, functionName: "ledger" }),
    l1.getBalance({ address: core.address, ...l1Block }),
    l1.readContract({ ...core, ...l1Block, functionName: "balanceOf", args: [plan.l1("LaneHub")] }),
    Promise.all(
      lanes.map(async ({ laneId }): Promise<LaneFacts> => {
        const [account, [, sentTotal]] = await Promise.all([
          l1.readContract({ ...core, ...l1Block, functionName: "lane", args: [laneId] }),
          l1.readContract({ ...hub, ...l1Block, functionName: "sharesSent", args: [laneId] }),
        ]);
        return { laneId, ...account, sentTotal };
      }),
    ),
  ]);
  const findings = checkLedger({ coreBalance, hubShares, ledger, lanes: accounts });
  for (const { closedLogs, paid, ...l2 } of pools) {
    const facts = accounts.find(({ laneId }) => laneId === l2.laneId) as LaneFacts;
    const closed: ClosedBatch[] = [];
    for (const { args } of closedLogs) {
      const { batchNonce: nonce, totals } = args;
      const rate = await l1.readContract({ ...core, ...l1Block, functionName: "rateAt", args: [totals.rateNonce] });
      closed.push({ nonce, rate, ...totals });
    }
    findings.push(
      ...checkLane({ l1: facts, l2: { ...l2, closed } }),
      paidRewards({ laneId: l2.laneId, paid, funded: facts.fundedTotal }),
    );
  }
  return findings;
}

/** REW-1: no more is paid than was funded. */
function paidRewards({ laneId, paid, funded }: { laneId: number; paid: bigint; funded: bigint }): Finding {
  const statement = "shares funded for rewards >= claimed";
  return { id: "REW-1", statement, laneId, left: funded, relation: ">=", right: paid, holds: funded >= paid };
}

/** One L2's pool, the batches it has closed, and the rewards it has paid, at one block. */
async function readL2({ laneId, l2 }: LaneWorld, plan: World["plan"]) {
  const address = plan.l2("L2StakingPool", laneId);
  const distributor = plan.l2("RewardDistributor", laneId);
  const blockNumber = await l2.getBlockNumber({ cacheTime: 0 });
  const pool = { address, abi: l2StakingPoolAbi, blockNumber } as const;
  const hub = { address: plan.l2("L2Hub", laneId), abi: iMoveLinkAbi, blockNumber } as const;
  const [book, open, receivedTotal, poolBalance, logs, claims] = await Promise.all([
    l2.readContract({ ...pool, functionName: "book" }),
    l2.readContract({ ...pool, functionName: "openBatch" }),
    l2.readContract({ ...hub, functionName: "sharesReceivedTotal" }),
    l2.getBalance({ address, blockNumber }),
    l2.getLogs({ address, fromBlock: 0n, toBlock: blockNumber }),
    l2.getContractEvents({
      address: distributor,
      abi: iRewardDistributorAbi,
      eventName: "RewardClaimed",
      strict: true,
      fromBlock: 0n,
      toBlock: blockNumber,
    }),
  ]);
  const closedLogs = parseEventLogs({ abi: l2StakingPoolAbi, logs, eventName: "BatchClosed" });
  const paid = claims.reduce((sum, { args }) => sum + args.shares, 0n);
  return { laneId, poolBalance, ...book, receivedTotal, open, closedLogs, paid };
}
