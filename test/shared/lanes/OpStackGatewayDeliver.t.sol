// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {L1OpStackGateway} from "../../../l1-contracts/lanes/gateways/L1OpStackGateway.sol";
import {IGateway} from "../../../shared/contracts/lanes/IGateway.sol";
import {IOpStackGateway} from "../../../shared/contracts/lanes/IOpStackGateway.sol";
import {GatewayWorlds} from "./harness/GatewayWorlds.sol";
import {HubProbe} from "./harness/HubProbe.sol";
import {MessengerHarness} from "./harness/MessengerHarness.sol";

contract OpStackGatewayDeliverTest is GatewayWorlds {
    function test_deliver_HandsValueSenderAndPayloadToTheHub() public {
        bytes32 sendId = _send("hello", 3 ether, 100_000);
        carryToL2();
        assertEq(l2Hub.received(), 1);
        assertEq(l2Hub.lastId(), bytes32(0));
        assertEq(l2Hub.lastSender(), onL1(address(l1Hub)));
        assertEq(l2Hub.lastPayload(), "hello");
        assertEq(l2Hub.lastValue(), 3 ether);
        assertEq(address(l2Hub).balance, 3 ether);
        assertEq(address(l2Gateway).balance, 0);
        // The id the sender got is the one under which the other messenger records the message.
        assertTrue(l2Messenger.successfulMessages(sendId));
    }

    function test_deliver_RevertWhen_CallerIsNotTheMessenger_T_56() public {
        l2Messenger.pretendSender(address(l1Gateway));
        vm.expectRevert(
            abi.encodeWithSelector(IOpStackGateway.Gateway_NotMessenger.selector, address(this), L2_MESSENGER)
        );
        l2Gateway.deliver(address(l1Hub), address(l2Hub), "");
    }

    function test_deliver_RevertWhen_AnotherAccountSentTheMessage_T_56() public {
        l2Messenger.pretendSender(address(l1Hub)); // not even the hub itself
        vm.prank(L2_MESSENGER);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotPeer.selector, l1Hub, l1Gateway));
        l2Gateway.deliver(address(l1Hub), address(l2Hub), "");
    }

    function testFuzz_deliver_RevertWhen_SenderIsForged_T_56(address forger) public {
        vm.assume(forger != address(l1Gateway) && forger != address(0));
        l2Messenger.pretendSender(forger);
        vm.prank(L2_MESSENGER);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotPeer.selector, forger, l1Gateway));
        l2Gateway.deliver(address(l1Hub), address(l2Hub), "");
    }

    function test_deliver_RevertWhen_RecipientIsNotTheHub() public {
        l2Messenger.pretendSender(address(l1Gateway));
        vm.prank(L2_MESSENGER);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_WrongRecipient.selector, refund, l2Hub));
        l2Gateway.deliver(address(l1Hub), refund, "");
    }

    function test_deliver_RevertWhen_TheHubDoesNotConfirm() public {
        l2Hub.setAnswer(0x12345678);
        l2Messenger.pretendSender(address(l1Gateway));
        vm.prank(L2_MESSENGER);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotAccepted.selector, bytes4(0x12345678)));
        l2Gateway.deliver(address(l1Hub), address(l2Hub), "");
    }

    function test_deliver_PassesOnWhyTheHubRefused() public {
        l2Hub.setRefuses(true);
        l2Messenger.pretendSender(address(l1Gateway));
        vm.prank(L2_MESSENGER);
        vm.expectRevert(HubProbe.HubProbe_Refused.selector);
        l2Gateway.deliver(address(l1Hub), address(l2Hub), "");
    }

    /// What a hub refuses stays with the messenger, ether included, and arrives at a replay.
    function test_deliver_WhatFailsIsReplayedLater_T_59() public {
        bytes32 sendId = _send("hello", 2 ether, 100_000);
        l2Hub.setRefuses(true);
        carryToL2();
        assertTrue(l2Messenger.failedMessages(sendId));
        assertEq(address(l2Hub).balance, 0);
        l2Hub.setRefuses(false);
        MessengerHarness.Sent memory sent = l1Messenger.last();
        l2Messenger.relayMessage(sent.nonce, sent.sender, sent.target, sent.value, sent.minGasLimit, sent.message);
        assertEq(l2Hub.received(), 1);
        assertEq(address(l2Hub).balance, 2 ether);
    }

    /// The messenger is bound to give the gateway its minimum; of that the hub must get all it was promised.
    function testFuzz_deliver_TheHubGetsTheDeclaredGas_T_59(uint256 gasLimit, uint256 length) public {
        gasLimit = bound(gasLimit, 200_000, 10_000_000);
        length = bound(length, 0, 450);
        _send(new bytes(length), 1, uint64(gasLimit));
        carryToL2();
        assertEq(l2Hub.received(), 1);
        // 300 gas are spent in the probe before it looks.
        assertGe(l2Hub.gasAtEntry() + 300, gasLimit);
    }

    function test_gateway_TakesNoPlainEther() public {
        (bool success, ) = address(l1Gateway).call{value: 1}("");
        assertFalse(success);
    }

    function test_constructor_RevertWhen_SomethingIsMissingOrThePeerIsHere() public {
        address some = address(1);
        vm.expectRevert(IGateway.Gateway_InvalidConfiguration.selector);
        new L1OpStackGateway(address(0), some, some, 901);
        vm.expectRevert(IGateway.Gateway_InvalidConfiguration.selector);
        new L1OpStackGateway(some, address(0), some, 901);
        vm.expectRevert(IGateway.Gateway_InvalidConfiguration.selector);
        new L1OpStackGateway(some, some, address(0), 901);
        vm.expectRevert(IGateway.Gateway_InvalidConfiguration.selector);
        new L1OpStackGateway(some, some, some, 900);
    }

    function _send(bytes memory payload, uint256 value, uint64 gasLimit) private returns (bytes32) {
        return
            l1Hub.send{value: value}(address(l1Gateway), onL2(address(l2Hub)), payload, attributesOf(value, gasLimit));
    }
}
