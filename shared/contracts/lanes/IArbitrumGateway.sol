// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGateway} from "./IGateway.sol";

/// @title One end of a lane's canonical transport over Arbitrum's own bridge
/// @notice Down by retryable tickets, up by the outbox.
/// @dev `gasLimit` holds on both ways whoever executes a message: with less gas the delivery reverts, and the ticket or
/// the outbox entry stays open.
interface IArbitrumGateway is IGateway {
    /// @notice What the hub at the other end asked for.
    struct Delivery {
        // The hub at the other end, as seen by the gateway there.
        address sender;
        address recipient;
        // Wei the hub receives with the message.
        uint256 value;
        // Gas the hub is given at least.
        uint64 gasLimit;
    }

    /// @notice Executed with too little gas. Nothing is lost: execute it again with more.
    error Gateway_GasTooLow(uint256 gas, uint256 needed);
    /// @notice The message did not bring its ether. A resent one waits for what its expired ticket gives back.
    error Gateway_ValueMissing(uint256 balance, uint256 value);

    /// @notice Delivers a message to the hub, only from {PEER}.
    function deliver(Delivery calldata delivery, bytes calldata payload) external payable;
}
