// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {GatewayAttributes} from "../../../../shared/contracts/lanes/GatewayAttributes.sol";
import {IFastGateway} from "../../../../shared/contracts/lanes/IFastGateway.sol";

/// @notice A fast gateway that brings a hub whatever a test writes, as one whose verifiers are all bribed would, and
/// keeps what the hub sends. The real one has tests of its own.
contract FastGatewayProbe is IFastGateway {
    uint256 public constant FEE = 0.01 ether;

    uint256 public count;
    bytes public lastRecipient;
    bytes public lastPayload;
    uint64 public lastGasLimit;

    function sendMessage(
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external payable returns (bytes32) {
        GatewayAttributes.Attributes memory decoded = GatewayAttributes.decode(attributes);
        require(decoded.deliverValue == 0 && msg.value >= FEE, "value or fee");
        ++count;
        (lastRecipient, lastPayload, lastGasLimit) = (recipient, payload, decoded.gasLimit);
        (bool success, ) = decoded.refundTo.call{value: msg.value - FEE}("");
        require(success, "refund");
        return bytes32(count);
    }

    function quote(bytes calldata, bytes calldata, bytes[] calldata attributes) external pure returns (uint256) {
        GatewayAttributes.decode(attributes);
        return FEE;
    }

    function deliver(
        IERC7786Recipient hub,
        bytes calldata sender,
        bytes calldata payload
    ) external payable returns (bytes4) {
        return hub.receiveMessage{value: msg.value}(bytes32(uint256(1)), sender, payload);
    }

    function supportsAttribute(bytes4) external pure returns (bool) {
        return true;
    }
}
