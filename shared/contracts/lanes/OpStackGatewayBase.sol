// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource, IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {GatewayAttributes} from "./GatewayAttributes.sol";
import {ICrossDomainMessenger} from "./ICrossDomainMessenger.sol";
import {IOpStackGateway} from "./IOpStackGateway.sol";

/// @title Everything both ends of an OP-stack gateway share
/// @dev Immutable and without storage: nothing to initialize, to own or to upgrade. Replaced by deploying another one
/// and letting the hubs' owner point at it.
abstract contract OpStackGatewayBase is IOpStackGateway {
    /// @dev Bounds the gas of {deliver} around the hub's call, the largest payload included; measured in the tests.
    uint256 private constant DELIVERY_GAS = 40_000;

    /// @inheritdoc IOpStackGateway
    address public immutable MESSENGER;
    /// @inheritdoc IOpStackGateway
    address public immutable PEER;
    /// @inheritdoc IOpStackGateway
    address public immutable HUB;
    /// @inheritdoc IOpStackGateway
    uint256 public immutable PEER_CHAIN_ID;

    constructor(address messenger, address peer, address hub, uint256 peerChainId) {
        bool missing = messenger == address(0) || peer == address(0) || hub == address(0) || peerChainId == 0;
        if (missing || peerChainId == block.chainid) revert Gateway_InvalidConfiguration();
        MESSENGER = messenger;
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

        bytes memory message = abi.encodeCall(this.deliver, (msg.sender, _requirePeerChain(recipient), payload));
        uint32 minGasLimit = _minGasLimitUp(decoded.gasLimit);
        sendId = _messageHash(decoded.deliverValue, minGasLimit, message);
        emit MessageSent(
            sendId,
            _interoperable(block.chainid, msg.sender),
            recipient,
            payload,
            decoded.deliverValue,
            attributes
        );
        ICrossDomainMessenger(MESSENGER).sendMessage{value: decoded.deliverValue}(PEER, message, minGasLimit);
        // Last, because it may call anyone: all of the message is done, and the hub's guard still holds.
        _refund(decoded.refundTo, msg.value - decoded.deliverValue);
    }

    /// @inheritdoc IOpStackGateway
    function deliver(address sender, address recipient, bytes calldata payload) external payable {
        if (msg.sender != MESSENGER) revert Gateway_NotMessenger(msg.sender, MESSENGER);
        address crossDomainSender = ICrossDomainMessenger(MESSENGER).xDomainMessageSender();
        if (crossDomainSender != PEER) revert Gateway_NotPeer(crossDomainSender, PEER);
        if (recipient != HUB) revert Gateway_WrongRecipient(recipient, HUB);
        // The messenger gives no access to the id of the message being relayed; ERC-7786 allows an empty one. Messages
        // are told apart by the envelope's (lane, type, nonce).
        bytes4 accepted = IERC7786Recipient(HUB).receiveMessage{value: msg.value}(
            bytes32(0),
            _interoperable(PEER_CHAIN_ID, sender),
            payload
        );
        if (accepted != IERC7786Recipient.receiveMessage.selector) revert Gateway_NotAccepted(accepted);
    }

    /// @inheritdoc IERC7786GatewaySource
    function supportsAttribute(bytes4 selector) external pure returns (bool) {
        return GatewayAttributes.isSupported(selector);
    }

    /// @dev Compares the whole encoding: OpenZeppelin's parser ignores trailing bytes and leading zeros.
    function _requirePeerChain(bytes calldata recipient) private view returns (address target) {
        (, target) = InteroperableAddress.parseEvmV1Calldata(recipient);
        if (keccak256(recipient) != keccak256(_interoperable(PEER_CHAIN_ID, target))) {
            revert Gateway_WrongChain(recipient, PEER_CHAIN_ID);
        }
    }

    /// @dev The messenger gives {deliver} at least this much, and EVM calls pass on 63/64: so the hub gets `gasLimit`.
    function _minGasLimitUp(uint256 gasLimit) private pure returns (uint32) {
        uint256 padded = gasLimit + gasLimit / 63 + 1 + DELIVERY_GAS;
        if (padded > type(uint32).max) revert Gateway_GasLimitTooHigh(gasLimit, type(uint32).max);
        return uint32(padded);
    }

    /// @dev Hashing.hashCrossDomainMessageV1 of the OP-stack, version 1 being what {messageNonce} encodes.
    function _messageHash(uint256 value, uint32 minGasLimit, bytes memory message) private view returns (bytes32) {
        uint256 nonce = ICrossDomainMessenger(MESSENGER).messageNonce();
        return
            keccak256(
                abi.encodeCall(
                    ICrossDomainMessenger.relayMessage,
                    (nonce, address(this), PEER, value, minGasLimit, message)
                )
            );
    }

    function _refund(address refundTo, uint256 amount) private {
        if (amount == 0) return;
        bool success;
        assembly ("memory-safe") {
            // Copies no return data: the receiver cannot make the caller pay for memory.
            success := call(gas(), refundTo, amount, 0, 0, 0, 0)
        }
        if (!success) revert Gateway_RefundFailed(refundTo, amount);
    }

    function _interoperable(uint256 chainId, address account) private pure returns (bytes memory) {
        return InteroperableAddress.formatEvmV1(chainId, account);
    }
}
