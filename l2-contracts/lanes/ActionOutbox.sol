// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {OutboxTree} from "../../shared/contracts/actions/OutboxTree.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {HubStorage} from "./HubStorage.sol";
import {IL2Hub} from "./IL2Hub.sol";

/// @title Actions of the open batch: operators', and moves of csETH
/// @notice A positional tree whose root travels with the batch. So many and so large actions at most that a whole batch
/// executes in one transaction on L1, all failing included.
abstract contract ActionOutbox is HubStorage {
    using OutboxTree for OutboxTree.Frontier;

    /// @inheritdoc IL2Hub
    function appendAction(bytes calldata action) external returns (uint64 batchNonce, uint32 index) {
        HubState storage $ = _hub();
        if (msg.sender != $.desk) revert L2Hub_NotDesk(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        // A desk that could append moves could release shares that nobody burnt.
        if (header.kind == ActionCodec.MOVE_SHARES) revert L2Hub_NotDesks(header.kind);
        return _append($.open, header.gasLimit, header.operatorId, action);
    }

    /// @inheritdoc IL2Hub
    function outbox() external view returns (bytes32 root, uint32 count, uint256 gasDeclared) {
        Open memory open = _hub().open;
        return (_outboxRoot(open.actionCount), open.actionCount, open.gasDeclared);
    }

    /// @param open the open batch as the caller has changed it; stored here
    function _append(
        Open memory open,
        uint32 gasLimit,
        uint64 operatorId,
        bytes memory action
    ) internal returns (uint64 batchNonce, uint32 index) {
        if (gasLimit > Params.ACTION_GAS_MAX) revert L2Hub_ActionGasTooHigh(gasLimit, Params.ACTION_GAS_MAX);
        HubState storage $ = _hub();
        batchNonce = open.nonce;
        index = open.actionCount;
        uint256 gasDeclared = open.gasDeclared + ActionCodec.budgetOf(gasLimit, action.length);
        if (gasDeclared > Params.ACTION_BATCH_GAS) {
            revert L2Hub_BatchFull(batchNonce, gasDeclared, Params.ACTION_BATCH_GAS);
        }
        $.frontier.append(index, ActionCodec.leafOfMemory(action));
        open.actionCount = index + 1;
        open.gasDeclared = uint32(gasDeclared); // at most ACTION_BATCH_GAS, itself a uint32
        $.open = open;
        emit ActionAppended(Ids.actionId(open.laneId, batchNonce, index), batchNonce, index, operatorId, action);
    }

    function _outboxRoot(uint32 count) internal view returns (bytes32) {
        return _hub().frontier.root(count);
    }

    /// @dev Three quarters: the largest action takes less than a tenth of the budget, so nobody is turned away before
    /// the batch became closable; nor are moves, eight of which are left by then.
    function _isOutboxNearlyFull(Open memory open) internal pure returns (bool) {
        return
            uint256(open.gasDeclared) * 4 >= uint256(Params.ACTION_BATCH_GAS) * 3 ||
            uint256(open.actionCount) * 4 >= Params.ACTIONS_MAX * 3 ||
            uint256(open.moveCount) * 4 >= uint256(Params.MOVES_PER_BATCH) * 3;
    }
}
