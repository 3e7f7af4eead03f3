// Operators' rewards: what reports say of a lane, and the trees they root.
import type { Hex } from "viem";
import { createRewardTree, rewardLeaf } from "../../../../shared/src/merkle/reward-tree.ts";
import { operatorId } from "../../../../shared/src/messages/ids.ts";
import type { LaneRewards, RewardLeaf } from "../../../../shared/src/model/lane-l1-state.ts";
import { maxOf } from "../../../../shared/src/units/rounding.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CHAIN_IDS, CHAIN_OF, type LaneId } from "../chain/peers.ts";
import type { ReportedRewards } from "./events.ts";
import { laneL1, USERS, type World } from "./world.ts";

/** Parts of a lane's rewards, in tenths; each operator's recipient is the user of its number. */
const TENTHS = [5n, 3n, 2n];

export const operatorOf = (laneId: LaneId, user: string): bigint => operatorId({ laneId, sequence: BigInt(user) });

/** Some shares more than the lane has, or leaves that promise twice what it funds. */
export function rewardsOf(world: World, { lane, more, inflated }: ReportedRewards, frame: number): LaneRewards {
  const total = maxOf(0n, laneL1(world, lane).fundedTotal + more);
  const leaves = USERS.map((user, index): RewardLeaf => {
    const cumulative = (total * (TENTHS[index] ?? 0n) * (inflated ? 2n : 1n)) / 10n;
    return { operator: user, recipient: user, cumulative };
  });
  return { frame, total, leaves };
}

/** Asked for after every step, by content: a few are kept. */
const MOST_TREES = 1_000;
const trees = new Map<string, ReturnType<typeof createRewardTree>>();

export function treeOf(lane: LaneId, leaves: readonly RewardLeaf[], addresses: Addresses) {
  const key = [addresses.lanes[lane].distributor, ...leaves.map(({ cumulative }) => cumulative)].join();
  const known = trees.get(key);
  if (known) return known;
  const tree = createRewardTree(leaves.map((leaf) => hashOf(lane, leaf, addresses)));
  if (trees.size === MOST_TREES) trees.clear();
  trees.set(key, tree);
  return tree;
}

export function rootOf(lane: LaneId, leaves: readonly RewardLeaf[], addresses: Addresses): Hex {
  return treeOf(lane, leaves, addresses).root;
}

export function hashOf(lane: LaneId, { operator, recipient, cumulative }: RewardLeaf, { lanes }: Addresses): Hex {
  return rewardLeaf({
    chainId: BigInt(CHAIN_IDS[CHAIN_OF[lane]]),
    distributor: lanes[lane].distributor,
    operatorId: operatorOf(lane, operator),
    recipient: lanes[lane].users[Number(recipient) - 1] ?? "0x",
    cumulativeShares: cumulative,
  });
}
