// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {FlashMath} from "../../shared/contracts/math/FlashMath.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IFlashExit} from "./IFlashExit.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {PoolStorage} from "./PoolStorage.sol";
import {Gate} from "./StakeGate.sol";
import {Tally} from "./Tally.sol";

/// @title csETH in, ether out, at once and for a fee
/// @notice Draws on what nobody else waits for, at the price that waiting would bring, less a fee that rises as the
/// reserve falls. The fee is value of burned shares that stays behind: E falls by less than u·r, so it reaches L1 as a
/// batch's surplus (LANE-2), and raises no rate here (T-9).
/// @dev FLASH-1: what serves those in the FIFO, ether and {_available}, is never touched. Who leaves ahead of a loss that
/// this lane has not heard of leaves at the old rate: at most the reserve times the loss, see docs/invariants.md.
abstract contract FlashExit is IFlashExit, PoolStorage, ReentrancyGuardTransient {
    /// @inheritdoc IFlashExit
    function flashExit(
        uint256 shares,
        address receiver,
        uint256 minEther
    ) external nonReentrant returns (uint256 etherPaid) {
        _requireValidReceiver(receiver);
        PoolState storage $ = _pool();
        uint256 feeWei;
        (etherPaid, feeWei) = _quoteFlashExit($, shares);
        if (etherPaid < minEther) revert FlashExit_BelowMinimum(etherPaid, minEther);

        Tally tally = $.tally;
        $.tally = tally.withPoolEther(tally.poolEther() - etherPaid).withTotalShares(tally.totalShares() - shares);
        $.queue.burned = SafeCast.toUint88($.queue.burned + shares);
        _burnShares(msg.sender, shares);
        emit FlashExited(msg.sender, receiver, shares, etherPaid, feeWei);
        _sendEther(receiver, etherPaid);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFlashExit
    function previewFlashExit(uint256 shares) external view returns (uint256 etherPaid, uint256 feeWei) {
        return _quoteFlashExit(_pool(), shares);
    }

    /// @inheritdoc IFlashExit
    function flashReserve() external view returns (uint256 reserveWei, uint256 targetWei, uint256 maxShares) {
        PoolState storage $ = _pool();
        uint256 pendingShares = _pendingShares($);
        uint256 limit = _available();
        return (
            _flashReserve($, $.gate, pendingShares),
            _flashTarget($),
            limit > pendingShares ? limit - pendingShares : 0
        );
    }

    /// @dev Reverts exactly where {flashExit} does, balance, receiver and minEther apart.
    function _quoteFlashExit(
        PoolState storage $,
        uint256 shares
    ) private view returns (uint256 etherPaid, uint256 feeWei) {
        Gate gate = $.gate;
        _requireOpen($, gate);
        // A report that is late may be one that brings a fall (T-15, T-22).
        uint256 maxAge = Params.FLASH_RATE_MAX_AGE_SECONDS;
        if (block.timestamp > gate.refTime() + maxAge) revert IL2StakingPool.Pool_RateTooOld(gate.refTime(), maxAge);

        uint256 pendingShares = _pendingShares($);
        uint256 limit = _available();
        if (shares + pendingShares > limit) revert FlashExit_ExceedsAvailable(shares, pendingShares, limit);
        uint256 gross = ShareMath.toEtherDown(shares, gate.rate());
        etherPaid = FlashMath.payDown(gross, _flashReserve($, gate, pendingShares), _flashTarget($));
        if (etherPaid == 0) revert FlashExit_ZeroEther(shares, gate.rate());
        feeWei = gross - etherPaid;
    }

    /// @dev E less what those in the FIFO may use: what their own rates promise them, or what a netting sets aside for
    /// them at the highest rate that r can have 48 hours after its reference time, whichever is more. Frames are a day
    /// and exits end after 30 hours: whoever waits now asked before the reference time after the next, whose update at
    /// the latest nets it, at no more than that rate. A later rise is not an exit's to provide for.
    function _flashReserve(PoolState storage $, Gate gate, uint256 pendingShares) private view returns (uint256) {
        uint256 poolEther = $.tally.poolEther();
        uint256 highest = ShareMath.ceilRate(gate.rate(), Params.GAIN_CAP_BPS, Params.RATE_MAX_AGE_SECONDS);
        uint256 netted = ShareMath.toEtherDown(pendingShares, highest);
        uint256 owed = netted > $.book.pendingValue ? netted : $.book.pendingValue;
        return poolEther > owed ? poolEther - owed : 0;
    }

    function _flashTarget(PoolState storage $) private view returns (uint256) {
        return uint256($.config.poolTargetGwei) * 1 gwei;
    }
}
