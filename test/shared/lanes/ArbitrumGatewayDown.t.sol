// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IL1ArbitrumGateway} from "../../../l1-contracts/lanes/gateways/IL1ArbitrumGateway.sol";
import {L1ArbitrumGateway} from "../../../l1-contracts/lanes/gateways/L1ArbitrumGateway.sol";
import {IArbitrumGateway} from "../../../shared/contracts/lanes/IArbitrumGateway.sol";
import {IGateway} from "../../../shared/contracts/lanes/IGateway.sol";
import {ArbitrumWorlds} from "./harness/ArbitrumWorlds.sol";
import {NitroHarness} from "./harness/NitroHarness.sol";

/// @notice L1 → L2: a ticket, its redemption, its expiry.
contract ArbitrumGatewayDownTest is ArbitrumWorlds {
    function test_sendMessage_CreatesATicketWithOurParametersAndReturnsTheSurplus() public {
        // Call: 4 + 6 words + 32 bytes of payload = 228. Submission (1,400 + 6·228) · 10 gwei = 27,680 gwei. Gas
        // 21,000 + 40·228 + 20,000 + (100,000 + 1,587 + 1 + 20,000) = 171,708, at 0.5 gwei 85,854 gwei.
        uint256 fee = 27_680 gwei + 85_854 gwei;
        bytes memory payload = new bytes(32);
        l1Hub.send{value: 3 ether + fee + 7}(
            address(l1Gateway),
            onL2(address(l2Hub)),
            payload,
            attributesOf(3 ether, 100_000)
        );
        NitroHarness.Ticket memory ticket = nitro.last();
        assertEq(ticket.from, address(l1Gateway));
        assertEq(ticket.to, address(l2Gateway));
        assertEq(ticket.l2CallValue, 3 ether);
        assertEq(ticket.maxSubmissionCost, 27_680 gwei);
        assertEq(ticket.gasLimit, 171_708);
        assertEq(ticket.maxFeePerGas, 0.5 gwei);
        assertEq(ticket.excessFeeRefundAddress, refund);
        assertEq(ticket.callValueRefundAddress, address(l2Gateway));
        assertEq(ticket.data.length, 228);
        assertEq(refund.balance, 7);
        assertEq(address(l1Gateway).balance, 0);
    }

    function testFuzz_feeOf_CoversEveryPayload(uint16 length, uint64 gasLimit, uint64 baseFee) public {
        vm.fee(bound(baseFee, 1, 1_000 gwei));
        send(new bytes(bound(length, 0, 8_000)), 0, uint64(bound(gasLimit, 0, 10_000_000)));
        assertEq(nitro.count(), 1);
    }

    function test_sendMessage_RevertWhen_FeeIsTooLow() public {
        uint256 exact = 27_680 gwei + 85_854 gwei;
        bytes memory recipient = onL2(address(l2Hub));
        vm.expectRevert(abi.encodeWithSelector(IL1ArbitrumGateway.Gateway_FeeTooLow.selector, exact - 1, exact));
        l1Hub.send{value: 1 ether + exact - 1}(
            address(l1Gateway),
            recipient,
            new bytes(32),
            attributesOf(1 ether, 100_000)
        );
    }

    function test_sendMessage_RevertWhen_CallerIsNotTheHub() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotHub.selector, address(this), l1Hub));
        l1Gateway.sendMessage(onL2(address(l2Hub)), "", attributesOf(0, 0));
    }

    /// With code there, the inbox would alias the refund address, and an expired ticket's ether would be out of reach.
    function test_sendMessage_RevertWhen_ThePeerHasCodeOnL1_T_58() public {
        vm.etch(address(l2Gateway), hex"00");
        bytes memory recipient = onL2(address(l2Hub));
        vm.expectRevert(abi.encodeWithSelector(IL1ArbitrumGateway.Gateway_PeerHasCode.selector, l2Gateway));
        l1Hub.send{value: 1 ether}(address(l1Gateway), recipient, "", attributesOf(0, 0));
    }

    function test_deliver_HandsValueSenderAndPayloadToTheHub() public {
        send("hello", 3 ether, 100_000);
        (bool success, ) = redeem(nitro.last().gasLimit);
        assertTrue(success);
        assertEq(l2Hub.lastSender(), onL1(address(l1Hub)));
        assertEq(l2Hub.lastPayload(), "hello");
        assertEq(address(l2Hub).balance, 3 ether);
        assertEq(address(l2Gateway).balance, 0);
    }

    /// The redeemer chooses the gas: too little reverts, so the ticket stays.
    function testFuzz_deliver_TheHubGetsTheDeclaredGasOrNothing_T_59(uint32 gasLimit, uint64 given) public {
        gasLimit = uint32(bound(gasLimit, 150_000, 5_000_000));
        send("x", 0, gasLimit);
        (bool success, ) = redeem(bound(given, 30_000, 8_000_000));
        if (success) assertGe(l2Hub.gasAtEntry(), gasLimit);
        else assertEq(l2Hub.received(), 0);
    }

    function testFuzz_deliver_TheTicketsOwnGasSuffices(uint32 gasLimit, uint16 length) public {
        // The probe stores what it gets: 125 slots at most.
        gasLimit = uint32(bound(gasLimit, 4_000_000, 8_000_000));
        bytes memory payload = new bytes(bound(length, 0, 4_000));
        send(payload, 0, gasLimit);
        NitroHarness.Ticket memory ticket = nitro.last();
        // What is left of a transaction's gas after its intrinsic cost, at the calldata floor.
        (bool success, ) = redeem(ticket.gasLimit - 21_000 - 40 * ticket.data.length);
        assertTrue(success);
        assertGe(l2Hub.gasAtEntry(), gasLimit);
    }

    function test_deliver_RevertWhen_CallerIsNotThePeersAlias_T_56() public {
        send("forged", 0, 100_000);
        bytes memory call = nitro.last().data;
        toL2();
        // The peer's own address is another account on L2, and so is the alias of the alias.
        address[3] memory forgers = [address(this), address(l1Gateway), aliasOf(aliasOf(address(l1Gateway)))];
        for (uint256 i = 0; i < forgers.length; ++i) {
            vm.prank(forgers[i]);
            (bool success, bytes memory returned) = address(l2Gateway).call(call);
            assertFalse(success);
            assertEq(
                returned,
                abi.encodeWithSelector(IGateway.Gateway_NotPeer.selector, forgers[i], aliasOf(address(l1Gateway)))
            );
        }
        assertEq(l2Hub.received(), 0);
    }

    function test_deliver_RevertWhen_RecipientIsNotTheHub_T_56() public {
        uint256 fee = l1Gateway.feeOf(0, 100_000, block.basefee);
        l1Hub.send{value: fee}(address(l1Gateway), onL2(address(this)), "", attributesOf(0, 100_000));
        (bool success, bytes memory returned) = redeem(1_000_000);
        assertFalse(success);
        assertEq(
            returned,
            abi.encodeWithSelector(IGateway.Gateway_WrongRecipient.selector, address(this), address(l2Hub))
        );
    }

    function test_resend_PaysOutOfWhatTheExpiredTicketGaveBack_T_58() public {
        send("settlements", 5 ether, 100_000);
        bytes memory message = nitro.last().data;
        bytes32 sendId = keccak256(message);
        assertEq(l1Gateway.sentAt(sendId), 1_000_000);
        // Expiry: the value arrives without a call.
        vm.deal(address(l2Gateway), 5 ether);
        vm.warp(1_000_000 + RESEND_AFTER);
        address anyone = makeAddr("anyone");
        vm.deal(anyone, 1 ether);
        vm.expectEmit(address(l1Gateway));
        emit IL1ArbitrumGateway.MessageResent(sendId, 1);
        vm.prank(anyone);
        l1Gateway.resend{value: 1 ether}(message);

        NitroHarness.Ticket memory again = nitro.last();
        assertEq(again.data, message);
        assertEq(again.l2CallValue, 0);
        assertEq(again.callValueRefundAddress, address(l2Gateway));
        assertEq(again.excessFeeRefundAddress, anyone);
        // 11 bytes are padded to a word, as 1 is.
        assertEq(anyone.balance, 1 ether - l1Gateway.feeOf(1, 100_000, block.basefee));
        (bool success, ) = redeem(again.gasLimit);
        assertTrue(success);
        assertEq(l2Hub.lastPayload(), "settlements");
        assertEq(address(l2Hub).balance, 5 ether);
        assertEq(address(l2Gateway).balance, 0);
    }

    function test_resend_WaitsForTheEther_T_58() public {
        send("settlements", 5 ether, 100_000);
        bytes memory message = nitro.last().data;
        vm.warp(1_000_000 + RESEND_AFTER);
        l1Gateway.resend{value: 1 ether}(message);
        vm.deal(address(l2Gateway), 5 ether - 1);
        (bool success, bytes memory returned) = redeem(1_000_000);
        assertFalse(success);
        assertEq(
            returned,
            abi.encodeWithSelector(IArbitrumGateway.Gateway_ValueMissing.selector, 5 ether - 1, 5 ether)
        );
    }

    function test_resend_RevertWhen_TooEarlyOrNeverSent_T_58() public {
        send("x", 0, 100_000);
        bytes memory message = nitro.last().data;
        bytes32 sendId = keccak256(message);
        uint256 notBefore = 1_000_000 + RESEND_AFTER;
        vm.warp(notBefore - 1);
        vm.expectRevert(abi.encodeWithSelector(IL1ArbitrumGateway.Gateway_TooEarly.selector, sendId, notBefore));
        l1Gateway.resend{value: 1 ether}(message);
        vm.warp(notBefore);
        l1Gateway.resend{value: 1 ether}(message);
        // The new ticket lives as long.
        vm.expectRevert(
            abi.encodeWithSelector(IL1ArbitrumGateway.Gateway_TooEarly.selector, sendId, notBefore + RESEND_AFTER)
        );
        l1Gateway.resend{value: 1 ether}(message);
        bytes memory forged = abi.encodePacked(message, hex"00");
        vm.expectRevert(abi.encodeWithSelector(IL1ArbitrumGateway.Gateway_NeverSent.selector, keccak256(forged)));
        l1Gateway.resend{value: 1 ether}(forged);
    }

    function test_constructor_RevertWhen_Misconfigured() public {
        address inbox = address(nitro);
        _expectMisconfigured(address(1), 901, 1 gwei, 8 days);
        _expectMisconfigured(inbox, 900, 1 gwei, 8 days);
        _expectMisconfigured(inbox, 901, 0.01 gwei - 1, 8 days);
        _expectMisconfigured(inbox, 901, 100 gwei + 1, 8 days);
        _expectMisconfigured(inbox, 901, 1 gwei, 1_499);
        _expectMisconfigured(inbox, 901, 1 gwei, 30 days + 1);
    }

    function _expectMisconfigured(address inbox, uint256 peerChainId, uint256 gasPrice, uint256 resendAfter) private {
        vm.expectRevert(IGateway.Gateway_InvalidConfiguration.selector);
        new L1ArbitrumGateway(inbox, address(2), address(3), peerChainId, gasPrice, resendAfter);
    }
}
