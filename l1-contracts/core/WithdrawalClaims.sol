// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CoreLedger} from "./CoreLedger.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {QueueHead} from "./QueueHead.sol";
import {QueueMath} from "./QueueMath.sol";
import {QueueSlot, QueueSlots} from "./QueueSlot.sol";

/// @title Paying finalized requests
/// @notice Finalized ether is U: outside P and out of reach of later losses (T-20). A request is paid once, its slot is
/// cleared before any ether leaves (T-12, T-13).
abstract contract WithdrawalClaims is CoreLedger, ReentrancyGuardTransient {
    /// @dev Gas a pushed payment gives its receiver: enough for a smart account to log and forward, too little to hurt.
    uint256 private constant PUSH_GAS = 50_000;

    /// @inheritdoc ILiquidStakingCore
    /// @dev Takes no lock: all effects precede its one call, which comes last, and inside a push the ledger is as
    /// consistent as outside. The lock costs a claim 200 gas.
    function claim(uint256 requestId) external returns (uint256 etherPaid) {
        QueueHead head = _core().queueHead;
        etherPaid = _payoutTo(msg.sender, requestId, head);
        _core().queueHead = head.afterPayment(etherPaid);
        _close(requestId, msg.sender, etherPaid);
        _pay(msg.sender, etherPaid);
    }

    /// @inheritdoc ILiquidStakingCore
    function claimMany(uint256[] calldata requestIds) external nonReentrant returns (uint256 etherPaid) {
        QueueHead head = _core().queueHead;
        for (uint256 i = 0; i < requestIds.length; ++i) {
            uint256 payout = _payoutTo(msg.sender, requestIds[i], head);
            _close(requestIds[i], msg.sender, payout);
            etherPaid += payout;
        }
        _core().queueHead = head.afterPayment(etherPaid);
        _pay(msg.sender, etherPaid);
    }

    /// @inheritdoc ILiquidStakingCore
    function pushWithdrawals(uint256[] calldata requestIds) external nonReentrant {
        for (uint256 i = 0; i < requestIds.length; ++i) {
            _push(requestIds[i]);
        }
    }

    /// @inheritdoc ILiquidStakingCore
    function claimRange(uint256 firstRequestId, uint256 count) external nonReentrant returns (uint256 etherPaid) {
        if (msg.sender != _core().laneHub) revert Core_NotLaneHub(msg.sender);
        QueueHead head = _core().queueHead;
        for (uint256 i = 0; i < count; ++i) {
            uint256 payout = _payoutTo(msg.sender, firstRequestId + i, head);
            _close(firstRequestId + i, msg.sender, payout);
            etherPaid += payout;
        }
        _core().queueHead = head.afterPayment(etherPaid);
        _pay(msg.sender, etherPaid);
    }

    /// @dev What a finalized request of `caller` pays.
    function _payoutTo(address caller, uint256 requestId, QueueHead head) private view returns (uint256 etherPaid) {
        if (requestId > head.lastFinalizedId()) revert Core_NotFinalized(requestId, head.lastFinalizedId());
        QueueSlot request = _core().requests[requestId];
        address owner = request.owner();
        if (owner != caller) {
            if (requestId == 0) revert Core_UnknownRequest(requestId);
            if (owner == address(0)) revert Core_AlreadyClaimed(requestId);
            revert Core_NotRequestOwner(requestId, owner, caller);
        }
        return QueueMath.toWeiDown(request.units(), _lossIndexOf(requestId, head.checkpointCount()));
    }

    /// @dev Ends a request; its slot is empty before its ether leaves.
    function _close(uint256 requestId, address owner, uint256 etherPaid) private {
        _core().requests[requestId] = QueueSlots.EMPTY;
        emit WithdrawalClaimed(requestId, owner, etherPaid);
    }

    function _pay(address owner, uint256 amount) private {
        if (!_send(owner, amount, gasleft())) revert Core_EtherTransferFailed(owner, amount);
    }

    /// @dev Skips what cannot be paid (pending, paid, the hub's), so that one request cannot spoil a keeper's batch.
    function _push(uint256 requestId) private {
        CoreState storage $ = _core();
        QueueSlot request = $.requests[requestId];
        QueueHead head = $.queueHead;
        if (requestId > head.lastFinalizedId() || request.owner() == address(0) || request.owner() == $.laneHub) return;
        uint256 amount = QueueMath.toWeiDown(request.units(), _lossIndexOf(requestId, head.checkpointCount()));
        $.requests[requestId] = QueueSlots.EMPTY;
        $.queueHead = head.afterPayment(amount);
        if (_send(request.owner(), amount, PUSH_GAS)) {
            emit WithdrawalClaimed(requestId, request.owner(), amount);
        } else {
            // A receiver that refuses keeps its claim (T-19). The call was undone, so nothing happened in between.
            $.requests[requestId] = request;
            $.queueHead = head;
        }
    }

    /// @dev Copies no return data: a receiver cannot make the caller pay for its memory.
    function _send(address to, uint256 amount, uint256 gasLimit) private returns (bool success) {
        assembly ("memory-safe") {
            success := call(gasLimit, to, amount, 0, 0, 0, 0)
        }
    }

    /// @dev Index at which a finalized request was finalized: the last checkpoint not after it.
    function _lossIndexOf(uint256 requestId, uint256 checkpointCount) internal view returns (uint256) {
        if (checkpointCount == 0) return QueueMath.NO_LOSS;
        CoreState storage $ = _core();
        uint256 low = 0;
        uint256 high = checkpointCount;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if ($.checkpoints[middle].fromId > requestId) high = middle;
            else low = middle + 1;
        }
        return low == 0 ? QueueMath.NO_LOSS : $.checkpoints[low - 1].lossIndex;
    }
}
