// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {LaneBook} from "../../l2-contracts/staking/PoolTypes.sol";
import {StakeGate} from "../../l2-contracts/staking/StakeGate.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

contract StakeTest is L2Fixture {
    /// 10 ether less 6 bp, at rate 1 and age 0.
    function test_stake_MintsAtTheRateLessTheFee() public {
        vm.expectEmit(address(pool));
        emit IL2StakingPool.Staked(alice, bob, 10 ether, 9.994e18, 0.006 ether);
        vm.prank(alice);
        assertEq(pool.stake{value: 10 ether}(bob, 9.994e18), 9.994e18);
        assertEq(pool.balanceOf(bob), 9.994e18);
        LaneBook memory book = pool.book();
        assertEq(book.totalShares, 9.994e18);
        assertEq(book.poolEther, 10 ether);
        assertEq(pool.openBatch().minted, 9.994e18);
        assertEq(address(pool).balance, 10 ether);
    }

    /// After a day the ceiling is 1.0002: ⌊9.994e36 / 1.0002e18⌋.
    function test_stake_MintsAtTheCeilingOfADay_T63() public {
        vm.warp(T0 + 1 days);
        assertEq(pool.ceilingRate(), 1.0002e18);
        assertEq(_stake(alice, 10 ether), 9_992_001_599_680_063_987);
    }

    /// The report that may follow raises r by 0.9·2 bp at most: who staked just before it gained nothing.
    function test_stake_GainsNothingFromAVisibleRatePush_T63() public {
        vm.warp(T0 + 1 days);
        uint256 shares = _stake(alice, 10 ether);
        _deliver(1, _update(1, 1.00018e18, 0, 0));
        assertLt((shares * 1.00018e18) / 1e18, 10 ether - 0.006 ether);
    }

    function test_stake_ClosesWhenTheRateIsOlderThan48Hours_T62() public {
        vm.warp(T0 + 48 hours);
        assertEq(_stake(alice, 1 ether), 999_000_399_840_063_974);
        vm.warp(T0 + 48 hours + 1);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_RateTooOld.selector, T0, 48 hours));
        _stake(alice, 1 ether);
        // Transfers and requests never close.
        vm.prank(alice);
        assertTrue(pool.transfer(bob, 0.1e18));
        _request(bob, 0.1e18);
    }

    /// 1 wei: the fee rounds up to 1, nothing is left.
    function test_stake_RevertWhen_NothingIsMinted_T6() public {
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_ZeroShares.selector, 1, 1e18));
        _stake(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_ZeroShares.selector, 0, 1e18));
        _stake(alice, 0);
    }

    function test_stake_RevertWhen_BelowTheMinimumAsked() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IL2StakingPool.Pool_SharesBelowMinimum.selector, 9.994e18, 9.994e18 + 1)
        );
        pool.stake{value: 10 ether}(alice, 9.994e18 + 1);
    }

    function test_stake_RevertWhen_ReceiverIsNobody() public {
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_InvalidReceiver.selector, address(0)));
        pool.stake{value: 1 ether}(address(0), 0);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_InvalidReceiver.selector, address(pool)));
        pool.stake{value: 1 ether}(address(pool), 0);
    }

    /// Unstakers wait for 5 ether and the pool holds none: of 8 staked ether 5 never travel, 3·6 bp are charged.
    function test_stake_ChargesNothingOnWhatWaitingUnstakersUse() public {
        _stake(alice, 10 ether);
        _close();
        assertEq(pool.book().poolEther, 0);
        _request(alice, 5e18);
        (, uint256 feeWei, ) = pool.previewStake(8 ether);
        assertEq(feeWei, 0.0018 ether);
        (, feeWei, ) = pool.previewStake(5 ether);
        assertEq(feeWei, 0);
        _stake(bob, 8 ether);
        // Now the pool holds more than they need.
        (, feeWei, ) = pool.previewStake(10 ether);
        assertEq(feeWei, 0.006 ether);
    }

    function test_stake_RevertWhen_TheLimitIsUsedUp() public {
        _stake(alice, 9_999 ether);
        vm.expectRevert(abi.encodeWithSelector(StakeGate.StakeGate_LimitExceeded.selector, 1 ether + 1, 1 ether));
        _stake(bob, 1 ether + 1);
        _stake(bob, 1 ether);
        // 0.11574 ether a second.
        vm.warp(T0 + 100);
        (uint256 available, uint256 capacity) = pool.stakeLimit();
        assertEq(available, 11.574 ether);
        assertEq(capacity, 10_000 ether);
    }

    function test_setStakeLimit_MakesNothingAvailableAtOnce_T17() public {
        _stake(alice, 10_000 ether);
        vm.warp(T0 + 100);
        vm.prank(timelock);
        pool.setStakeLimit(1_000_000e9, 1_000_000_000);
        (uint256 available, ) = pool.stakeLimit();
        assertEq(available, 11.574 ether);
        vm.warp(T0 + 101);
        (available, ) = pool.stakeLimit();
        assertEq(available, 12.574 ether);
    }

    function test_stake_StopsAfterAFallUntilTheNextUpdate() public {
        vm.warp(T0 + 1 days);
        _deliver(1, _update(1, 0.99e18, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_StoppedAfterFall.selector, 1));
        _stake(alice, 1 ether);
        vm.warp(T0 + 2 days);
        _deliver(2, _update(1, 0.99e18, 0, 0));
        // ⌊0.9994e36 / 0.99e18⌋
        assertEq(_stake(alice, 1 ether), 1_009_494_949_494_949_494);
    }

    /// The pool is empty but for 1 share: the price of the next is the stored rate, whatever ether is forced in.
    function test_stake_PriceIgnoresForcedEther_T2_T5() public {
        _stake(alice, 10 ether);
        vm.deal(address(pool), address(pool).balance + 1_000 ether);
        assertEq(_stake(bob, 10 ether), 9.994e18);
        (uint256 rate, , , ) = pool.rate();
        assertEq(rate, 1e18);
    }

    /// LANE-2 of one stake: its shares are worth at most its ether, at any age, rate and amount; nothing sticks (T-7).
    function testFuzz_stake_IsBackedByItsEther_T7(uint256 amount, uint256 age) public {
        amount = bound(amount, 10, 10_000 ether);
        vm.warp(T0 + bound(age, 0, 48 hours));
        (uint256 preview, uint256 feeWei, ) = pool.previewStake(amount);
        uint256 shares = _stake(alice, amount);
        assertEq(shares, preview);
        assertLe(shares * 1e18, amount * 1e18);
        assertLe(feeWei, (amount * 6) / 10_000 + 1);
        // Two halves never mint more than the whole.
        (uint256 half, , ) = pool.previewStake(amount / 2);
        (uint256 rest, , ) = pool.previewStake(amount - amount / 2);
        assertLe(half + rest, shares);
    }

    /// 10 ether cost 0.006 ether: 6.0036 bp of what is left, at 2 bp a day 3.0018 days.
    function test_previewStake_TellsTheDaysToBreakEven() public view {
        (uint256 shares, uint256 feeWei, uint256 breakEvenDays) = pool.previewStake(10 ether);
        assertEq(shares, 9.994e18);
        assertEq(feeWei, 0.006 ether);
        assertEq(breakEvenDays, 3_001_801_080_648_389_034);
    }
}
