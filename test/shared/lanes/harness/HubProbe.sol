// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource, IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @notice A hub that records what its gateway delivers, for tests of the gateways.
contract HubProbe is IERC7786Recipient {
    uint256 public received;
    bytes32 public lastId;
    bytes public lastSender;
    bytes public lastPayload;
    uint256 public lastValue;
    uint256 public gasAtEntry;
    bool public refuses;
    bytes4 public answer = IERC7786Recipient.receiveMessage.selector;

    error HubProbe_Refused();

    function receiveMessage(
        bytes32 id,
        bytes calldata sender,
        bytes calldata payload
    ) external payable returns (bytes4) {
        uint256 gasLeft = gasleft();
        if (refuses) revert HubProbe_Refused();
        ++received;
        (lastId, lastSender, lastPayload, lastValue, gasAtEntry) = (id, sender, payload, msg.value, gasLeft);
        return answer;
    }

    function send(
        address gateway,
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external payable returns (bytes32) {
        return IERC7786GatewaySource(gateway).sendMessage{value: msg.value}(recipient, payload, attributes);
    }

    function setRefuses(bool value) external {
        refuses = value;
    }

    function setAnswer(bytes4 value) external {
        answer = value;
    }
}
