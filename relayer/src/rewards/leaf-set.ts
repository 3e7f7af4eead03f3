import { createRewardTree, type RewardTree, rewardLeaf } from "@cseth/shared/merkle/reward-tree";
import { getAddress, type Hex } from "viem";
import { z } from "zod";
import { CsethError } from "../domain/errors.ts";

const decimal = z.string().regex(/^\d+$/).transform(BigInt);
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((value) => getAddress(value.toLowerCase()));
const bytes32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform((value) => value as Hex);

/** As published: whole numbers as decimal text. All that is needed to rebuild the root, and every proof. */
const leafSetFile = z.strictObject({
  format: z.literal("cseth-rewards-1"),
  laneId: z.int().min(1).max(65_535),
  chainId: z.int().min(1),
  distributor: address,
  /** the frame at whose reference time this was so, and the last block of L1 by then */
  frame: decimal,
  block: decimal,
  rewardsRoot: bytes32,
  /** Σ cumulativeShares */
  rewardsTotal: decimal,
  leaves: z.array(z.strictObject({ operatorId: decimal, recipient: address, cumulativeShares: decimal })),
});

/** Everything a lane's reward root says. */
export type LeafSet = Readonly<z.output<typeof leafSetFile>>;
export type RewardLeafEntry = LeafSet["leaves"][number];

/** Computes root and total. Leaves ascend by operator, each operator once. */
export function createLeafSet({
  distributor,
  leaves,
  ...rest
}: Omit<LeafSet, "format" | "rewardsRoot" | "rewardsTotal">): LeafSet {
  // One spelling of addresses, so that the text is the same everywhere.
  const of = {
    ...rest,
    distributor: getAddress(distributor),
    leaves: leaves.map((leaf) => ({ ...leaf, recipient: getAddress(leaf.recipient) })),
  };
  return {
    format: "cseth-rewards-1",
    ...of,
    rewardsRoot: treeOf(of).root,
    rewardsTotal: of.leaves.reduce((sum, { cumulativeShares }) => sum + cumulativeShares, 0n),
  };
}

/**
 * Reads what somebody published and computes root and total anew: nothing in it is believed.
 * @throws REWARDS_LEAF_SET_INVALID
 */
export function parseLeafSet(text: string): LeafSet {
  const parsed = leafSetFile.safeParse(jsonOf(text));
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error).replaceAll("\n", "; "));
  const { format: _, rewardsRoot, rewardsTotal, ...rest } = parsed.data;
  const computed = createLeafSet(rest);
  if (computed.rewardsRoot === rewardsRoot && computed.rewardsTotal === rewardsTotal) return computed;
  throw invalid(`its leaves have the root ${computed.rewardsRoot} and sum to ${computed.rewardsTotal}`);
}

/** The operator's leaf and its proof; undefined when it has none. */
export function proofIn(
  set: LeafSet,
  operatorId: bigint,
): { leaf: RewardLeafEntry; proof: readonly Hex[] } | undefined {
  const leaf = set.leaves.find((each) => each.operatorId === operatorId);
  return leaf && { leaf, proof: treeOf(set).proofOf(hashOf(set, leaf)) };
}

/** As published: the same set is the same text everywhere. */
export function leafSetText(set: LeafSet): string {
  return `${JSON.stringify(set, (_, value) => (typeof value === "bigint" ? `${value}` : value), 1)}\n`;
}

type Place = Pick<LeafSet, "chainId" | "distributor">;

/** Proofs of one set are asked for one after the other. */
const trees = new WeakMap<LeafSet["leaves"], RewardTree>();

function treeOf({ leaves, ...place }: Place & Pick<LeafSet, "leaves">): RewardTree {
  const known = trees.get(leaves);
  if (known) return known;
  const tree = createRewardTree(leaves.map((leaf) => hashOf(place, leaf)));
  trees.set(leaves, tree);
  return tree;
}

function hashOf({ chainId, distributor }: Place, leaf: RewardLeafEntry): Hex {
  return rewardLeaf({ chainId: BigInt(chainId), distributor, ...leaf });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("it is not JSON");
  }
}

function invalid(reason: string): CsethError {
  return new CsethError({
    code: "REWARDS_LEAF_SET_INVALID",
    retry: "never",
    message: `this is not a leaf set of rewards: ${reason}`,
    fix: "Get it from another member, or build it from L1 with `cseth oracle rewards`.",
    context: { reason },
  });
}
