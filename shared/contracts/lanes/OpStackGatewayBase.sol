// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GatewayAttributes} from "./GatewayAttributes.sol";
import {GatewayBase} from "./GatewayBase.sol";
import {ICrossDomainMessenger} from "./ICrossDomainMessenger.sol";
import {IOpStackGateway} from "./IOpStackGateway.sol";

/// @title Everything both ends of an OP-stack gateway share
abstract contract OpStackGatewayBase is IOpStackGateway, GatewayBase {
    /// @dev Bounds the gas of {deliver} around the hub's call, the largest payload included; measured in the tests.
    uint256 private constant DELIVERY_GAS = 40_000;

    /// @inheritdoc IOpStackGateway
    address public immutable MESSENGER;

    constructor(address messenger, address peer, address hub, uint256 peerChainId) GatewayBase(peer, hub, peerChainId) {
        if (messenger == address(0)) revert Gateway_InvalidConfiguration();
        MESSENGER = messenger;
    }

    /// @inheritdoc IOpStackGateway
    function deliver(address sender, address recipient, bytes calldata payload) external payable {
        if (msg.sender != MESSENGER) revert Gateway_NotMessenger(msg.sender, MESSENGER);
        address crossDomainSender = ICrossDomainMessenger(MESSENGER).xDomainMessageSender();
        if (crossDomainSender != PEER) revert Gateway_NotPeer(crossDomainSender, PEER);
        _deliverToHub(sender, recipient, msg.value, payload);
    }

    function _carry(
        address recipient,
        bytes calldata payload,
        GatewayAttributes.Attributes memory attributes
    ) internal override returns (bytes32 sendId, uint256 spent) {
        bytes memory message = abi.encodeCall(this.deliver, (msg.sender, recipient, payload));
        uint32 minGasLimit = _minGasLimitUp(attributes.gasLimit);
        spent = attributes.deliverValue;
        sendId = _messageHash(spent, minGasLimit, message);
        ICrossDomainMessenger(MESSENGER).sendMessage{value: spent}(PEER, message, minGasLimit);
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
}
