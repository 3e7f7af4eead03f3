// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {ActionStage, BatchStage, BatchView, LaneView, SettlementStage} from "../../../l1-contracts/lanes/ILaneLens.sol";
import {LaneLens} from "../../../l1-contracts/lanes/LaneLens.sol";
import {Report} from "../../../shared/contracts/oracle/Reports.sol";
import {FastGatewayProbe} from "../../shared/lanes/harness/FastGatewayProbe.sol";
import {ActionWorld} from "./harness/ActionWorld.sol";
import {OutboxProver} from "./harness/OutboxProver.sol";

contract LaneLensTest is ActionWorld {
    LaneLens private lens;
    FastGatewayProbe private fast;
    bytes32[] private _none;

    receive() external payable {}

    function setUp() public override {
        super.setUp();
        lens = new LaneLens(address(hub));
        fast = new FastGatewayProbe();
        vm.prank(timelock);
        hub.setFastGateway(LANE, address(fast));
    }

    // ── Batches ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_batch_UnknownThenAnnouncedThenLanded() public {
        BatchView memory shown = lens.batch(LANE, 3);
        _stageIs(shown, BatchStage.Unknown);
        assertEq(shown.batchesBefore, 2);
        _stageIs(lens.batch(LANE, 0), BatchStage.Unknown);
        fast.deliver(hub, peer(901), abi.encodePacked(hex"01030001", uint64(1), uint64(3), bytes32(uint256(9))));
        shown = lens.batch(LANE, 3);
        _stageIs(shown, BatchStage.Announced);
        assertEq(shown.announcedAt, 14_200);
        assertEq(shown.batchesBefore, 2);
        land(1);
        land(2);
        assertEq(lens.batch(LANE, 3).batchesBefore, 0);
        land(3);
        shown = lens.batch(LANE, 3);
        _stageIs(shown, BatchStage.Landed);
        assertEq(shown.batchesBefore + shown.announcedAt, 0);
        // Its twin was another one.
        assertTrue(lens.lane(LANE).fastFrozen);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownLane.selector, 9));
        lens.batch(9, 1);
    }

    function test_batch_FollowsItsUnstakersEther() public {
        land(1);
        landForwarding(2, 3); // requests 1 to 3
        landForwarding(3, 1); // request 4
        _settlementIs(1, SettlementStage.None);
        _settlementIs(2, SettlementStage.Queued);
        assertEq(lens.batch(LANE, 2).firstRequestId, 1);
        assertEq(lens.batch(LANE, 2).requestCount, 3);
        core.setLastFinalizedId(2);
        _settlementIs(2, SettlementStage.Queued);
        core.setLastFinalizedId(3);
        _settlementIs(2, SettlementStage.Ready);
        _settlementIs(3, SettlementStage.Queued);
        _push(1);
        _settlementIs(2, SettlementStage.Sent);
        _settlementIs(3, SettlementStage.Queued);
    }

    /// What the lens calls ready the next StateUpdate brings, and nothing else.
    function test_missingSettlements_AreWhatPushesBring() public {
        landForwarding(1, 2); // requests 1, 2
        land(2);
        landForwarding(3, 1); // request 3
        landForwarding(4, 3); // requests 4 to 6
        land(5);
        (uint64[] memory missing, uint256 ready, uint64 nextNonce) = lens.missingSettlements(LANE, 0, 3);
        assertEq(missing.length, 2);
        assertEq(missing[1], 3);
        assertEq(ready, 0);
        assertEq(nextNonce, 4);
        core.setLastFinalizedId(5);
        (missing, ready, nextNonce) = lens.missingSettlements(LANE, 0, 100);
        assertEq(missing.length, 3);
        assertEq(ready, 2);
        assertEq(nextNonce, 0);
        _push(1);
        assertEq(hub.laneConfig(LANE).settledNonce, missing[ready - 1]);
        (missing, ready, ) = lens.missingSettlements(LANE, 0, 100);
        assertEq(missing.length, 1);
        assertEq(missing[0], 4);
        assertEq(ready, 0);
        core.setLastFinalizedId(6);
        _push(2);
        (missing, ready, nextNonce) = lens.missingSettlements(LANE, 0, 100);
        assertEq(missing.length + ready + nextNonce, 0);
    }

    // ── Actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_action_WaitsIsExecutedFailsAndIsRetried() public {
        (ActionStage stage, uint32 before) = lens.action(LANE, 1, 0);
        assertEq(uint256(stage), uint256(ActionStage.Unknown));
        bytes[] memory actions = actionsOf(4, 200_000, 0);
        actions[1] = action(200_000, executor.REVERT(), 1);
        landActions(1, actions);
        (stage, before) = lens.action(LANE, 1, 3);
        assertEq(uint256(stage), uint256(ActionStage.Waiting));
        assertEq(before, 3);
        _actionIs(4, ActionStage.None);
        execute(actions, 0, 3);
        _actionIs(0, ActionStage.Executed);
        _actionIs(1, ActionStage.Failed);
        _actionIs(2, ActionStage.Executed);
        (stage, before) = lens.action(LANE, 1, 3);
        assertEq(uint256(stage), uint256(ActionStage.Waiting));
        assertEq(before, 0);
        assertEq(lens.batch(LANE, 1).actionCount, 4);
        assertEq(lens.batch(LANE, 1).actionsTried, 3);
        uint32[] memory failed = lens.failedActions(LANE, 1);
        assertEq(failed.length, 1);
        assertEq(failed[0], 1);
        executor.heal();
        hub.retryAction(LANE, 1, 1, actions[1], OutboxProver.proofOf(actions, 1, 1));
        _actionIs(1, ActionStage.Executed);
        assertEq(lens.failedActions(LANE, 1).length, 0);
        assertEq(lens.failedActions(LANE, 2).length, 0);
    }

    /// Failures are kept 256 to a word.
    function test_failedActions_AcrossWords() public {
        bytes[] memory actions = actionsOf(300, 200_000, 0);
        actions[255] = action(200_000, executor.REVERT(), 255);
        actions[256] = action(200_000, executor.REVERT(), 256);
        actions[299] = action(200_000, executor.REVERT(), 299);
        landActions(1, actions);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 300), _none);
        uint32[] memory failed = lens.failedActions(LANE, 1);
        assertEq(failed.length, 3);
        assertEq(failed[0], 255);
        assertEq(failed[1], 256);
        assertEq(failed[2], 299);
        _actionIs(255, ActionStage.Failed);
        _actionIs(256, ActionStage.Failed);
        _actionIs(257, ActionStage.Executed);
    }

    // ── What the lane was told ───────────────────────────────────────────────────────────────────────────────────────

    function test_lane_SaysWhatItWasToldLast() public {
        LaneView memory shown = lens.lane(LANE);
        assertEq(shown.updateNonce + shown.toldFrame + shown.lastFrame + shown.landedNonce, 0);
        assertTrue(shown.hasFastWay);
        assertFalse(shown.fastFrozen);
        land(1);
        _push(1);
        _report(2);
        shown = lens.lane(LANE);
        assertEq(shown.landedNonce, 1);
        assertEq(shown.updateNonce, 1);
        assertEq(shown.toldFrame, 1);
        assertEq(shown.lastFrame, 2);
        assertEq(shown.toldRateNonce, 7);
        assertEq(shown.rateNonce, 7);
        assertFalse(shown.fell);
        core.setRate(1.04e18);
        shown = lens.lane(LANE);
        assertEq(shown.rateNonce, 8);
        assertTrue(shown.fell);
        landForwarding(2, 1);
        shown = lens.lane(LANE);
        assertEq(shown.forwardedNonce, 2);
        assertEq(shown.settledNonce, 0);
        assertFalse(lens.lane(OTHER_LANE).hasFastWay);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownLane.selector, 9));
        lens.lane(9);
    }

    function _report(uint64 frame) private returns (Report memory report) {
        report = emptyReport(frame);
        submit(report);
    }

    function _push(uint64 frame) private {
        hub.pushStateUpdate(LANE, _report(frame));
    }

    function _stageIs(BatchView memory shown, BatchStage expected) private pure {
        assertEq(uint256(shown.stage), uint256(expected), "stage");
    }

    function _settlementIs(uint64 batchNonce, SettlementStage expected) private view {
        assertEq(uint256(lens.batch(LANE, batchNonce).settlement), uint256(expected), "settlement");
    }

    function _actionIs(uint32 index, ActionStage expected) private view {
        (ActionStage stage, ) = lens.action(LANE, 1, index);
        assertEq(uint256(stage), uint256(expected), "action");
    }
}
