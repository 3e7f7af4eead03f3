// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Leaf of the cumulative reward tree of a lane
/// @notice `keccak256(keccak256(abi.encode(uint256 chainId, address distributor, uint64 operatorId, address recipient,
/// uint128 cumulativeShares)))`, verified with OpenZeppelin's MerkleProof (sorted pairs).
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
    ) internal pure returns (bytes32) {
        bytes32 inner = keccak256(abi.encode(chainId, distributor, operatorId, recipient, cumulativeShares));
        return keccak256(bytes.concat(inner));
    }
}
