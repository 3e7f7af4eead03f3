// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Settlement} from "./PoolTypes.sol";

/// @title The value legs of a StateUpdate; at the pool's address, for the hub
/// @dev Events and errors are the pool's: {IL2StakingPool}.
interface IValueLegs {
    /// @notice Pays a forwarded batch, once, whatever order updates arrive in.
    function settleBatches(Settlement[] calldata settlements) external payable;

    /// @notice Mints operators' reward shares up to the cumulative `fundedTotal`; a lower total does nothing.
    function mintRewards(address distributor, uint256 fundedTotal) external;
}
