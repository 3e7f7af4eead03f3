// Cumulative reward tree of a lane. Leaf as in shared/contracts/rewards/RewardLeaf.sol, proofs for OpenZeppelin's
// MerkleProof.
import { MerkleTree } from "merkletreejs";
import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters, zeroHash } from "viem";
import { MessageError } from "../messages/message-error.ts";

export type RewardEntry = Readonly<{
  chainId: bigint;
  distributor: Address;
  operatorId: bigint;
  /** as recorded at the reference slot */
  recipient: Address;
  /** shares earned since the beginning, paid ones included */
  cumulativeShares: bigint;
}>;

const leafFields = parseAbiParameters(
  "uint256 chainId, address distributor, uint64 operatorId, address recipient, uint128 cumulativeShares",
);

export type RewardTree = Readonly<{
  root: Hex;
  /** Throws `RewardTree_UnknownLeaf`. */
  proofOf: (leaf: Hex) => Hex[];
}>;

/** keccak256(keccak256(abi.encode(chainId, distributor, operatorId, recipient, cumulativeShares))). */
export function rewardLeaf({ chainId, distributor, operatorId, recipient, cumulativeShares }: RewardEntry): Hex {
  const encoded = encodeAbiParameters(leafFields, [chainId, distributor, operatorId, recipient, cumulativeShares]);
  return keccak256(keccak256(encoded));
}

/**
 * Leaves sorted ascending, zero words appended up to a power of two, sorted pairs. The padding makes every proof equally
 * long and every Merkle library agree on the root. The root of no leaves is zero: nothing can be proven against it.
 */
export function createRewardTree(leaves: readonly Hex[]): RewardTree {
  const sorted = leaves.map((leaf) => leaf.toLowerCase() as Hex).sort();
  const indexOf = new Map(sorted.map((leaf, index) => [leaf, index]));
  if (indexOf.size !== sorted.length) {
    const leaf = sorted.find((each, index) => each === sorted[index + 1]);
    throw new MessageError("RewardTree_DuplicateLeaf", { leaf });
  }
  const tree = new MerkleTree(padded(sorted), (data: Uint8Array) => keccak256(data, "bytes"), { sortPairs: true });
  return {
    root: sorted.length === 0 ? zeroHash : (tree.getHexRoot() as Hex),
    proofOf: (leaf) => {
      const index = indexOf.get(leaf.toLowerCase() as Hex);
      if (index === undefined) throw new MessageError("RewardTree_UnknownLeaf", { leaf });
      return tree.getHexProof(leaf, index) as Hex[];
    },
  };
}

function padded(sorted: readonly Hex[]): Hex[] {
  let width = 1;
  while (width < sorted.length) width *= 2;
  return [...sorted, ...Array.from({ length: width - sorted.length }, () => zeroHash)];
}
