// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {IFastGateway} from "../../../shared/contracts/lanes/IFastGateway.sol";
import {ILayerZeroGateway} from "../../../shared/contracts/lanes/ILayerZeroGateway.sol";
import {LayerZeroWorlds} from "./harness/LayerZeroWorlds.sol";

contract LayerZeroGatewaySendTest is LayerZeroWorlds {
    /// Three verifiers and an executor at 0.01 ether each.
    uint256 private constant FEE = 0.04 ether;

    function test_quote_IsWhatSendingTakesAndTheRestComesBack() public {
        bytes memory recipient = onL2(address(l2Hub));
        assertEq(l1Gateway.quote(recipient, "payload", attributesOf(0, 100_000)), FEE);
        send("payload", 100_000, 1 ether);
        assertEq(refund.balance, 0.96 ether);
        assertEq(address(l1Gateway).balance, 0);
        assertEq(address(l1.sendLibrary).balance, FEE);
    }

    function test_sendMessage_NamesSenderAndRecipientBeforeThePayload() public {
        bytes32 sendId = send("payload", 100_000, FEE);
        Packet memory packet = lastPacket();
        assertEq(packet.guid, sendId);
        assertEq(packet.message, abi.encodePacked(l1Hub, l2Hub, "payload"));
        assertEq(originOf(packet).sender, bytes32(uint256(uint160(address(l1Gateway)))));
        assertEq(originOf(packet).nonce, 1);
    }

    /// 100,000 + ⌊100,000/31⌋ + 1 + 60,000 for the delivery itself, as an LZRECEIVE option without value.
    function test_sendMessage_AsksForTheGasOfTheHubAndOfTheDelivery() public {
        vm.expectCall(
            executor,
            abi.encodeWithSignature(
                "assignJob(uint32,address,uint256,bytes)",
                L2_EID,
                l1Gateway,
                uint256(47),
                abi.encodePacked(uint8(1), uint16(17), uint8(1), uint128(163_226))
            )
        );
        send("payload", 100_000, FEE);
    }

    function test_sendMessage_EmitsMessageSent() public {
        bytes memory recipient = onL2(address(l2Hub));
        vm.expectEmit(false, false, false, true, address(l1Gateway));
        emit IERC7786GatewaySource.MessageSent(0, onL1(address(l1Hub)), recipient, "x", 0, attributesOf(0, 7));
        send("x", 7, FEE);
    }

    function test_sendMessage_RevertWhen_EtherShallTravel() public {
        bytes memory expected = abi.encodeWithSelector(IFastGateway.Gateway_ValueUnsupported.selector, 1);
        bytes memory recipient = onL2(address(l2Hub));
        vm.expectRevert(expected);
        l1Hub.send{value: 1 ether}(address(l1Gateway), recipient, "", attributesOf(1, 7));
        vm.expectRevert(expected);
        l1Gateway.quote(recipient, "", attributesOf(1, 7));
    }

    function test_sendMessage_RevertWhen_CallerIsNotTheHub_T_56() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerZeroGateway.Gateway_NotHub.selector, address(this), l1Hub));
        l1Gateway.sendMessage{value: FEE}(onL2(address(l2Hub)), "", attributesOf(0, 7));
    }

    function test_sendMessage_RevertWhen_TheFeeIsNotCovered() public {
        vm.expectRevert(
            abi.encodeWithSignature("LZ_InsufficientFee(uint256,uint256,uint256,uint256)", FEE, FEE - 1, 0, 0)
        );
        send("payload", 100_000, FEE - 1);
    }

    function test_sendMessage_RevertWhen_RecipientIsOnAnotherChainOrOddlyEncoded_T_56() public {
        _expectWrongChain(onL1(address(l2Hub)));
        _expectWrongChain(abi.encodePacked(onL2(address(l2Hub)), hex"00")); // trailing byte
        _expectWrongChain(abi.encodePacked(hex"000100000300038514", address(l2Hub))); // leading zero in the chain id
    }

    function test_supportsAttribute_KnowsThree() public view {
        assertTrue(l1Gateway.supportsAttribute(bytes4(keccak256("deliverValue(uint256)"))));
        assertTrue(l1Gateway.supportsAttribute(bytes4(keccak256("gasLimit(uint64)"))));
        assertTrue(l1Gateway.supportsAttribute(bytes4(keccak256("refundTo(address)"))));
        assertFalse(l1Gateway.supportsAttribute(bytes4(0)));
    }

    function _expectWrongChain(bytes memory recipient) private {
        vm.expectRevert(abi.encodeWithSelector(ILayerZeroGateway.Gateway_WrongChain.selector, recipient, 901));
        l1Hub.send{value: FEE}(address(l1Gateway), recipient, "", attributesOf(0, 7));
    }
}
