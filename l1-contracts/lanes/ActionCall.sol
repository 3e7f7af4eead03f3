// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Calls an executor with exactly the gas its actions declare, and trusts nothing it returns
/// @dev The outcome must not depend on who relays: the executor gets the declared gas, no more and no less, and what it
/// returns cannot cost the caller memory (T-81).
library ActionCall {
    /// @dev Most bytes of a failure's reason that are kept: a selector and three values.
    uint256 internal constant REASON_MAX = 100;
    /// @dev Bounds what is spent between the gas check and the call, beside copying: 2,600 for a cold executor, encoding.
    uint256 private constant CALL_OVERHEAD = 10_000;
    /// @dev A word that is copied into memory costs 3 gas, and 3 to 29 more when memory grows by it to at most 220 kB:
    /// leaves and reasons of a whole batch, and the 66 kB of 256 actions as long as they may be.
    uint256 private constant GAS_PER_WORD = 32;

    /// @notice Gas that must be left before {tryCall}, so that `gasLimit` reaches the executor.
    /// @param length of the data in bytes
    /// @dev The EVM withholds 1/64 of what is left at a call (EIP-150): needed is ⌈64·gasLimit/63⌉.
    function gasNeeded(uint256 gasLimit, uint256 length) internal pure returns (uint256) {
        unchecked {
            // gasLimit is at most 256 times Params.ACTION_GAS_MAX, length that of calldata.
            return gasLimit + gasLimit / 63 + 1 + CALL_OVERHEAD + (length / 32 + 1) * GAS_PER_WORD;
        }
    }

    /// @notice Calls `selector(uint16 laneId, bytes data)` with `gasLimit` gas; copies nothing back.
    /// @dev Encodes by hand into free memory without taking it: all calls of a run use one buffer.
    function tryCall(
        address executor,
        bytes4 selector,
        uint256 gasLimit,
        uint16 laneId,
        bytes calldata data
    ) internal returns (bool success) {
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, selector)
            mstore(add(buffer, 4), and(laneId, 0xffff))
            mstore(add(buffer, 36), 64) // offset of `data` in the arguments
            mstore(add(buffer, 68), data.length)
            let start := add(buffer, 100)
            mstore(add(start, data.length), 0) // ABI padding
            calldatacopy(start, data.offset, data.length)
            let size := add(100, and(add(data.length, 31), not(31)))
            success := call(gasLimit, executor, 0, buffer, size, 0, 0)
        }
    }

    /// @notice The word that the last call returned.
    /// @return given false when it returned less: what answers nothing is no executor of runs
    function answer() internal pure returns (bool given, uint256 word) {
        assembly ("memory-safe") {
            given := gt(returndatasize(), 31)
            if given {
                returndatacopy(0, 0, 32)
                word := mload(0)
            }
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
