// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the gateway needs of Arbitrum's precompile at 0x64
/// @notice Source: https://github.com/OffchainLabs/nitro-precompile-interfaces, ArbSys.sol
interface IArbSys {
    /// @return position of the message in the tree of all messages to L1
    function sendTxToL1(address destination, bytes calldata data) external payable returns (uint256 position);
}
