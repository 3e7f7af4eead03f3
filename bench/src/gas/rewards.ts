import { iValueLegsAbi } from "@cseth/shared/abi/IValueLegs";
import { rewardDistributorAbi } from "@cseth/shared/abi/RewardDistributor";
import { rewardLeaf } from "@cseth/shared/merkle/reward-tree";
import { operatorId } from "@cseth/shared/messages/ids";
import { concat, encodeFunctionData, type Hex, keccak256, parseEther, toHex } from "viem";
import type { Measurement } from "../result.ts";
import { type Chains, LANE_ID } from "./chains.ts";

const DEPTHS = [10, 17, 20];
const SAMPLES = 5;
const SHARES = parseEther("0.577215664901532860");

/**
 * Claims of operators that have claimed before. Roots and the shares behind them are set by impersonating the hub, the
 * only one who may; on a live lane they come with a StateUpdate. A proof's siblings are made up: trees of a million
 * leaves would cost half a minute and change nothing that the contract sees.
 */
export async function measureRewardClaims(chains: Chains): Promise<readonly Measurement[]> {
  const { l2, plan, actors } = chains;
  const hub = plan.l2("L2Hub", LANE_ID);
  const distributor = plan.l2("RewardDistributor", LANE_ID);
  await l2.client.impersonateAccount({ address: hub });
  await l2.client.setBalance({ address: hub, value: parseEther("100") });
  const mint = { abi: iValueLegsAbi, functionName: "mintRewards", args: [distributor, SHARES * 1_000n] } as const;
  await l2.send({ from: hub, to: plan.l2("L2StakingPool", LANE_ID), data: encodeFunctionData(mint) });

  const measurements: Measurement[] = [];
  let frame = 0n;
  for (const [index, depth] of DEPTHS.entries()) {
    const id = operatorId({ laneId: LANE_ID, sequence: BigInt(index + 1) });
    const recipient = (actors.users[index] ?? actors.treasury).address;
    const claim = async (cumulativeShares: bigint): Promise<number> => {
      const leaf = rewardLeaf({
        chainId: BigInt(l2.chainId),
        distributor,
        operatorId: id,
        recipient,
        cumulativeShares,
      });
      const { root, proof } = pathOf(leaf, depth);
      frame += 1n;
      const set = { abi: rewardDistributorAbi, functionName: "setRoot", args: [frame, root] } as const;
      await l2.send({ from: hub, to: distributor, data: encodeFunctionData(set) });
      const args = [id, recipient, cumulativeShares, proof] as const;
      const data = encodeFunctionData({ abi: rewardDistributorAbi, functionName: "claim", args });
      return l2.send({ from: actors.whale, to: distributor, data });
    };
    // The first claim opens the operator's record and the recipient's balance.
    await claim(SHARES);
    const samples: number[] = [];
    while (samples.length < SAMPLES) samples.push(await claim(SHARES * BigInt(samples.length + 2)));
    measurements.push({ id: `reward-claim-${depth}`, samples });
  }
  return measurements;
}

/** A path of `depth` siblings from a leaf to a root, pairs sorted as OpenZeppelin's MerkleProof hashes them. */
function pathOf(leaf: Hex, depth: number): { root: Hex; proof: Hex[] } {
  const proof = Array.from({ length: depth }, (_unused, level) =>
    keccak256(concat([leaf, toHex(level, { size: 32 })])),
  );
  const root = proof.reduce(
    (node, sibling) => keccak256(concat(node < sibling ? [node, sibling] : [sibling, node])),
    leaf,
  );
  return { root, proof };
}
