// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GatewayAttributes} from "./GatewayAttributes.sol";
import {GatewayBase} from "./GatewayBase.sol";
import {IArbitrumGateway} from "./IArbitrumGateway.sol";

/// @title Everything both ends of an Arbitrum gateway share
abstract contract ArbitrumGatewayBase is IArbitrumGateway, GatewayBase {
    /// @dev Bounds the gas of {deliver} around the hub's call, the largest payload included; measured in the tests.
    uint256 internal constant DELIVERY_GAS = 40_000;

    /// @inheritdoc IArbitrumGateway
    function deliver(Delivery calldata delivery, bytes calldata payload) external payable {
        _requireFromPeer();
        uint256 needed = _withForwarding(delivery.gasLimit);
        uint256 available = gasleft();
        if (available < needed) revert Gateway_GasTooLow(available, needed);
        if (address(this).balance < delivery.value) revert Gateway_ValueMissing(address(this).balance, delivery.value);
        _deliverToHub(delivery.sender, delivery.recipient, delivery.value, payload);
    }

    /// @dev Reverts unless the gateway at the other end sent the message being executed.
    function _requireFromPeer() internal view virtual;

    function _encodeDelivery(
        address recipient,
        bytes calldata payload,
        GatewayAttributes.Attributes memory attributes
    ) internal view returns (bytes memory) {
        Delivery memory delivery = Delivery({
            sender: msg.sender,
            recipient: recipient,
            value: attributes.deliverValue,
            gasLimit: attributes.gasLimit
        });
        return abi.encodeCall(this.deliver, (delivery, payload));
    }

    /// @dev EVM calls pass on 63/64 of the gas; half of {DELIVERY_GAS} is for what follows the check.
    function _withForwarding(uint256 gasLimit) internal pure returns (uint256) {
        return gasLimit + gasLimit / 63 + 1 + DELIVERY_GAS / 2;
    }
}
