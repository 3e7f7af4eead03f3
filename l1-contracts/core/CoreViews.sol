// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {LaneState} from "./CoreStorage.sol";
import {LaneAccount, Ledger, RequestStatus, WithdrawalRequest} from "./CoreTypes.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {QueueHead} from "./QueueHead.sol";
import {QueueMath} from "./QueueMath.sol";
import {QueueSlot} from "./QueueSlot.sol";
import {WithdrawalClaims} from "./WithdrawalClaims.sol";
import {WithdrawalQueue} from "./WithdrawalQueue.sol";

/// @title Reading the core
/// @notice Every view agrees with what the calls do, to the wei, also in the middle of a payment (T-11).
abstract contract CoreViews is WithdrawalQueue, WithdrawalClaims {
    /// @inheritdoc ILiquidStakingCore
    function ledger() external view returns (Ledger memory) {
        CoreState storage $ = _core();
        Book memory book = _readBook();
        uint256 pooled = book.assets - book.queued;
        return
            Ledger({
                buffered: $.buffered,
                vaultBooked: $.vaultBooked,
                consensusBalance: $.consensusBalance,
                inActivation: $.inActivation,
                heldOnLanes: $.heldOnLanes,
                queued: book.queued,
                provisions: $.provisions,
                totalPooled: pooled,
                totalShares: book.totalShares,
                undistributed: pooled - ShareMath.toEtherUp(book.totalShares, book.rate),
                claimable: $.queueHead.claimable(),
                carryReserves: $.carryReserves,
                feeEscrowShares: $.feeEscrow,
                rate: book.rate,
                rateNonce: $.rateNonce,
                refTime: $.refTime,
                highWaterMark: $.highWaterMark,
                lossIndex: $.lossIndex
            });
    }

    /// @inheritdoc ILiquidStakingCore
    function lane(uint16 laneId) external view returns (LaneAccount memory) {
        LaneState storage account = _core().lanes[laneId];
        return
            LaneAccount({
                exists: account.exists,
                appliedNonce: account.appliedNonce,
                lockedShares: account.lockedShares,
                carryReserve: account.carryReserve,
                held: account.held,
                releasedTotal: account.releasedTotal,
                fundedTotal: account.fundedTotal,
                rateNonce: account.rateNonce,
                heldCap: uint256(account.heldCapEther) * 1 ether
            });
    }

    /// @inheritdoc ILiquidStakingCore
    function rate() external view returns (uint256, uint64, uint64) {
        CoreState storage $ = _core();
        return ($.rate, $.rateNonce, $.refTime);
    }

    /// @inheritdoc ILiquidStakingCore
    function rateAt(uint64 rateNonce) external view returns (uint256) {
        return _rateAt(rateNonce);
    }

    /// @inheritdoc ILiquidStakingCore
    function withdrawalRequest(uint256 requestId) external view returns (WithdrawalRequest memory request) {
        CoreState storage $ = _core();
        if (requestId == 0 || requestId > $.lastRequestId) return request;
        QueueSlot stored = $.requests[requestId];
        if (stored.owner() == address(0)) {
            request.status = RequestStatus.Claimed;
            return request;
        }
        request.owner = stored.owner();
        request.requestedFrame = uint64(_fullFrame(stored.frame()));
        QueueHead head = $.queueHead;
        if (requestId <= head.lastFinalizedId()) {
            request.status = RequestStatus.Finalized;
            request.etherAmount = QueueMath.toWeiDown(stored.units(), _lossIndexOf(requestId, head.checkpointCount()));
        } else {
            request.status = RequestStatus.Pending;
            request.etherAmount = QueueMath.toWeiDown(stored.units(), $.lossIndex);
            uint256 unitsAhead = _unitsBetween(head.unitsFinalized(), stored.unitsTotal()) - stored.units();
            request.etherAhead = QueueMath.toWeiUp(unitsAhead, $.lossIndex);
        }
    }

    /// @inheritdoc ILiquidStakingCore
    function lastFinalizedId() external view returns (uint256) {
        return _core().queueHead.lastFinalizedId();
    }

    /// @inheritdoc ILiquidStakingCore
    function lastRequestId() external view returns (uint256) {
        return _core().lastRequestId;
    }

    /// @inheritdoc ILiquidStakingCore
    function convertToShares(uint256 etherAmount) external view returns (uint256 shares) {
        return ShareMath.toSharesDown(etherAmount, _core().rate);
    }

    /// @inheritdoc ILiquidStakingCore
    function convertToAssets(uint256 shares) external view returns (uint256 etherAmount) {
        return ShareMath.toEtherDown(shares, _core().rate);
    }

    /// @inheritdoc ILiquidStakingCore
    function totalAssets() external view returns (uint256 etherAmount) {
        return ShareMath.toEtherDown(_core().totalShares, _core().rate);
    }
}
