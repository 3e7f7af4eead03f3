// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {ActionWorld} from "./harness/ActionWorld.sol";
import {ExecutorProbe} from "./harness/ExecutorProbe.sol";
import {OutboxProver} from "./harness/OutboxProver.sol";

/// @notice Executors that take runs: fewer calls, the same outcome for every action.
contract LaneHubRunsTest is ActionWorld {
    uint8 private constant OTHER_KIND = 10;

    bytes32[] private _none;

    function setUp() public override {
        super.setUp();
        vm.prank(timelock);
        hub.setExecutor(KIND, address(executor), true);
    }

    function test_run_ActionsOfOneKindTakeOneCall() public {
        bytes[] memory actions = actionsOf(5, 200_000, 0);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsExecuted(1, 1, 0, 5);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 5), _none);
        assertEq(executor.calls(), 1);
        assertEq(executor.executed(), 5);
        assertEq(executor.lastLane(), 1);
        assertEq(executor.lastAction(), actions[4]);
    }

    /// Two of one kind, one of another, one of the first again: three calls, in order.
    function test_run_EndsWhereTheKindChanges() public {
        ExecutorProbe other = new ExecutorProbe();
        vm.prank(timelock);
        hub.setExecutor(OTHER_KIND, address(other), false);
        bytes[] memory actions = actionsOf(4, 200_000, 0);
        actions[2][0] = bytes1(OTHER_KIND);
        landActions(1, actions);
        execute(actions, 0, 4);
        assertEq(executor.calls(), 2);
        assertEq(executor.executed(), 3);
        assertEq(other.executed(), 1);
        assertEq(other.lastAction(), actions[2]);
    }

    function test_run_ARefusalIsRecordedAndHoldsUpNothing() public {
        bytes[] memory actions = actionsOf(4, 200_000, 0);
        actions[1] = action(200_000, executor.REVERT(), 1);
        actions[3] = action(200_000, executor.REVERT(), 3);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsFailed(1, 1, 0, 10);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 4), _none);
        assertEq(executor.executed(), 2);
        assertEq(hub.failedActions(LANE, 1, 0), 10);
        executor.heal();
        hub.retryAction(LANE, 1, 3, actions[3], OutboxProver.proofOf(actions, 3, 1));
        assertEq(executor.lastAction(), actions[3]);
        assertEq(hub.failedActions(LANE, 1, 0), 2);
    }

    /// Words of 256: a call never crosses their border, and each has its own event.
    function test_run_FailuresOnBothSidesOfAWord() public {
        bytes[] memory actions = actionsOf(300, 30_000, 0);
        actions[255] = action(30_000, executor.REVERT(), 255);
        actions[256] = action(30_000, executor.REVERT(), 256);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsFailed(1, 1, 0, 1 << 255);
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsFailed(1, 1, 1, 1);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 300), _none);
        assertEq(executor.calls(), 2);
        assertEq(executor.executed(), 298);
        assertEq(hub.failedActions(LANE, 1, 0), 1 << 255);
        assertEq(hub.failedActions(LANE, 1, 1), 1);
        executor.heal();
        hub.retryAction(LANE, 1, 256, actions[256], OutboxProver.proofOf(actions, 256, 1));
        assertEq(hub.failedActions(LANE, 1, 1), 0);
    }

    /// ACT-1: however the batch is cut, the same actions are applied, in order, and the same ones wait.
    function testFuzz_run_CutAnywhereTheOutcomeIsTheSame_ACT_1(uint256 count, uint256 refused, uint256 seed) public {
        count = bound(count, 1, 40);
        refused &= (1 << count) - 1;
        bytes[] memory actions = actionsOf(count, 200_000, 0);
        bytes32 expected = 0;
        for (uint256 i = 0; i < count; ++i) {
            if ((refused >> i) & 1 == 1) actions[i] = action(200_000, executor.REVERT(), uint16(i));
            else expected = keccak256(abi.encode(expected, actions[i]));
        }
        landActions(1, actions);
        uint256 start = 0;
        while (start < count) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 length = bound(seed, 1, count - start);
            execute(actions, start, length);
            start += length;
        }
        assertEq(executor.trace(), expected);
        assertEq(hub.failedActions(LANE, 1, 0), refused);
    }

    // ── Executors that do not keep their word ────────────────────────────────────────────────────────────────────────

    /// What breaks a call undoes its actions and no others: they wait, and each can be retried by itself.
    function test_run_ABrokenCallFailsItsActionsOnly() public {
        ExecutorProbe other = new ExecutorProbe();
        vm.prank(timelock);
        hub.setExecutor(OTHER_KIND, address(other), true);
        bytes[] memory actions = actionsOf(4, 200_000, 0);
        actions[0][0] = bytes1(OTHER_KIND);
        actions[2] = action(200_000, executor.BURN(), 2);
        actions[3][0] = bytes1(OTHER_KIND);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ExecutorFailed(1, 1, 1, 2, "");
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsFailed(1, 1, 0, 6);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 4), _none);
        assertEq(other.executed(), 2);
        assertEq(executor.executed(), 0);
        hub.retryAction(LANE, 1, 1, actions[1], OutboxProver.proofOf(actions, 1, 1));
        assertEq(executor.executed(), 1);
        assertEq(hub.failedActions(LANE, 1, 0), 4);
    }

    function test_run_NoAnswerIsAFailure() public {
        bytes[] memory actions = actionsOf(2, 200_000, executor.MUTE());
        landActions(1, actions);
        execute(actions, 0, 2);
        assertEq(hub.failedActions(LANE, 1, 0), 3);
    }

    /// An answer says nothing of actions that were not in the call.
    function test_run_AnAnswerIsCutToItsActions() public {
        bytes[] memory actions = actionsOf(3, 200_000, 0);
        actions[0] = action(200_000, executor.LIE(), 0);
        landActions(1, actions);
        execute(actions, 0, 2);
        assertEq(hub.failedActions(LANE, 1, 0), 3);
        execute(actions, 2, 1);
        assertEq(hub.failedActions(LANE, 1, 0), 3);
    }

    // ── Gas ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// Whatever gas a relayer sends: either nothing happens at all, or every action of the run gets what it needs.
    function testFuzz_run_AllOrNothingForAnyGas_T_81(uint256 gasGiven) public {
        gasGiven = bound(gasGiven, 30_000, 1_200_000);
        bytes[] memory actions = actionsOf(3, 200_000, executor.NEED_50K());
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 3);
        try hub.executeActions{gas: gasGiven}(LANE, 1, 0, run, _none) {
            assertEq(executor.executed(), 3);
            assertEq(hub.failedActions(LANE, 1, 0), 0);
        } catch {
            assertEq(executor.executed(), 0);
            assertEq(hub.batch(LANE, 1).cursor, 0);
        }
    }

    /// What the actions declare and 40,000 for the call, and no more.
    function test_run_GivesTheDeclaredGasAndNoMore_T_81() public {
        bytes[] memory actions = actionsOf(3, 300_000, 0);
        landActions(1, actions);
        execute(actions, 0, 3);
        assertLe(executor.gasAtEntry(), 940_000);
        assertGe(executor.gasAtEntry(), 939_400); // less what the probe spends before it looks
    }

    function test_run_RevertWhen_GasIsShort_T_81() public {
        bytes[] memory actions = actionsOf(3, 300_000, 0);
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 3);
        vm.expectPartialRevert(ILaneHub.LaneHub_InsufficientGas.selector);
        hub.executeActions{gas: 950_000}(LANE, 1, 0, run, _none);
        hub.executeActions{gas: 1_050_000}(LANE, 1, 0, run, _none);
        assertEq(executor.executed(), 3);
    }
}
