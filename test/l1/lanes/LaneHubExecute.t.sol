// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {OutboxTree} from "../../../shared/contracts/actions/OutboxTree.sol";
import {ActionWorld} from "./harness/ActionWorld.sol";
import {ExecutorProbe} from "./harness/ExecutorProbe.sol";
import {OutboxProver} from "./harness/OutboxProver.sol";

contract LaneHubExecuteTest is ActionWorld {
    bytes32[] private _none;

    function test_execute_WholeBatchNeedsNoProof() public {
        bytes[] memory actions = actionsOf(5, 200_000, 0);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsExecuted(1, 1, 0, 5);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 5), _none);
        assertEq(executor.executed(), 5);
        assertEq(executor.lastLane(), 1);
        assertEq(executor.lastAction(), actions[4]);
        assertEq(hub.batch(LANE, 1).cursor, 5);
    }

    /// Whatever the runs are cut into, each action is executed once and in order (ACT-1).
    function testFuzz_execute_RunsOfAnyLength(uint256 count, uint256 seed) public {
        count = bound(count, 1, 40);
        bytes[] memory actions = actionsOf(count, 200_000, 0);
        landActions(1, actions);
        bytes32 expected = 0;
        for (uint256 i = 0; i < count; ++i) expected = keccak256(abi.encode(expected, actions[i]));
        uint256 start = 0;
        while (start < count) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 length = bound(seed, 1, count - start);
            execute(actions, start, length);
            start += length;
        }
        assertEq(executor.executed(), count);
        assertEq(executor.trace(), expected);
    }

    function test_execute_RevertWhen_StartIsNotTheCursor() public {
        bytes[] memory actions = actionsOf(3, 200_000, 0);
        landActions(1, actions);
        execute(actions, 0, 2);
        // Executed already, and one skipped ahead of the cursor.
        executeExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_WrongCursor.selector, 0, 2),
            0,
            OutboxProver.runOf(actions, 0, 3),
            _none
        );
        executeExpecting(abi.encodeWithSelector(ILaneHub.LaneHub_WrongCursor.selector, 3, 2), 3, "", _none);
        execute(actions, 2, 1);
        // All done: nothing starts at the end.
        executeExpecting(
            abi.encodeWithSelector(OutboxTree.OutboxTree_RunOutOfBounds.selector, 3, 1, 3),
            3,
            OutboxProver.runOf(actions, 2, 1),
            _none
        );
        assertEq(executor.executed(), 3);
    }

    function test_execute_RevertWhen_TheRunIsNotTheBatchs() public {
        bytes[] memory actions = actionsOf(4, 200_000, 0);
        landActions(1, actions);
        bytes memory wrongRoot = abi.encodeWithSelector(
            ILaneHub.LaneHub_WrongRoot.selector,
            OutboxProver.rootOf(actions)
        );
        bytes[] memory forged = actionsOf(4, 200_000, 0);
        forged[3] = action(200_000, 0, 99);
        executeExpecting(wrongRoot, 0, OutboxProver.runOf(forged, 0, 4), _none);
        // A true run at a false position, with the proof of the true one.
        executeExpecting(wrongRoot, 0, OutboxProver.runOf(actions, 2, 2), OutboxProver.proofOf(actions, 2, 2));
        // A run that leaves out the middle.
        bytes memory gap = bytes.concat(OutboxProver.runOf(actions, 0, 1), OutboxProver.runOf(actions, 3, 1));
        executeExpecting(wrongRoot, 0, gap, OutboxProver.proofOf(actions, 0, 2));
        executeExpecting(
            abi.encodeWithSelector(OutboxTree.OutboxTree_BadProofLength.selector, 0, 1),
            0,
            OutboxProver.runOf(actions, 0, 2),
            _none
        );
        executeExpecting(abi.encodeWithSelector(OutboxTree.OutboxTree_RunOutOfBounds.selector, 0, 0, 4), 0, "", _none);
        executeExpecting(
            abi.encodeWithSelector(ActionCodec.ActionCodec_TruncatedRun.selector, 0, 10),
            0,
            hex"00170900000000000000",
            _none
        );
        assertEq(executor.executed(), 0);
    }

    function test_execute_RevertWhen_ThereIsNoSuchBatch() public {
        land(1); // carries no action
        bytes memory expected = abi.encodeWithSelector(ILaneHub.LaneHub_UnknownBatch.selector, 1, 1);
        executeExpecting(expected, 0, "", _none);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_UnknownBatch.selector, 1, 2));
        hub.executeActions(LANE, 2, 0, "", _none);
    }

    // ── Failing actions ──────────────────────────────────────────────────────────────────────────────────────────────

    function test_execute_AFailureIsRecordedAndHoldsUpNothing() public {
        bytes[] memory actions = actionsOf(3, 200_000, 0);
        actions[1] = action(200_000, executor.REVERT(), 1);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ExecutorFailed(1, 1, 1, 1, abi.encodeWithSelector(ExecutorProbe.ExecutorProbe_No.selector, 42));
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionsFailed(1, 1, 0, 2);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 3), _none);
        assertEq(executor.executed(), 2);
        assertEq(hub.failedActions(LANE, 1, 0), 2);
        assertEq(hub.batch(LANE, 1).cursor, 3);
    }

    /// ACT-1: the batch's root vouches for the action, its bit for that it is due.
    function test_retry_AppliesOnceWhenItCan_ACT_1() public {
        bytes[] memory actions = actionsOf(3, 200_000, executor.REVERT());
        landActions(1, actions);
        execute(actions, 0, 3);
        bytes32[] memory proof = OutboxProver.proofOf(actions, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(ExecutorProbe.ExecutorProbe_No.selector, 42));
        hub.retryAction(LANE, 1, 1, actions[1], proof);
        assertEq(hub.failedActions(LANE, 1, 0), 7);

        executor.heal();
        // keccak256(laneId u16 | batchNonce u64 | index u32)
        bytes32 id = keccak256(hex"0001000000000000000100000001");
        vm.expectEmit(address(hub));
        emit ILaneHub.ActionRetried(id, 1, 1, 1);
        hub.retryAction(LANE, 1, 1, actions[1], proof);
        assertEq(executor.executed(), 1);
        assertEq(executor.lastAction(), actions[1]);
        assertEq(hub.failedActions(LANE, 1, 0), 5);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_ActionNotFailed.selector, id));
        hub.retryAction(LANE, 1, 1, actions[1], proof);
    }

    function test_retry_RevertWhen_TheActionIsAnotherOrDidNotFail() public {
        bytes[] memory actions = actionsOf(2, 200_000, 0);
        actions[0] = action(200_000, executor.REVERT(), 0);
        landActions(1, actions);
        execute(actions, 0, 2);
        executor.heal();
        bytes32 root = OutboxProver.rootOf(actions);
        bytes32[] memory proof = OutboxProver.proofOf(actions, 0, 1);
        bytes32[] memory proofOfOther = OutboxProver.proofOf(actions, 1, 1);
        // Another one of the batch in the place of the failed one, with either proof.
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_WrongRoot.selector, root));
        hub.retryAction(LANE, 1, 0, actions[1], proof);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_WrongRoot.selector, root));
        hub.retryAction(LANE, 1, 0, actions[1], proofOfOther);
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_BadProofLength.selector, 0, 1));
        hub.retryAction(LANE, 1, 0, actions[0], _none);
        // One that did not fail, one beyond the batch, one of a batch that has not landed.
        _expectNotFailed(1, 1, actions[1], proofOfOther);
        _expectNotFailed(1, 256, actions[0], proof);
        _expectNotFailed(2, 0, actions[0], proof);
        hub.retryAction(LANE, 1, 0, actions[0], proof);
        assertEq(executor.executed(), 2);
    }

    function test_execute_AKindNobodyExecutesWaitsForItsExecutor() public {
        bytes[] memory actions = actionsOf(2, 200_000, 0);
        landActions(1, actions);
        vm.prank(timelock);
        hub.setExecutor(KIND, address(0), false);
        vm.expectEmit(address(hub));
        emit ILaneHub.ExecutorFailed(1, 1, 0, 1, abi.encodeWithSelector(ILaneHub.LaneHub_NoExecutor.selector, KIND));
        execute(actions, 0, 2);
        assertEq(executor.executed(), 0);
        assertEq(hub.batch(LANE, 1).cursor, 2);
        bytes32[] memory proof = OutboxProver.proofOf(actions, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NoExecutor.selector, KIND));
        hub.retryAction(LANE, 1, 0, actions[0], proof);
        vm.prank(timelock);
        hub.setExecutor(KIND, address(executor), false);
        hub.retryAction(LANE, 1, 0, actions[0], proof);
        assertEq(executor.executed(), 1);
    }

    function test_execute_AnExecutorCannotReenter() public {
        bytes[] memory actions = actionsOf(2, 200_000, 0);
        actions[0] = action(200_000, executor.REENTER(), 0);
        landActions(1, actions);
        vm.expectEmit(address(hub));
        emit ILaneHub.ExecutorFailed(
            1,
            1,
            0,
            1,
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 2), _none);
        assertEq(executor.executed(), 1);
    }

    function test_setExecutor_RevertWhen_ItHasNoCode() public {
        vm.prank(timelock);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotContract.selector, peerHub));
        hub.setExecutor(1, peerHub, false);
    }

    function _expectNotFailed(uint64 nonce, uint32 index, bytes memory action, bytes32[] memory proof) private {
        bytes32 id = keccak256(abi.encodePacked(LANE, nonce, index));
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_ActionNotFailed.selector, id));
        hub.retryAction(LANE, nonce, index, action, proof);
    }
}
