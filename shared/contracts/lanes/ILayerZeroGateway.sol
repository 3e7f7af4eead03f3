// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFastGateway} from "./IFastGateway.sol";

/// @notice What a LayerZero gateway is made of; none of it can change afterwards.
struct LayerZeroSettings {
    address endpoint; // EndpointV2 of this chain
    uint32 peerEid; // LayerZero's id of the chain at the other end
    uint64 sendConfirmations; // blocks of this chain before a message of ours may be verified
    uint64 receiveConfirmations; // blocks of the other chain before a message of theirs may be
    uint32 maxMessageSize; // bytes
    address peer; // the gateway at the other end
    address hub;
    uint256 peerChainId; // EIP-155
    address sendLibrary; // SendUln302
    address receiveLibrary; // ReceiveUln302
    address executor;
    address[] verifiers; // DVNs of this chain, all required, strictly ascending
}

/// @title One end of a lane's fast transport over LayerZero V2
/// @notice Authenticates and carries, nothing else: it holds no ether, has no owner, and what it told the endpoint
/// about libraries, verifiers and confirmations stays (T-65). Replaced by deploying another pair.
/// @dev An OApp without owner and delegate: every setter it inherits reverts for everybody. Unordered: a message whose
/// delivery fails holds up no other, one that is never verified holds up those behind it. The returned `sendId` is
/// LayerZero's guid, and so is the `receiveId` the hub is given.
interface ILayerZeroGateway is IFastGateway {
    /// @notice Only the hub of this chain may send.
    error Gateway_NotHub(address caller, address hub);
    /// @notice The recipient is not an ERC-7930 address on the chain at the other end, in its one canonical encoding.
    error Gateway_WrongChain(bytes recipient, uint256 peerChainId);
    /// @notice The recipient named by the sender is not the hub this gateway serves.
    error Gateway_WrongRecipient(address recipient, address hub);
    /// @notice The hub did not confirm the message.
    error Gateway_NotAccepted(bytes4 returned);
    /// @notice A constructor argument is zero, or the chain at the other end is this one.
    error Gateway_InvalidConfiguration();
    /// @notice Zero confirmations mean LayerZero's default, the highest number none: neither is a choice.
    error Gateway_InvalidConfirmations(uint64 confirmations);
    /// @notice Fewer verifiers could be bought too cheaply (T-65).
    error Gateway_TooFewVerifiers(uint256 count, uint256 minimum);
    /// @notice Verifiers ascend strictly: none stands there twice (T-65).
    error Gateway_VerifiersNotAscending(address previous, address verifier);

    /// @notice LayerZero's id of the chain at the other end.
    function PEER_EID() external view returns (uint32);
    /// @notice The gateway at the other end.
    function PEER() external view returns (address);
    /// @notice The only sender and recipient on this chain.
    function HUB() external view returns (address);
    /// @notice EIP-155 id of the chain at the other end.
    function PEER_CHAIN_ID() external view returns (uint256);
}
