// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Ledger, RequestStatus, WithdrawalRequest} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreRequestWithdrawalTest is CoreTest {
    function test_requestWithdrawal_MovesValueFromHoldersToTheQueue() public {
        deposit(alice, 10 ether);
        vm.expectEmit();
        emit Core.WithdrawalRequested(1, bob, alice, 4e18, 4 ether);
        vm.prank(alice);
        assertEq(core.requestWithdrawal(4e18, bob), 1);

        Ledger memory book = core.ledger();
        assertEq(book.queued, 4 ether);
        assertEq(book.totalShares, 6e18 + 1e15);
        assertEq(book.totalPooled, 6 ether + 1e15);
        assertEq(core.balanceOf(alice), 6e18);
        WithdrawalRequest memory r = core.withdrawalRequest(1);
        assertEq(r.owner, bob);
        assertEq(uint8(r.status), uint8(RequestStatus.Pending));
        assertEq(r.etherAmount, 4 ether);
        assertEq(r.etherAhead, 0);
    }

    /// 1e12 wei units: 4 ether + 1.5e12 wei becomes 4 ether + 1e12, the dust stays with those who stay.
    function test_requestWithdrawal_RoundsToUnitsInTheProtocolsFavour_T7() public {
        deposit(alice, 10 ether);
        request(alice, 4e18 + 1.5e12);
        assertEq(core.withdrawalRequest(1).etherAmount, 4 ether + 1e12);
        assertEq(core.ledger().undistributed, 0.5e12);
    }

    function test_requestWithdrawal_ShowsThePlaceInLine() public {
        deposit(alice, 10 ether);
        request(alice, 4e18);
        request(alice, 1e18);
        assertEq(request(alice, 2e18), 3);
        assertEq(core.withdrawalRequest(3).etherAhead, 5 ether);
        assertEq(core.lastRequestId(), 3);
    }

    function test_requestWithdrawal_RevertWhen_BelowOneUnit_T18() public {
        deposit(alice, 1 ether);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_RequestTooSmall.selector, 1e12 - 1, 1e12));
        core.requestWithdrawal(1e12 - 1, alice);
    }

    function test_requestWithdrawal_RevertWhen_Above1000Ether_T18() public {
        deposit(alice, 2000 ether);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_RequestTooLarge.selector, 1000 ether + 1, 1000 ether));
        core.requestWithdrawal(1000e18 + 1, alice);
        core.requestWithdrawal(1000e18, alice);
    }

    function test_requestWithdrawal_RevertWhen_BalanceTooSmall() public {
        deposit(alice, 1 ether);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, bob, 0, 1e18));
        core.requestWithdrawal(1e18, bob);
    }

    function test_requestWithdrawal_RevertWhen_MoreSharesThanExist() public {
        uint256 shares = deposit(alice, 1 ether);
        // S is 1e18 + 1e15 of the bootstrap.
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, shares, 2e18));
        core.requestWithdrawal(2e18, alice);
    }

    function test_requestWithdrawal_RevertWhen_NobodyCouldClaim() public {
        deposit(alice, 1 ether);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_InvalidReceiver.selector, address(0)));
        core.requestWithdrawal(1e18, address(0));
        vm.expectRevert(abi.encodeWithSelector(Core.Core_InvalidReceiver.selector, address(core)));
        core.requestWithdrawal(1e18, address(core));
    }

    /// What others leave behind (dust, a donation) waits in D for a report: whoever comes before it and leaves right after
    /// gets back no more than was brought.
    function test_requestWithdrawal_ASandwichAroundOthersExitsGainsNothing_T9() public {
        deposit(alice, 100 ether);
        report(1 ether, 0);
        uint256 shares = deposit(bob, 50 ether);
        for (uint256 i = 0; i < 5; ++i) {
            request(alice, 7e18 + 3.3e11);
        }
        vm.deal(address(core), address(core).balance + 10 ether);
        core.skim();
        (uint256 rate, , ) = core.rate();
        assertEq(rate, 1.00018e18);
        assertLe(core.withdrawalRequest(request(bob, shares)).etherAmount, 50 ether);
    }

    /// A stale rate or paused deposits close the way in, never the way out.
    function test_requestWithdrawal_StaysOpenWhileDepositsAreClosed_T22() public {
        deposit(alice, 1 ether);
        vm.prank(owner);
        core.setDepositsPaused(true);
        vm.warp(GENESIS + 30 days);
        assertEq(request(alice, 1e18), 1);
    }

    /// After a loss of four fifths one unit of the queue is worth a fifth, and 32 bits of units 858.9934590 ether.
    function test_requestWithdrawal_AfterAHeavyLoss_LimitsWhatTheSlotCanHold() public {
        deposit(alice, 99_999.999 ether);
        stakeBuffered(90_000 ether);
        report(10_000 ether, 0);
        assertEq(core.ledger().lossIndex, 0.2e27);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(Core.Core_RequestTooLarge.selector, 900 ether, 858_993_459_000_000_000_000)
        );
        core.requestWithdrawal(4500e18, alice);
        request(alice, 4000e18);
        assertEq(core.withdrawalRequest(1).etherAmount, 800 ether);
    }

    function testFuzz_requestWithdrawal_NeverTakesMoreThanItBrought_T7(uint88 depositSeed, uint88 shareSeed) public {
        uint256 shares = deposit(alice, bound(depositSeed, 1 ether, 1000 ether));
        report(0.5 ether, 0);
        Ledger memory before = core.ledger();
        uint256 part = bound(shareSeed, 1.1e12, core.previewRequest(shares) > 1000 ether ? 999e18 : shares);
        uint256 value = core.previewRequest(part);
        request(alice, part);
        Ledger memory book = core.ledger();
        assertLe(book.queued - before.queued, value, "N rises by at most the value");
        assertGe(book.undistributed, before.undistributed, "D does not fall");
        assertLe(core.withdrawalRequest(1).etherAmount, value);
        assertSolvent();
    }
}
