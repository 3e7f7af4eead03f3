// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract that executes actions of one or more kinds for the lane hub
interface IActionExecutor {
    /// @notice Applies one action that the L2 hub of `laneId` has sent.
    /// @param action header and payload, see {ActionCodec}. Must revert when the action cannot apply: the hub records it
    /// and anyone may try again later.
    /// @dev Must let only the hub in. Receives exactly the gas the action declares, at most {Params.ACTION_GAS_MAX}.
    function executeAction(uint16 laneId, bytes calldata action) external;
}
