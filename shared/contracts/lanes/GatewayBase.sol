// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource, IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {GatewayAttributes} from "./GatewayAttributes.sol";
import {IGateway} from "./IGateway.sol";

/// @title What every gateway does, whatever carries its messages
/// @dev Nothing to initialize, to own or to upgrade. Replaced by deploying another one and letting the hubs' owner point
/// at it. A transport adds {_carry}, and an entry that proves the sender before it calls {_deliverToHub}.
abstract contract GatewayBase is IGateway {
    /// @inheritdoc IGateway
    address public immutable PEER;
    /// @inheritdoc IGateway
    address public immutable HUB;
    /// @inheritdoc IGateway
    uint256 public immutable PEER_CHAIN_ID;

    constructor(address peer, address hub, uint256 peerChainId) {
        bool missing = peer == address(0) || hub == address(0) || peerChainId == 0;
        if (missing || peerChainId == block.chainid) revert Gateway_InvalidConfiguration();
        PEER = peer;
        HUB = hub;
        PEER_CHAIN_ID = peerChainId;
    }

    /// @inheritdoc IERC7786GatewaySource
    function sendMessage(
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external payable returns (bytes32 sendId) {
        if (msg.sender != HUB) revert Gateway_NotHub(msg.sender, HUB);
        GatewayAttributes.Attributes memory decoded = GatewayAttributes.decode(attributes);
        if (msg.value < decoded.deliverValue) revert Gateway_ValueTooLow(msg.value, decoded.deliverValue);

        uint256 spent;
        (sendId, spent) = _carry(_requirePeerChain(recipient), payload, decoded);
        emit MessageSent(
            sendId,
            _interoperable(block.chainid, msg.sender),
            recipient,
            payload,
            decoded.deliverValue,
            attributes
        );
        // Last, because it may call anyone: all of the message is done, and the hub's guard still holds.
        _refund(decoded.refundTo, msg.value - spent);
    }

    /// @inheritdoc IERC7786GatewaySource
    function supportsAttribute(bytes4 selector) external pure returns (bool) {
        return GatewayAttributes.isSupported(selector);
    }

    /// @dev Sends the message to the peer, with exactly `deliverValue`.
    /// @return sendId under which the message can be followed
    /// @return spent wei: the delivered value and the carrier's fee, at most `msg.value`
    function _carry(
        address recipient,
        bytes calldata payload,
        GatewayAttributes.Attributes memory attributes
    ) internal virtual returns (bytes32 sendId, uint256 spent);

    /// @dev Of a message whose sender has been proven to be the peer. Whatever the hub refuses reverts, so the carrier
    /// keeps message and ether for another try.
    /// @param sender the hub at the other end, as seen by the gateway there
    function _deliverToHub(address sender, address recipient, uint256 value, bytes calldata payload) internal {
        if (recipient != HUB) revert Gateway_WrongRecipient(recipient, HUB);
        // No carrier gives access to the id of the message being delivered; ERC-7786 allows an empty one. Messages are
        // told apart by the envelope's (lane, type, nonce).
        bytes4 accepted = IERC7786Recipient(HUB).receiveMessage{value: value}(
            bytes32(0),
            _interoperable(PEER_CHAIN_ID, sender),
            payload
        );
        if (accepted != IERC7786Recipient.receiveMessage.selector) revert Gateway_NotAccepted(accepted);
    }

    function _refund(address refundTo, uint256 amount) internal {
        if (amount == 0) return;
        bool success;
        assembly ("memory-safe") {
            // Copies no return data: the receiver cannot make the caller pay for memory.
            success := call(gas(), refundTo, amount, 0, 0, 0, 0)
        }
        if (!success) revert Gateway_RefundFailed(refundTo, amount);
    }

    /// @dev Compares the whole encoding: OpenZeppelin's parser ignores trailing bytes and leading zeros.
    function _requirePeerChain(bytes calldata recipient) private view returns (address target) {
        (, target) = InteroperableAddress.parseEvmV1Calldata(recipient);
        if (keccak256(recipient) != keccak256(_interoperable(PEER_CHAIN_ID, target))) {
            revert Gateway_WrongChain(recipient, PEER_CHAIN_ID);
        }
    }

    function _interoperable(uint256 chainId, address account) private pure returns (bytes memory) {
        return InteroperableAddress.formatEvmV1(chainId, account);
    }
}
