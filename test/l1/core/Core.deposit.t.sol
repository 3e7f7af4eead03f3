// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreDepositTest is CoreTest {
    function test_deposit_MintsSharesAtTheStoredRate() public {
        vm.deal(alice, 3 ether);
        vm.expectEmit();
        emit Core.Deposited(alice, bob, 3 ether, 3e18);
        vm.prank(alice);
        assertEq(core.deposit{value: 3 ether}(bob, 3e18), 3e18);

        assertEq(core.balanceOf(bob), 3e18);
        assertEq(core.totalSupply(), 3e18 + 1e15);
        assertEq(core.ledger().buffered, 3 ether + 1e15);
    }

    /// 7 wei at r = 1.00018: 7e18 / 1.00018e18 = 6.998…, so 6 shares; the rest is everyone's.
    function test_deposit_RoundsSharesDown_T7() public {
        raiseRate();
        (uint256 rate, , ) = core.rate();
        assertEq(rate, 1.00018e18);
        assertEq(core.previewDeposit(7), 6);
        assertEq(deposit(bob, 7), 6);
        assertSolvent();
    }

    function test_deposit_RevertWhen_SharesRoundToZero_T6() public {
        raiseRate();
        vm.deal(bob, 1);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_ZeroShares.selector, 1, 1.00018e18));
        vm.prank(bob);
        core.deposit{value: 1}(bob, 0);
    }

    function test_deposit_RevertWhen_SharesBelowMinimum() public {
        vm.deal(alice, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_SharesBelowMinimum.selector, 1e18, 1e18 + 1));
        vm.prank(alice);
        core.deposit{value: 1 ether}(alice, 1e18 + 1);
    }

    function test_deposit_RevertWhen_ReceiverCannotMoveShares() public {
        vm.deal(alice, 2 ether);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_InvalidReceiver.selector, address(0)));
        core.deposit{value: 1 ether}(address(0), 0);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_InvalidReceiver.selector, address(core)));
        core.deposit{value: 1 ether}(address(core), 0);
    }

    function test_deposit_RevertWhen_Paused() public {
        vm.prank(owner);
        core.setDepositsPaused(true);
        vm.deal(alice, 1 ether);
        vm.expectRevert(Core.Core_DepositsPaused.selector);
        vm.prank(alice);
        core.deposit{value: 1 ether}(alice, 0);
    }

    function test_deposit_ClosesOneSecondAfter48HoursOfTheSameRate() public {
        vm.warp(GENESIS + 48 hours);
        deposit(alice, 1 ether);

        vm.warp(GENESIS + 48 hours + 1);
        vm.deal(alice, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_RateTooOld.selector, GENESIS, 172_800));
        vm.prank(alice);
        core.deposit{value: 1 ether}(alice, 0);
    }

    /// The cap is stored in units of 32 ether: 100 becomes 96, of which the bootstrap took 0.001.
    function test_deposit_RevertWhen_CapExceeded() public {
        vm.prank(owner);
        core.setDepositCap(100 ether);
        deposit(alice, 95.999 ether);
        vm.deal(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_DepositCapExceeded.selector, 96 ether + 1, 96 ether));
        vm.prank(alice);
        core.deposit{value: 1}(alice, 0);
    }

    function test_depositWithReferral_EmitsTheReferral() public {
        vm.deal(alice, 1 ether);
        vm.expectEmit();
        emit Core.Referred(alice, bytes32("friend"), 1 ether);
        vm.prank(alice);
        assertEq(core.depositWithReferral{value: 1 ether}(alice, 0, bytes32("friend")), 1e18);
    }

    /// The classic attack: be first, donate, let the next depositor round to nothing. Here a donation moves no rate.
    function test_deposit_FirstDepositorCannotInflateTheRate_T1_T2() public {
        deposit(alice, 1);
        vm.deal(address(core), address(core).balance + 1000 ether);
        assertEq(deposit(bob, 1 ether), 1e18);
        core.skim();
        assertEq(deposit(bob, 1 ether), 1e18);
    }

    /// Everybody leaves; the bootstrap shares stay, so the supply is neither zero nor a few wei when it opens again.
    function test_deposit_AfterEveryoneLeft_KeepsTheRate_T5() public {
        deposit(alice, 5 ether);
        request(alice, 5e18);
        assertEq(core.totalSupply(), 1e15);
        vm.deal(address(core), address(core).balance + 10 ether);
        core.skim();
        assertEq(deposit(bob, 1 ether), 1e18);
        assertSolvent();
    }

    function test_receive_RefusesPlainEther_T2() public {
        vm.deal(alice, 1 ether);
        vm.prank(alice);
        (bool accepted, ) = address(core).call{value: 1 ether}("");
        assertFalse(accepted);
    }

    function testFuzz_deposit_PreviewAgrees_AndNobodyElsePays_T7(uint88 seed) public {
        raiseRate();
        uint256 amount = bound(seed, 2, 100_000 ether);
        Ledger memory before = core.ledger();
        uint256 shares = core.previewDeposit(amount);
        assertEq(deposit(bob, amount), shares);
        // shares·r ≤ amount: what the newcomer is promised is at most what was brought.
        assertLe(shares * before.rate, amount * 1e18);
        assertGe(core.ledger().undistributed, before.undistributed);
        assertSolvent();
    }

    /// One day's full release: 0.9 · 2 bp.
    function raiseRate() internal {
        deposit(alice, 100 ether);
        report(1 ether, 0);
    }
}
