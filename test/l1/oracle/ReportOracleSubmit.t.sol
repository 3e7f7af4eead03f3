// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {IReportOracle} from "../../../l1-contracts/oracle/IReportOracle.sol";
import {ReportOracle} from "../../../l1-contracts/oracle/ReportOracle.sol";
import {LaneRewards, Report, Reports} from "../../../shared/contracts/oracle/Reports.sol";
import {CoreProbe} from "../lanes/harness/CoreProbe.sol";
import {OracleKit} from "./harness/OracleKit.sol";

contract ReportOracleSubmitTest is OracleKit {
    CoreProbe private core;
    ReportOracle private oracle;

    function setUp() public {
        vm.chainId(900);
        vm.warp(14_200);
        core = new CoreProbe();
        core.setPooled(1_000 ether);
        oracle = deployOracle(address(core), 5, 3);
    }

    function test_submit_AppliesTheReportInWei() public {
        Report memory report = emptyReport(1);
        report.consensusBalanceGwei = 64_000_000_001;
        report.withdrawnTotalGwei = 2;
        report.elRewardsTotalGwei = 3;
        report.depositsProcessedTotalGwei = 64_000_000_000;
        report.validatorCount = 2;
        report.provisionsGwei = 4;
        report.coveredGwei = [uint64(5), 6, 7, 8, 9, 10];
        report.operatorFeeBps = 300;
        report.finalizeUpTo = 11;
        bytes memory signatures = sign(oracle, report, 0, 3);
        vm.expectEmit(true, false, true, true, address(oracle));
        emit IReportOracle.ReportSubmitted(1, 0, address(this), 3);
        oracle.submitReport(report, signatures);

        ReportEffect memory effect = core.lastEffect();
        assertEq(effect.frame, 1);
        assertEq(effect.refTime, 14_200);
        assertEq(effect.consensusBalance, 64.000000001 ether);
        assertEq(effect.withdrawnTotal, 2 gwei);
        assertEq(effect.elRewardsTotal, 3 gwei);
        assertEq(effect.depositsProcessedTotal, 64 ether);
        assertEq(effect.provisions, 4 gwei);
        assertEq(effect.covered[0], 5 gwei);
        assertEq(effect.covered[5], 10 gwei);
        assertEq(effect.operatorFeeBps, 300);
        assertEq(effect.finalizeUpTo, 11);
        assertEq(oracle.lastFrame(), 1);
        assertNotEq(oracle.reportHashOf(1), bytes32(0));
        assertEq(oracle.reportHashOf(0), bytes32(0));
        assertEq(oracle.reportHashOf(2), bytes32(0));
    }

    /// EIP-712 by hand: "\x19\x01" ‖ domain separator ‖ struct hash.
    function test_digest_IsEip712() public {
        Report memory report = emptyReport(1);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("csETH ReportOracle"),
                keccak256("1"),
                uint256(900),
                address(oracle)
            )
        );
        submit(report);
        assertEq(oracle.digest(report), keccak256(abi.encodePacked(hex"1901", domain, oracle.reportHashOf(1))));
    }

    // ── Which frame ──────────────────────────────────────────────────────────────────────────────────────────────────

    function test_submit_RevertWhen_FrameIsReplayedOrSkipped_T_25() public {
        submit(emptyReport(1));
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_WrongFrame.selector, 1, 2), emptyReport(1));
        vm.warp(20_000);
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_WrongFrame.selector, 3, 2), emptyReport(3));
        submit(emptyReport(2));
        assertEq(core.reports(), 2);
    }

    function test_submit_RevertWhen_FromTheFuture_T_25() public {
        vm.warp(14_199);
        _expect(
            abi.encodeWithSelector(IReportOracle.ReportOracle_FromTheFuture.selector, 14_200, 14_199),
            emptyReport(1)
        );
        vm.warp(14_200);
        oracle.submitReport(emptyReport(1), sign(oracle, emptyReport(1), 0, 3));
    }

    function test_submit_RevertWhen_TimesAreInexact_T_25() public {
        Report memory report = emptyReport(1);
        report.refTime = 14_188;
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_WrongRefTime.selector, 14_188, 14_200), report);
        report = emptyReport(1);
        report.refSlot = 1_101;
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_WrongRefSlot.selector, 1_101, 1_100), report);
    }

    // ── Signatures ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_submit_RevertWhen_QuorumIsNotMet_T_23() public {
        _expectSigned(
            abi.encodeWithSelector(IReportOracle.ReportOracle_QuorumNotMet.selector, 2, 3),
            emptyReport(1),
            sign(oracle, emptyReport(1), 0, 2)
        );
        _expectSigned(
            abi.encodeWithSelector(IReportOracle.ReportOracle_QuorumNotMet.selector, 0, 3),
            emptyReport(1),
            ""
        );
    }

    function test_submit_RevertWhen_OneSignsTwice_T_23() public {
        address[] memory members = membersOf(5);
        bytes memory twice = bytes.concat(sign(oracle, emptyReport(1), 0, 2), sign(oracle, emptyReport(1), 1, 2));
        _expectSigned(
            abi.encodeWithSelector(IReportOracle.ReportOracle_SignersNotAscending.selector, members[1], members[1]),
            emptyReport(1),
            twice
        );
    }

    function test_submit_RevertWhen_SignersDoNotAscend_T_23() public {
        address[] memory members = membersOf(5);
        bytes memory disorder = bytes.concat(sign(oracle, emptyReport(1), 1, 3), sign(oracle, emptyReport(1), 0, 1));
        _expectSigned(
            abi.encodeWithSelector(IReportOracle.ReportOracle_SignersNotAscending.selector, members[2], members[0]),
            emptyReport(1),
            disorder
        );
    }

    function test_submit_RevertWhen_AStrangerSigns_T_23() public {
        address[] memory all = membersOf(6);
        _expectSigned(
            abi.encodeWithSelector(IReportOracle.ReportOracle_NotMember.selector, all[5]),
            emptyReport(1),
            bytes.concat(sign(oracle, emptyReport(1), 0, 2), sign(oracle, emptyReport(1), 5, 6))
        );
    }

    /// T-23: votes for different reports do not add up.
    function test_submit_RevertWhen_VotesConflict_T_23() public {
        Report memory other = emptyReport(1);
        other.operatorFeeBps = 1;
        bytes memory mixed = bytes.concat(sign(oracle, emptyReport(1), 0, 2), sign(oracle, other, 2, 3));
        vm.expectRevert();
        oracle.submitReport(emptyReport(1), mixed);
        assertEq(core.reports(), 0);
    }

    function test_submit_RevertWhen_ASignatureIsMalleable() public {
        bytes32 digest = oracle.digest(emptyReport(1));
        bytes memory high = signatureOf(2, digest);
        bytes32 s;
        assembly ("memory-safe") {
            s := mload(add(high, 64))
            let n := 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141
            s := sub(n, s)
            mstore(add(high, 64), s)
            mstore8(add(high, 96), xor(7, byte(0, mload(add(high, 96))))) // 27 <-> 28
        }
        _expectSigned(
            abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, s),
            emptyReport(1),
            bytes.concat(sign(oracle, emptyReport(1), 0, 2), high)
        );
    }

    function test_submit_RevertWhen_LengthIsNoMultipleOf65() public {
        bytes memory signatures = bytes.concat(sign(oracle, emptyReport(1), 0, 3), hex"00");
        _expectSigned(
            abi.encodeWithSelector(IReportOracle.ReportOracle_BadSignatureLength.selector, 196),
            emptyReport(1),
            signatures
        );
    }

    /// Another chain or another oracle has another domain.
    function test_submit_RevertWhen_SignedForAnotherOracle_T_25() public {
        ReportOracle other = deployOracle(address(core), 5, 3);
        bytes memory signatures = sign(other, emptyReport(1), 0, 3);
        vm.expectRevert();
        oracle.submitReport(emptyReport(1), signatures);
        assertEq(core.reports(), 0);
    }

    function test_submit_RevertWhen_LanesAreDoubledOrOutOfOrder_T_29() public {
        Report memory report = emptyReport(1);
        report.lanes = new LaneRewards[](2);
        report.lanes[0].laneId = 2;
        report.lanes[1].laneId = 2;
        _expect(abi.encodeWithSelector(Reports.Reports_LanesNotAscending.selector, 2, 2), report);
    }

    // ── Hashes ───────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_reportHashOf_KeepsTheLast64() public {
        for (uint64 frame = 1; frame <= 65; ++frame) submit(emptyReport(frame));
        assertEq(oracle.reportHashOf(1), bytes32(0));
        assertNotEq(oracle.reportHashOf(2), bytes32(0));
        assertNotEq(oracle.reportHashOf(65), oracle.reportHashOf(64));
    }

    function submit(Report memory report) private {
        vm.warp(report.refTime);
        oracle.submitReport(report, sign(oracle, report, 0, 3));
    }

    function _expect(bytes memory expected, Report memory report) private {
        _expectSigned(expected, report, sign(oracle, report, 0, 3));
    }

    function _expectSigned(bytes memory expected, Report memory report, bytes memory signatures) private {
        vm.expectRevert(expected);
        oracle.submitReport(report, signatures);
    }
}
