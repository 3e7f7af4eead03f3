// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title One end of a lane's canonical transport
/// @notice Authenticates and carries, nothing else: it has no owner and cannot change. Only the hub of this chain may
/// send; what arrives is delivered only to that hub, and only if the gateway at the other end sent it.
/// @dev Recipient and sender are ERC-7930 addresses; sendMessage accepts exactly the attributes of {GatewayAttributes}.
/// What `msg.value` exceeds `deliverValue` and the carrier's fee goes back to `refundTo`.
interface IGateway is IERC7786GatewaySource {
    /// @notice Only the hub of this chain may send.
    error Gateway_NotHub(address caller, address hub);
    /// @notice The message was not sent by the gateway at the other end (T-56).
    error Gateway_NotPeer(address crossDomainSender, address peer);
    /// @notice The recipient is not an ERC-7930 address on the chain at the other end, in its one canonical encoding.
    error Gateway_WrongChain(bytes recipient, uint256 peerChainId);
    /// @notice The recipient named by the sender is not the hub this gateway serves.
    error Gateway_WrongRecipient(address recipient, address hub);
    /// @notice `msg.value` does not cover the value to be delivered.
    error Gateway_ValueTooLow(uint256 value, uint256 deliverValue);
    /// @notice The receiver of the surplus refused it: name another one.
    error Gateway_RefundFailed(address refundTo, uint256 amount);
    /// @notice The carrier cannot express so much gas.
    error Gateway_GasLimitTooHigh(uint256 gasLimit, uint256 maximum);
    /// @notice The hub did not confirm the message.
    error Gateway_NotAccepted(bytes4 returned);
    /// @notice A constructor argument is zero, or the chain at the other end is this one.
    error Gateway_InvalidConfiguration();

    /// @notice The gateway at the other end.
    function PEER() external view returns (address);
    /// @notice The only sender and recipient on this chain.
    function HUB() external view returns (address);
    /// @notice EIP-155 id of the chain at the other end.
    function PEER_CHAIN_ID() external view returns (uint256);
}
