// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IArbitrumGateway} from "../../../shared/contracts/lanes/IArbitrumGateway.sol";
import {IGateway} from "../../../shared/contracts/lanes/IGateway.sol";
import {ArbitrumWorlds} from "./harness/ArbitrumWorlds.sol";

/// @notice L2 → L1: ArbSys up, the outbox through the bridge.
contract ArbitrumGatewayUpTest is ArbitrumWorlds {
    function _sendUp(bytes memory payload, uint256 value, uint64 gasLimit) private returns (bytes memory call) {
        toL2();
        bytes32 sendId = l2Hub.send{value: value + 9}(
            address(l2Gateway),
            onL1(address(l1Hub)),
            payload,
            attributesOf(value, gasLimit)
        );
        assertEq(sendId, keccak256(abi.encode(address(l2Gateway), ARB_SYS.count() - 1)));
        call = ARB_SYS.lastData();
        toL1();
    }

    function test_sendMessage_SendsExactlyTheDeliveredValueAndReturnsTheSurplus() public {
        _sendUp("batch", 2 ether, 100_000);
        assertEq(ARB_SYS.lastCaller(), address(l2Gateway));
        assertEq(ARB_SYS.lastDestination(), address(l1Gateway));
        assertEq(ARB_SYS.lastValue(), 2 ether);
        assertEq(refund.balance, 9);
    }

    function test_deliver_HandsValueSenderAndPayloadToTheHub() public {
        bytes memory call = _sendUp("batch", 2 ether, 100_000);
        nitro.execute{value: 2 ether}(address(l2Gateway), address(l1Gateway), 2 ether, call);
        // ERC-7930 address of the L2 hub, chain 901.
        assertEq(l1Hub.lastSender(), onL2(address(l2Hub)));
        assertEq(l1Hub.lastPayload(), "batch");
        assertEq(address(l1Hub).balance, 2 ether);
        assertEq(address(l1Gateway).balance, 0);
    }

    function test_deliver_RevertWhen_CallerIsNotTheBridge_T_56() public {
        bytes memory call = _sendUp("forged", 0, 100_000);
        (bool success, bytes memory returned) = address(l1Gateway).call(call);
        assertFalse(success);
        assertEq(returned, abi.encodeWithSelector(IGateway.Gateway_NotPeer.selector, address(this), l2Gateway));
    }

    function test_deliver_RevertWhen_AnotherAccountOfL2Sent_T_56() public {
        bytes memory call = _sendUp("forged", 0, 100_000);
        address[2] memory forgers = [makeAddr("stranger"), aliasOf(address(l2Gateway))];
        for (uint256 i = 0; i < forgers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotPeer.selector, forgers[i], l2Gateway));
            nitro.execute(forgers[i], address(l1Gateway), 0, call);
        }
    }

    function test_deliver_RevertWhen_TheEtherIsMissing_T_57() public {
        bytes memory call = _sendUp("batch", 2 ether, 100_000);
        vm.expectRevert(abi.encodeWithSelector(IArbitrumGateway.Gateway_ValueMissing.selector, 2 ether - 1, 2 ether));
        nitro.execute{value: 2 ether}(address(l2Gateway), address(l1Gateway), 2 ether - 1, call);
    }

    function test_deliver_RevertWhen_TheHubRefuses() public {
        bytes memory call = _sendUp("batch", 0, 100_000);
        l1Hub.setRefuses(true);
        vm.expectRevert();
        nitro.execute(address(l2Gateway), address(l1Gateway), 0, call);
        l1Hub.setRefuses(false);
        l1Hub.setAnswer(0x12345678);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotAccepted.selector, bytes4(0x12345678)));
        nitro.execute(address(l2Gateway), address(l1Gateway), 0, call);
    }

    function testFuzz_deliver_TheHubGetsTheDeclaredGasOrNothing_T_59(uint32 gasLimit, uint64 given) public {
        gasLimit = uint32(bound(gasLimit, 150_000, 5_000_000));
        bytes memory call = _sendUp("x", 0, gasLimit);
        given = uint64(bound(given, 100_000, 8_000_000));
        try nitro.execute{gas: given}(address(l2Gateway), address(l1Gateway), 0, call) {
            assertGe(l1Hub.gasAtEntry(), gasLimit);
        } catch {
            assertEq(l1Hub.received(), 0);
        }
    }
}
