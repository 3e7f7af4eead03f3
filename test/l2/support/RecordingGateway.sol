// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource, IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {GatewayAttributes} from "../../../shared/contracts/lanes/GatewayAttributes.sol";

/// @notice Keeps what the hub sends and brings it what a test writes. Real gateways have their own tests.
contract RecordingGateway is IERC7786GatewaySource {
    struct Sent {
        bytes recipient;
        bytes payload;
        uint256 value;
        uint64 gasLimit;
    }

    Sent[] private messages;

    receive() external payable {}

    function sendMessage(
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external payable returns (bytes32) {
        GatewayAttributes.Attributes memory decoded = GatewayAttributes.decode(attributes);
        require(decoded.deliverValue == msg.value, "value and attribute differ");
        messages.push(Sent(recipient, payload, msg.value, decoded.gasLimit));
        return bytes32(messages.length);
    }

    function deliver(IERC7786Recipient hub, bytes calldata sender, bytes calldata payload, uint256 value) external {
        require(
            hub.receiveMessage{value: value}(bytes32(0), sender, payload) == IERC7786Recipient.receiveMessage.selector
        );
    }

    function count() external view returns (uint256) {
        return messages.length;
    }

    function sent(uint256 index) external view returns (Sent memory) {
        return messages[index];
    }

    function supportsAttribute(bytes4) external pure returns (bool) {
        return true;
    }
}
