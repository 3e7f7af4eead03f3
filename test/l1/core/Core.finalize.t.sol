// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger, ReportEffect, RequestStatus} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreFinalizeTest is CoreTest {
    function setUp() public override {
        super.setUp();
        deposit(alice, 99.999 ether);
    }

    function test_finalize_SetsAsideTheEtherOfARange() public {
        request(alice, 4e18);
        request(alice, 1e18);
        request(alice, 2e18);
        vm.expectEmit();
        emit Core.WithdrawalsFinalized(1, 2, 5 ether, 1e27);
        report(0, 2);
        Ledger memory book = core.ledger();
        assertEq(book.claimable, 5 ether);
        assertEq(book.buffered, 95 ether);
        assertEq(book.queued, 2 ether);
        assertEq(core.lastFinalizedId(), 2);
        assertEq(core.withdrawalRequest(3).etherAhead, 0);
        assertSolvent();
    }

    /// refTime of frame 1 is GENESIS + 86,400, the margin 384: a request of 86,015 s is older than that, one of 86,016 s
    /// is not.
    function test_finalize_RevertWhen_RequestIsWithinTheMargin_T16_T78() public {
        vm.warp(GENESIS + 86_400 - 384 - 1);
        request(alice, 1e18);
        vm.warp(GENESIS + 86_400 - 384);
        request(alice, 1e18);
        assertEq(core.withdrawalRequest(1).requestedFrame, 0);
        assertEq(core.withdrawalRequest(2).requestedFrame, 1);

        ReportEffect memory effect = nextReport();
        effect.finalizeUpTo = 2;
        vm.prank(oracle);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_FinalizeTooYoung.selector, 2, 1, 1));
        core.applyReport(effect);
        report(0, 1);
        report(0, 2);
        assertEq(core.lastFinalizedId(), 2);
    }

    /// Asked for between reference slot and report, at a rate the report is about to lower: waits for the next report.
    function test_finalize_RedeemBetweenReferenceSlotAndReportBearsTheLoss_T16() public {
        stakeBuffered(50 ether);
        vm.warp(GENESIS + 86_400 + 600);
        request(alice, 10e18);
        report(30 ether, 0);
        report(30 ether, 1);
        vm.prank(alice);
        assertEq(core.claim(1), 8 ether);
    }

    /// Asked for before a slashing, finalized after it: bears its part. Finalized before: does not (T-14, T-20).
    function test_finalize_LossesReachPendingRequestsOnly_T14_T20() public {
        request(alice, 10e18);
        request(alice, 10e18);
        report(0, 1);
        stakeBuffered(45 ether);
        report(0, 0);
        report(0, 2);
        // 90 owed, 45 left: half.
        vm.startPrank(alice);
        assertEq(core.claim(1), 10 ether);
        assertEq(core.claim(2), 5 ether);
        vm.stopPrank();
        assertSolvent();
    }

    /// Ranges finalized at indexes of 1, 0.5 and less pay by their own index, whatever the index is when they are claimed.
    function test_finalize_EachRangePaysByItsOwnLossIndex_T20() public {
        for (uint256 i = 0; i < 4; ++i) {
            request(alice, 10e18);
        }
        report(0, 1);
        stakeBuffered(60 ether);
        report(15 ether, 2); // 90 owed, 45 left: half
        report(15 ether, 3);
        // 35 ether left for 35 owed, 15 of it in validators: all of those are lost.
        report(0, 4);
        uint256 index = core.ledger().lossIndex;
        assertLt(index, 0.3e27);
        vm.startPrank(alice);
        assertEq(core.claim(4), (10 ether * index) / 1e27);
        assertEq(core.claim(3), 5 ether);
        assertEq(core.claim(2), 5 ether);
        assertEq(core.claim(1), 10 ether);
        assertSolvent();
    }

    /// The report's signers could not know that the ether would be short: the report stands, finalization waits.
    function test_finalize_DefersWhen_EtherIsShort_T77() public {
        request(alice, 60e18);
        stakeBuffered(50 ether);
        ReportEffect memory effect = nextReport();
        effect.finalizeUpTo = 1;
        vm.expectEmit();
        emit Core.FinalizationDeferred(1, 60 ether, 50 ether);
        applyReport(effect);
        assertEq(core.lastFinalizedId(), 0);
        assertEq(uint8(core.withdrawalRequest(1).status), uint8(RequestStatus.Pending));
    }

    /// Signed before the previous report was applied: what is already final is no reason to refuse.
    function test_finalize_IgnoresWhatIsAlreadyFinal_T77() public {
        request(alice, 1e18);
        request(alice, 1e18);
        report(0, 2);
        report(0, 1);
        assertEq(core.lastFinalizedId(), 2);
    }

    function test_finalize_RevertWhen_NoSuchRequest() public {
        request(alice, 1e18);
        ReportEffect memory effect = nextReport();
        effect.finalizeUpTo = 2;
        vm.prank(oracle);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_FinalizeOutOfRange.selector, 2, 0, 1));
        core.applyReport(effect);
    }

    /// 16 bits of frame wrap after 65,536 frames; a young request still looks young, an old one old.
    function testFuzz_finalize_FrameComparisonSurvivesTheWrap(uint32 frame, uint16 wait) public {
        uint256 requested = bound(frame, 1, type(uint32).max);
        uint256 waited = bound(wait, 0, 32_767);
        assertEq(core.isEarlierFrame(uint16(requested), requested + waited), waited != 0);
    }

    /// QUEUE-2 and QUEUE-1 over random ranges and losses.
    function testFuzz_finalize_SetsAsideWhatItsClaimsPay_QUEUE_1_QUEUE_2(uint256 seed) public {
        stakeBuffered(40 ether);
        uint256 consensus = 40 ether;
        for (uint256 round = 0; round < 4; ++round) {
            for (uint256 i = 0; i < 3; ++i) {
                seed = uint256(keccak256(abi.encode(seed)));
                request(alice, bound(seed, 1.5e12, 3e18));
            }
            consensus -= bound(seed >> 8, 0, 6 ether);
            report(consensus, 0);
            report(consensus, core.lastRequestId());
        }
        uint256 aside = core.ledger().claimable;
        uint256 paid;
        for (uint256 id = 1; id <= 12; ++id) {
            vm.prank(alice);
            paid += core.claim(id);
        }
        assertLe(paid, aside);
        assertLe(aside - paid, 12, "dust is at most a wei a request");
        assertEq(core.ledger().claimable, aside - paid);
        assertSolvent();
    }
}
