import { type Address, type Hex, keccak256, toHex } from "viem";
import { encodeKeys, keyCommitment, keyLeaf, keySetRoot, proveKey } from "../../../shared/src/merkle/key-set.ts";
import { outboxRoot, proveRun } from "../../../shared/src/merkle/outbox-tree.ts";
import { createRewardTree, rewardLeaf } from "../../../shared/src/merkle/reward-tree.ts";

/** Leaf i of every outbox tree: keccak256(abi.encode(uint256(i))), so that the file need not list 1,024 of them. */
const leafAt = (i: number): Hex => keccak256(toHex(i, { size: 32 }));
const leavesOf = (count: number): Hex[] => Array.from({ length: count }, (_, i) => leafAt(i));

const outboxSizes = [0, 1, 2, 3, 5, 8, 9, 1023, 1024];
const rewardSizes = [1, 2, 3, 5, 8, 9];

export function outboxTreeVectors() {
  return outboxSizes.map((count) => {
    const leaves = leavesOf(count);
    const runs = runsOf(count).map((run) => ({ ...run, proof: proveRun(leaves, run) }));
    return { count, root: outboxRoot(leaves), runCount: runs.length, runs };
  });
}

/** The whole tree, its first and last leaf, and runs whose edges fall on both sides of a pair. */
function runsOf(count: number) {
  const wanted = [
    { start: 0, length: count },
    { start: 0, length: 1 },
    { start: count - 1, length: 1 },
    { start: 1, length: count - 2 },
    { start: count >> 1, length: count - (count >> 1) },
    { start: 1, length: 2 },
  ];
  const inside = wanted.filter(({ start, length }) => length > 0 && start >= 0 && start + length <= count);
  return inside.filter(
    (run, index) => inside.findIndex(({ start, length }) => start === run.start && length === run.length) === index,
  );
}

export function rewardTreeVectors() {
  const chainId = 901n;
  const distributor: Address = "0x00000000000000000000000000000000d157a1b0";
  return rewardSizes.map((count) => {
    const entries = Array.from({ length: count }, (_, i) => {
      const id = (1n << 48n) | BigInt(i + 1);
      const entry = {
        chainId,
        distributor,
        operatorId: id,
        recipient: toHex(0xbeef00 + i, { size: 20 }),
        cumulativeShares: BigInt(i + 1) * 10n ** 17n,
      };
      return { ...entry, leaf: rewardLeaf(entry) };
    });
    const tree = createRewardTree(entries.map(({ leaf }) => leaf));
    return { count, root: tree.root, entries: entries.map((each) => ({ ...each, proof: tree.proofOf(each.leaf) })) };
  });
}

/** Keys of repeated bytes: formats do not look inside. */
export function keySetVectors() {
  return [1, 2, 3, 256].map((count) => {
    const keys = Array.from({ length: count }, (_, i) => ({
      pubkey: toHex(i + 1, { size: 48 }),
      signature: toHex(0x1000 + i, { size: 96 }),
    }));
    const [operatorId, salt] = [(1n << 48n) | 7n, keccak256(toHex(count))];
    const root = keySetRoot(keys);
    const proven = [0, count >> 1, count - 1].map((index) => ({
      index,
      leaf: keyLeaf({ index, ...(keys[index] ?? { pubkey: "0x", signature: "0x" }) }),
      proof: proveKey(keys, index),
    }));
    const encoded = keccak256(encodeKeys(keys));
    return {
      count,
      encodedHash: encoded,
      root,
      operatorId,
      salt,
      commitment: keyCommitment({ operatorId, salt, root }),
      proven,
    };
  });
}
