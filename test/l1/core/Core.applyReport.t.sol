// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger, ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreApplyReportTest is CoreTest {
    /// S = 100 exactly: 99.999 ether and the bootstrap.
    function setUp() public override {
        super.setUp();
        deposit(alice, 99.999 ether);
    }

    /// D = 1 ether, far more than a day may release: r' = cap = 1 + 0.9·2 bp. φ = 5%:
    /// fee = ⌊1.8e14 · 100e18 · 500 / (9500 · 1.00018e18)⌋ = ⌊9e36 / 9.50171e21⌋.
    function test_applyReport_ReleasesAtMostTheCapAndKeepsTheRest_T2_T77() public {
        vm.expectEmit();
        emit Core.RateChanged(1, 1.00018e18);
        report(1 ether, 0);

        uint256 fee = 947_197_925_426_054;
        assertEq(core.balanceOf(treasury), fee);
        Ledger memory book = core.ledger();
        assertEq(book.rate, 1.00018e18);
        assertEq(book.rateNonce, 1);
        assertEq(book.totalShares, 100e18 + fee);
        assertEq(book.totalPooled, 101 ether);
        assertEq(book.highWaterMark, 1.00018e18);
        assertSolvent();
    }

    /// D = 0.03, D_min = 2 bp of 100.03 = 0.020006, free = 0.009994: r' = 1 + 0.009994 · 0.95 / 100.
    function test_applyReport_ReleasesWhatDHoldsAboveItsMinimum() public {
        report(0.03 ether, 0);
        (uint256 rate, , ) = core.rate();
        assertEq(rate, 1_000_094_943_000_000_000);
        assertGe(core.ledger().undistributed, 20_006_000_000_000_000);
        assertLt(core.ledger().undistributed, 20_006_000_000_000_000 + 100);
    }

    /// φ = 8%, of which the operators' part is 3/8, kept by the core itself until it is rooted.
    /// fee = ⌊1.8e14 · 100e18 · 800 / (9200 · 1.00018e18)⌋
    function test_applyReport_SplitsTheFee_T8() public {
        ReportEffect memory effect = nextReport();
        effect.consensusBalance = 1 ether;
        effect.operatorFeeBps = 300;
        applyReport(effect);
        uint256 fee = 1_564_935_702_877_829;
        assertEq(core.ledger().feeEscrowShares, (fee * 3) / 8);
        assertEq(core.balanceOf(address(core)), (fee * 3) / 8);
        assertEq(core.balanceOf(treasury), fee - (fee * 3) / 8);
        // 8% of what was released went to fees, to a wei a share: 0.018 / 0.92 · 0.08 ether.
        assertApproxEqAbs(core.convertToAssets(fee), 1_565_217_391_304_347, 1);
    }

    function test_applyReport_RevertWhen_FeesExceedTheBound_T8() public {
        ReportEffect memory effect = nextReport();
        effect.operatorFeeBps = 501;
        expectRejected(
            effect,
            abi.encodeWithSelector(Core.Core_AboveLimit.selector, bytes32("operatorFeeBps"), 501, 500)
        );
    }

    /// 40 of 100 shares wait in the queue when validators lose 20 of 50 ether: both sides keep four fifths.
    function test_applyReport_LossFallsProRataOnHoldersAndQueue_T14() public {
        request(alice, 40e18);
        stakeBuffered(50 ether);
        vm.expectEmit();
        emit Core.LossBooked(20 ether, 0.8e27, 0.8e18);
        report(30 ether, 0);

        Ledger memory book = core.ledger();
        assertEq(book.rate, 0.8e18);
        assertEq(book.queued, 32 ether);
        assertEq(book.totalPooled, 48 ether);
        assertEq(core.withdrawalRequest(1).etherAmount, 32 ether);
        assertSolvent();
    }

    /// D takes a loss before anybody else: 1 ether gained, 0.9 of it lost again, nobody's rate falls.
    function test_applyReport_UndistributedGainsAbsorbALoss() public {
        report(1 ether, 0);
        report(0.1 ether, 0);
        Ledger memory book = core.ledger();
        assertGe(book.rate, 1.00018e18);
        assertEq(book.lossIndex, 1e27);
        assertSolvent();
    }

    /// After r fell to 0.8 the way back to the high-water mark costs nobody a fee.
    function test_applyReport_TakesNoFeeOnARecovery_T83() public {
        stakeBuffered(50 ether);
        report(30 ether, 0);
        report(45 ether, 0);
        Ledger memory book = core.ledger();
        assertEq(book.rate, 0.800144e18);
        assertEq(book.highWaterMark, 1e18);
        assertEq(book.totalShares, 100e18);
        assertEq(core.balanceOf(treasury), 0);
    }

    /// The mark is where r was, not where it is or began: up to 1.00018, down to 1.00009, up to 1.00014: one fee.
    function test_applyReport_TakesNoSecondFeeBelowTheMark_T83() public {
        stakeBuffered(50 ether);
        report(51 ether, 0);
        uint256 feeOnce = core.balanceOf(treasury);
        assertGt(feeOnce, 0);
        report(50.01 ether, 0);
        (uint256 fallen, , ) = core.rate();
        assertApproxEqAbs(fallen, 1.00009e18, 1e12);
        report(50.035 ether, 0);
        (uint256 recovered, , ) = core.rate();
        assertApproxEqAbs(recovered, 1.00014e18, 1e12);
        assertEq(core.balanceOf(treasury), feeOnce);
        assertEq(core.ledger().highWaterMark, 1.00018e18);
    }

    /// A request that was pending through fall and recovery follows the fall only, from its own time on: the one made at
    /// the bottom pays in full, the old one four fifths, neither a minimum of its own (T-79).
    function test_applyReport_RequestsShareFallsNotRecoveries_T79() public {
        request(alice, 10e18);
        stakeBuffered(50 ether);
        report(30 ether, 0);
        request(alice, 10e18);
        report(48 ether, 0);
        assertEq(core.withdrawalRequest(1).etherAmount, 8 ether);
        assertEq(core.withdrawalRequest(2).etherAmount, 8 ether);
        report(48 ether, 2);
        vm.prank(alice);
        assertEq(core.claimMany(ids(1, 2)), 16 ether);
        assertSolvent();
    }

    /// A donation of any size delays no report and lifts the rate by a day's cap at most.
    function test_applyReport_CannotBeBlockedByADonation_T2_T77() public {
        vm.deal(address(core), address(core).balance + 1_000_000 ether);
        core.skim();
        report(0, 0);
        (uint256 rate, , ) = core.rate();
        assertEq(rate, 1.00018e18);
        assertSolvent();
    }

    function test_applyReport_ProvisionsLowerPAtOnceAndReturnToD() public {
        stakeBuffered(50 ether);
        ReportEffect memory effect = nextReport();
        effect.provisions = 10 ether;
        applyReport(effect);
        Ledger memory book = core.ledger();
        assertEq(book.provisions, 10 ether);
        assertEq(book.totalPooled, 90 ether);
        assertEq(book.rate, 0.9e18);
        report(50 ether, 0);
        assertEq(core.ledger().totalPooled, 100 ether);
    }

    function test_applyReport_RevertWhen_ProvisionsExceedTheBalance() public {
        stakeBuffered(50 ether);
        ReportEffect memory effect = nextReport();
        effect.provisions = 50 ether + 1;
        expectRejected(
            effect,
            abi.encodeWithSelector(Core.Core_ProvisionsExceedBalance.selector, 50 ether + 1, 50 ether)
        );
    }

    /// Everything lost: the report still lands, r is 0, and what is left of the queue is nothing.
    function test_applyReport_TotalLossLands_T20() public {
        request(alice, 10e18);
        report(0, 1);
        stakeBuffered(90 ether);
        report(0, 0);
        Ledger memory book = core.ledger();
        assertEq(book.rate, 0);
        assertEq(book.claimable, 10 ether);
        vm.prank(alice);
        assertEq(core.claim(1), 10 ether);
    }

    function test_applyReport_BooksProcessedDepositsOnce_T84() public {
        core.activateBuffered(32 ether);
        ReportEffect memory effect = nextReport();
        effect.depositsProcessedTotal = 20 ether;
        effect.consensusBalance = 20 ether;
        applyReport(effect);
        assertEq(core.ledger().inActivation, 12 ether);
        effect = nextReport();
        effect.depositsProcessedTotal = 20 ether;
        applyReport(effect);
        assertEq(core.ledger().inActivation, 12 ether);
        effect = nextReport();
        effect.depositsProcessedTotal = 32 ether + 1;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_ActivationUnderflow.selector, 12 ether + 1, 12 ether));
        effect.depositsProcessedTotal = 20 ether - 1;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_FlowFell.selector, 20 ether - 1, 20 ether));
    }

    /// A reported flow that is not in the vault is ether nobody holds.
    function test_applyReport_RevertWhen_NoVaultHoldsTheFlow() public {
        ReportEffect memory effect = nextReport();
        effect.withdrawnTotal = 1;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_VaultUnderfunded.selector, 1, 0));
        effect.withdrawnTotal = 0;
        effect.elRewardsTotal = 2;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_VaultUnderfunded.selector, 2, 0));
    }

    function test_applyReport_RevertWhen_ACoverIsClaimed() public {
        ReportEffect memory effect = nextReport();
        effect.covered[4] = 7;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_CoverUnavailable.selector, 4, 7));
    }

    function test_applyReport_RevertWhen_FrameIsReplayedOrSkipped_T25() public {
        ReportEffect memory effect = nextReport();
        effect.frame = 2;
        effect.refTime += 1 days;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_WrongFrame.selector, 2, 1));
        report(0, 0);
        effect.frame = 1;
        expectRejected(effect, abi.encodeWithSelector(Core.Core_WrongFrame.selector, 1, 2));
        effect = nextReport();
        effect.refTime += 1;
        expectRejected(
            effect,
            abi.encodeWithSelector(Core.Core_WrongRefTime.selector, GENESIS + 2 days + 1, GENESIS + 2 days)
        );
    }

    function test_applyReport_RevertWhen_CallerIsNotTheOracle() public {
        ReportEffect memory effect = nextReport();
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotReportOracle.selector, owner));
        core.applyReport(effect);
    }

    /// An unchanged rate keeps its nonce; every past rate can be looked up, an unknown one cannot.
    function test_rateAt_RemembersEveryRate() public {
        for (uint256 i = 0; i < 6; ++i) {
            report(1 ether, 0);
        }
        assertEq(core.rateAt(0), 1e18);
        assertEq(core.rateAt(1), 1.00018e18);
        assertEq(core.rateAt(2), 1_000_360_032_400_000_000);
        assertEq(core.rateAt(5), 1_000_900_324_058_325_248);
        (, uint64 nonce, ) = core.rate();
        assertEq(nonce, 6);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_UnknownRateNonce.selector, 7, 6));
        core.rateAt(7);
    }

    function expectRejected(ReportEffect memory effect, bytes memory reason) private {
        vm.prank(oracle);
        vm.expectRevert(reason);
        core.applyReport(effect);
    }
}
