// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {IGateway} from "../../../shared/contracts/lanes/IGateway.sol";
import {LaneRewards, Report} from "../../../shared/contracts/oracle/Reports.sol";
import {MessengerHarness} from "../../shared/lanes/harness/MessengerHarness.sol";
import {LaneHubWorld} from "./harness/LaneHubWorld.sol";

contract LaneHubPushTest is LaneHubWorld {
    receive() external payable {}

    function test_push_TellsRateAcknowledgementAndRewards() public {
        land(1);
        Report memory report = _submit(1, bytes32(uint256(0xabc)), 500);
        hub.pushStateUpdate(LANE, report);
        bytes memory expected = abi.encodePacked(
            hex"01020001",
            uint64(1), // version, type, lane; nonce
            uint64(14_200), // refTime
            uint64(7), // rateNonce
            uint64(1.05e18), // rate
            uint64(1), // appliedNonce
            uint96(4 ether + 500), // lockedShares: K after the funding
            uint96(2 ether), // releasedTotal
            uint64(1), // rewardsFrame
            bytes32(uint256(0xabc)),
            uint96(500), // rewardsTotal
            uint16(0) // settlements
        );
        _assertSent(expected, 0);
        // 1,000,000 of Params for no settlement: + ⌊1,000,000/63⌋ + 1 + 40,000 for the gateway.
        assertEq(messenger.last().minGasLimit, 1_055_874);
        assertEq(hub.laneConfig(LANE).stateUpdateNonce, 1);
        assertEq(hub.laneConfig(LANE).lastPushedFrame, 1);
    }

    /// T-85: settlements travel by batch id, each once, whatever is pushed again or later.
    function test_push_SettlesFinalizedBatchesOnceInNonceOrder_T_85() public {
        landForwarding(1, 2); // requests 1, 2
        land(2);
        landForwarding(3, 1); // request 3
        landForwarding(4, 3); // requests 4 to 6
        core.setLastFinalizedId(5); // batch 4 is not complete
        Report memory report = _submit(1, 0, 0);
        hub.pushStateUpdate(LANE, report);
        _assertSent(
            abi.encodePacked(
                _fixedPart(1, 14_200, 4, 1),
                uint16(2),
                uint64(1),
                uint96(2 ether),
                uint64(3),
                uint96(1 ether)
            ),
            3 ether
        );
        // 1,000,000 + 2 · 60,000, + 1/63, + 40,001.
        assertEq(messenger.last().minGasLimit, 1_177_778);
        assertTrue(hub.batch(LANE, 1).settled);
        assertTrue(hub.batch(LANE, 2).settled); // forwarded nothing
        assertTrue(hub.batch(LANE, 3).settled);
        assertFalse(hub.batch(LANE, 4).settled);
        assertEq(address(hub).balance, 0);

        core.setLastFinalizedId(6);
        Report memory second = _submit(2, 0, 0);
        hub.pushStateUpdate(LANE, second);
        _assertSent(abi.encodePacked(_fixedPart(2, 14_200, 4, 2), uint16(1), uint64(4), uint96(3 ether)), 3 ether);
        assertTrue(hub.batch(LANE, 4).settled);
    }

    /// A batch whose forwarded shares were worth no request waits for its settlement like any other: its unstakers too.
    function test_batch_IsNotSettledBeforeItsSettlementLeaves_T92() public {
        landForwarding(1, 1); // request 1
        landForwarding(2, 0);
        land(3);
        landForwarding(4, 0);
        assertFalse(hub.batch(LANE, 1).settled);
        assertFalse(hub.batch(LANE, 2).settled);
        assertTrue(hub.batch(LANE, 3).settled); // forwarded nothing
        assertFalse(hub.batch(LANE, 4).settled);
        hub.pushStateUpdate(LANE, _submit(1, 0, 0));
        assertFalse(hub.batch(LANE, 2).settled);
        core.setLastFinalizedId(1);
        hub.pushStateUpdate(LANE, _submit(2, 0, 0));
        for (uint64 nonce = 1; nonce <= 4; ++nonce) assertTrue(hub.batch(LANE, nonce).settled);
    }

    function test_push_RevertWhen_TheFrameWasPushedAndNothingIsLeft() public {
        Report memory report = _submit(1, 0, 0);
        hub.pushStateUpdate(LANE, report);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_AlreadyPushed.selector, 1, 1));
        hub.pushStateUpdate(LANE, report);
        // Lanes are told apart.
        hub.pushStateUpdate(OTHER_LANE, report);
        assertEq(hub.laneConfig(OTHER_LANE).stateUpdateNonce, 1);
    }

    /// 128 requests per message: 3 batches of 64 leave in two messages of the same frame.
    function test_push_WhatFindsNoRoomFollowsInTheSameFrame() public {
        for (uint64 nonce = 1; nonce <= 3; ++nonce) landForwarding(nonce, 64);
        core.setLastFinalizedId(192);
        Report memory report = _submit(1, 0, 0);
        hub.pushStateUpdate(LANE, report);
        assertEq(messenger.last().value, 128 ether);
        assertEq(hub.laneConfig(LANE).settledNonce, 2);
        hub.pushStateUpdate(LANE, report);
        assertEq(messenger.last().value, 64 ether);
        assertEq(hub.laneConfig(LANE).settledNonce, 3);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_AlreadyPushed.selector, 1, 1));
        hub.pushStateUpdate(LANE, report);
    }

    function test_push_OneBatchAlwaysGoesHoweverManyRequests() public {
        landForwarding(1, 200);
        core.setLastFinalizedId(200);
        hub.pushStateUpdate(LANE, _submit(1, 0, 0));
        assertEq(messenger.last().value, 200 ether);
    }

    function test_push_AtMost16Settlements() public {
        for (uint64 nonce = 1; nonce <= 17; ++nonce) landForwarding(nonce, 1);
        core.setLastFinalizedId(17);
        hub.pushStateUpdate(LANE, _submit(1, 0, 0));
        assertEq(messenger.last().value, 16 ether);
    }

    // ── Which report ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// T-58: only the newest report can be sent, so that an older rate never overtakes a newer one at the sender.
    function test_push_RevertWhen_TheReportIsNotTheLatest_T_58() public {
        Report memory first = _submit(1, 0, 0);
        _submit(2, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotLatestReport.selector, 1, 2));
        hub.pushStateUpdate(LANE, first);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotLatestReport.selector, 3, 2));
        hub.pushStateUpdate(LANE, emptyReport(3));
    }

    function test_push_RevertWhen_NoReportExists() public {
        Report memory zero;
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotLatestReport.selector, 0, 0));
        hub.pushStateUpdate(LANE, zero);
    }

    function test_push_RevertWhen_TheReportWasAltered() public {
        Report memory report = _submit(1, bytes32(uint256(1)), 500);
        bytes32 recorded = oracle.reportHashOf(1);
        report.lanes[0].rewardsTotal = 501;
        vm.expectPartialRevert(ILaneHub.LaneHub_ReportHashMismatch.selector);
        hub.pushStateUpdate(LANE, report);
        report.lanes[0].rewardsTotal = 500;
        assertEq(oracle.reportHashOf(1), recorded);
        hub.pushStateUpdate(LANE, report);
    }

    function test_push_RevertWhen_TheLaneIsUnknown() public {
        Report memory report = _submit(1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownLane.selector, 9));
        hub.pushStateUpdate(9, report);
    }

    /// A lane the report does not mention gets frame 0: never newer than the root it has.
    function test_push_WithoutRewardsKeepsTheFundedTotal() public {
        Report memory report = emptyReport(1);
        submit(report);
        hub.pushStateUpdate(LANE, report);
        _assertSent(
            abi.encodePacked(
                hex"010200010000000000000001",
                uint64(14_200),
                uint64(7),
                uint64(1.05e18),
                uint64(0),
                uint96(4 ether),
                uint96(2 ether),
                uint64(0),
                bytes32(0),
                uint96(0),
                uint16(0)
            ),
            0
        );
    }

    /// More rewards promised than operators have earned: rate and acknowledgement go out, root and funding stay (T-52).
    function test_push_TheRootWaitsWhenTheEscrowIsShort_T52_REW_1() public {
        hub.pushStateUpdate(LANE, _submit(1, bytes32(uint256(0xabc)), 400));
        hub.pushStateUpdate(LANE, _submit(2, bytes32(uint256(0xdef)), 1_001));
        _assertSent(
            abi.encodePacked(
                hex"010200010000000000000002",
                uint64(14_200),
                uint64(7),
                uint64(1.05e18),
                uint64(0),
                uint96(4 ether + 400),
                uint96(2 ether),
                uint64(0),
                bytes32(0),
                uint96(400),
                uint16(0)
            ),
            0
        );
    }

    // ── Ether ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// T-92, T-70: while the lane's bridge is down nothing is claimed and nothing is lost; later it all leaves.
    function test_push_EtherWaitsInTheCoreWhileTheLaneIsDown_T_92_T_70() public {
        landForwarding(1, 2);
        core.setLastFinalizedId(2);
        Report memory report = _submit(1, 0, 0);
        messenger.setDown(true);
        uint256 held = address(core).balance;
        vm.expectRevert(MessengerHarness.MessengerHarness_Down.selector);
        hub.pushStateUpdate(LANE, report);
        assertEq(address(core).balance, held);
        assertFalse(core.claimed(1));
        assertFalse(hub.batch(LANE, 1).settled);
        // A landing does not mind.
        land(2);
        messenger.setDown(false);
        hub.pushStateUpdate(LANE, report);
        assertEq(messenger.last().value, 2 ether);
        assertEq(address(core).balance, held);
    }

    function test_push_ReturnsWhatTheCarrierDoesNotNeed() public {
        landForwarding(1, 1);
        core.setLastFinalizedId(1);
        Report memory report = _submit(1, 0, 0);
        uint256 before = address(this).balance;
        hub.pushStateUpdate{value: 5 ether}(LANE, report);
        assertEq(address(this).balance, before);
        assertEq(messenger.last().value, 1 ether);
        assertEq(address(hub).balance, 0);
        assertEq(address(gateway).balance, 0);
    }

    /// Ether forced into the hub does not leave with a message that does not announce it.
    function test_push_ForcedEtherDoesNotTravel() public {
        vm.deal(address(hub), 7 ether);
        landForwarding(1, 1);
        core.setLastFinalizedId(1);
        hub.pushStateUpdate(LANE, _submit(1, 0, 0));
        assertEq(messenger.last().value, 1 ether);
        assertEq(address(hub).balance, 7 ether);
    }

    /// The surplus goes back by a call: whoever receives it finds the hub closed.
    function test_push_TheReceiverOfTheSurplusCannotReenter() public {
        Reentrant caller = new Reentrant(hub);
        Report memory report = _submit(1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_RefundFailed.selector, address(caller), 1 ether));
        caller.push{value: 1 ether}(LANE, report);
    }

    // ── Building blocks ──────────────────────────────────────────────────────────────────────────────────────────────

    function _submit(uint64 frame, bytes32 root, uint96 total) private returns (Report memory report) {
        report = emptyReport(frame);
        report.lanes = new LaneRewards[](1);
        report.lanes[0] = LaneRewards(LANE, root, total);
        submit(report);
    }

    function _fixedPart(
        uint64 nonce,
        uint64 refTime,
        uint64 applied,
        uint64 frame
    ) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                hex"01020001",
                nonce,
                refTime,
                uint64(7),
                uint64(1.05e18),
                applied,
                uint96(4 ether),
                uint96(2 ether),
                frame,
                bytes32(0),
                uint96(0)
            );
    }

    function _assertSent(bytes memory expected, uint256 value) private view {
        MessengerHarness.Sent memory sent = messenger.last();
        assertEq(sent.value, value);
        assertEq(
            sent.message,
            abi.encodeWithSignature("deliver(address,address,bytes)", address(hub), peerHub, expected)
        );
    }
}

contract Reentrant {
    ILaneHub private immutable _HUB;

    constructor(ILaneHub hub) {
        _HUB = hub;
    }

    receive() external payable {
        _HUB.retryAction(1, 1, 0, "", new bytes32[](0));
    }

    function push(uint16 laneId, Report calldata report) external payable {
        _HUB.pushStateUpdate{value: msg.value}(laneId, report);
    }
}
