// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../params/Params.sol";

/// @title Append-only, positional Merkle tree over the actions of one batch
/// @notice Leaves stand at positions 0..count-1 of a perfect tree of depth ceil(log2(count)); a missing right subtree
/// of height i is Z_i, with Z_0 = 0 and Z_{i+1} = node(Z_i, Z_i). node = keccak256(0x01 || left || right),
/// root = keccak256(0x02 || count u32 || top). The root of no leaves is 0.
/// @dev Leaves, nodes and roots start with different bytes, so none can pass for another (T-48), and the root commits
/// to the count, so trees that differ only in missing leaves differ in their root.
/// @dev Warning: leaves given to this library must be {ActionCodec.leafOf} of real actions, never hashes a caller sent.
library OutboxTree {
    /// @notice The left siblings still open while leaves are appended. Entry i is the root of a full subtree of height
    /// i, and meaningful exactly when bit i of the count is set.
    /// @dev The count is the caller's, who packs it with what it writes anyway. Setting it to 0 starts a new tree:
    /// nothing is cleared, because with bit i of a count set, entry i was written by that very tree.
    struct Frontier {
        bytes32[11] nodes; // heights 0..10: 2^10 = MAX_LEAVES
    }

    /// @notice Most leaves a tree can have.
    uint256 internal constant MAX_LEAVES = Params.ACTIONS_MAX;

    /// @notice The tree is full.
    error OutboxTree_Full(uint256 maximum);
    /// @notice More leaves than a tree can have.
    error OutboxTree_TooManyLeaves(uint256 count, uint256 maximum);
    /// @notice The run is empty or leaves the tree.
    error OutboxTree_RunOutOfBounds(uint256 start, uint256 length, uint256 count);
    /// @notice The proof has missing or spare hashes for this run.
    error OutboxTree_BadProofLength(uint256 actual, uint256 expected);

    /// @notice Appends a leaf; one storage slot is written.
    /// @param count leaves so far; the caller stores count + 1
    function append(Frontier storage self, uint256 count, bytes32 leaf) internal {
        if (count >= MAX_LEAVES) revert OutboxTree_Full(MAX_LEAVES);
        uint256 height = 0;
        // A set bit of the old count is a full subtree on the left: join it. count + 1 <= 2^10, so height <= 10.
        while ((count >> height) & 1 == 1) {
            leaf = node(self.nodes[height], leaf);
            ++height;
        }
        self.nodes[height] = leaf;
    }

    /// @notice Root of the tree appended so far.
    function root(Frontier storage self, uint256 count) internal view returns (bytes32) {
        if (count == 0) return 0;
        uint256 depth = depthOf(count);
        if (count == 1 << depth) return seal(count, self.nodes[depth]);
        bytes32 current = 0;
        bytes32 zero = 0;
        for (uint256 height = 0; height < depth; ++height) {
            current = (count >> height) & 1 == 1 ? node(self.nodes[height], current) : node(current, zero);
            zero = node(zero, zero);
        }
        return seal(count, current);
    }

    /// @notice Root over all leaves of a batch. No proof is needed to execute a whole batch.
    /// @dev Warning: overwrites `leaves`.
    function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
        uint256 count = leaves.length;
        if (count == 0) return 0;
        if (count > MAX_LEAVES) revert OutboxTree_TooManyLeaves(count, MAX_LEAVES);
        bytes32 zero = 0;
        uint256 width = count;
        while (width > 1) {
            uint256 pairs = width >> 1;
            _joinPairs(leaves, pairs);
            if (width & 1 == 1) {
                _set(leaves, pairs, node(_get(leaves, width - 1), zero));
                ++pairs;
            }
            zero = node(zero, zero);
            width = pairs;
        }
        return seal(count, _get(leaves, 0));
    }

    /// @notice Whether `leaves` stand at positions start.. of the tree with this root and count.
    /// @param proof siblings from the leaves up, at each level first the left one, then the right one; those inside the
    /// run or beyond the last leaf are left out. At most 2 * log2(count) hashes.
    /// @dev Warning: overwrites `leaves`. An empty run, one that leaves the tree, and a proof of another length revert.
    function verifyRun(
        bytes32 expectedRoot,
        uint256 count,
        uint256 start,
        bytes32[] memory leaves,
        bytes32[] calldata proof
    ) internal pure returns (bool) {
        uint256 length = leaves.length;
        if (count > MAX_LEAVES) revert OutboxTree_TooManyLeaves(count, MAX_LEAVES);
        // start is compared first: it may be any number a caller made up, and start + length must not overflow.
        if (length == 0 || start >= count || length > count - start) {
            revert OutboxTree_RunOutOfBounds(start, length, count);
        }
        {
            uint256 expected = proofLength(count, start, length);
            if (proof.length != expected) revert OutboxTree_BadProofLength(proof.length, expected);
        }

        uint256 used = 0;
        bytes32 zero = 0;
        for (uint256 width = count; width > 1; width = (width + 1) >> 1) {
            // Positions of this level that the run covers: start .. start + length - 1.
            uint256 read = 0;
            uint256 written = 0;
            if (start & 1 == 1) {
                _set(leaves, 0, node(proof[used++], _get(leaves, 0)));
                read = 1;
                written = 1;
            }
            while (read + 1 < length) {
                _set(leaves, written++, node(_get(leaves, read), _get(leaves, read + 1)));
                read += 2;
            }
            if (read < length) {
                // The last position is even: its right sibling comes from the proof, or is missing in the tree.
                bytes32 sibling = start + length < width ? proof[used++] : zero;
                _set(leaves, written++, node(_get(leaves, read), sibling));
            }
            start >>= 1;
            length = written;
            zero = node(zero, zero);
        }
        return seal(count, _get(leaves, 0)) == expectedRoot;
    }

    /// @notice Hashes that the proof of a run has.
    /// @dev The run [start, start + length) must lie inside the tree and not be empty.
    function proofLength(uint256 count, uint256 start, uint256 length) internal pure returns (uint256 hashes) {
        uint256 last = start + length - 1;
        for (uint256 width = count; width > 1; width = (width + 1) >> 1) {
            if (start & 1 == 1) ++hashes;
            if (last & 1 == 0 && last + 1 < width) ++hashes;
            start >>= 1;
            last >>= 1;
        }
    }

    /// @notice Depth of the perfect tree that holds `count` leaves: ceil(log2(count)).
    function depthOf(uint256 count) internal pure returns (uint256 depth) {
        while ((1 << depth) < count) ++depth;
    }

    /// @notice keccak256(0x01 || left || right).
    function node(bytes32 left, bytes32 right) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore8(buffer, 1)
            mstore(add(buffer, 1), left)
            mstore(add(buffer, 33), right)
            hash := keccak256(buffer, 65)
        }
    }

    /// @notice keccak256(0x02 || count u32 || top): the root that travels in the batch.
    function seal(uint256 count, bytes32 top) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(2), uint32(count), top));
    }

    /// @dev Joins positions 2i and 2i + 1 into i, for i < pairs. The caller keeps 2 * pairs <= nodes.length.
    function _joinPairs(bytes32[] memory nodes, uint256 pairs) private pure {
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore8(buffer, 1)
            let first := add(nodes, 32)
            let end := add(first, shl(5, pairs))
            for {
                let target := first
            } lt(target, end) {
                target := add(target, 32)
            } {
                let source := add(first, shl(1, sub(target, first)))
                mcopy(add(buffer, 1), source, 64)
                mstore(target, keccak256(buffer, 65))
            }
        }
    }

    /// @dev Unchecked element access for the hashing loops. Callers keep index < nodes.length: every index they use is
    /// below the width of a level, which never exceeds the number of leaves.
    function _get(bytes32[] memory nodes, uint256 index) private pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := mload(add(add(nodes, 32), shl(5, index)))
        }
    }

    /// @dev See {_get}.
    function _set(bytes32[] memory nodes, uint256 index, bytes32 value) private pure {
        assembly ("memory-safe") {
            mstore(add(add(nodes, 32), shl(5, index)), value)
        }
    }
}
