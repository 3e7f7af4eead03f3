// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract that executes actions of one or more kinds for the lane hub
interface IActionExecutor {
    /// @notice Applies one action that the L2 hub of `laneId` has sent.
    /// @param action header and payload, see {ActionCodec}. Must revert when the action cannot apply: the hub records it
    /// and anyone may try again later.
    /// @dev Must let only the hub in. Receives exactly the gas the action declares, at most {Params.ACTION_GAS_MAX}; at a
    /// retry all there is.
    function executeAction(uint16 laneId, bytes calldata action) external;
}

/// @title An executor that takes a whole run in one call
/// @notice For kinds that only set state: what a call costs beside the state is shared by up to 256 actions.
interface IRunExecutor is IActionExecutor {
    /// @notice Applies a run of 1 to 256 actions of one kind, in order; their lengths are checked.
    /// @param run `length u16 | action` repeated
    /// @return refused bit i is set when the i-th action could not apply and has changed nothing; the hub records it
    /// @dev Must let only the hub in. Receives {Params.ACTION_RUN_GAS} and all the gas that its actions declare, and must
    /// keep them apart: no action may make it revert, or spend more than it declares. A call that reverts all the same
    /// counts as the failure of every action in it.
    function executeRun(uint16 laneId, bytes calldata run) external returns (uint256 refused);
}
