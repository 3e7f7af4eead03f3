// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessagingFee, OApp, Origin} from "@layerzerolabs/lz-evm-oapp-v2/contracts/oapp/OApp.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC7786GatewaySource, IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {Params} from "../params/Params.sol";
import {GatewayAttributes} from "./GatewayAttributes.sol";
import {IFastGateway} from "./IFastGateway.sol";
import {ILayerZeroGateway, LayerZeroSettings} from "./ILayerZeroGateway.sol";
import {LayerZeroConfig} from "./LayerZeroConfig.sol";

/// @title Everything both ends of a LayerZero gateway share
/// @dev A message is `sender a20 | recipient a20 | payload`; the sender is whom this gateway saw as its caller.
abstract contract LayerZeroGatewayBase is ILayerZeroGateway, OApp {
    /// @dev Bounds the gas of a delivery around the hub's call: the endpoint's clearing of a payload and our own work;
    /// measured in the tests.
    uint256 private constant DELIVERY_GAS = 60_000;
    uint256 private constant ADDRESS_LENGTH = 20;

    /// @inheritdoc ILayerZeroGateway
    uint32 public immutable PEER_EID;
    /// @inheritdoc ILayerZeroGateway
    address public immutable PEER;
    /// @inheritdoc ILayerZeroGateway
    address public immutable HUB;
    /// @inheritdoc ILayerZeroGateway
    uint256 public immutable PEER_CHAIN_ID;

    /// @dev The endpoint lets an OApp configure itself. Here alone this one does; it has no other code that could, its
    /// delegate is itself, and its owner, who could change peers and delegate, is nobody from the last line on.
    constructor(
        LayerZeroSettings memory settings
    ) OApp(_requireValid(settings).endpoint, address(this)) Ownable(msg.sender) {
        PEER_EID = settings.peerEid;
        PEER = settings.peer;
        HUB = settings.hub;
        PEER_CHAIN_ID = settings.peerChainId;
        _setPeer(settings.peerEid, _toBytes32(settings.peer));
        _pin(settings);
        _transferOwnership(address(0));
    }

    /// @inheritdoc IERC7786GatewaySource
    function sendMessage(
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external payable returns (bytes32 sendId) {
        if (msg.sender != HUB) revert Gateway_NotHub(msg.sender, HUB);
        GatewayAttributes.Attributes memory decoded = _decode(attributes);
        // The endpoint takes its fee and refunds the rest itself.
        sendId = _lzSend(
            PEER_EID,
            _message(recipient, payload),
            LayerZeroConfig.options(_deliveryGasUp(decoded.gasLimit)),
            MessagingFee(msg.value, 0),
            decoded.refundTo
        ).guid;
        emit MessageSent(sendId, _interoperable(block.chainid, msg.sender), recipient, payload, 0, attributes);
    }

    /// @inheritdoc IFastGateway
    function quote(
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external view returns (uint256 fee) {
        bytes memory options = LayerZeroConfig.options(_deliveryGasUp(_decode(attributes).gasLimit));
        return _quote(PEER_EID, _message(recipient, payload), options, false).nativeFee;
    }

    /// @inheritdoc IERC7786GatewaySource
    function supportsAttribute(bytes4 selector) external pure returns (bool) {
        return GatewayAttributes.isSupported(selector);
    }

    /// @dev {OAppReceiver} has checked endpoint, chain and peer. Whatever the hub refuses reverts, so the endpoint keeps
    /// the message for a retry by anyone.
    function _lzReceive(
        Origin calldata,
        bytes32 guid,
        bytes calldata message,
        address,
        bytes calldata
    ) internal override {
        if (msg.value != 0) revert Gateway_ValueUnsupported(msg.value);
        address sender = address(bytes20(message[:ADDRESS_LENGTH]));
        address recipient = address(bytes20(message[ADDRESS_LENGTH:2 * ADDRESS_LENGTH]));
        if (recipient != HUB) revert Gateway_WrongRecipient(recipient, HUB);
        bytes4 accepted = IERC7786Recipient(HUB).receiveMessage(
            guid,
            _interoperable(PEER_CHAIN_ID, sender),
            message[2 * ADDRESS_LENGTH:]
        );
        if (accepted != IERC7786Recipient.receiveMessage.selector) revert Gateway_NotAccepted(accepted);
    }

    function _pin(LayerZeroSettings memory settings) private {
        uint32 eid = settings.peerEid;
        endpoint.setSendLibrary(address(this), eid, settings.sendLibrary);
        endpoint.setReceiveLibrary(address(this), eid, settings.receiveLibrary, 0);
        endpoint.setConfig(
            address(this),
            settings.sendLibrary,
            LayerZeroConfig.sending(
                eid,
                settings.executor,
                settings.maxMessageSize,
                settings.sendConfirmations,
                settings.verifiers
            )
        );
        endpoint.setConfig(
            address(this),
            settings.receiveLibrary,
            LayerZeroConfig.receiving(eid, settings.receiveConfirmations, settings.verifiers)
        );
    }

    function _message(bytes calldata recipient, bytes calldata payload) private view returns (bytes memory) {
        return abi.encodePacked(HUB, _requirePeerChain(recipient), payload);
    }

    /// @dev Compares the whole encoding: OpenZeppelin's parser ignores trailing bytes and leading zeros.
    function _requirePeerChain(bytes calldata recipient) private view returns (address target) {
        (, target) = InteroperableAddress.parseEvmV1Calldata(recipient);
        if (keccak256(recipient) != keccak256(_interoperable(PEER_CHAIN_ID, target))) {
            revert Gateway_WrongChain(recipient, PEER_CHAIN_ID);
        }
    }

    function _decode(bytes[] calldata attributes) private pure returns (GatewayAttributes.Attributes memory decoded) {
        decoded = GatewayAttributes.decode(attributes);
        if (decoded.deliverValue != 0) revert Gateway_ValueUnsupported(decoded.deliverValue);
    }

    /// @dev Executor, endpoint, gateway, hub: two calls deep the EVM has kept 1/64 twice, and (64/63)² < 32/31.
    function _deliveryGasUp(uint256 gasLimit) private pure returns (uint128) {
        return uint128(gasLimit + gasLimit / 31 + 1 + DELIVERY_GAS); // gasLimit is a uint64
    }

    function _requireValid(LayerZeroSettings memory settings) private view returns (LayerZeroSettings memory) {
        bool missing =
            settings.endpoint == address(0) ||
                settings.peerEid == 0 ||
                settings.maxMessageSize == 0 ||
                settings.peer == address(0) ||
                settings.hub == address(0) ||
                settings.peerChainId == 0 ||
                settings.sendLibrary == address(0) ||
                settings.receiveLibrary == address(0) ||
                settings.executor == address(0);
        if (missing || settings.peerChainId == block.chainid) revert Gateway_InvalidConfiguration();
        _requireChosen(settings.sendConfirmations);
        _requireChosen(settings.receiveConfirmations);
        _requireVerifiers(settings.verifiers);
        return settings;
    }

    function _requireChosen(uint64 confirmations) private pure {
        if (confirmations == 0 || confirmations == type(uint64).max) {
            revert Gateway_InvalidConfirmations(confirmations);
        }
    }

    function _requireVerifiers(address[] memory verifiers) private pure {
        if (verifiers.length < Params.FAST_VERIFIERS_MIN) {
            revert Gateway_TooFewVerifiers(verifiers.length, Params.FAST_VERIFIERS_MIN);
        }
        address previous = address(0);
        for (uint256 i = 0; i < verifiers.length; ++i) {
            if (verifiers[i] <= previous) revert Gateway_VerifiersNotAscending(previous, verifiers[i]);
            previous = verifiers[i];
        }
    }

    function _interoperable(uint256 chainId, address account) private pure returns (bytes memory) {
        return InteroperableAddress.formatEvmV1(chainId, account);
    }

    function _toBytes32(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
