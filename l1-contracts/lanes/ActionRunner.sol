// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {OutboxTree} from "../../shared/contracts/actions/OutboxTree.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ActionCall} from "./ActionCall.sol";
import {IActionExecutor, IRunExecutor} from "./IActionExecutor.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {BatchState, Executor, LaneHubStorage} from "./LaneHubStorage.sol";

/// @title Executing the actions of landed batches
/// @notice Each action is executed at most once and, if it can, eventually (ACT-1): the cursor only moves forward over
/// a proven run, before any executor is called; what fails is marked and waits for a retry.
abstract contract ActionRunner is ILaneHub, LaneHubStorage, ReentrancyGuardTransient {
    /// @dev Actions whose failures share a word. A call to an executor never crosses its border, so that its answer,
    /// and its event, is one word.
    uint256 private constant WORD = 256;

    /// @dev Where a run has got to; in memory, because the stack is too short for it.
    struct Place {
        uint16 laneId;
        uint64 batchNonce;
        /// of the next action in its batch
        uint256 index;
    }

    /// @inheritdoc ILaneHub
    function executeActions(
        uint16 laneId,
        uint64 batchNonce,
        uint32 start,
        bytes calldata run,
        bytes32[] calldata proof
    ) external nonReentrant {
        BatchState storage landed = _hub().batches[laneId][batchNonce];
        if (landed.actionCount == 0) revert LaneHub_UnknownBatch(laneId, batchNonce);
        if (start != landed.cursor) revert LaneHub_WrongCursor(start, landed.cursor);
        // A proven run lies inside the batch, so end is at most actionCount.
        uint32 end = start + _requireProven(landed, start, run, proof);
        landed.cursor = end;
        _executeRun(Place(laneId, batchNonce, start), run);
        emit ActionsExecuted(laneId, batchNonce, start, end);
    }

    /// @inheritdoc ILaneHub
    function retryAction(
        uint16 laneId,
        uint64 batchNonce,
        uint32 index,
        bytes calldata action,
        bytes32[] calldata proof
    ) external nonReentrant {
        BatchState storage landed = _hub().batches[laneId][batchNonce];
        bytes32 actionId = Ids.actionId(laneId, batchNonce, index);
        uint256 word = index / WORD;
        uint256 bit = 1 << (index % WORD);
        if (landed.failures[word] & bit == 0) revert LaneHub_ActionNotFailed(actionId);
        landed.failures[word] &= ~bit;
        bytes32[] memory leaves = new bytes32[](1);
        leaves[0] = ActionCodec.leafOf(action);
        // A marked action lies inside the batch.
        if (!OutboxTree.verifyRun(landed.actionsRoot, landed.actionCount, index, leaves, proof)) {
            revert LaneHub_WrongRoot(landed.actionsRoot);
        }
        uint8 kind = ActionCodec.headOf(action).kind();
        address target = _hub().executors[kind].account;
        if (target == address(0)) revert LaneHub_NoExecutor(kind);
        IActionExecutor(target).executeAction(laneId, action);
        emit ActionRetried(actionId, laneId, batchNonce, index);
    }

    /// @inheritdoc ILaneHub
    function executeExpress(bytes calldata action) external nonReentrant {
        if (msg.sender != _hub().expressDesk) revert LaneHub_NotExpressDesk(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        Executor memory executor = _hub().executors[header.kind];
        if (executor.account == address(0)) revert LaneHub_NoExecutor(header.kind);
        uint256 gasLimit = Math.min(header.gasLimit, Params.ACTION_GAS_MAX);
        // What the kinds of such an executor declare is their part of a run.
        if (executor.takesRuns) gasLimit += Params.ACTION_RUN_GAS;
        _requireGas(gasLimit, action.length);
        // A lane acts only for operators homed on it: this action acts as the lane of its own operator.
        uint16 laneId = Ids.laneOf(header.operatorId);
        bytes4 selector = IActionExecutor.executeAction.selector;
        if (!ActionCall.tryCall(executor.account, selector, gasLimit, laneId, action)) LowLevelCall.bubbleRevert();
    }

    /// @return length number of actions in the run
    function _requireProven(
        BatchState storage landed,
        uint32 start,
        bytes calldata run,
        bytes32[] calldata proof
    ) private view returns (uint32 length) {
        bytes32[] memory leaves = ActionCodec.leavesOf(run);
        // Cannot truncate: a proven run is at most OutboxTree.MAX_LEAVES long, and nothing else leaves this function.
        length = uint32(leaves.length);
        bytes32 root = landed.actionsRoot;
        bool isWhole = start == 0 && leaves.length == landed.actionCount && proof.length == 0;
        bool proven =
            isWhole
                ? OutboxTree.rootOf(leaves) == root
                : OutboxTree.verifyRun(root, landed.actionCount, start, leaves, proof);
        if (!proven) revert LaneHub_WrongRoot(root);
    }

    /// @dev The run was proven before, so the length of every action in it has been checked.
    function _executeRun(Place memory place, bytes calldata run) private {
        uint256 offset = 0;
        uint256 failures = 0;
        while (offset < run.length) {
            uint256 bit = place.index % WORD;
            uint256 failed;
            (offset, failed) = _executePart(place, run, offset);
            failures |= failed << bit;
            if (failures != 0 && (offset == run.length || place.index % WORD == 0)) {
                _recordFailures(place, failures);
                failures = 0;
            }
        }
    }

    /// @dev One call to an executor: with all that follow and are of the same kind, if it takes runs. Moves the place on.
    /// @return end of the part in the run
    /// @return failed bit i: the i-th action of the part failed
    function _executePart(
        Place memory place,
        bytes calldata run,
        uint256 offset
    ) private returns (uint256 end, uint256 failed) {
        uint8 kind = ActionCodec.kindAt(run, offset);
        Executor memory executor = _hub().executors[kind];
        uint256 room = executor.takesRuns ? WORD - (place.index % WORD) : 1;
        uint256 count;
        uint256 gasLimit;
        // A declared limit above the maximum is cut to it: the L2 hub refuses such actions, but were one to slip
        // through, no transaction could ever supply its gas, and it would hold up the actions behind it.
        (end, count, gasLimit) = ActionCodec.part(run, offset, room);
        bool success;
        (success, failed) = _execute(executor, place.laneId, run[offset:end], gasLimit);
        if (!success) {
            failed = type(uint256).max;
            emit ExecutorFailed(
                place.laneId,
                place.batchNonce,
                uint32(place.index),
                uint32(count),
                _reason(executor, kind)
            );
        }
        failed &= type(uint256).max >> (WORD - count);
        place.index += count;
    }

    /// @dev Of the word that the action just before `place` belongs to.
    function _recordFailures(Place memory place, uint256 failures) private {
        uint256 word = (place.index - 1) / WORD;
        _hub().batches[place.laneId][place.batchNonce].failures[word] |= failures;
        emit ActionsFailed(place.laneId, place.batchNonce, word, failures);
    }

    /// @param part actions for one call: several only if the executor takes runs
    /// @return success false when the call failed as a whole
    /// @return refused bit i: the executor refused the i-th action
    function _execute(
        Executor memory executor,
        uint16 laneId,
        bytes calldata part,
        uint256 gasLimit
    ) private returns (bool success, uint256 refused) {
        // Fails at once, so that it cannot hold up the actions behind it.
        if (executor.account == address(0)) return (false, 0);
        bytes4 selector = IActionExecutor.executeAction.selector;
        if (executor.takesRuns) {
            selector = IRunExecutor.executeRun.selector;
            gasLimit += Params.ACTION_RUN_GAS;
        }
        _requireGas(gasLimit, part.length);
        success = ActionCall.tryCall(
            executor.account,
            selector,
            gasLimit,
            laneId,
            executor.takesRuns ? part : part[2:]
        );
        if (success && executor.takesRuns) (success, refused) = ActionCall.answer();
    }

    function _requireGas(uint256 gasLimit, uint256 length) private view {
        uint256 needed = ActionCall.gasNeeded(gasLimit, length);
        if (gasleft() < needed) revert LaneHub_InsufficientGas(gasleft(), needed);
    }

    /// @dev Of the call just made: the return data is the executor's only until the next one.
    function _reason(Executor memory executor, uint8 kind) private pure returns (bytes memory) {
        if (executor.account == address(0)) return abi.encodeWithSelector(LaneHub_NoExecutor.selector, kind);
        return ActionCall.reason();
    }
}
