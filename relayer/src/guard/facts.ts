import { iLaneHubAbi } from "@cseth/shared/abi/ILaneHub";
import { iMoveLinkAbi } from "@cseth/shared/abi/IMoveLink";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { decodeBatchBody } from "@cseth/shared/messages/batch-message";
import { decodeEnvelope } from "@cseth/shared/messages/envelope";
import type { ClosedBatch, L1Facts, L2Facts } from "@cseth/shared/solvency/solvency";
import type { ChainClient } from "../chain/client.ts";
import type { L1Addresses, L2Addresses } from "../config/deployments.ts";
import type { MessageStore } from "../store/messages.ts";

/** One L2 at one block; its closed batches are added once L1 has said which of them it has applied. */
export type L2Reading = Omit<L2Facts, "closed"> & { closedNonce: bigint };

export async function readL2({
  laneId,
  client,
  addresses: { pool, hub },
  block,
}: {
  laneId: number;
  client: ChainClient;
  addresses: Pick<L2Addresses, "pool" | "hub">;
  block: bigint;
}): Promise<L2Reading> {
  const { viem } = client;
  const at = { address: pool, abi: l2StakingPoolAbi, blockNumber: block } as const;
  const [poolBalance, book, open, openNonce, receivedTotal] = await Promise.all([
    viem.getBalance({ address: pool, blockNumber: block }),
    viem.readContract({ ...at, functionName: "book" }),
    viem.readContract({ ...at, functionName: "openBatch" }),
    viem.readContract({ address: hub, abi: l2HubAbi, functionName: "openBatchNonce", blockNumber: block }),
    viem.readContract({ address: hub, abi: iMoveLinkAbi, functionName: "sharesReceivedTotal", blockNumber: block }),
  ]);
  const { totalShares, poolEther, claimable, rewardsFundedTotal, movedOutTotal } = book;
  return {
    laneId,
    poolBalance,
    totalShares,
    poolEther,
    claimable,
    rewardsFundedTotal,
    movedOutTotal,
    receivedTotal,
    open,
    closedNonce: openNonce - 1n,
  };
}

export async function readL1({
  client,
  addresses: { core, laneHub },
  laneIds,
  block,
}: {
  client: ChainClient;
  addresses: Pick<L1Addresses, "core" | "laneHub">;
  laneIds: readonly number[];
  block: bigint;
}): Promise<L1Facts> {
  const { viem } = client;
  const at = { address: core, abi: liquidStakingCoreAbi, blockNumber: block } as const;
  const hub = { address: laneHub, abi: iLaneHubAbi, blockNumber: block } as const;
  const [coreBalance, hubShares, ledger, lanes] = await Promise.all([
    viem.getBalance({ address: core, blockNumber: block }),
    viem.readContract({ ...at, functionName: "balanceOf", args: [laneHub] }),
    viem.readContract({ ...at, functionName: "ledger" }),
    Promise.all(
      laneIds.map(async (laneId) => {
        const [account, [, sentTotal]] = await Promise.all([
          viem.readContract({ ...at, functionName: "lane", args: [laneId] }),
          viem.readContract({ ...hub, functionName: "sharesSent", args: [laneId] }),
        ]);
        return { laneId, ...account, sentTotal };
      }),
    ),
  ]);
  return { coreBalance, hubShares, ledger, lanes };
}

/**
 * Batches from the last one L1 has applied up to the last one closed on L2, each with the rate that L1 promised it.
 * @returns undefined while the stored messages do not reach that far
 */
export async function readClosed({
  l1,
  messages,
  laneId,
  appliedNonce,
  closedNonce,
}: {
  l1: { client: ChainClient; addresses: Pick<L1Addresses, "core"> };
  messages: Pick<MessageStore, "find">;
  laneId: number;
  appliedNonce: bigint;
  closedNonce: bigint;
}): Promise<readonly ClosedBatch[] | undefined> {
  const closed: ClosedBatch[] = [];
  for (let nonce = appliedNonce > 0n ? appliedNonce : 1n; nonce <= closedNonce; nonce += 1n) {
    const message = await messages.find(`lane-${laneId}/batch`, nonce);
    if (!message) return undefined;
    const body = decodeBatchBody(decodeEnvelope(message.payload).body);
    const rate = await l1.client.viem.readContract({
      address: l1.addresses.core,
      abi: liquidStakingCoreAbi,
      functionName: "rateAt",
      args: [body.rateNonce],
    });
    closed.push({ ...body, nonce, rate });
  }
  return closed;
}
