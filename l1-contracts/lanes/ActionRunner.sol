// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {OutboxTree} from "../../shared/contracts/actions/OutboxTree.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ActionCall} from "./ActionCall.sol";
import {IActionExecutor} from "./IActionExecutor.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {BatchState, LaneHubStorage} from "./LaneHubStorage.sol";

/// @title Executing the actions of landed batches
/// @notice Each action is executed at most once and, if it can, eventually (ACT-1): the cursor only moves forward over
/// a proven run, before any executor is called; what fails is recorded under its leaf and waits for a retry.
abstract contract ActionRunner is ILaneHub, LaneHubStorage, ReentrancyGuardTransient {
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
        _executeRun(laneId, batchNonce, start, run);
        emit ActionsExecuted(laneId, batchNonce, start, end);
    }

    /// @inheritdoc ILaneHub
    function retryAction(uint16 laneId, uint64 batchNonce, uint32 index, bytes calldata action) external nonReentrant {
        bytes32 actionId = Ids.actionId(laneId, batchNonce, index);
        bytes32 leaf = _hub().failedActions[actionId];
        if (leaf == 0 || leaf != ActionCodec.leafOf(action)) revert LaneHub_ActionNotFailed(actionId);
        delete _hub().failedActions[actionId];
        uint8 kind = _kindOf(action);
        address target = _hub().executors[kind];
        if (target == address(0)) revert LaneHub_NoExecutor(kind);
        IActionExecutor(target).executeAction(laneId, action);
        emit ActionRetried(actionId);
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

    /// @dev Reads the run by hand: this loop is most of what an action costs beside its calldata. The run was proven
    /// before, so {ActionCodec-leavesOf} has checked every length in it, and each action has at least its header.
    function _executeRun(uint16 laneId, uint64 batchNonce, uint32 index, bytes calldata run) private {
        uint256 lastKind = type(uint256).max;
        address target;
        uint256 offset = 0;
        while (offset < run.length) {
            bytes calldata action;
            uint256 kind;
            uint256 gasLimit;
            assembly ("memory-safe") {
                let position := add(run.offset, offset)
                let word := calldataload(position) // length u16 | kind u8 | gasLimit u32 | …
                action.offset := add(position, 2)
                action.length := shr(240, word)
                kind := and(shr(232, word), 0xff)
                gasLimit := and(shr(200, word), 0xffffffff)
                offset := add(offset, add(2, action.length))
            }
            if (kind != lastKind) (lastKind, target) = (kind, _hub().executors[uint8(kind)]);
            if (!_tryExecute(target, gasLimit, laneId, action)) {
                _recordFailure(target, laneId, batchNonce, index, action);
            }
            unchecked {
                ++index; // at most actionCount, a uint32
            }
        }
    }

    /// @dev A kind without executor fails at once, so that it cannot hold up the actions behind it. For the same reason
    /// a declared limit above the maximum is cut to it: the L2 hub refuses such actions, but were one to slip through,
    /// no transaction could ever supply its gas.
    function _tryExecute(
        address target,
        uint256 gasLimit,
        uint16 laneId,
        bytes calldata action
    ) private returns (bool) {
        if (target == address(0)) return false;
        if (gasLimit > Params.ACTION_GAS_MAX) gasLimit = Params.ACTION_GAS_MAX;
        uint256 needed = ActionCall.gasNeeded(gasLimit);
        if (gasleft() < needed) revert LaneHub_InsufficientGas(gasleft(), needed);
        return ActionCall.tryExecute(target, gasLimit, laneId, action);
    }

    function _recordFailure(
        address target,
        uint16 laneId,
        uint64 batchNonce,
        uint32 index,
        bytes calldata action
    ) private {
        // First: the return data is the executor's only until the next call.
        bytes memory reason =
            target == address(0)
                ? abi.encodeWithSelector(LaneHub_NoExecutor.selector, _kindOf(action))
                : ActionCall.reason();
        bytes32 actionId = Ids.actionId(laneId, batchNonce, index);
        _hub().failedActions[actionId] = ActionCodec.leafOf(action);
        emit ActionFailed(actionId, laneId, batchNonce, index, reason);
    }

    function _kindOf(bytes calldata action) private pure returns (uint8) {
        return uint8(action[0]);
    }
}
