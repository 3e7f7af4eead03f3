// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the gateways need of an OP-stack CrossDomainMessenger, on L1 and L2 alike
/// @notice Source: https://specs.optimism.io/protocol/messengers.html
/// @dev A message whose target reverts stays in `failedMessages` with its ether; anyone may replay it.
interface ICrossDomainMessenger {
    /// @param minGasLimit gas the target is given at least; a relay with less leaves the message replayable (T-59)
    function sendMessage(address target, bytes calldata message, uint32 minGasLimit) external payable;

    /// @notice Sender of the message being relayed. Reverts outside of a relay.
    function xDomainMessageSender() external view returns (address);

    /// @notice Nonce of the next message, encoding version in the two highest bytes.
    function messageNonce() external view returns (uint256);

    /// @notice What one messenger calls on the other; declared here because its encoding is hashed into the message id.
    function relayMessage(
        uint256 nonce,
        address sender,
        address target,
        uint256 value,
        uint256 minGasLimit,
        bytes calldata message
    ) external payable;
}
