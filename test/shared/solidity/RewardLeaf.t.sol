// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Test} from "forge-std/Test.sol";
import {RewardLeaf} from "../../../shared/contracts/rewards/RewardLeaf.sol";

contract RewardLeafTest is Test {
    /// Answers as OpenZeppelin's does, for the root that the proof leads to and for any other.
    function testFuzz_isIn_AsOpenZeppelins(bytes32[] calldata proof, bytes32 leaf, bytes32 root) public pure {
        bytes32 reached = MerkleProof.processProofCalldata(proof, leaf);
        assertTrue(RewardLeaf.isIn(leaf, reached, proof));
        assertEq(RewardLeaf.isIn(leaf, root, proof), root == reached);
    }

    /// Both orders of a pair, and equal ones.
    function test_isIn_SortsPairs() public view {
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = bytes32(uint256(2));
        bytes32 parent = keccak256(abi.encode(1, 2));
        assertTrue(this.isIn(bytes32(uint256(1)), parent, proof));
        proof[0] = bytes32(uint256(1));
        assertTrue(this.isIn(bytes32(uint256(2)), parent, proof));
        assertFalse(this.isIn(bytes32(uint256(3)), parent, proof));
        assertTrue(this.isIn(bytes32(uint256(1)), keccak256(abi.encode(1, 1)), proof));
        // No proof: the tree of one leaf.
        assertTrue(this.isIn(parent, parent, new bytes32[](0)));
    }

    /// Whatever stands above a value in its word is no part of the leaf.
    function testFuzz_hash_IsThatOfTheDefinition(
        uint256 chainId,
        address distributor,
        uint64 operatorId,
        address recipient,
        uint128 cumulativeShares
    ) public pure {
        bytes32 inner = keccak256(abi.encode(chainId, distributor, operatorId, recipient, cumulativeShares));
        assertEq(
            RewardLeaf.hash(chainId, distributor, operatorId, recipient, cumulativeShares),
            keccak256(abi.encode(inner))
        );
    }

    function isIn(bytes32 leaf, bytes32 root, bytes32[] calldata proof) external pure returns (bool) {
        return RewardLeaf.isIn(leaf, root, proof);
    }
}
