// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFlashExit} from "../../l2-contracts/staking/IFlashExit.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {PoolExtension} from "../../l2-contracts/staking/PoolExtension.sol";
import {BatchTotals, LaneBook} from "../../l2-contracts/staking/PoolTypes.sol";
import {FlashMath} from "../../shared/contracts/math/FlashMath.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

/// R* is 200 ether. Alice's 500 staked ether have landed: 499.7 shares may leave, the pool holds 200 and, until they
/// travel, what was staked since.
contract FlashExitTest is L2Fixture {
    IFlashExit private exit;

    function setUp() public override {
        super.setUp();
        exit = IFlashExit(address(pool));
        _setParameters(2 days, 200e9, HELD_CAP_GWEI);
        _stake(alice, 500 ether);
        _close();
        _deliver(1, _update(1, 1e18, 1, 499.7e18));
    }

    /// 200 → 60 ether costs 10 to 30 bp, 20 on average: 140 · 0.002 = 0.28.
    function test_flashExit_PaysAtOnceLessTheIntegralOfTheFee() public {
        (uint256 previewed, uint256 feeWei) = exit.previewFlashExit(140.28e18);
        assertEq(previewed, 140 ether);
        assertEq(feeWei, 0.28 ether);
        vm.expectEmit(address(pool));
        emit IFlashExit.FlashExited(alice, bob, 140.28e18, 140 ether, 0.28 ether);
        uint256 before = bob.balance;
        vm.prank(alice);
        assertEq(exit.flashExit(140.28e18, bob, 140 ether), 140 ether);
        assertEq(bob.balance - before, 140 ether);
        assertEq(pool.balanceOf(alice), 499.7e18 - 140.28e18);
        LaneBook memory book = pool.book();
        assertEq(book.poolEther, 60 ether);
        assertEq(book.totalShares, 499.7e18 - 140.28e18);
        assertEq(pool.openBatch().burned, 140.28e18);
        assertEq(pool.available(), 499.7e18 - 140.28e18);
        assertEq(address(pool).balance, 60 ether);
    }

    /// With 300 ether the reserve stays above R*: 10 bp flat, 10.01 shares bring 10.
    function test_flashExit_CostsTenBasisPointsAboveTheTarget() public {
        _stake(bob, 100 ether);
        assertEq(_exit(alice, 10.01e18), 10 ether);
        (uint256 reserveWei, uint256 targetWei, uint256 maxShares) = exit.flashReserve();
        assertEq(reserveWei, 290 ether);
        assertEq(targetWei, 200 ether);
        assertEq(maxShares, 499.7e18 - 10.01e18);
    }

    /// Of 200 ether 150.06 serve Carol, who waits, at rates up to 1.0004: R = 49.94. The whole of it costs
    /// 49.94 · (66.8866… + 250)/2 bp = 0.791266006…
    function test_flashExit_NeverPaysTheEtherOfThoseWhoWait_FLASH_1_T4() public {
        vm.prank(alice);
        assertTrue(pool.transfer(carol, 150e18));
        _request(carol, 150e18);
        (uint256 reserveWei, , uint256 maxShares) = exit.flashReserve();
        assertEq(reserveWei, 49.94 ether);
        assertEq(maxShares, 349.7e18);
        vm.expectRevert(
            abi.encodeWithSelector(FlashMath.FlashMath_InsufficientReserve.selector, 50.7313 ether, 49.94 ether)
        );
        _exit(alice, 50.7313e18);
        assertEq(_exit(alice, 50_731_266_006_666_666_667), 49.94 ether);
        vm.expectRevert(abi.encodeWithSelector(FlashMath.FlashMath_InsufficientReserve.selector, 1 ether, 0));
        _exit(alice, 1e18);
        // A stake after the reserve was emptied is priced as ever.
        (uint256 shares, , ) = pool.previewStake(10 ether);
        (uint256 rate, , , ) = pool.rate();
        assertEq(rate, 1e18);
        assertLe(shares, 10e18);
        vm.warp(vm.getBlockTimestamp() + 1);
        _deliver(2, _update(1, 1e18, 2, 499.7e18 - 50_731_266_006_666_666_667));
        (, uint256 reserved) = pool.net();
        assertEq(reserved, 150 ether);
    }

    /// Carol's 150 shares need 150 of what may leave: of 499.7 that were acknowledged 349.7 are left to others.
    function test_flashExit_LeavesThoseWhoWaitTheirPartOfAvailable_FLASH_1() public {
        _stake(carol, 400 ether);
        _request(carol, 150e18);
        vm.expectRevert(
            abi.encodeWithSelector(IFlashExit.FlashExit_ExceedsAvailable.selector, 349.7e18 + 1, 150e18, 499.7e18)
        );
        _exit(alice, 349.7e18 + 1);
        _exit(alice, 349.7e18);
        vm.warp(vm.getBlockTimestamp() + 2 days);
        assertEq(pool.forward(), 150e18);
    }

    /// Carol asked at 1 after one reference time and before the next: whoever drains the reserve at 1 leaves what nets her
    /// at the rate of the report after that, 1.00018² = 1.0003600324, though she is owed 150 only.
    function test_flashExit_LeavesWhatANettingAfterTwoRisesSetsAside_FLASH_1() public {
        vm.prank(alice);
        assertTrue(pool.transfer(carol, 150e18));
        StateUpdateMessage.Body memory first = _update(2, 1.00018e18, 1, 499.7e18);
        first.refTime += 1 days;
        vm.warp(first.refTime + 6 hours);
        _request(carol, 150e18);
        assertEq(_exit(alice, 50_731_266_006_666_666_667), 49.94 ether);
        _deliver(2, first);
        vm.expectRevert(IL2StakingPool.Pool_NothingToNet.selector);
        pool.net();
        // 150.06 of 1.00018 · 1.0004 · 150 = 150.0870108 that are kept for her now.
        (uint256 reserveWei, , ) = exit.flashReserve();
        assertEq(reserveWei, 0);
        StateUpdateMessage.Body memory second = _update(3, 1.0003600324e18, 1, 499.7e18);
        second.refTime = first.refTime + 1 days;
        vm.warp(second.refTime + 6 hours);
        _deliver(3, second);
        (uint256 shares, uint256 reserved) = pool.net();
        assertEq(shares, 150e18);
        assertEq(reserved, 150.05400486 ether);
    }

    function test_flashExit_RevertWhen_TheRateIsOld_T15_T22() public {
        (, , uint64 refTime, ) = pool.rate();
        vm.warp(refTime + 30 hours);
        _exit(alice, 1e18);
        vm.warp(refTime + 30 hours + 1);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_RateTooOld.selector, refTime, 30 hours));
        _exit(alice, 1e18);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_RateTooOld.selector, refTime, 30 hours));
        exit.previewFlashExit(1e18);
    }

    function test_flashExit_RevertWhen_TheRateFell_T22() public {
        vm.warp(vm.getBlockTimestamp() + 1 days);
        _deliver(2, _update(2, 0.99e18, 1, 499.7e18));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_StoppedAfterFall.selector, 2));
        _exit(alice, 1e18);
        vm.warp(vm.getBlockTimestamp() + 1);
        _deliver(3, _update(2, 0.99e18, 1, 499.7e18));
        // At 0.99 now: 1.001 · 10/0.99 shares bring 10.
        assertLt(_exit(alice, 1e18), 0.99 ether);
    }

    function test_flashExit_RevertWhen_Frozen_T22() public {
        vm.prank(address(hub));
        pool.freeze(2);
        uint256 until = vm.getBlockTimestamp() + 1 days;
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_Frozen.selector, until));
        _exit(alice, 1e18);
        vm.warp(until);
        _exit(alice, 1e18);
    }

    function test_flashExit_RevertWhen_LessThanAskedOrNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IFlashExit.FlashExit_BelowMinimum.selector, 140 ether, 140 ether + 1));
        vm.prank(alice);
        exit.flashExit(140.28e18, alice, 140 ether + 1);
        vm.expectRevert(abi.encodeWithSelector(IFlashExit.FlashExit_ZeroEther.selector, 1, 1e18));
        _exit(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_InvalidReceiver.selector, address(pool)));
        vm.prank(alice);
        exit.flashExit(1e18, address(pool), 0);
    }

    /// The fee stays in the pool and lifts no rate: who sandwiches an exit with a stake finds every price as it was.
    function test_flashExit_LiftsNoRateInItsTransaction_T9() public {
        (uint256 staked, , ) = pool.previewStake(10 ether);
        uint256 ceiling = pool.ceilingRate();
        _exit(alice, 190e18);
        (uint256 rate, , , ) = pool.rate();
        assertEq(rate, 1e18);
        assertEq(pool.ceilingRate(), ceiling);
        (uint256 stakedAfter, , ) = pool.previewStake(10 ether);
        assertEq(stakedAfter, staked);
    }

    /// LANE-2: the batch sends and keeps more than its mints and burns are worth, by the fee exactly.
    function test_flashExit_LeavesItsFeeToTheBatch_LANE_2() public {
        uint256 paid = _exit(alice, 140.28e18);
        _stake(bob, 300 ether);
        BatchTotals memory open = pool.openBatch();
        // e + heldAfter − 200 held before = 300 − 140; m − u = minted − 140.28.
        assertEq(open.etherSent + open.heldAfter, 200 ether + 300 ether - paid);
        assertGe(open.etherSent + open.heldAfter + open.burned, 200 ether + open.minted + 0.28 ether);
    }

    /// An oracle sandwich either way: in before the report and out after it, or out before and in after.
    function testFuzz_flashExit_GainsNothingAroundAReport_RATE_2_T15(uint256 amount, uint256 rise) public {
        amount = bound(amount, 1 gwei, 150 ether);
        // 0.9 · 2 bp a day at most.
        uint64 rate = uint64(1e18 + bound(rise, 0, 0.00018e18));
        vm.warp(vm.getBlockTimestamp() + 23 hours);
        uint256 snapshot = vm.snapshotState();
        uint256 shares = _stake(bob, amount);
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        _deliver(2, _update(2, rate, 1, 499.7e18));
        assertLt(_exit(bob, shares), amount, "in before, out after");

        vm.revertToState(snapshot);
        vm.prank(alice);
        assertTrue(pool.transfer(bob, amount));
        uint256 paid = _exit(bob, amount);
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        _deliver(2, _update(2, rate, 1, 499.7e18 - uint96(amount)));
        if (paid > 0.01 ether) assertLt(_stake(bob, paid), amount, "out before, in after");
    }

    /// In parts, or with a stake between them that refills the reserve, an exit never brings more.
    function testFuzz_flashExit_GainsNothingBySplitting_FLASH_1_T7(
        uint256 first,
        uint256 second,
        uint256 refill
    ) public {
        first = bound(first, 1e6, 100e18);
        second = bound(second, 1e6, 90e18);
        refill = bound(refill, 1e9, 50 ether);
        (uint256 whole, ) = exit.previewFlashExit(first + second);
        uint256 paid = _exit(alice, first);
        uint256 snapshot = vm.snapshotState();
        assertLe(paid + _exit(alice, second), whole);

        vm.revertToState(snapshot);
        uint256 shares = _stake(alice, refill);
        uint256 back = _exit(alice, shares) + _exit(alice, second);
        assertLe(paid + back, whole + refill);
    }

    /// The receiver is called last: what it can call then finds the exit done (T-11, T-12).
    function test_flashExit_RefusesToBeReentered_T12() public {
        _stake(bob, 100 ether);
        Reentrant reentrant = new Reentrant(exit);
        vm.prank(alice);
        assertTrue(pool.transfer(address(reentrant), 2.002e18));
        vm.expectRevert(
            abi.encodeWithSelector(IL2StakingPool.Pool_EtherTransferFailed.selector, address(reentrant), 1 ether)
        );
        reentrant.leaveWith(1.001e18);
    }

    /// The extension by itself is nobody's pool: its rate is from 1970.
    function test_extension_IsClosedOnItsOwnStorage() public {
        PoolExtension extension = PoolExtension(payable(pool.EXTENSION()));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_RateTooOld.selector, 0, 30 hours));
        extension.flashExit(1, alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotHub.selector, address(this)));
        extension.mintRewards(alice, 1);
    }

    function _exit(address who, uint256 shares) private returns (uint256) {
        vm.prank(who);
        return exit.flashExit(shares, who, 0);
    }
}

contract Reentrant {
    IFlashExit private exit;

    constructor(IFlashExit exit_) {
        exit = exit_;
    }

    receive() external payable {
        exit.flashExit(1e18, address(this), 0);
    }

    function leaveWith(uint256 shares) external {
        exit.flashExit(shares, address(this), 0);
    }
}
