// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Origin} from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/ILayerZeroEndpointV2.sol";
import {IFastGateway} from "../../../shared/contracts/lanes/IFastGateway.sol";
import {ILayerZeroGateway} from "../../../shared/contracts/lanes/ILayerZeroGateway.sol";
import {HubProbe} from "./harness/HubProbe.sol";
import {LayerZeroWorlds} from "./harness/LayerZeroWorlds.sol";

contract LayerZeroGatewayDeliverTest is LayerZeroWorlds {
    function test_deliver_HandsSenderAndPayloadToTheHub() public {
        bytes32 sendId = send("hello", 100_000, 1 ether);
        carryToL2();
        assertEq(l2Hub.received(), 1);
        assertEq(l2Hub.lastId(), sendId);
        assertEq(l2Hub.lastSender(), onL1(address(l1Hub)));
        assertEq(l2Hub.lastPayload(), "hello");
        assertEq(l2Hub.lastValue(), 0);
    }

    // ── Who may bring what (T-56, T-65) ──────────────────────────────────────────────────────────────────────────────

    function test_commit_RevertWhen_OneRequiredVerifierIsMissing_T_65() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = lastPacket();
        verify(l2, packet, 2, L1_CONFIRMATIONS);
        // The same one again is not a third.
        verify(l2, packet, 1, L1_CONFIRMATIONS);
        vm.prank(stranger);
        l2.receiveLibrary.verify(packet.header, payloadHash(packet), L1_CONFIRMATIONS);
        vm.expectRevert(abi.encodeWithSignature("LZ_ULN_Verifying()"));
        commit(l2, packet);
    }

    function test_commit_RevertWhen_VerifiedTooEarly_T_65() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = lastPacket();
        verify(l2, packet, 3, L1_CONFIRMATIONS - 1);
        vm.expectRevert(abi.encodeWithSignature("LZ_ULN_Verifying()"));
        commit(l2, packet);
    }

    /// Verified by all, but sent by somebody else: the endpoint opens no path for it.
    function test_commit_RevertWhen_AnotherAccountSentTheMessage_T_56() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = lastPacket();
        packet.header = abi.encodePacked(
            _slice(packet.header, 0, 13),
            bytes32(uint256(uint160(address(l1Hub)))), // not even the hub itself
            _slice(packet.header, 45, 36)
        );
        verify(l2, packet, 3, L1_CONFIRMATIONS);
        vm.expectRevert(abi.encodeWithSignature("LZ_PathNotInitializable()"));
        commit(l2, packet);
    }

    function test_lzReceive_RevertWhen_CallerIsNotTheEndpoint_T_56() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = lastPacket();
        vm.expectRevert(abi.encodeWithSignature("OnlyEndpoint(address)", address(this)));
        l2Gateway.lzReceive(originOf(packet), packet.guid, packet.message, address(this), "");
    }

    function testFuzz_lzReceive_RevertWhen_SenderIsForged_T_56(bytes32 sender, uint32 eid) public {
        vm.assume(sender != bytes32(uint256(uint160(address(l1Gateway)))) && eid != L1_EID);
        vm.startPrank(address(l2.endpoint));
        vm.expectRevert(abi.encodeWithSignature("OnlyPeer(uint32,bytes32)", L1_EID, sender));
        l2Gateway.lzReceive(Origin(L1_EID, sender, 1), 0, "", address(this), "");
        vm.expectRevert(abi.encodeWithSignature("NoPeer(uint32)", eid));
        l2Gateway.lzReceive(Origin(eid, sender, 1), 0, "", address(this), "");
    }

    function test_lzReceive_RevertWhen_NothingWasVerified_T_93() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = lastPacket();
        Origin memory origin = originOf(packet);
        vm.expectRevert(abi.encodeWithSignature("LZ_InvalidNonce(uint64)", 1));
        l2.endpoint.lzReceive(origin, address(l2Gateway), packet.guid, packet.message, "");
    }

    function test_lzReceive_RevertWhen_TheMessageIsNotTheVerifiedOne_T_93() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = lastPacket();
        verify(l2, packet, 3, L1_CONFIRMATIONS);
        commit(l2, packet);
        bytes32 verified = payloadHash(packet);
        packet.message = abi.encodePacked(l1Hub, l2Hub, "hullo");
        Origin memory origin = originOf(packet);
        vm.expectRevert(
            abi.encodeWithSignature("LZ_PayloadHashNotFound(bytes32,bytes32)", verified, payloadHash(packet))
        );
        l2.endpoint.lzReceive(origin, address(l2Gateway), packet.guid, packet.message, "");
    }

    function test_lzReceive_RevertWhen_DeliveredBefore_T_93() public {
        send("hello", 100_000, 1 ether);
        Packet memory packet = carryToL2();
        Origin memory origin = originOf(packet);
        vm.expectRevert(
            abi.encodeWithSignature("LZ_PayloadHashNotFound(bytes32,bytes32)", bytes32(0), payloadHash(packet))
        );
        l2.endpoint.lzReceive(origin, address(l2Gateway), packet.guid, packet.message, "");
        // Nor can its verifiers bring it back under its nonce.
        verify(l2, packet, 3, L1_CONFIRMATIONS);
        vm.expectRevert(abi.encodeWithSignature("LZ_PathNotVerifiable()"));
        commit(l2, packet);
        assertEq(l2Hub.received(), 1);
    }

    // ── What it refuses, and keeps ───────────────────────────────────────────────────────────────────────────────────

    function test_lzReceive_RevertWhen_RecipientIsNotTheHub_T_56() public {
        l1Hub.send{value: 1 ether}(address(l1Gateway), onL2(refund), "hello", attributesOf(0, 100_000));
        _expectAtDelivery(abi.encodeWithSelector(ILayerZeroGateway.Gateway_WrongRecipient.selector, refund, l2Hub), 0);
    }

    function test_lzReceive_RevertWhen_EtherComesWithIt() public {
        send("hello", 100_000, 1 ether);
        _expectAtDelivery(abi.encodeWithSelector(IFastGateway.Gateway_ValueUnsupported.selector, 5), 5);
        assertEq(address(l2Gateway).balance, 0);
    }

    function test_lzReceive_RevertWhen_TheHubDoesNotConfirm() public {
        l2Hub.setAnswer(0x12345678);
        send("hello", 100_000, 1 ether);
        _expectAtDelivery(
            abi.encodeWithSelector(ILayerZeroGateway.Gateway_NotAccepted.selector, bytes4(0x12345678)),
            0
        );
    }

    /// What a hub refuses stays with the endpoint; anyone retries, and later messages need not wait.
    function test_lzReceive_WhatFailsIsRetriedLaterAndHoldsUpNoOther() public {
        send("first", 100_000, 1 ether);
        l2Hub.setRefuses(true);
        Packet memory first = _expectAtDelivery(abi.encodeWithSelector(HubProbe.HubProbe_Refused.selector), 0);
        l2Hub.setRefuses(false);
        send("second", 100_000, 1 ether);
        carryToL2();
        assertEq(l2Hub.lastPayload(), "second");
        receivePacket(l2, first);
        assertEq(l2Hub.lastPayload(), "first");
    }

    /// The executor gives the endpoint what was paid for; of that the hub must get all it was promised.
    function testFuzz_lzReceive_TheHubGetsTheDeclaredGas(uint256 gasLimit, uint256 length) public {
        gasLimit = bound(gasLimit, 200_000, 10_000_000);
        length = bound(length, 0, 450);
        send(new bytes(length), uint64(gasLimit), 1 ether);
        Packet memory packet = lastPacket();
        verify(l2, packet, 3, L1_CONFIRMATIONS);
        commit(l2, packet);
        l2.endpoint.lzReceive{gas: packet.gas}(originOf(packet), address(l2Gateway), packet.guid, packet.message, "");
        assertEq(l2Hub.received(), 1);
        // 300 gas are spent in the probe before it looks.
        assertGe(l2Hub.gasAtEntry() + 300, gasLimit);
    }

    function test_gateway_TakesNoPlainEther() public {
        (bool success, ) = address(l2Gateway).call{value: 1}("");
        assertFalse(success);
    }

    function _expectAtDelivery(bytes memory expected, uint256 value) private returns (Packet memory packet) {
        packet = lastPacket();
        vm.chainId(901);
        verify(l2, packet, 3, L1_CONFIRMATIONS);
        commit(l2, packet);
        Origin memory origin = originOf(packet);
        vm.expectRevert(expected);
        l2.endpoint.lzReceive{value: value}(origin, address(l2Gateway), packet.guid, packet.message, "");
        vm.chainId(900);
    }
}
