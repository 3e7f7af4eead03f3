// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Report} from "../../shared/contracts/oracle/Reports.sol";
import {Params} from "../../shared/contracts/params/Params.sol";

/// @title What a report may not say, however many members signed it
/// @notice Bounds falls and counts. A rise is never refused: gains wait in D and are released at a capped speed, so a
/// donation, a side deposit or a consolidation cannot make a report refusable (T-77).
library ReportSanity {
    using SafeCast for uint256;
    using SafeCast for int256;

    /// @dev What the next report is compared with. 168 bits, see {ReportOracle-Head}: every sum of a report's 64-bit fields
    /// fits, and 2^32 validators have at least as many ether.
    struct Snapshot {
        /// {netGwei} of the last report
        int72 netGwei;
        uint32 validatorCount;
        uint32 exitedCount;
        uint32 slashedCount;
    }

    /// @dev How far P may fall: a bucket that refills evenly over {Params.FALL_WINDOW_SECONDS}. One slot.
    struct Allowance {
        /// part in use, parts per billion of P
        uint32 usedPpb;
        /// reference time of the last fall, seconds
        uint40 updatedAt;
        /// what the bucket holds, basis points of P
        uint16 limitBps;
    }

    uint256 private constant PPB_PER_BPS = 1e5;
    uint256 private constant PPB = 1e9;
    uint256 private constant GWEI_PER_ETHER = 1e9;

    /// @notice A count fell, or exceeds what it is part of (T-30).
    error ReportSanity_CountFell(bytes32 count, uint256 reported, uint256 previous);
    error ReportSanity_CountTooHigh(bytes32 count, uint256 reported, uint256 maximum);
    /// @notice The fall exceeds what is left of the allowance: a second opinion is needed.
    error ReportSanity_FallTooLarge(uint256 fallGwei, uint256 usedPpb, uint256 limitPpb);

    /// @notice Value on the consensus side net of flows: what moves between C, vaults and deposits cancels out, and a
    /// penalty that moves from provision to balance does too. Only gains and losses change it.
    function netGwei(Report calldata report) internal pure returns (int256) {
        return
            int256(uint256(report.consensusBalanceGwei)) +
            int256(uint256(report.withdrawnTotalGwei)) +
            int256(uint256(report.elRewardsTotalGwei)) -
            int256(uint256(report.depositsProcessedTotalGwei)) -
            int256(uint256(report.provisionsGwei));
    }

    /// @notice Checks the counts and returns what the next report is compared with.
    function requireCounts(
        Snapshot memory previous,
        Report calldata report
    ) internal pure returns (Snapshot memory current) {
        _requireNoFall("validators", report.validatorCount, previous.validatorCount);
        _requireNoFall("exited", report.exitedCount, previous.exitedCount);
        _requireNoFall("slashed", report.slashedCount, previous.slashedCount);
        // Every proven validator had its predeposit of 1 ether processed.
        _requireAtMost("validators", report.validatorCount, report.depositsProcessedTotalGwei / GWEI_PER_ETHER);
        _requireAtMost("exited", report.exitedCount, report.validatorCount);
        _requireAtMost("slashed", report.slashedCount, report.validatorCount);
        current = Snapshot({
            netGwei: netGwei(report).toInt72(),
            validatorCount: uint256(report.validatorCount).toUint32(),
            exitedCount: uint256(report.exitedCount).toUint32(),
            slashedCount: uint256(report.slashedCount).toUint32()
        });
    }

    /// @notice Charges a fall to the allowance.
    /// @param pooledGwei P before the report
    /// @dev A loss split over reports draws on the same bucket (T-27); a long gap refills it at most to the brim (T-26).
    /// So any window of 36 days loses at most twice the limit, any single report at most once.
    function charge(
        Allowance memory allowance,
        uint256 fallGwei,
        uint256 pooledGwei,
        uint256 refTime
    ) internal pure returns (Allowance memory charged) {
        uint256 used = usedPpbAt(allowance, refTime);
        uint256 limit = limitPpb(allowance);
        uint256 fallPpb = pooledGwei == 0 ? PPB : Math.ceilDiv(fallGwei * PPB, pooledGwei);
        if (used + fallPpb > limit) revert ReportSanity_FallTooLarge(fallGwei, used, limit);
        charged = Allowance({
            usedPpb: uint32(used + fallPpb), // at most the limit, 1e8 by Params' bounds
            updatedAt: refTime.toUint40(),
            limitBps: allowance.limitBps
        });
    }

    /// @notice Part of the bucket still in use at `refTime`, rounded up.
    function usedPpbAt(Allowance memory allowance, uint256 refTime) internal pure returns (uint256) {
        uint256 refilled = ((refTime - allowance.updatedAt) * limitPpb(allowance)) / Params.FALL_WINDOW_SECONDS;
        return Math.saturatingSub(allowance.usedPpb, refilled);
    }

    /// @notice What the bucket holds, parts per billion of P.
    function limitPpb(Allowance memory allowance) internal pure returns (uint256) {
        return allowance.limitBps * PPB_PER_BPS;
    }

    function _requireNoFall(bytes32 count, uint256 reported, uint256 previous) private pure {
        if (reported < previous) revert ReportSanity_CountFell(count, reported, previous);
    }

    function _requireAtMost(bytes32 count, uint256 reported, uint256 maximum) private pure {
        if (reported > maximum) revert ReportSanity_CountTooHigh(count, reported, maximum);
    }
}
