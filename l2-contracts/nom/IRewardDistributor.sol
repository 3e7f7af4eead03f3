// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Pays operators their fee shares on this L2
/// @notice One cumulative Merkle tree per lane: a leaf says how many shares an operator has earned since the beginning;
/// a claim pays what was not paid yet. Roots and shares come with StateUpdates; see RewardLeaf for leaf and tree.
interface IRewardDistributor {
    struct Claim {
        uint64 operatorId;
        address recipient; // as recorded at the reference slot of the root
        uint128 cumulativeShares;
        bytes32[] proof;
    }

    event RootSet(uint64 indexed frame, bytes32 root);
    event RewardClaimed(uint64 indexed operatorId, address recipient, uint256 shares, uint256 cumulativeShares);

    error RewardDistributor_NotHub(address caller);
    error RewardDistributor_ZeroAddress();
    /// @notice The leaf is not in the current tree: ask for a proof against {root}.
    error RewardDistributor_InvalidProof(uint64 operatorId, bytes32 root);
    error RewardDistributor_NothingToClaim(uint64 operatorId, uint256 cumulativeShares, uint256 claimedShares);

    /// @notice Pays an operator's unpaid rewards to the leaf's recipient. Anyone may call.
    function claim(
        uint64 operatorId,
        address recipient,
        uint128 cumulativeShares,
        bytes32[] calldata proof
    ) external returns (uint256 shares);

    /// @notice Pays several operators; those already paid are skipped, so that nobody can spoil the call by claiming
    /// for one of them first. A wrong proof reverts.
    function claimMany(Claim[] calldata claims) external returns (uint256 shares);

    /// @notice Replaces the root if `frame` is newer; otherwise does nothing, since updates arrive in any order. Only
    /// the hub.
    function setRoot(uint64 frame, bytes32 root) external;

    /// @notice csETH on this L2.
    function token() external view returns (address);
    /// @notice The one that sets roots.
    function hub() external view returns (address);
    function root() external view returns (bytes32);
    function rootFrame() external view returns (uint64);
    function claimed(uint64 operatorId) external view returns (uint256 shares);
}
