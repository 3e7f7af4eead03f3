// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGateway} from "./IGateway.sol";

/// @title One end of a lane's canonical transport over the OP-stack's own bridge
/// @notice Holds no ether and no state.
/// @dev The bridge itself is free here: all that `msg.value` exceeds `deliverValue` goes back to `refundTo`.
/// The returned `sendId` is the hash under which the other chain's messenger records the message in
/// `successfulMessages` and `failedMessages`.
interface IOpStackGateway is IGateway {
    /// @notice Only the CrossDomainMessenger of this chain may deliver.
    error Gateway_NotMessenger(address caller, address messenger);

    /// @notice Delivers a message to the hub. Only by the messenger, only from {PEER}; whatever the hub refuses reverts,
    /// so the messenger keeps message and ether for a replay.
    /// @param sender the hub at the other end, as seen by the gateway there
    function deliver(address sender, address recipient, bytes calldata payload) external payable;

    /// @notice CrossDomainMessenger of this chain.
    function MESSENGER() external view returns (address);
}
