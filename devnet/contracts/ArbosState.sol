// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the emulated precompiles know of L1
/// @notice Stands where Nitro keeps all of ArbOS's state. The devnet's sequencer writes its storage before each block.
contract ArbosState {
    /// @notice L1 block that the L2 block refers to.
    uint64 public l1BlockNumber;
    /// @notice Base fee of that block, wei.
    uint192 public l1BaseFee;
}
