// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What only the pool's storage tells; at the pool's address
/// @notice For {PoolLens} and whoever else asks where a request stands and when the pool opens.
interface IPoolViews {
    /// @return shares of the requests that wait before this one; 0 once it is netted or forwarded
    /// @return etherValue wei that these can get at most, each at its own rate
    function waitingBefore(uint256 requestId) external view returns (uint256 shares, uint256 etherValue);
    /// @notice Newest rate nonce of which a move from L1 has told a fall; no update older than that opens the pool.
    function fallNonce() external view returns (uint64 rateNonce);
    /// @notice Wei per second by which {IL2StakingPool-stakeLimit} refills.
    function stakeRefill() external view returns (uint256 weiPerSecond);
    /// @notice Shares that the open batch can forward beside those it forwards already.
    function forwardRoom() external view returns (uint256 shares);
}
