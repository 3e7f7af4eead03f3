// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaneAccount, Landing, Ledger, ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreLandBatchTest is CoreTest {
    /// S = 100 exactly.
    function setUp() public override {
        super.setUp();
        deposit(alice, 99.999 ether);
    }

    function test_landBatch_BooksSharesEtherAndWhatTheLaneHolds() public {
        vm.expectEmit();
        emit Core.BatchLanded(LANE, 1, 10e18, 0, 0, 7 ether, 3 ether, 0, 0);
        (, uint256 count) = land(1, batch(10e18, 0, 0, 7 ether, 3 ether));
        assertEq(count, 0);
        Ledger memory book = core.ledger();
        assertEq(book.buffered, 107 ether);
        assertEq(book.heldOnLanes, 3 ether);
        assertEq(book.totalShares, 110e18);
        assertEq(core.balanceOf(hub), 10e18);
        LaneAccount memory account = core.lane(LANE);
        assertEq(account.lockedShares, 10e18);
        assertEq(account.held, 3 ether);
        assertEq(account.appliedNonce, 1);
        assertSolvent();
    }

    /// Unstaked against pool ether: shares and held ether fall together.
    function test_landBatch_BurnsWhatTheLaneNetted() public {
        land(1, batch(10e18, 0, 0, 0, 10 ether));
        land(2, batch(1e18, 5e18, 0, 0, 6 ether));
        assertEq(core.lane(LANE).lockedShares, 6e18);
        assertEq(core.totalSupply(), 106e18);
        assertEq(core.balanceOf(hub), 6e18);
        assertSolvent();
    }

    /// 2500 shares at r = 1 with a limit of 1000 ether a request: 1000, 1000, 500.
    function test_landBatch_QueuesForwardedSharesInParts() public {
        land(1, batch(3000e18, 0, 0, 3000 ether, 0));
        request(alice, 1e18);
        (uint256 firstId, uint256 count) = land(2, batch(0, 0, 2500e18, 0, 0));
        assertEq(firstId, 2);
        assertEq(count, 3);
        assertEq(core.withdrawalRequest(2).owner, hub);
        assertEq(core.withdrawalRequest(2).etherAmount, 1000 ether);
        assertEq(core.withdrawalRequest(3).etherAmount, 1000 ether);
        assertEq(core.withdrawalRequest(4).etherAmount, 500 ether);
        assertEq(core.lane(LANE).lockedShares, 500e18);
        assertEq(core.balanceOf(hub), 500e18);
        assertEq(core.ledger().queued, 2501 ether);
        assertSolvent();
    }

    /// The last part is below the smallest request: burnt, its dust is everyone's; the landing does not fail for it.
    function test_landBatch_BurnsAForwardedRestThatIsTooSmallToQueue_T66() public {
        land(1, batch(2000e18, 0, 0, 2000 ether, 0));
        (, uint256 count) = land(2, batch(0, 0, 1000e18 + 5e11, 0, 0));
        assertEq(count, 1);
        assertEq(core.ledger().undistributed, 5e11);
        (, count) = land(3, batch(0, 0, 7e11, 0, 0));
        assertEq(count, 0);
        assertSolvent();
    }

    /// The L2 minted at its ceiling: 10.05 ether for 10 shares. The 0.05 is carry: X, as far as ether came with it.
    function test_landBatch_ASurplusFillsTheCarryReserve() public {
        vm.expectEmit();
        emit Core.BatchLanded(LANE, 1, 10e18, 0, 0, 10.05 ether, 0, 0.05 ether, 0.05 ether);
        land(1, batch(10e18, 0, 0, 10.05 ether, 0));
        assertEq(core.ledger().carryReserves, 0.05 ether);
        assertEq(core.ledger().buffered, 110 ether);
        // No ether came: the surplus stays in D, B does not fall.
        land(2, batch(10e18, 0, 0, 0, 10.05 ether));
        assertEq(core.ledger().carryReserves, 0.05 ether);
        assertEq(core.ledger().undistributed, 0.05 ether);
        assertSolvent();
    }

    /// Closed at r = 1, landed at 1.00018: 100 shares are 0.018 ether short. X holds 0.01, D the rest; no rate falls.
    function test_landBatch_ADeficitTakesXThenD() public {
        land(1, batch(10e18, 0, 0, 10.01 ether, 0));
        report(1 ether, 0);
        uint256 gains = core.ledger().undistributed;
        vm.expectEmit();
        emit Core.BatchLanded(LANE, 2, 100e18, 0, 0, 100 ether, 0, -0.018 ether, 0);
        land(2, batch(100e18, 0, 0, 100 ether, 0));
        assertEq(core.ledger().carryReserves, 0);
        assertEq(core.ledger().undistributed, gains - 0.008 ether);
        (uint256 rate, , ) = core.rate();
        assertEq(rate, 1.00018e18);
        assertSolvent();
    }

    /// The same with an empty D: D_min of about 0.02 ether cannot bear 0.9 ether. Booked as a loss: r falls to P/S.
    function test_landBatch_ADeficitBeyondXAndDIsALoss_T68() public {
        report(0.05 ether, 0);
        (uint256 before, uint64 nonce, ) = core.rate();
        land(1, batch(5000e18, 0, 0, 5000 ether, 0));
        (uint256 rate, uint64 nonceAfter, ) = core.rate();
        assertLt(rate, before);
        assertEq(nonceAfter, nonce + 1);
        assertEq(core.rateAt(nonceAfter), rate);
        Ledger memory book = core.ledger();
        assertEq(rate, (book.totalPooled * 1e18) / book.totalShares);
        assertSolvent();
    }

    /// Forwarded shares leave at the rate after the landing's own loss, not before it.
    function test_landBatch_ForwardedSharesBearTheLandingsLoss_T68() public {
        land(1, batch(500e18, 0, 0, 500 ether, 0));
        report(0.5 ether, 0);
        (uint256 firstId, ) = land(2, batch(5000e18, 0, 100e18, 5000 ether, 0));
        (uint256 rate, , ) = core.rate();
        assertLt(rate, 1.00018e18);
        assertApproxEqAbs(core.withdrawalRequest(firstId).etherAmount, rate * 100, 1e12);
        assertSolvent();
    }

    function test_landBatch_RevertWhen_BackingIsAWeiShort_LANE2() public {
        expectRejected(
            1,
            batch(10e18, 0, 0, 7 ether, 3 ether - 1),
            abi.encodeWithSelector(Core.Core_BatchInadmissible.selector, LANE, 10 ether - 1, 10e36)
        );
    }

    /// Held ether that vanished while shares stayed: the lane would dilute everyone else.
    function test_landBatch_RevertWhen_HeldEtherVanished_LANE2() public {
        land(1, batch(10e18, 0, 0, 0, 10 ether));
        expectRejected(
            2,
            batch(0, 0, 0, 0, 9 ether),
            abi.encodeWithSelector(Core.Core_BatchInadmissible.selector, LANE, -1 ether, 0)
        );
    }

    /// Admissible is what was right at the rate L1 sent, not at today's.
    function test_landBatch_IsJudgedByTheRateItWasClosedAt_LANE2() public {
        report(1 ether, 0);
        Landing memory landing = batch(10e18, 0, 0, 10 ether, 0);
        landing.rateNonce = 1;
        expectRejected(
            1,
            landing,
            abi.encodeWithSelector(Core.Core_BatchInadmissible.selector, LANE, 10 ether, 10.0018e36)
        );
        landing.rateNonce = 2;
        expectRejected(1, landing, abi.encodeWithSelector(Core.Core_UnknownRateNonce.selector, 2, 1));
        landing.rateNonce = 0;
        land(1, landing);
    }

    function test_landBatch_RevertWhen_NonceIsOutOfOrder() public {
        Landing memory landing = batch(1e18, 0, 0, 1 ether, 0);
        expectRejected(2, landing, abi.encodeWithSelector(Core.Core_BatchOutOfOrder.selector, LANE, 2, 1));
        land(1, landing);
        expectRejected(1, landing, abi.encodeWithSelector(Core.Core_BatchOutOfOrder.selector, LANE, 1, 2));
    }

    /// One forged message must not burn or release what other lanes locked, though the hub holds it all.
    function test_landBatch_RevertWhen_MoreLeavesThanTheLaneLocked_LANE3_T64() public {
        vm.prank(owner);
        core.addLane(2);
        land(1, batch(10e18, 0, 0, 10 ether, 0));
        Landing memory forged = batch(0, 10e18, 0, 0, 0);
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_LockedSharesExceeded.selector, 2, 10e18, 0));
        core.landBatch(2, 1, forged);
        expectRejected(
            2,
            batch(1e18, 0, 11e18 + 1, 1 ether, 0),
            abi.encodeWithSelector(Core.Core_LockedSharesExceeded.selector, LANE, 11e18 + 1, 11e18)
        );
        land(2, batch(1e18, 0, 11e18, 1 ether, 0));
        assertEq(core.lane(LANE).lockedShares, 0);
    }

    function test_landBatch_RevertWhen_EtherIsNotWhatWasAnnounced() public {
        vm.deal(hub, 2 ether);
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_LandingValueMismatch.selector, 2 ether, 1 ether));
        core.landBatch{value: 2 ether}(LANE, 1, batch(1e18, 0, 0, 1 ether, 0));
    }

    function test_landBatch_RevertWhen_LaneOrCallerIsUnknown_T56() public {
        Landing memory landing = batch(0, 0, 0, 0, 0);
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_UnknownLane.selector, 7));
        core.landBatch(7, 1, landing);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotLaneHub.selector, owner));
        core.landBatch(LANE, 1, landing);
    }

    /// Operators' fee shares go from the core's escrow to the lane's lock, by a cumulative total.
    function test_fundLane_MovesTheDifferenceOnce_REW_2() public {
        fillEscrow();
        vm.startPrank(hub);
        assertTrue(core.fundLane(LANE, 1000));
        assertTrue(core.fundLane(LANE, 1000));
        assertTrue(core.fundLane(LANE, 400));
        assertTrue(core.fundLane(LANE, 1500));
        vm.stopPrank();
        assertEq(core.lane(LANE).lockedShares, 1500);
        assertEq(core.lane(LANE).fundedTotal, 1500);
        assertEq(core.balanceOf(hub), 1500);
        assertEq(core.balanceOf(address(core)), core.ledger().feeEscrowShares);
        assertSolvent();
    }

    /// What was promised beyond the escrow moves nothing and stops nobody; all of the escrow can be funded (T-52).
    function test_fundLane_SaysSoWhenTheEscrowIsShort_T52_REW_1() public {
        uint256 escrow = fillEscrow();
        vm.startPrank(hub);
        vm.expectEmit(address(core));
        emit Core.RewardsNotFunded(LANE, escrow + 1, escrow);
        assertFalse(core.fundLane(LANE, escrow + 1));
        assertEq(core.lane(LANE).fundedTotal, 0);
        assertEq(core.lane(LANE).lockedShares, 0);
        assertEq(core.ledger().feeEscrowShares, escrow);
        assertTrue(core.fundLane(LANE, escrow));
        assertFalse(core.fundLane(LANE, escrow + 1));
        vm.stopPrank();
        assertEq(core.lane(LANE).fundedTotal, escrow);
        assertEq(core.ledger().feeEscrowShares, 0);
        assertSolvent();
    }

    function test_fundLane_RevertWhen_CallerOrLaneIsWrong() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotLaneHub.selector, alice));
        core.fundLane(LANE, 1);
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_UnknownLane.selector, 9));
        core.fundLane(9, 1);
    }

    /// An admissible batch always lands, whatever rate, D and X are by then.
    function testFuzz_landBatch_AdmissibleNeverReverts_LANE2(uint256 seed, uint8 days_) public {
        land(1, batch(500e18, 0, 0, 400 ether, 100 ether));
        uint256 gains = bound(seed >> 16, 0, 2 ether);
        for (uint256 i = 0; i < bound(days_, 0, 6); ++i) {
            report(gains, 0);
        }
        if (seed & 1 == 1) report(0, 0);
        Landing memory landing;
        landing.minted = bound(seed >> 32, 0, 1000e18);
        landing.burned = bound(seed >> 64, 0, landing.minted + 90e18);
        landing.forwarded = bound(seed >> 96, 0, 500e18 + landing.minted - landing.burned);
        // The exact minimum at r = 1: (m − u) wei, partly sent, partly held.
        uint256 total = 100 ether + landing.minted - landing.burned;
        landing.etherSent = bound(seed >> 128, 0, total);
        landing.heldAfter = total - landing.etherSent;
        land(2, landing);
        assertSolvent();
    }

    function batch(
        uint256 minted,
        uint256 burned,
        uint256 forwarded,
        uint256 etherSent,
        uint256 heldAfter
    ) private pure returns (Landing memory) {
        return
            Landing({
                rateNonce: 0,
                minted: minted,
                burned: burned,
                forwarded: forwarded,
                etherSent: etherSent,
                heldAfter: heldAfter
            });
    }

    function fillEscrow() private returns (uint256) {
        vm.deal(address(core), address(core).balance + 1 ether);
        core.skim();
        ReportEffect memory effect = nextReport();
        effect.operatorFeeBps = 300;
        applyReport(effect);
        return core.ledger().feeEscrowShares;
    }

    function expectRejected(uint64 nonce, Landing memory landing, bytes memory reason) private {
        vm.deal(hub, landing.etherSent);
        vm.prank(hub);
        vm.expectRevert(reason);
        core.landBatch{value: landing.etherSent}(LANE, nonce, landing);
    }
}
