// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {IReportOracle} from "../../../l1-contracts/oracle/IReportOracle.sol";
import {ReportOracle} from "../../../l1-contracts/oracle/ReportOracle.sol";
import {CoreProbe} from "../lanes/harness/CoreProbe.sol";
import {OracleKit} from "./harness/OracleKit.sol";

contract ReportOracleMembershipTest is OracleKit {
    CoreProbe private core;
    ReportOracle private oracle;

    function setUp() public {
        vm.warp(13_000);
        core = new CoreProbe();
        oracle = deployOracle(address(core), 5, 3);
    }

    /// At time 13,600 frame 1 is running, until 14,200. It keeps its members; frame 2 is the first of the new set.
    function test_schedule_NeverChangesTheRunningFrame_T_23_T_24() public {
        address[] memory all = membersOf(8);
        address[] memory next = new address[](3);
        (next[0], next[1], next[2]) = (all[5], all[6], all[7]);
        vm.warp(13_600);
        vm.prank(timelock);
        vm.expectEmit(address(oracle));
        emit IReportOracle.MembershipScheduled(2, next, 2);
        oracle.scheduleMembership(next, 2);

        assertTrue(oracle.isMember(1, all[0]));
        assertFalse(oracle.isMember(1, all[5]));
        assertFalse(oracle.isMember(2, all[0]));
        assertTrue(oracle.isMember(2, all[5]));
        (address[] memory members, uint256 quorum) = oracle.membership(2);
        assertEq(members, next);
        assertEq(quorum, 2);

        vm.warp(15_400);
        // The new members cannot sign the old frame, the old ones not the new frame.
        bytes memory early = sign(oracle, emptyReport(1), 5, 8);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_NotMember.selector, all[5]));
        oracle.submitReport(emptyReport(1), early);
        oracle.submitReport(emptyReport(1), sign(oracle, emptyReport(1), 0, 3));
        bytes memory late = sign(oracle, emptyReport(2), 0, 3);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_NotMember.selector, all[0]));
        oracle.submitReport(emptyReport(2), late);
        oracle.submitReport(emptyReport(2), sign(oracle, emptyReport(2), 5, 7));
        assertEq(oracle.lastFrame(), 2);
    }

    /// T-24: reports are three frames behind. Frames that have begun keep the quorum they began with.
    function test_schedule_DoesNotTouchUnreportedFrames_T_24() public {
        vm.warp(16_700); // frame 4 is running: 16,600 to 17,800
        vm.prank(timelock);
        oracle.scheduleMembership(membersOf(5), 5);
        for (uint64 frame = 1; frame <= 4; ++frame) {
            (, uint256 quorum) = oracle.membership(frame);
            assertEq(quorum, 3);
        }
        (, uint256 raised) = oracle.membership(5);
        assertEq(raised, 5);
        vm.warp(19_000);
        for (uint64 frame = 1; frame <= 4; ++frame) {
            oracle.submitReport(emptyReport(frame), sign(oracle, emptyReport(frame), 0, 3));
        }
        bytes memory three = sign(oracle, emptyReport(5), 0, 3);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_QuorumNotMet.selector, 3, 5));
        oracle.submitReport(emptyReport(5), three);
        oracle.submitReport(emptyReport(5), sign(oracle, emptyReport(5), 0, 5));
    }

    function test_schedule_AtTheBorderTheFrameThatBeginsIsRunning() public {
        vm.warp(14_200); // frame 1 ends, frame 2 begins
        vm.prank(timelock);
        oracle.scheduleMembership(membersOf(5), 4);
        (, uint256 second) = oracle.membership(2);
        (, uint256 third) = oracle.membership(3);
        assertEq(second, 3);
        assertEq(third, 4);
    }

    function test_schedule_TheLastOneCounts() public {
        vm.startPrank(timelock);
        oracle.scheduleMembership(membersOf(5), 4);
        oracle.scheduleMembership(membersOf(5), 5);
        vm.stopPrank();
        (, uint256 quorum) = oracle.membership(2);
        assertEq(quorum, 5);
    }

    function test_schedule_BeforeGenesis() public {
        vm.warp(12_000);
        vm.prank(timelock);
        oracle.scheduleMembership(membersOf(5), 4);
        (, uint256 quorum) = oracle.membership(1);
        assertEq(quorum, 4);
    }

    function test_schedule_RevertWhen_SetIsUnsafe() public {
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_InvalidMembers.selector, 2, 3, 32), membersOf(2), 2);
        _expect(
            abi.encodeWithSelector(IReportOracle.ReportOracle_InvalidMembers.selector, 33, 3, 32),
            new address[](33),
            20
        );
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_InvalidQuorum.selector, 2, 4), membersOf(4), 2);
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_InvalidQuorum.selector, 5, 4), membersOf(4), 5);
        address[] memory odd = membersOf(3);
        odd[2] = odd[0];
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_InvalidMember.selector, odd[0]), odd, 2);
        odd[2] = address(0);
        _expect(abi.encodeWithSelector(IReportOracle.ReportOracle_InvalidMember.selector, address(0)), odd, 2);
    }

    function test_governance_RevertWhen_CallerIsNotTheOwner_T_72() public {
        bytes memory expected = abi.encodeWithSelector(
            OwnableUpgradeable.OwnableUnauthorizedAccount.selector,
            address(this)
        );
        address[] memory members = membersOf(5);
        vm.expectRevert(expected);
        oracle.scheduleMembership(members, 3);
        vm.expectRevert(expected);
        oracle.acceptFall(0);
        vm.expectRevert(expected);
        oracle.setFallAllowance(360);
        vm.expectRevert(expected);
        oracle.upgradeToAndCall(address(core), "");
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        oracle.initialize(address(this), members, 3);
        ReportOracle implementation = new ReportOracle(address(core), 13_000, 1_200, 1_000);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(this), members, 3);
    }

    function test_constructor_RevertWhen_TimesAreNotWholeSlots() public {
        _expectTiming(13_001, 1_200, 1_000);
        _expectTiming(13_000, 1_201, 1_000);
        _expectTiming(13_000, 372, 1_000);
        _expectTiming(13_000, 604_812, 1_000);
        _expectTiming(988, 1_200, 1_000);
        vm.expectRevert(abi.encodeWithSelector(IReportOracle.ReportOracle_NotContract.selector, address(1)));
        new ReportOracle(address(1), 13_000, 1_200, 1_000);
    }

    function _expectTiming(uint64 genesisTime, uint64 frameSeconds, uint64 beaconGenesis) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IReportOracle.ReportOracle_InvalidTiming.selector,
                genesisTime,
                frameSeconds,
                beaconGenesis
            )
        );
        new ReportOracle(address(core), genesisTime, frameSeconds, beaconGenesis);
    }

    function _expect(bytes memory expected, address[] memory members, uint256 quorum) private {
        vm.prank(timelock);
        vm.expectRevert(expected);
        oracle.scheduleMembership(members, quorum);
    }
}
