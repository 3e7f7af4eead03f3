// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Leaf of the cumulative reward tree of a lane
/// @notice `keccak256(keccak256(abi.encode(uint256 chainId, address distributor, uint64 operatorId, address recipient,
/// uint128 cumulativeShares)))`, verified as OpenZeppelin's MerkleProof does (sorted pairs).
/// @dev Hashed twice: an inner node is the hash of 64 bytes, a leaf the hash of 32, so neither passes for the other
/// (T-48). Chain id and distributor make a leaf worthless anywhere else (T-50).
library RewardLeaf {
    /// @param chainId chain of the distributor
    /// @param distributor contract that pays
    /// @param operatorId whose rewards
    /// @param recipient who receives them, as recorded at the reference slot
    /// @param cumulativeShares shares earned since the beginning, paid ones included
    function hash(
        uint256 chainId,
        address distributor,
        uint64 operatorId,
        address recipient,
        uint128 cumulativeShares
    ) internal pure returns (bytes32 leaf) {
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, chainId)
            mstore(add(buffer, 32), shr(96, shl(96, distributor)))
            mstore(add(buffer, 64), and(operatorId, 0xffffffffffffffff))
            mstore(add(buffer, 96), shr(96, shl(96, recipient)))
            mstore(add(buffer, 128), shr(128, shl(128, cumulativeShares)))
            mstore(0, keccak256(buffer, 160))
            leaf := keccak256(0, 32)
        }
    }

    /// @notice Whether a leaf is in the tree with this root: OpenZeppelin's MerkleProof.verifyCalldata, answer for answer.
    /// @dev By hand, because every claim walks up to 20 levels and the library takes half as much again for each.
    function isIn(bytes32 leaf, bytes32 root, bytes32[] calldata proof) internal pure returns (bool) {
        assembly ("memory-safe") {
            let end := add(proof.offset, shl(5, proof.length))
            for {
                let position := proof.offset
            } lt(position, end) {
                position := add(position, 32)
            } {
                let sibling := calldataload(position)
                // The smaller of the two goes first.
                let place := shl(5, gt(leaf, sibling))
                mstore(place, leaf)
                mstore(xor(place, 32), sibling)
                leaf := keccak256(0, 64)
            }
        }
        return leaf == root;
    }
}
