// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {IFastNotes} from "../../../l1-contracts/lanes/IFastNotes.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {Envelope} from "../../../shared/contracts/messages/Envelope.sol";
import {Report} from "../../../shared/contracts/oracle/Reports.sol";
import {FastGatewayProbe} from "../../shared/lanes/harness/FastGatewayProbe.sol";
import {LaneHubWorld} from "./harness/LaneHubWorld.sol";

contract LaneHubFastTest is LaneHubWorld {
    FastGatewayProbe private fast;

    receive() external payable {}

    function setUp() public override {
        super.setUp();
        fast = new FastGatewayProbe();
        vm.prank(timelock);
        hub.setFastGateway(LANE, address(fast));
    }

    // ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_note_IsKeptUntilItsTwinLands_T_57() public {
        bytes32 digest = keccak256(envelope(LANE, 1, body(0, 0, 0)));
        vm.expectEmit(address(hub));
        emit IFastNotes.FastNoted(LANE, 1, digest);
        _note(1, digest);
        assertEq(hub.fastNote(LANE, 1).digest, digest);
        assertEq(hub.fastNote(LANE, 1).notedAt, 14_200);
        land(1);
        assertEq(hub.fastNote(LANE, 1).digest, 0);
        assertEq(hub.fastNote(LANE, 1).notedAt, 0);
        assertFalse(hub.fastLane(LANE).frozen);
    }

    /// LANE-4: a note reaches neither the ledger nor what the hub counts, forged as wildly as it may be.
    function testFuzz_note_TouchesNothingElse_T_93_LANE_4(uint64 batchNonce, bytes32 digest, uint64 nonce) public {
        vm.assume(digest != 0 && nonce != 0);
        land(1);
        bytes memory before = abi.encode(hub.laneConfig(LANE), hub.laneConfig(OTHER_LANE), hub.batch(LANE, 1));
        fast.deliver(hub, peer(901), _message(nonce, batchNonce, digest));
        assertEq(abi.encode(hub.laneConfig(LANE), hub.laneConfig(OTHER_LANE), hub.batch(LANE, 1)), before);
        assertEq(core.landings(), 1);
        assertEq(address(hub).balance, 0);
        land(2);
        assertEq(core.landings(), 2);
        assertEq(core.landedValue(), 2 ether);
    }

    function test_land_FreezesFastWhenTheNoteDiffers_AndLandsAllTheSame_T_93() public {
        bytes32 canonical = keccak256(envelope(LANE, 1, body(0, 0, 0)));
        _note(1, bytes32(uint256(1)));
        vm.expectEmit(address(hub));
        emit IFastNotes.FastFrozen(LANE, 1, bytes32(uint256(1)), canonical);
        land(1);
        assertEq(core.landedNonce(), 1);
        assertTrue(hub.fastLane(LANE).frozen);
        assertFalse(hub.fastLane(OTHER_LANE).frozen);
        // Frozen: nothing is noted any more, and landings go on.
        _note(2, bytes32(uint256(2)));
        assertEq(hub.fastNote(LANE, 2).digest, 0);
        land(2);
        assertEq(core.landings(), 2);
    }

    function test_note_BehindItsTwinIsIgnored_T_57() public {
        land(1);
        vm.expectEmit(address(hub));
        emit IFastNotes.FastNoteIgnored(LANE, 1, bytes32(uint256(7)));
        _note(1, bytes32(uint256(7)));
        assertEq(hub.fastNote(LANE, 1).digest, 0);
        assertFalse(hub.fastLane(LANE).frozen);
    }

    function test_note_AgainIsIgnored_TwoStoriesFreeze_T_69_T_93() public {
        _note(1, bytes32(uint256(7)));
        vm.warp(20_000);
        _note(1, bytes32(uint256(7)));
        assertEq(hub.fastNote(LANE, 1).notedAt, 14_200);
        assertFalse(hub.fastLane(LANE).frozen);
        vm.expectEmit(address(hub));
        emit IFastNotes.FastFrozen(LANE, 1, bytes32(uint256(7)), bytes32(uint256(8)));
        _note(1, bytes32(uint256(8)));
        assertTrue(hub.fastLane(LANE).frozen);
        assertEq(hub.fastNote(LANE, 1).digest, bytes32(uint256(7)));
    }

    function test_freezeForMissingTwin_AfterTenDays_T_57() public {
        _note(4, bytes32(uint256(7)));
        vm.warp(14_200 + 10 days);
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_TwinNotLate.selector, 4, 14_200 + 10 days));
        hub.freezeForMissingTwin(LANE, 4);
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NotNoted.selector, LANE, 5));
        hub.freezeForMissingTwin(LANE, 5);
        vm.warp(14_201 + 10 days);
        hub.freezeForMissingTwin(LANE, 4);
        assertTrue(hub.fastLane(LANE).frozen);
    }

    function test_freezeForMissingTwin_RevertWhen_TheTwinLanded() public {
        _note(1, keccak256(envelope(LANE, 1, body(0, 0, 0))));
        land(1);
        vm.warp(14_201 + 10 days);
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NotNoted.selector, LANE, 1));
        hub.freezeForMissingTwin(LANE, 1);
    }

    // ── Who may bring what ───────────────────────────────────────────────────────────────────────────────────────────

    /// T-60: a BATCH by the fast gateway, and a note by the canonical one, are refused with all they bring.
    function test_receive_RevertWhen_AMessageComesByTheOtherTransport_T_60() public {
        bytes memory batch = envelope(LANE, 1, body(0, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, 1, 3));
        fast.deliver(hub, peer(901), batch);
        deliverExpecting(
            abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, 3, 1),
            _message(1, 1, bytes32(uint256(7))),
            0
        );
        assertEq(core.landings(), 0);
    }

    function test_receive_RevertWhen_TheNoteIsOfAnotherLaneOrSenderOrBringsEther_T_56() public {
        bytes memory note = _message(1, 1, bytes32(uint256(7)));
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotPeer.selector, LANE, peer(902)));
        fast.deliver(hub, peer(902), note);
        bytes memory foreign = abi.encodePacked(
            uint8(1),
            uint8(3),
            OTHER_LANE,
            uint64(1),
            uint64(1),
            bytes32(uint256(7))
        );
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedLane.selector, OTHER_LANE, LANE));
        fast.deliver(hub, peer(901), foreign);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_ValueMismatch.selector, 1, 0));
        fast.deliver{value: 1}(hub, peer(901), note);
        FastGatewayProbe strange = new FastGatewayProbe();
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotGateway.selector, strange));
        strange.deliver(hub, peer(901), note);
    }

    function test_setFastGateway_OneGatewayOneLaneOneKind_T_60() public {
        vm.startPrank(timelock);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_GatewayTaken.selector, gateway, LANE));
        hub.setFastGateway(LANE, address(gateway));
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_GatewayTaken.selector, fast, LANE));
        hub.setFastGateway(OTHER_LANE, address(fast));
        bytes memory otherPeer = peer(902);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_GatewayTaken.selector, fast, LANE));
        hub.setLane(OTHER_LANE, address(fast), otherPeer);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotContract.selector, address(1)));
        hub.setFastGateway(LANE, address(1));
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownLane.selector, 3));
        hub.setFastGateway(3, address(fast));
        vm.stopPrank();
    }

    function test_setFastGateway_ZeroTurnsTheWayOff() public {
        vm.prank(timelock);
        hub.setFastGateway(LANE, address(0));
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotGateway.selector, fast));
        fast.deliver(hub, peer(901), _message(1, 1, bytes32(uint256(7))));
        core.setRate(0.9e18);
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NoFastGateway.selector, LANE));
        hub.sendFastFreeze(LANE);
        // And another may take its place.
        FastGatewayProbe next = new FastGatewayProbe();
        vm.prank(timelock);
        hub.setFastGateway(LANE, address(next));
        next.deliver(hub, peer(901), _message(1, 1, bytes32(uint256(7))));
        assertEq(hub.fastNote(LANE, 1).digest, bytes32(uint256(7)));
    }

    function test_governance_RevertWhen_NotOwner() public {
        bytes memory refused = abi.encodeWithSelector(
            OwnableUpgradeable.OwnableUnauthorizedAccount.selector,
            address(this)
        );
        vm.expectRevert(refused);
        hub.setFastGateway(LANE, address(0));
        vm.expectRevert(refused);
        hub.unfreezeFast(LANE);
    }

    function test_unfreezeFast_TakesNotesAgain() public {
        _note(1, bytes32(uint256(7)));
        _note(1, bytes32(uint256(8)));
        vm.prank(timelock);
        hub.unfreezeFast(LANE);
        _note(2, bytes32(uint256(9)));
        assertEq(hub.fastNote(LANE, 2).digest, bytes32(uint256(9)));
    }

    // ── Freezes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_sendFastFreeze_OncePerFall() public {
        Report memory report = _submitAndPush(); // tells rate 1.05, nonce 7
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NoFall.selector, LANE, 1.05e18, 1.05e18));
        hub.sendFastFreeze{value: 1 ether}(LANE);
        core.setRate(1.06e18);
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NoFall.selector, LANE, 1.06e18, 1.05e18));
        hub.sendFastFreeze{value: 1 ether}(LANE);
        core.setRate(1.04e18); // nonce 9

        assertEq(hub.quoteFastFreeze(LANE), 0.01 ether);
        uint256 balance = address(this).balance;
        vm.expectEmit(address(hub));
        emit IFastNotes.FastFreezeSent(LANE, 1, 9, bytes32(uint256(1)));
        hub.sendFastFreeze{value: 1 ether}(LANE);
        assertEq(address(this).balance, balance - 0.01 ether);
        // version, FAST_FREEZE, lane, nonce; the rate's nonce and no rate.
        assertEq(fast.lastPayload(), abi.encodePacked(hex"01040001", uint64(1), uint64(9)));
        assertEq(fast.lastRecipient(), peer(901));
        assertEq(fast.lastGasLimit(), 150_000);

        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_FreezeAlreadySent.selector, LANE, 9));
        hub.sendFastFreeze{value: 1 ether}(LANE);
        core.setRate(1.03e18);
        hub.sendFastFreeze{value: 1 ether}(LANE);
        assertEq(fast.lastPayload(), abi.encodePacked(hex"01040001", uint64(2), uint64(10)));

        // Told by the canonical way, there is nothing left to hurry.
        report = emptyReport(2);
        submit(report);
        hub.pushStateUpdate(LANE, report);
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NoFall.selector, LANE, 1.03e18, 1.03e18));
        hub.sendFastFreeze{value: 1 ether}(LANE);
    }

    /// A lane that was never told anything knows the rate of the beginning.
    function test_sendFastFreeze_OfALaneNeverTold() public {
        vm.expectRevert(abi.encodeWithSelector(IFastNotes.LaneHub_NoFall.selector, LANE, 1.05e18, 1e18));
        hub.sendFastFreeze{value: 1 ether}(LANE);
        core.setRate(0.99e18);
        hub.sendFastFreeze{value: 1 ether}(LANE);
        assertEq(fast.count(), 1);
    }

    function _submitAndPush() private returns (Report memory report) {
        report = emptyReport(1);
        submit(report);
        hub.pushStateUpdate(LANE, report);
    }

    function _note(uint64 batchNonce, bytes32 digest) private {
        fast.deliver(hub, peer(901), _message(batchNonce, batchNonce, digest));
    }

    /// version, FAST_NOTE, lane, nonce; packed by hand, as the wire format says.
    function _message(uint64 nonce, uint64 batchNonce, bytes32 digest) private pure returns (bytes memory) {
        return abi.encodePacked(hex"01030001", nonce, batchNonce, digest);
    }
}
