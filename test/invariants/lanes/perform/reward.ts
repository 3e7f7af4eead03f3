// Claims of operators' rewards on a lane.
import { encodeFunctionData } from "viem";
import { iRewardDistributorAbi } from "../../../../shared/src/abi/IRewardDistributor.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF } from "../chain/peers.ts";
import { applyLane } from "../world/apply.ts";
import type { RewardEvent } from "../world/events.ts";
import { hashOf, operatorOf, treeOf } from "../world/rewards.ts";
import { l2Balance, type World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

export function claimReward(world: World, event: RewardEvent, addresses: Addresses): Call {
  const { lane: id, operator, excess } = event;
  const lane = world.lanes[id];
  const { distributor, users } = addresses.lanes[id];
  const { leaves } = lane.l2.rewards;
  const leaf = leaves.find((each) => each.operator === operator);
  const proof = leaf ? treeOf(id, leaves, addresses).proofOf(hashOf(id, leaf, addresses)) : [];
  const recipient = users[Number(leaf?.recipient ?? "1") - 1] ?? "0x";
  const args = [operatorOf(id, operator), recipient, (leaf?.cumulative ?? 0n) + excess, proof] as const;
  return {
    chain: CHAIN_OF[id],
    step: {
      caller: CALLER.player,
      target: distributor,
      value: 0n,
      data: encodeFunctionData({ abi: iRewardDistributorAbi, functionName: "claim", args }),
    },
    perform: () => {
      if (leaf === undefined || excess > 0n) throw new Refusal("RewardDistributor_InvalidProof");
      const { paid, recipient: user } = applyLane(world, lane, "claimReward", { operator });
      lane.balances[user] = l2Balance(lane, user) + paid;
      return [paid];
    },
  };
}
