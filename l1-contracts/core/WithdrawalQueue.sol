// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {CoreLedger} from "./CoreLedger.sol";
import {CoreTiming} from "./CoreTiming.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {QueueHead, QueueHeads} from "./QueueHead.sol";
import {QueueMath} from "./QueueMath.sol";
import {QueueSlot, QueueSlots} from "./QueueSlot.sol";

/// @title Entering the withdrawal queue and being finalized
/// @notice Strict FIFO (QUEUE-1): requests are numbered, a report finalizes all up to one number in O(1).
abstract contract WithdrawalQueue is CoreLedger, CoreTiming {
    using SafeCast for uint256;

    /// @inheritdoc ILiquidStakingCore
    function requestWithdrawal(uint256 shares, address receiver) external returns (uint256 requestId) {
        _requireReceiver(receiver);
        CoreState storage $ = _core();
        uint256 lossIndex = $.lossIndex;
        uint256 etherValue = ShareMath.toEtherDown(shares, $.rate);
        if (etherValue < Params.REQUEST_WEI_MIN) revert Core_RequestTooSmall(etherValue, Params.REQUEST_WEI_MIN);
        if (etherValue > Params.REQUEST_WEI_MAX) revert Core_RequestTooLarge(etherValue, _maxRequestWei(lossIndex));
        // Before they leave S, so that too many shares are told from a broken supply.
        _burnShares(msg.sender, shares);
        requestId = _enqueue(receiver, shares, etherValue, lossIndex);
    }

    /// @inheritdoc ILiquidStakingCore
    function previewRequest(uint256 shares) external view returns (uint256 etherValue) {
        return ShareMath.toEtherDown(shares, _core().rate);
    }

    /// @dev Queues `shares` in parts of at most the largest request; the caller takes them out of a balance. Never
    /// reverts for their amount: a last part below the smallest request is burnt and its dust stays in the pool.
    function _enqueueInParts(address owner, uint256 shares) internal returns (uint256 firstId, uint256 count) {
        CoreState storage $ = _core();
        uint256 rate = $.rate;
        uint256 lossIndex = $.lossIndex;
        uint256 maxWei = _maxRequestWei(lossIndex);
        firstId = uint256($.lastRequestId) + 1;
        while (ShareMath.toEtherDown(shares, rate) >= Params.REQUEST_WEI_MIN) {
            uint256 part = Math.min(shares, ShareMath.toSharesDown(maxWei, rate));
            shares -= part;
            _enqueue(owner, part, ShareMath.toEtherDown(part, rate), lossIndex);
            ++count;
        }
        $.totalShares = uint88($.totalShares - shares);
    }

    /// @dev Takes `shares` out of S and appends a request of `etherValue` = ⌊shares·r/1e18⌋. N rises by at most that,
    /// which is at most what the shares were owed: D does not fall.
    function _enqueue(
        address owner,
        uint256 shares,
        uint256 etherValue,
        uint256 lossIndex
    ) private returns (uint256 requestId) {
        CoreState storage $ = _core();
        uint256 units = QueueMath.toUnitsDown(etherValue, lossIndex);
        if (units > type(uint32).max) revert Core_RequestTooLarge(etherValue, _maxRequestWei(lossIndex));
        requestId = uint256($.lastRequestId) + 1;
        uint256 sharesAfter = $.totalShares - shares;
        uint256 unitsTotal = $.unitsTotal + units;
        $.totalShares = uint88(sharesAfter);
        // Wraps on purpose, see {_unitsBetween}.
        $.unitsTotal = uint48(unitsTotal);
        $.lastRequestId = requestId.toUint32();

        $.requests[requestId] = QueueSlots.pack(owner, units, unitsTotal, _requestFrame(block.timestamp));
        emit WithdrawalRequested(requestId, owner, msg.sender, shares, etherValue);
    }

    /// @dev Sets aside N_before − N_after for every request up to `upTo`. Reverts only for what the report's signers
    /// could see at the reference slot: ids only grow and a request's frame never changes. What may have changed since
    /// (already finalized, ether short) leaves the rest of the report standing, so nobody can block it (T-77).
    function _finalize(uint256 upTo, uint256 reportFrame) internal {
        CoreState storage $ = _core();
        QueueHead head = $.queueHead;
        uint256 last = head.lastFinalizedId();
        if (upTo <= last) return;
        if (upTo > $.lastRequestId) revert Core_FinalizeOutOfRange(upTo, last, $.lastRequestId);
        QueueSlot request = $.requests[upTo];
        if (!_isEarlierFrame(request.frame(), reportFrame)) {
            revert Core_FinalizeTooYoung(upTo, _fullFrame(request.frame()), reportFrame);
        }

        uint256 lossIndex = $.lossIndex;
        uint256 etherLocked =
            QueueMath.toWeiUp(_pendingUnits(), lossIndex) -
                QueueMath.toWeiUp(_unitsBetween(request.unitsTotal(), $.unitsTotal), lossIndex);
        if (etherLocked > $.buffered) {
            emit FinalizationDeferred(upTo, etherLocked, $.buffered);
            return;
        }
        // Cannot underflow or truncate: checked just above, and B + U is ether the core holds.
        $.buffered = uint88($.buffered - etherLocked);
        $.queueHead = QueueHeads.pack(
            (head.claimable() + etherLocked).toUint88(),
            request.unitsTotal(),
            upTo,
            _checkpoint(head.checkpointCount(), last + 1, lossIndex)
        );
        emit WithdrawalsFinalized(last + 1, upTo, etherLocked, lossIndex);
    }

    /// @dev One checkpoint per change of the index that a finalization saw; none as long as there was no loss.
    /// @return countAfter number of checkpoints now
    function _checkpoint(uint256 count, uint256 fromId, uint256 lossIndex) private returns (uint256 countAfter) {
        CoreState storage $ = _core();
        uint256 latest = count == 0 ? QueueMath.NO_LOSS : $.checkpoints[count - 1].lossIndex;
        if (lossIndex == latest) return count;
        $.checkpoints[count].fromId = uint32(fromId);
        $.checkpoints[count].lossIndex = uint96(lossIndex);
        return (count + 1).toUint32();
    }

    /// @dev The largest request: the parameter, or after losses of three quarters what 32 bits of units hold.
    function _maxRequestWei(uint256 lossIndex) private pure returns (uint256) {
        return Math.min(Params.REQUEST_WEI_MAX, QueueMath.toWeiDown(type(uint32).max, lossIndex));
    }
}
