// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {LaneHub} from "../../../l1-contracts/lanes/LaneHub.sol";
import {BatchMessage} from "../../../shared/contracts/messages/BatchMessage.sol";
import {Envelope} from "../../../shared/contracts/messages/Envelope.sol";
import {CoreProbe} from "./harness/CoreProbe.sol";
import {LaneHubWorld} from "./harness/LaneHubWorld.sol";

contract LaneHubReceiveTest is LaneHubWorld {
    /// T-57: the canonical leg alone does everything; it needs no fast message before it.
    function test_receive_BooksTheBatchInTheCore_T_57() public {
        core.setRequestsPerLanding(2);
        vm.expectEmit(address(hub));
        emit ILaneHub.BatchReceived(1, 1, bytes32(uint256(9)), 4, 1, 2);
        deliver(gateway, envelope(LANE, 1, body(1 ether, 4, bytes32(uint256(9)))), 2 ether);

        assertEq(core.landings(), 1);
        assertEq(core.landedLane(), 1);
        assertEq(core.landedNonce(), 1);
        assertEq(core.landedValue(), 2 ether);
        (uint64 rateNonce, uint256 minted, uint256 burned, uint256 forwarded, uint256 sent, uint256 held) = core
            .landed();
        assertEq(rateNonce, 5);
        assertEq(minted, 3 ether);
        assertEq(burned, 1 ether);
        assertEq(forwarded, 1 ether);
        assertEq(sent, 2 ether);
        assertEq(held, 0.5 ether);

        ILaneHub.Batch memory batch = hub.batch(LANE, 1);
        assertEq(batch.actionsRoot, bytes32(uint256(9)));
        assertEq(batch.actionCount, 4);
        assertEq(batch.cursor, 0);
        assertEq(batch.firstRequestId, 1);
        assertEq(batch.requestCount, 2);
        assertFalse(batch.settled);
        assertEq(hub.laneConfig(LANE).landedNonce, 1);
        assertEq(address(hub).balance, 0);
    }

    // ── Who may deliver ──────────────────────────────────────────────────────────────────────────────────────────────

    function testFuzz_receive_RevertWhen_CallerIsNoGateway_T_56(address caller) public {
        vm.assume(caller != address(gateway) && caller != address(otherGateway));
        bytes memory sender = peer(901);
        bytes memory message = envelope(LANE, 1, body(0, 0, 0));
        vm.deal(caller, 2 ether);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotGateway.selector, caller));
        hub.receiveMessage{value: 2 ether}(0, sender, message);
    }

    /// T-56: another account, another chain, trailing bytes, leading zeros, another version of ERC-7930.
    function test_receive_RevertWhen_SenderIsNotThePeer_T_56() public {
        _expectNotPeer(abi.encodePacked(hex"0001000002038514", address(1)));
        _expectNotPeer(peer(902));
        _expectNotPeer(abi.encodePacked(peer(901), hex"00"));
        _expectNotPeer(abi.encodePacked(hex"000100000300038514", peerHub));
        _expectNotPeer(abi.encodePacked(hex"0002000002038514", peerHub));
        _expectNotPeer("");
    }

    /// A gateway speaks for its own lane only, whatever the message says of itself.
    function test_receive_RevertWhen_TheMessageIsOfAnotherLane_T_56() public {
        deliverExpecting(
            abi.encodeWithSelector(Envelope.Envelope_UnexpectedLane.selector, 2, 1),
            envelope(OTHER_LANE, 1, body(0, 0, 0)),
            2 ether
        );
    }

    // ── Which message ────────────────────────────────────────────────────────────────────────────────────────────────

    function test_receive_RevertWhen_MessageIsReplayed_T_60() public {
        land(1);
        deliverExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_BatchOutOfOrder.selector, 1, 1, 2),
            envelope(LANE, 1, body(0, 0, 0)),
            2 ether
        );
        assertEq(core.landings(), 1);
    }

    function test_receive_RevertWhen_OneIsMissing() public {
        land(1);
        deliverExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_BatchOutOfOrder.selector, 1, 3, 2),
            envelope(LANE, 3, body(0, 0, 0)),
            2 ether
        );
        land(2);
        land(3);
        assertEq(core.landedNonce(), 3);
    }

    function test_receive_LanesCountApart() public {
        land(1);
        land(2);
        deliver(otherGateway, envelope(OTHER_LANE, 1, body(0, 0, 0)), 2 ether);
        assertEq(core.landedLane(), 2);
        assertEq(core.landedNonce(), 1);
        assertEq(hub.laneConfig(LANE).landedNonce, 2);
        assertEq(hub.laneConfig(OTHER_LANE).landedNonce, 1);
    }

    function test_receive_RevertWhen_TypeOrVersionIsAnother() public {
        deliverExpecting(
            abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, 2, 1),
            abi.encodePacked(uint8(1), uint8(2), LANE, uint64(1), body(0, 0, 0)),
            2 ether
        );
        deliverExpecting(
            abi.encodeWithSelector(Envelope.Envelope_UnsupportedVersion.selector, 2, 1, 1),
            abi.encodePacked(uint8(2), uint8(1), LANE, uint64(1), body(0, 0, 0)),
            2 ether
        );
        deliverExpecting(
            abi.encodeWithSelector(BatchMessage.BatchMessage_BadLength.selector, 105, 104),
            envelope(LANE, 1, abi.encodePacked(body(0, 0, 0), uint8(0))),
            2 ether
        );
    }

    function test_receive_RevertWhen_EtherIsNotWhatTheBatchSays() public {
        bytes memory message = envelope(LANE, 1, body(0, 0, 0));
        deliverExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_ValueMismatch.selector, 2 ether - 1, 2 ether),
            message,
            2 ether - 1
        );
        deliverExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_ValueMismatch.selector, 2 ether + 1, 2 ether),
            message,
            2 ether + 1
        );
    }

    /// T-64: what the core refuses (more released than locked, a batch not backed) is refused as a whole: nothing is
    /// recorded, the carrier keeps the message with its ether, and a replay lands it.
    function test_receive_RevertWhen_TheCoreRefuses_T_64() public {
        core.setRefusesLanding(true);
        deliverExpecting(
            abi.encodeWithSelector(CoreProbe.CoreProbe_LandingRefused.selector),
            envelope(LANE, 1, body(0, 0, 0)),
            2 ether
        );
        assertEq(hub.laneConfig(LANE).landedNonce, 0);
        assertEq(address(messenger).balance, 1_000 ether);
        core.setRefusesLanding(false);
        land(1);
        assertEq(hub.laneConfig(LANE).landedNonce, 1);
    }

    function test_receive_TakesNoEtherWithoutMessage() public {
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnexpectedEther.selector, address(this)));
        (bool ignored, ) = address(hub).call{value: 1}("");
        ignored;
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnexpectedEther.selector, address(gateway)));
        vm.deal(address(gateway), 1);
        vm.prank(address(gateway));
        (ignored, ) = address(hub).call{value: 1}("");
    }

    function test_batch_RevertWhen_NotLanded() public {
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownBatch.selector, 1, 1));
        hub.batch(LANE, 1);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownBatch.selector, 1, 0));
        hub.batch(LANE, 0);
    }

    // ── Governance ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_initialize_ImplementationIsLocked_T_72() public {
        LaneHub implementation = new LaneHub(address(core), address(oracle));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(this));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        hub.initialize(address(this));
    }

    function test_governance_RevertWhen_CallerIsNotTheOwner() public {
        bytes memory expected = abi.encodeWithSelector(
            OwnableUpgradeable.OwnableUnauthorizedAccount.selector,
            address(this)
        );
        bytes memory sender = peer(901);
        vm.expectRevert(expected);
        hub.setLane(LANE, address(gateway), sender);
        vm.expectRevert(expected);
        hub.setExecutor(1, address(gateway), false);
        vm.expectRevert(expected);
        hub.setStateUpdateGas(1_000_000, 60_000);
        vm.expectRevert(expected);
        hub.upgradeToAndCall(address(gateway), "");
    }

    function test_setLane_RevertWhen_ArgumentsAreWrong() public {
        bytes memory sender = peer(901);
        _expectSetLane(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownLane.selector, 0), 0, address(gateway), sender);
        _expectSetLane(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownLane.selector, 3), 3, address(gateway), sender);
        _expectSetLane(abi.encodeWithSelector(ILaneHub.LaneHub_NotContract.selector, peerHub), 1, peerHub, sender);
        _expectSetLane(
            abi.encodeWithSelector(ILaneHub.LaneHub_GatewayTaken.selector, gateway, 1),
            2,
            address(gateway),
            sender
        );
        bytes memory odd = abi.encodePacked(sender, uint8(0));
        _expectSetLane(abi.encodeWithSelector(ILaneHub.LaneHub_InvalidPeer.selector, odd), 1, address(gateway), odd);
        bytes memory here = peer(900);
        _expectSetLane(abi.encodeWithSelector(ILaneHub.LaneHub_InvalidPeer.selector, here), 1, address(gateway), here);
    }

    function test_setLane_AFormerGatewayLosesItsSay() public {
        address former = address(gateway);
        vm.etch(address(77), hex"00");
        vm.prank(timelock);
        hub.setLane(LANE, address(77), peer(901));
        assertEq(hub.laneOfGateway(former), 0);
        assertEq(hub.laneOfGateway(address(77)), 1);
        deliverExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_NotGateway.selector, former),
            envelope(LANE, 1, body(0, 0, 0)),
            2 ether
        );
    }

    function test_setStateUpdateGas_KeepsToItsBounds() public {
        vm.startPrank(timelock);
        hub.setStateUpdateGas(300_000, 20_000);
        (uint64 base, uint64 each) = hub.stateUpdateGas();
        assertEq(base, 300_000);
        assertEq(each, 20_000);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_OutOfBounds.selector, 299_999, 300_000, 5_000_000));
        hub.setStateUpdateGas(299_999, 20_000);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_OutOfBounds.selector, 500_001, 20_000, 500_000));
        hub.setStateUpdateGas(300_000, 500_001);
    }

    function _expectSetLane(bytes memory expected, uint16 laneId, address through, bytes memory sender) private {
        vm.prank(timelock);
        vm.expectRevert(expected);
        hub.setLane(laneId, through, sender);
    }

    function _expectNotPeer(bytes memory sender) private {
        bytes memory message = envelope(LANE, 1, body(0, 0, 0));
        vm.deal(address(gateway), 2 ether);
        vm.prank(address(gateway));
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotPeer.selector, 1, sender));
        hub.receiveMessage{value: 2 ether}(0, sender, message);
    }
}
