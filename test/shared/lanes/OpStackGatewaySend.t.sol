// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {GatewayAttributes} from "../../../shared/contracts/lanes/GatewayAttributes.sol";
import {IGateway} from "../../../shared/contracts/lanes/IGateway.sol";
import {GatewayWorlds} from "./harness/GatewayWorlds.sol";
import {MessengerHarness} from "./harness/MessengerHarness.sol";

contract OpStackGatewaySendTest is GatewayWorlds {
    function test_sendMessage_SendsExactlyTheDeliveredValueAndReturnsTheSurplus() public {
        l1Hub.send{value: 5 ether}(address(l1Gateway), onL2(address(l2Hub)), "payload", attributesOf(3 ether, 100_000));
        MessengerHarness.Sent memory sent = l1Messenger.last();
        assertEq(sent.value, 3 ether);
        assertEq(sent.sender, address(l1Gateway));
        assertEq(sent.target, address(l2Gateway));
        // 100,000 + 100,000/63 + 1 + 40,000 for the delivery itself.
        assertEq(sent.minGasLimit, 141_588);
        assertEq(refund.balance, 2 ether);
        assertEq(address(l1Gateway).balance, 0);
    }

    function test_sendMessage_EmitsMessageSent() public {
        bytes[] memory attributes = attributesOf(1, 7);
        bytes memory recipient = onL2(address(l2Hub));
        vm.expectEmit(false, false, false, true, address(l1Gateway));
        emit IERC7786GatewaySource.MessageSent(0, onL1(address(l1Hub)), recipient, "x", 1, attributes);
        l1Hub.send{value: 1}(address(l1Gateway), recipient, "x", attributes);
    }

    function test_sendMessage_RevertWhen_CallerIsNotTheHub() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotHub.selector, address(this), l1Hub));
        l1Gateway.sendMessage(onL2(address(l2Hub)), "", attributesOf(0, 0));
    }

    function test_sendMessage_RevertWhen_ValueIsTooLow() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_ValueTooLow.selector, 1, 2));
        l1Hub.send{value: 1}(address(l1Gateway), onL2(address(l2Hub)), "", attributesOf(2, 0));
    }

    function test_sendMessage_RevertWhen_SurplusIsRefused() public {
        refund = address(this); // has no receive function
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_RefundFailed.selector, address(this), 1));
        l1Hub.send{value: 1}(address(l1Gateway), onL2(address(l2Hub)), "", attributesOf(0, 0));
    }

    function test_sendMessage_RevertWhen_RecipientIsOnAnotherChainOrOddlyEncoded_T_56() public {
        _expectWrongChain(onL1(address(l2Hub)));
        _expectWrongChain(abi.encodePacked(onL2(address(l2Hub)), hex"00")); // trailing byte
        _expectWrongChain(abi.encodePacked(hex"000100000300038514", address(l2Hub))); // leading zero in the chain id
        _expectWrongChain(
            hex"00010000020385"
            hex"00"
        ); // a chain without an address
    }

    function test_sendMessage_RevertWhen_GasDoesNotFitTheMessenger() public {
        // g + ⌊g/63⌋ = 2^32 - 1 - 40,001 at 4,227,819,056 + 67,108,238.
        uint64 most = 4_227_819_056;
        l1Hub.send(address(l1Gateway), onL2(address(l2Hub)), "", attributesOf(0, most));
        assertEq(l1Messenger.last().minGasLimit, 4_294_967_295);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_GasLimitTooHigh.selector, most + 1, type(uint32).max));
        l1Hub.send(address(l1Gateway), onL2(address(l2Hub)), "", attributesOf(0, most + 1));
    }

    // ── Attributes ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_supportsAttribute_KnowsThree() public view {
        assertTrue(l1Gateway.supportsAttribute(bytes4(keccak256("deliverValue(uint256)"))));
        assertTrue(l1Gateway.supportsAttribute(bytes4(keccak256("gasLimit(uint64)"))));
        assertTrue(l1Gateway.supportsAttribute(bytes4(keccak256("refundTo(address)"))));
        assertFalse(l1Gateway.supportsAttribute(bytes4(keccak256("gasLimit(uint256)"))));
        assertFalse(l1Gateway.supportsAttribute(bytes4(0)));
    }

    function test_attributes_RevertWhen_OneIsForeign() public {
        bytes[] memory list = new bytes[](4);
        bytes[] memory known = attributesOf(0, 0);
        (list[0], list[1], list[2]) = (known[0], known[1], known[2]);
        list[3] = abi.encodeWithSignature("urgent()");
        _expectAttributes(
            list,
            abi.encodeWithSelector(IERC7786GatewaySource.UnsupportedAttribute.selector, bytes4(keccak256("urgent()")))
        );
    }

    function test_attributes_RevertWhen_MissingDoubledOrOutOfOrder() public {
        bytes[] memory none = new bytes[](0);
        _expectAttributes(none, abi.encodeWithSelector(GatewayAttributes.GatewayAttributes_BadCount.selector, 0, 3));
        bytes[] memory doubled = attributesOf(1, 1);
        doubled[2] = doubled[1];
        _expectAttributes(
            doubled,
            abi.encodeWithSelector(
                GatewayAttributes.GatewayAttributes_OutOfOrder.selector,
                bytes4(keccak256("gasLimit(uint64)")),
                bytes4(keccak256("refundTo(address)"))
            )
        );
    }

    function test_attributes_RevertWhen_Malformed() public {
        bytes[] memory list = attributesOf(0, 0);
        list[0] = abi.encodePacked(list[0], uint8(0));
        _expectMalformed(list, list[0]);
        list = attributesOf(0, uint256(type(uint64).max) + 1);
        _expectMalformed(list, list[1]);
        list = attributesOf(0, 0);
        list[2] = abi.encodeWithSignature("refundTo(address)", uint256(1) << 160);
        _expectMalformed(list, list[2]);
        list[2] = hex"123456";
        _expectMalformed(list, list[2]);
    }

    function _expectMalformed(bytes[] memory list, bytes memory attribute) private {
        _expectAttributes(
            list,
            abi.encodeWithSelector(GatewayAttributes.GatewayAttributes_Malformed.selector, attribute)
        );
    }

    function _expectAttributes(bytes[] memory list, bytes memory expected) private {
        bytes memory recipient = onL2(address(l2Hub));
        vm.expectRevert(expected);
        l1Hub.send(address(l1Gateway), recipient, "", list);
    }

    function _expectWrongChain(bytes memory recipient) private {
        bytes[] memory attributes = attributesOf(0, 0);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_WrongChain.selector, recipient, 901));
        l1Hub.send(address(l1Gateway), recipient, "", attributes);
    }
}
