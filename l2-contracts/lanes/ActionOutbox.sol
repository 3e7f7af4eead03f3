// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {OutboxTree} from "../../shared/contracts/actions/OutboxTree.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {HubStorage} from "./HubStorage.sol";
import {IL2Hub} from "./IL2Hub.sol";

/// @title Operators' actions of the open batch
/// @notice A positional tree whose root travels with the batch. So many and so large actions at most that a whole batch
/// executes in one transaction on L1, all failing included.
abstract contract ActionOutbox is HubStorage {
    using OutboxTree for OutboxTree.Frontier;

    /// @inheritdoc IL2Hub
    function appendAction(bytes calldata action) external returns (uint64 batchNonce, uint32 index) {
        HubState storage $ = _hub();
        if (msg.sender != $.desk) revert L2Hub_NotDesk(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        if (header.gasLimit > Params.ACTION_GAS_MAX) {
            revert L2Hub_ActionGasTooHigh(header.gasLimit, Params.ACTION_GAS_MAX);
        }

        Open memory open = $.open;
        batchNonce = open.nonce;
        index = open.actionCount;
        uint256 gasDeclared = open.gasDeclared + ActionCodec.budgetOf(header.gasLimit, action.length);
        if (gasDeclared > Params.ACTION_BATCH_GAS) {
            revert L2Hub_BatchFull(batchNonce, gasDeclared, Params.ACTION_BATCH_GAS);
        }
        $.frontier.append(index, ActionCodec.leafOf(action));
        open.actionCount = index + 1;
        open.gasDeclared = uint32(gasDeclared); // at most ACTION_BATCH_GAS, itself a uint32
        $.open = open;
        emit ActionAppended(Ids.actionId(open.laneId, batchNonce, index), batchNonce, index, header.operatorId, action);
    }

    /// @inheritdoc IL2Hub
    function outbox() external view returns (bytes32 root, uint32 count, uint256 gasDeclared) {
        Open memory open = _hub().open;
        return (_outboxRoot(open.actionCount), open.actionCount, open.gasDeclared);
    }

    function _outboxRoot(uint32 count) internal view returns (bytes32) {
        return _hub().frontier.root(count);
    }

    /// @dev Three quarters: the largest action takes less than a tenth of the budget, so nobody is turned away before
    /// the batch became closable.
    function _isOutboxNearlyFull(Open memory open) internal pure returns (bool) {
        return
            uint256(open.gasDeclared) * 4 >= uint256(Params.ACTION_BATCH_GAS) * 3 ||
            uint256(open.actionCount) * 4 >= Params.ACTIONS_MAX * 3;
    }
}
