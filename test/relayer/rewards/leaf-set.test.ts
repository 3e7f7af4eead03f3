import assert from "node:assert/strict";
import { createLeafSet, type LeafSet, leafSetText, parseLeafSet, proofIn } from "@cseth/relayer/rewards/leaf-set";
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters, zeroHash } from "viem";

const distributor: Address = "0x00000000000000000000000000000000000000d1";
const recipientOf = (index: number): Address => `0x${(0xa00 + index).toString(16).padStart(40, "0")}`;
const place = { laneId: 1, chainId: 902, distributor, frame: 14n, block: 900n };

function setOf(count: number, changes: Partial<LeafSet> = {}): LeafSet {
  const leaves = Array.from({ length: count }, (_, index) => ({
    operatorId: (1n << 48n) + BigInt(index + 1),
    recipient: recipientOf(index),
    cumulativeShares: 10n ** 18n * BigInt(index + 1),
  }));
  return createLeafSet({ ...place, leaves, ...changes });
}

/** Leaves hashed here by hand, the tree by OpenZeppelin's package: zero words up to a power of two, sorted pairs. */
function openZeppelin({ leaves }: LeafSet) {
  const types = parseAbiParameters("uint256, address, uint64, address, uint128");
  const hashes = leaves.map(({ operatorId, recipient, cumulativeShares }): Hex => {
    return keccak256(
      keccak256(encodeAbiParameters(types, [902n, distributor, operatorId, recipient, cumulativeShares])),
    );
  });
  const padding = { 1: 0, 2: 0, 3: 1, 5: 3, 8: 0, 33: 31 }[leaves.length] ?? assert.fail(`${leaves.length} leaves`);
  const sorted = [...hashes].sort();
  const values = [...sorted, ...Array.from({ length: padding }, () => zeroHash)];
  return { tree: SimpleMerkleTree.of(values, { sortLeaves: false }), hashes, sorted };
}

describe("a leaf set of rewards", () => {
  for (const count of [1, 2, 3, 5, 8, 33]) {
    it(`REW-3: of ${count} operators has OpenZeppelin's root and proofs, for one chain and distributor (T-48, T-50)`, () => {
      const set = setOf(count);
      const { tree, hashes, sorted } = openZeppelin(set);
      assert.equal(set.rewardsRoot, tree.root);
      for (const [index, { operatorId }] of set.leaves.entries()) {
        const hash = hashes[index] as Hex;
        const found = proofIn(set, operatorId);
        assert.deepEqual(found?.proof, tree.getProof(sorted.indexOf(hash)));
        assert.equal(SimpleMerkleTree.verify(tree.root, hash, [...(found?.proof ?? [])]), true);
      }
      assert.notEqual(setOf(count, { chainId: 903 }).rewardsRoot, set.rewardsRoot);
      assert.notEqual(setOf(count, { distributor: recipientOf(0) }).rewardsRoot, set.rewardsRoot);
    });
  }

  it("sums what its leaves say, and knows nothing of other operators", () => {
    const set = setOf(3);
    assert.equal(set.rewardsTotal, 6n * 10n ** 18n);
    assert.equal(proofIn(set, (1n << 48n) + 4n), undefined);
    assert.deepEqual([setOf(0).rewardsRoot, setOf(0).rewardsTotal], [zeroHash, 0n]);
  });

  it("is published as the same text everywhere, and read back", () => {
    const set = setOf(2);
    const text = leafSetText(set);
    assert.match(text, /^\{\n "format": "cseth-rewards-1",\n "laneId": 1,\n "chainId": 902,/);
    assert.deepEqual(parseLeafSet(text), set);
  });

  it("REW-1: is not believed: root, total and form are checked against its leaves (T-52)", () => {
    const text = leafSetText(setOf(2));
    const changed = (from: string | RegExp, to: string) => () => parseLeafSet(text.replace(from, to));
    const refusal = { code: "REWARDS_LEAF_SET_INVALID" };
    assert.throws(changed('"1000000000000000000"', '"1000000000000000001"'), refusal);
    assert.throws(changed('"rewardsTotal": "3', '"rewardsTotal": "4'), refusal);
    assert.throws(changed(/"rewardsRoot": "0x./, '"rewardsRoot": "0x_'), refusal);
    assert.throws(changed("cseth-rewards-1", "cseth-rewards-2"), refusal);
    assert.throws(() => parseLeafSet("<html>"), { ...refusal, message: /it is not JSON/ });
  });
});
