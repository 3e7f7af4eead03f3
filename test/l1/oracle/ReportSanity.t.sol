// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IReportOracle} from "../../../l1-contracts/oracle/IReportOracle.sol";
import {ReportOracle} from "../../../l1-contracts/oracle/ReportOracle.sol";
import {ReportSanity} from "../../../l1-contracts/oracle/ReportSanity.sol";
import {Report, Reports} from "../../../shared/contracts/oracle/Reports.sol";
import {CoreProbe} from "../lanes/harness/CoreProbe.sol";
import {OracleKit} from "./harness/OracleKit.sol";

/// @notice Sanity through the oracle. P is 1,000 ether throughout; the allowance is 3.6 %, 36 ether, in 36 days. A
/// frame of 1,200 seconds is 1/2592 of the window and gives back 36/2592 ether.
contract ReportSanityTest is OracleKit {
    CoreProbe private core;
    ReportOracle private oracle;
    uint64 private frame;

    function setUp() public {
        vm.warp(13_000);
        core = new CoreProbe();
        core.setPooled(1_000 ether);
        oracle = deployOracle(address(core), 3, 2);
        _submit(_balance(960_000_000_000));
    }

    // ── Falls ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_fall_OfTheWholeAllowancePasses() public {
        _submit(_balance(924_000_000_000)); // 36 ether less
        (uint256 used, uint256 limit) = oracle.fallAllowance();
        assertEq(used, 36_000_000);
        assertEq(limit, 36_000_000);
    }

    function test_fall_RevertWhen_AboveTheAllowance() public {
        _expect(
            abi.encodeWithSelector(ReportSanity.ReportSanity_FallTooLarge.selector, 36_000_000_001, 0, 36_000_000),
            _balance(923_999_999_999)
        );
    }

    /// T-27: 20 + 16 ether in two reports use up the same allowance; one frame gives back 1/2592 of it, 13,888 ppb.
    function test_fall_SplitOverReportsDrawsOnOneAllowance_T_27() public {
        _submit(_balance(940_000_000_000));
        Report memory second = _balance(923_980_000_000); // 16.02 ether more
        _expect(
            abi.encodeWithSelector(
                ReportSanity.ReportSanity_FallTooLarge.selector,
                16_020_000_000,
                19_986_112,
                36_000_000
            ),
            second
        );
        _submit(_balance(924_000_000_000));
        (uint256 used, ) = oracle.fallAllowance();
        assertEq(used, 35_986_112); // 20,000,000 − 13,888 + 16,000,000
    }

    /// T-27: a loss in many small parts is bounded like one.
    function testFuzz_fall_ManyPartsLoseNoMoreThanAllowed_T_27(uint256 seed) public {
        uint64 balance = 960_000_000_000;
        uint64 lost = 0;
        uint64 first = frame;
        for (uint256 i = 0; i < 30; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint64 part = uint64(seed % 4_000_000_000);
            Report memory report = _balance(balance - part);
            vm.warp(report.refTime);
            try oracle.submitReport(report, sign(oracle, report, 0, 2)) {
                (balance, lost) = (balance - part, lost + part);
            } catch {
                _submit(_balance(balance));
                continue;
            }
            frame = report.frame;
        }
        // 36 ether at once and what 30 frames give back.
        assertLe(lost, 36_000_000_000 + (uint256(frame - first) * 36_000_000_000) / 2592);
    }

    /// T-26: after a year of quiet the allowance is 36 ether, not 365.
    function test_fall_ALongGapDoesNotWidenTheAllowance_T_26() public {
        ReportOracle slow = _oracleWithDays();
        Report memory report = _daily(slow, 1, 960_000_000_000);
        vm.warp(report.refTime);
        slow.submitReport(report, sign(slow, report, 0, 2));
        for (uint64 day = 2; day <= 60; ++day) {
            report = _daily(slow, day, 960_000_000_000);
            vm.warp(report.refTime);
            slow.submitReport(report, sign(slow, report, 0, 2));
        }
        report = _daily(slow, 61, 923_999_999_999);
        vm.warp(report.refTime + 365 days);
        bytes memory signatures = sign(slow, report, 0, 2);
        vm.expectRevert(
            abi.encodeWithSelector(ReportSanity.ReportSanity_FallTooLarge.selector, 36_000_000_001, 0, 36_000_000)
        );
        slow.submitReport(report, signatures);
    }

    /// 36 days later all of it is there again: 18 days give back half.
    function test_fall_TheAllowanceRefillsEvenly() public {
        ReportOracle slow = _oracleWithDays();
        uint64[3] memory balances = [uint64(960_000_000_000), 924_000_000_000, 924_000_000_000];
        for (uint64 day = 1; day <= 20; ++day) {
            Report memory report = _daily(slow, day, balances[day < 3 ? day - 1 : 2]);
            vm.warp(report.refTime);
            slow.submitReport(report, sign(slow, report, 0, 2));
        }
        (uint256 used, ) = slow.fallAllowance();
        assertEq(used, 18_000_000);
    }

    /// What moves between balance, vault and deposits is no fall, and neither is a penalty provided for.
    function test_fall_FlowsAndProvisionsCancelOut() public {
        Report memory report = _balance(500_000_000_000);
        report.withdrawnTotalGwei = 450_000_000_000;
        report.elRewardsTotalGwei = 10_000_000_000;
        _submit(report);
        (uint256 used, ) = oracle.fallAllowance();
        assertEq(used, 0);

        // 30 ether of penalties become known: a fall of 30 …
        report = _balance(500_000_000_000);
        report.withdrawnTotalGwei = 450_000_000_000;
        report.elRewardsTotalGwei = 10_000_000_000;
        report.provisionsGwei = 30_000_000_000;
        _submit(report);
        (used, ) = oracle.fallAllowance();
        assertEq(used, 30_000_000);
        // … and when they strike, nothing more.
        report = _balance(470_000_000_000);
        report.withdrawnTotalGwei = 450_000_000_000;
        report.elRewardsTotalGwei = 10_000_000_000;
        _submit(report);
        assertEq(oracle.lastFrame(), frame);
    }

    /// T-77: a donation, a side deposit or a consolidation, however large, makes no report refusable.
    function testFuzz_rise_IsNeverRefused_T_77(uint64 balance, uint64 elRewards) public {
        balance = uint64(bound(balance, 960_000_000_000, type(uint64).max));
        Report memory report = _balance(balance);
        report.elRewardsTotalGwei = elRewards;
        _submit(report);
        assertEq(oracle.lastFrame(), 2);
    }

    function test_fall_ASecondOpinionLetsExactlyThatReportPass() public {
        Report memory report = _balance(500_000_000_000);
        bytes32 reportHash = new ReportHasher().hash(report);
        vm.prank(timelock);
        oracle.acceptFall(reportHash);
        _expect(
            abi.encodeWithSelector(ReportSanity.ReportSanity_FallTooLarge.selector, 460_000_000_001, 0, 36_000_000),
            _balance(499_999_999_999)
        );
        // It still needs its quorum.
        vm.warp(report.refTime);
        bytes memory one = sign(oracle, report, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_QuorumNotMet.selector, 1, 2));
        oracle.submitReport(report, one);
        _submit(report);
    }

    function test_setFallAllowance_KeepsToItsBounds() public {
        vm.startPrank(timelock);
        oracle.setFallAllowance(50);
        (, uint256 limit) = oracle.fallAllowance();
        assertEq(limit, 5_000_000);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_OutOfBounds.selector, 49, 50, 1_000));
        oracle.setFallAllowance(49);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_OutOfBounds.selector, 1_001, 50, 1_000));
        oracle.setFallAllowance(1_001);
    }

    // ── Counts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_counts_RevertWhen_OneFalls_T_30() public {
        Report memory report = _counts(20, 5, 2);
        _submit(report);
        _expect(_fell("validators", 19, 20), _counts(19, 5, 2));
        _expect(_fell("exited", 4, 5), _counts(20, 4, 2));
        _expect(_fell("slashed", 1, 2), _counts(20, 5, 1));
        _submit(_counts(20, 5, 2));
    }

    function test_counts_RevertWhen_OneExceedsItsWhole_T_30() public {
        _expect(_tooHigh("validators", 31, 30), _counts(31, 0, 0)); // 30 ether of deposits were processed
        _expect(_tooHigh("exited", 11, 10), _counts(10, 11, 0));
        _expect(_tooHigh("slashed", 11, 10), _counts(10, 0, 11));
        _submit(_counts(30, 30, 30));
    }

    // ── Building blocks ──────────────────────────────────────────────────────────────────────────────────────────────

    /// The next frame's report with this consensus balance and deposits of 30 ether processed.
    function _balance(uint64 balanceGwei) private view returns (Report memory report) {
        report = emptyReport(frame + 1);
        report.consensusBalanceGwei = balanceGwei;
        report.depositsProcessedTotalGwei = 30_000_000_000;
    }

    function _counts(uint64 validators, uint64 exited, uint64 slashed) private view returns (Report memory report) {
        report = _balance(960_000_000_000);
        (report.validatorCount, report.exitedCount, report.slashedCount) = (validators, exited, slashed);
    }

    function _submit(Report memory report) private {
        vm.warp(report.refTime);
        oracle.submitReport(report, sign(oracle, report, 0, 2));
        frame = report.frame;
    }

    function _expect(bytes memory expected, Report memory report) private {
        vm.warp(report.refTime);
        bytes memory signatures = sign(oracle, report, 0, 2);
        vm.expectRevert(expected);
        oracle.submitReport(report, signatures);
    }

    function _fell(bytes32 count, uint256 reported, uint256 previous) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ReportSanity.ReportSanity_CountFell.selector, count, reported, previous);
    }

    function _tooHigh(bytes32 count, uint256 reported, uint256 maximum) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ReportSanity.ReportSanity_CountTooHigh.selector, count, reported, maximum);
    }

    /// An oracle with frames of a day, from time 13,000 on.
    function _oracleWithDays() private returns (ReportOracle slow) {
        slow = deployOracle(address(core), 3, 2);
        ReportOracle daily = new ReportOracle(address(core), 13_000, 1 days, 1_000);
        vm.prank(timelock);
        slow.upgradeToAndCall(address(daily), "");
    }

    function _daily(ReportOracle, uint64 day, uint64 balanceGwei) private pure returns (Report memory report) {
        report.frame = day;
        report.refTime = 13_000 + day * 1 days;
        report.refSlot = 1_000 + day * 7_200;
        report.consensusBalanceGwei = balanceGwei;
        report.depositsProcessedTotalGwei = 30_000_000_000;
    }
}

contract ReportHasher {
    function hash(Report calldata report) external pure returns (bytes32) {
        return Reports.hash(report);
    }
}
