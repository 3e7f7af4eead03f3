import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import type { BlockHeader } from "../chain/heads.ts";
import type { Lane } from "./lane.ts";

/** The L2 as one block shows it. Wei, shares, seconds. */
export type L2View = {
  block: bigint;
  timestamp: bigint;
  openNonce: bigint;
  /** undefined while the open batch is empty. */
  closableAt: bigint | undefined;
  openActions: number;
  rules: { minAgeSeconds: number; maxAgeSeconds: number; sizeWei: bigint };
  open: { minted: bigint; burned: bigint; forwarded: bigint };
  rate: bigint;
  refTime: bigint;
  stopped: boolean;
  /** End of a fast freeze, seconds; in the past when there is none. */
  frozenUntil: bigint;
  /** The newest closed batch waits to be announced by the fast way. */
  announceable: boolean;
  available: bigint;
  poolEther: bigint;
  forwardDelaySeconds: number;
  servedId: bigint;
  /** The first unstake request that waits. */
  waiting: { shares: bigint; requestedAt: bigint } | undefined;
};

/** The lane's side of L1 as one block shows it. */
export type L1View = {
  block: bigint;
  timestamp: bigint;
  landedNonce: bigint;
  lastPushedFrame: bigint;
  stateUpdateNonce: bigint;
  latestFrame: bigint;
  /** Gas of a StateUpdate: without settlements, and for each of them. */
  stateUpdateGas: readonly [base: bigint, perSettlement: bigint];
  /** Forwarding batches that wait although their last request is finalized. */
  settleable: boolean;
};

const NEVER = 2n ** 256n - 1n;
const NO_DIGEST = `0x${"00".repeat(32)}`;

/** Reads everything the planner decides by on the L2, at one block. */
export async function readL2View({ l2 }: Lane, head: BlockHeader): Promise<L2View> {
  const { viem } = l2.client;
  const at = { blockNumber: head.number };
  const hub = { address: l2.addresses.hub, abi: l2HubAbi, ...at } as const;
  const pool = { address: l2.addresses.pool, abi: l2StakingPoolAbi, ...at } as const;
  const [openNonce, closableAt, outbox, rules, open, rate, available, book, parameters, queue, freeze] =
    await Promise.all([
      viem.readContract({ ...hub, functionName: "openBatchNonce" }),
      viem.readContract({ ...hub, functionName: "closableAt" }),
      viem.readContract({ ...hub, functionName: "outbox" }),
      viem.readContract({ ...hub, functionName: "batchRules" }),
      viem.readContract({ ...pool, functionName: "openBatch" }),
      viem.readContract({ ...pool, functionName: "rate" }),
      viem.readContract({ ...pool, functionName: "available" }),
      viem.readContract({ ...pool, functionName: "book" }),
      viem.readContract({ ...pool, functionName: "parameters" }),
      viem.readContract({ ...pool, functionName: "unstakeQueue" }),
      viem.readContract({ ...pool, functionName: "freezeState" }),
    ]);
  const digest = l2.addresses.fastGateway
    ? await viem.readContract({ ...hub, functionName: "unannounced", args: [openNonce - 1n] })
    : NO_DIGEST;
  const [lastId, servedId] = queue;
  const first =
    lastId > servedId
      ? await viem.readContract({ ...pool, functionName: "unstakeRequest", args: [servedId + 1n] })
      : undefined;
  return {
    block: head.number,
    timestamp: head.timestamp,
    openNonce,
    closableAt: closableAt === NEVER ? undefined : closableAt,
    openActions: outbox[1],
    rules,
    open,
    rate: rate[0],
    refTime: rate[2],
    stopped: rate[3],
    frozenUntil: BigInt(freeze.until),
    announceable: digest !== NO_DIGEST,
    available,
    poolEther: book.poolEther,
    forwardDelaySeconds: parameters.forwardDelaySeconds,
    servedId,
    waiting: first && { shares: first.shares, requestedAt: first.requestedAt },
  };
}

/** Reads everything the planner decides by on L1, at one block. */
export async function readL1View({ l1, laneId }: Lane, head: BlockHeader): Promise<L1View> {
  const { viem } = l1.client;
  const at = { blockNumber: head.number };
  const hub = { address: l1.addresses.laneHub, abi: laneHubAbi, ...at } as const;
  const core = { address: l1.addresses.core, abi: liquidStakingCoreAbi, ...at } as const;
  const oracle = { address: l1.addresses.reportOracle, abi: reportOracleAbi, ...at } as const;
  const [lane, latestFrame, lastFinalizedId, stateUpdateGas] = await Promise.all([
    viem.readContract({ ...hub, functionName: "laneConfig", args: [laneId] }),
    viem.readContract({ ...oracle, functionName: "lastFrame" }),
    viem.readContract({ ...core, functionName: "lastFinalizedId" }),
    viem.readContract({ ...hub, functionName: "stateUpdateGas" }),
  ]);
  return {
    block: head.number,
    timestamp: head.timestamp,
    landedNonce: lane.landedNonce,
    lastPushedFrame: lane.lastPushedFrame,
    stateUpdateNonce: lane.stateUpdateNonce,
    latestFrame,
    stateUpdateGas,
    settleable: await isSettleable(lane),
  };

  /** Batches between the last settled and the last forwarding one are few: a StateUpdate settles every frame. */
  async function isSettleable({ settledNonce, forwardedNonce }: { settledNonce: bigint; forwardedNonce: bigint }) {
    for (let nonce = settledNonce + 1n; nonce <= forwardedNonce; nonce += 1n) {
      const batch = await viem.readContract({ ...hub, functionName: "batch", args: [laneId, nonce] });
      // The first that waits decides, since they are settled in order. One too small for a request waits for nothing.
      if (batch.settled) continue;
      return batch.requestCount === 0 || batch.firstRequestId + BigInt(batch.requestCount) - 1n <= lastFinalizedId;
    }
    return false;
  }
}
