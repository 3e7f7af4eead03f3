import { iRewardDistributorAbi } from "@cseth/shared/abi/IRewardDistributor";
import { type Address, encodeFunctionData, type Hex, parseAbi, zeroHash } from "viem";
import type { ChainClient } from "../chain/client.ts";
import { CsethError } from "../domain/errors.ts";
import { type LeafSet, proofIn } from "./leaf-set.ts";

/** What an L2's RewardDistributor pays by, in one block. */
export type Standing = Readonly<{
  root: Hex;
  /** The frame whose report brought the root. */
  frame: bigint;
  /** Shares ever paid to the operator. */
  claimedShares: bigint;
}>;

/** An operator's leaf, its proof, and what it pays now. */
export type Claim = Readonly<{
  operatorId: bigint;
  recipient: Address;
  cumulativeShares: bigint;
  /** 0 when everything is paid already. */
  payableShares: bigint;
  proof: readonly Hex[];
}>;

/** @throws REWARDS_NO_ROOT while no root has reached the lane */
export async function readStanding({
  client,
  distributor,
  operatorId,
}: {
  client: ChainClient;
  distributor: Address;
  operatorId: bigint;
}): Promise<Standing> {
  const blockNumber = await client.viem.getBlockNumber();
  const at = { address: distributor, abi: iRewardDistributorAbi, blockNumber } as const;
  const [root, frame, claimedShares] = await Promise.all([
    client.viem.readContract({ ...at, functionName: "root" }),
    client.viem.readContract({ ...at, functionName: "rootFrame" }),
    client.viem.readContract({ ...at, functionName: "claimed", args: [operatorId] }),
  ]);
  if (root !== zeroHash) return { root, frame, claimedShares };
  throw new CsethError({
    code: "REWARDS_NO_ROOT",
    retry: "backoff",
    message: `no reward root has reached ${client.name} yet`,
    fix: "Wait for the StateUpdate of a report that roots rewards; `cseth oracle rewards` shows what it will say.",
    context: { chain: client.name, distributor },
  });
}

/**
 * The operator's claim by a leaf set that has the chain's root, wherever it came from: the root commits to chain,
 * distributor, recipients and amounts.
 * @throws REWARDS_LEAF_SET_OTHER_ROOT, REWARDS_NO_LEAF
 */
export function claimOf({
  set,
  standing: { root, frame, claimedShares },
  operatorId,
}: {
  set: LeafSet;
  standing: Standing;
  operatorId: bigint;
}): Claim {
  if (set.rewardsRoot !== root) throw otherRoot(set, root, frame);
  const found = proofIn(set, operatorId);
  if (!found) throw noLeaf(operatorId, set);
  const { recipient, cumulativeShares } = found.leaf;
  const unpaid = cumulativeShares - claimedShares;
  return { operatorId, recipient, cumulativeShares, payableShares: unpaid > 0n ? unpaid : 0n, proof: found.proof };
}

/** The token's, when a root promises more than was funded. */
const TOKEN_ERRORS = parseAbi(["error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)"]);

/** The call that pays it; anyone may send it. */
export function claimCall({ claim, distributor }: { claim: Claim; distributor: Address }) {
  const { operatorId, recipient, cumulativeShares, proof } = claim;
  const args = [operatorId, recipient, cumulativeShares, proof] as const;
  const data = encodeFunctionData({ abi: iRewardDistributorAbi, functionName: "claim", args });
  return { key: "operator claim", to: distributor, data, abi: [...iRewardDistributorAbi, ...TOKEN_ERRORS] };
}

function otherRoot(set: LeafSet, root: Hex, frame: bigint): CsethError {
  return new CsethError({
    code: "REWARDS_LEAF_SET_OTHER_ROOT",
    retry: "backoff",
    message: `the leaf set of frame ${set.frame} has the root ${set.rewardsRoot}, but the lane pays by ${root}, which the report of frame ${frame} brought`,
    fix: "Get the set of that report from another member; if L1 gives this one too, oracle members have rooted what they should not: tell everyone.",
    context: { built: set.rewardsRoot, root, frame, laneId: set.laneId },
  });
}

function noLeaf(operatorId: bigint, { laneId, frame }: LeafSet): CsethError {
  return new CsethError({
    code: "REWARDS_NO_LEAF",
    retry: "backoff",
    message: `operator ${operatorId} had earned nothing on lane ${laneId} by frame ${frame}`,
    fix: "Check the id with the registration's event on L1; rewards are rooted every seventh frame.",
    context: { operatorId, laneId, frame },
  });
}
