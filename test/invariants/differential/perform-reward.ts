// Operators' rewards: the trees that reports root, and claims against them on the lane.
import { type Address, encodeFunctionData, type Hex } from "viem";
import { iRewardDistributorAbi } from "../../../shared/src/abi/IRewardDistributor.ts";
import { createRewardTree, rewardLeaf } from "../../../shared/src/merkle/reward-tree.ts";
import { operatorId } from "../../../shared/src/messages/ids.ts";
import { applyToLane } from "../../../shared/src/model/events.ts";
import type { LaneRewards, RewardLeaf } from "../../../shared/src/model/lane-l1-state.ts";
import { maxOf } from "../../../shared/src/units/rounding.ts";
import { type Call, Refusal } from "./call.ts";
import type { Addresses } from "./chain.ts";
import type { Event, ReportEvent } from "./events.ts";
import { CHAIN_ID } from "./peers.ts";
import { l2Balance, laneL1, USERS, type User, type World } from "./world.ts";

/** Parts of a lane's rewards, in tenths; each operator's recipient is the user of its number. */
const TENTHS = [5n, 3n, 2n];

export const operatorOf = (user: string): bigint => operatorId({ laneId: 1, sequence: BigInt(user) });

/** What a report says of the lane: some shares more than it has, or leaves that promise twice what it funds. */
export function rewardsOf(world: World, { rewards }: ReportEvent, frame: number): LaneRewards | null {
  if (rewards === null) return null;
  const total = maxOf(0n, laneL1(world).fundedTotal + rewards.more);
  const leaves = USERS.map((user, index): RewardLeaf => {
    const cumulative = (total * (TENTHS[index] ?? 0n) * (rewards.inflated ? 2n : 1n)) / 10n;
    return { operator: user, recipient: user, cumulative };
  });
  return { frame, total, leaves };
}

export function rootOf(leaves: readonly RewardLeaf[], addresses: Addresses): Hex {
  return treeOf(leaves, addresses).root;
}

type ClaimEvent = Extract<Event, { kind: "claimReward" }>;

export function claimReward(world: World, event: ClaimEvent, addresses: Addresses): Call {
  const { operator, excess } = event;
  const { leaves } = world.lane.rewards;
  const leaf = leaves.find((each) => each.operator === operator);
  const hash = leaf && hashOf(leaf, addresses);
  const proof = hash ? treeOf(leaves, addresses).proofOf(hash) : [];
  const recipient = accountOf(addresses, leaf?.recipient ?? "1");
  const args = [operatorOf(operator), recipient, (leaf?.cumulative ?? 0n) + excess, proof] as const;
  return {
    step: {
      caller: 0,
      target: addresses.distributor,
      value: 0n,
      data: encodeFunctionData({ abi: iRewardDistributorAbi, functionName: "claim", args }),
    },
    perform: () => {
      if (leaf === undefined || excess > 0n) throw new Refusal("RewardDistributor_InvalidProof");
      const { paid, recipient: user } = applyToLane(world.lane, "claimReward", { operator });
      world.l2Balances[user] = l2Balance(world, user) + paid;
      return [paid];
    },
  };
}

/** Leaves are the same in every sequence that shares a beginning: a tree is built once. */
const trees = new Map<string, ReturnType<typeof createRewardTree>>();

function treeOf(leaves: readonly RewardLeaf[], addresses: Addresses) {
  const key = [addresses.distributor, ...leaves.map(({ cumulative }) => cumulative)].join();
  const known = trees.get(key);
  if (known) return known;
  const tree = createRewardTree(leaves.map((leaf) => hashOf(leaf, addresses)));
  trees.set(key, tree);
  return tree;
}

function hashOf({ operator, recipient, cumulative }: RewardLeaf, addresses: Addresses): Hex {
  return rewardLeaf({
    chainId: BigInt(CHAIN_ID),
    distributor: addresses.distributor,
    operatorId: operatorOf(operator),
    recipient: accountOf(addresses, recipient),
    cumulativeShares: cumulative,
  });
}

function accountOf({ accounts }: Addresses, user: string): Address {
  const account = accounts[USERS.indexOf(user as User)];
  if (account === undefined) throw new TypeError(`there is no user ${user}`);
  return account;
}
