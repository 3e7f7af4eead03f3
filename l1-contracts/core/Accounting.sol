// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ReportEffect} from "./CoreTypes.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {ReleaseMath} from "./ReleaseMath.sol";
import {WithdrawalQueue} from "./WithdrawalQueue.sol";

/// @title What a report does to the ledger
/// @notice One order, always: flows, Q, covers, loss, release and fees, finalization. A gain is never refused because
/// it is too much: it waits in D and is released at most at 0.9·g a day, so a donation cannot block reports (T-77).
abstract contract Accounting is WithdrawalQueue {
    using SafeCast for uint256;

    /// @inheritdoc ILiquidStakingCore
    function applyReport(ReportEffect calldata effect) external {
        CoreState storage $ = _core();
        if (msg.sender != $.reportOracle) revert Core_NotReportOracle(msg.sender);
        uint256 elapsed = _openFrame(effect.frame, effect.refTime);
        _bookFlows(effect);
        _bookProvisions(effect);
        _drawCovers(effect.covered);

        uint256 rateBefore = $.rate;
        Book memory book = _readBook();
        _absorbLoss(book);
        (uint256 protocolShares, uint256 operatorShares) = _release(book, elapsed, effect.operatorFeeBps);
        emit ReportApplied(
            effect.frame,
            effect.refTime,
            rateBefore,
            book.rate,
            book.assets - Math.ceilDiv(_owedE18(book), 1e18),
            protocolShares,
            operatorShares
        );
        _finalize(effect.finalizeUpTo, effect.frame);
    }

    /// @dev Frames are consecutive and at fixed times: a replay, a skipped frame or another clock is refused (T-25).
    function _openFrame(uint256 frame, uint64 refTime) private returns (uint256 elapsed) {
        CoreState storage $ = _core();
        uint256 expected = uint256($.frame) + 1;
        if (frame != expected) revert Core_WrongFrame(frame, expected);
        if (refTime != _refTimeOf(frame)) revert Core_WrongRefTime(refTime, _refTimeOf(frame));
        elapsed = refTime - $.refTime;
        $.frame = uint64(frame);
        $.refTime = uint256(refTime).toUint40();
    }

    /// @dev Moves exactly the differences of cumulative totals: nothing is counted twice, and a skipped or late report
    /// loses nothing (T-84).
    function _bookFlows(ReportEffect calldata effect) private {
        CoreState storage $ = _core();
        uint256 booked =
            $.vaultBooked +
                _rise(effect.withdrawnTotal, $.withdrawnTotal) +
                _rise(effect.elRewardsTotal, $.elRewardsTotal);
        // What was booked before was there then, and nothing but V itself takes ether out of the vault.
        if (booked > $.vaultBooked && booked > $.withdrawalVault.balance) {
            revert Core_VaultUnderfunded(booked, $.withdrawalVault.balance);
        }
        uint256 processed = _rise(effect.depositsProcessedTotal, $.depositsProcessedTotal);
        if (processed > $.inActivation) revert Core_ActivationUnderflow(processed, $.inActivation);

        $.vaultBooked = booked.toUint88();
        $.inActivation = uint80($.inActivation - processed);
        $.consensusBalance = effect.consensusBalance.toUint88();
        $.withdrawnTotal = effect.withdrawnTotal.toUint96();
        $.elRewardsTotal = effect.elRewardsTotal.toUint96();
        $.depositsProcessedTotal = effect.depositsProcessedTotal.toUint96();
    }

    /// @dev Q is penalties still to come IN the consensus balance, so it cannot exceed it. Checked against the same
    /// report: nothing that happened since its reference slot can make it fail.
    function _bookProvisions(ReportEffect calldata effect) private {
        if (effect.provisions > effect.consensusBalance) {
            revert Core_ProvisionsExceedBalance(effect.provisions, effect.consensusBalance);
        }
        _core().provisions = effect.provisions.toUint88();
    }

    /// @dev Releases D above D_min into the rate. Fee shares are new shares: LEDGER-1 holds by {ReleaseMath-release}.
    function _release(
        Book memory book,
        uint256 elapsed,
        uint256 operatorFeeBps
    ) private returns (uint256 protocolShares, uint256 operatorShares) {
        uint256 maxOperatorFeeBps = Params.FEE_BPS_MAX - Params.PROTOCOL_FEE_BPS;
        if (operatorFeeBps > maxOperatorFeeBps) {
            revert Core_AboveLimit("operatorFeeBps", operatorFeeBps, maxOperatorFeeBps);
        }
        uint256 pooled = book.assets - book.queued;
        uint256 keptE18 =
            book.rate * book.totalShares + Math.ceilDiv(pooled * Params.GAINS_RESERVE_BPS, ShareMath.BPS) * 1e18;
        if (pooled * 1e18 <= keptE18) return (0, 0);

        CoreState storage $ = _core();
        uint256 feeBps = Params.PROTOCOL_FEE_BPS + operatorFeeBps;
        uint256 cap = ShareMath.releaseCapDown(book.rate, Params.GAIN_CAP_BPS, Params.RELEASE_CAP_BPS, elapsed);
        (uint256 rateAfter, uint256 feeShares) = ReleaseMath.release(
            ReleaseMath.Input({
                rate: book.rate,
                highWaterMark: $.highWaterMark,
                cap: Math.min(cap, type(uint64).max),
                totalShares: book.totalShares,
                freeE18: pooled * 1e18 - keptE18,
                feeBps: feeBps
            })
        );
        book.rate = rateAfter;
        _setRate(rateAfter);
        if (rateAfter > $.highWaterMark) $.highWaterMark = uint64(rateAfter);
        if (feeShares == 0) return (0, 0);

        operatorShares = (feeShares * operatorFeeBps) / feeBps;
        protocolShares = feeShares - operatorShares;
        book.totalShares += feeShares;
        $.totalShares = book.totalShares.toUint88();
        $.feeEscrow = ($.feeEscrow + operatorShares).toUint96();
        _mintShares($.treasury, protocolShares);
        _mintShares(address(this), operatorShares);
    }

    /// @dev The tranches of the waterfall do not exist yet, so nothing can be covered.
    function _drawCovers(uint256[6] calldata covered) private pure {
        for (uint256 tranche = 0; tranche < covered.length; ++tranche) {
            if (covered[tranche] != 0) revert Core_CoverUnavailable(tranche, covered[tranche]);
        }
    }

    function _rise(uint256 reported, uint256 seen) private pure returns (uint256) {
        if (reported < seen) revert Core_FlowFell(reported, seen);
        return reported - seen;
    }
}
