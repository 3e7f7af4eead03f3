// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor} from "./IActionExecutor.sol";

/// @title Calls an executor with exactly the gas an action declares, and trusts nothing it returns
/// @dev The outcome must not depend on who relays: the executor gets the declared gas, no more and no less, and what it
/// returns cannot cost the caller memory (T-81).
library ActionCall {
    /// @dev Most bytes of a failure's reason that are kept.
    uint256 internal constant REASON_MAX = 256;
    /// @dev Bounds what is spent between the gas check and the call: 2,600 for a cold executor, encoding, memory.
    uint256 private constant CALL_OVERHEAD = 10_000;

    /// @notice Gas that must be left before {tryExecute}, so that `gasLimit` reaches the executor.
    /// @dev The EVM withholds 1/64 of what is left at a call (EIP-150): needed is ⌈64·gasLimit/63⌉.
    function gasNeeded(uint256 gasLimit) internal pure returns (uint256) {
        unchecked {
            // gasLimit is at most Params.ACTION_GAS_MAX, or comes from 32 bits.
            return gasLimit + gasLimit / 63 + 1 + CALL_OVERHEAD;
        }
    }

    /// @notice `executor.executeAction(laneId, action)` with `gasLimit` gas; copies nothing back.
    /// @dev Encodes by hand into free memory without taking it: a run of a thousand actions uses one buffer.
    function tryExecute(
        address executor,
        uint256 gasLimit,
        uint16 laneId,
        bytes calldata action
    ) internal returns (bool success) {
        bytes4 selector = IActionExecutor.executeAction.selector;
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, selector)
            mstore(add(buffer, 4), and(laneId, 0xffff))
            mstore(add(buffer, 36), 64) // offset of `action` in the arguments
            mstore(add(buffer, 68), action.length)
            let data := add(buffer, 100)
            mstore(add(data, action.length), 0) // ABI padding
            calldatacopy(data, action.offset, action.length)
            let size := add(100, and(add(action.length, 31), not(31)))
            success := call(gasLimit, executor, 0, buffer, size, 0, 0)
        }
    }

    /// @notice The first {REASON_MAX} bytes of what the last call returned.
    function reason() internal pure returns (bytes memory data) {
        assembly ("memory-safe") {
            data := mload(0x40)
            let size := returndatasize()
            if gt(size, REASON_MAX) {
                size := REASON_MAX
            }
            mstore(data, size)
            returndatacopy(add(data, 32), 0, size)
            mstore(0x40, add(data, and(add(size, 63), not(31))))
        }
    }
}
