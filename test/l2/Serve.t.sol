// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {LaneBook, UnstakeStatus} from "../../l2-contracts/staking/PoolTypes.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

/// Netting, forwarding and settlement. `_landedStake`: alice holds 99.94 acknowledged shares at T0 + 8 h, pool empty.
contract ServeTest is L2Fixture {
    // ── net ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_net_PaysTheLongestPrefixThePoolCanPay() public {
        _landedStake();
        _request(alice, 10e18);
        _request(alice, 20e18);
        _request(alice, 30e18);
        _stake(bob, 50 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        vm.expectEmit(address(pool));
        emit IL2StakingPool.UnstakesNetted(0, 2, 30e18, 30 ether, 1e18);
        (uint256 shares, uint256 reserved) = pool.net();
        assertEq(shares, 30e18);
        assertEq(reserved, 30 ether);
        LaneBook memory book = pool.book();
        assertEq(book.poolEther, 20 ether);
        assertEq(book.claimable, 30 ether);
        assertEq(book.pendingShares, 30e18);
        assertEq(book.pendingValue, 30 ether);
        assertEq(pool.openBatch().burned, 30e18);
        assertEq(pool.available(), 69.94e18);
        // The third waits for more ether, and nobody behind it is served first.
        _request(alice, 1e18);
        vm.warp(T0 + 2 days);
        _deliver(3, _update(3, 1e18, 1, 99.94e18));
        vm.expectRevert(IL2StakingPool.Pool_NothingToNet.selector);
        pool.net();
    }

    /// A request is no instant exit: it waits for an update whose reference time is later, whatever the rate does.
    function test_net_WaitsForAnUpdateNewerThanTheRequest_T80_T16() public {
        _landedStake();
        _stake(bob, 50 ether);
        _request(alice, 10e18);
        vm.expectRevert(IL2StakingPool.Pool_NothingToNet.selector);
        pool.net();
        // An update of the very second is not later.
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        vm.expectRevert(IL2StakingPool.Pool_NothingToNet.selector);
        pool.net();
        vm.warp(T0 + 8 hours + 1);
        _deliver(3, _update(3, 1e18, 1, 99.94e18));
        // The batch closed before the update has kept what the request waits for.
        assertEq(pool.book().poolEther, 10 ether);
        pool.net();
    }

    /// Whoever asked before a loss was known bears it.
    function test_net_PaysTheLowerRateAfterAFall_T80_T87() public {
        _landedStake();
        _stake(bob, 50 ether);
        _request(alice, 10e18);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 0.9e18, 1, 99.94e18));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_StoppedAfterFall.selector, 2));
        pool.net();
        vm.warp(T0 + 2 days);
        _deliver(3, _update(2, 0.9e18, 1, 99.94e18));
        pool.net();
        assertEq(_claim(alice, 1), 9 ether);
    }

    /// Bob's fresh shares are not acknowledged: they cannot leave, though the pool holds the ether (T-91).
    function test_net_ReachesNoShareThatL1HasNotAcknowledged_T91() public {
        _stake(bob, 50 ether);
        _request(bob, 10e18);
        vm.warp(T0 + 1 days);
        _deliver(1, _update(1, 1e18, 0, 0));
        assertEq(pool.available(), 0);
        vm.expectRevert(IL2StakingPool.Pool_NothingToNet.selector);
        pool.net();
        vm.warp(T0 + 2 days);
        _deliver(2, _update(2, 1e18, 1, 49.97e18));
        assertEq(pool.available(), 49.97e18);
        pool.net();
    }

    /// 1,000 requests of dust before a real one cost its netting nothing but a longer bisection.
    function test_net_CostsTheSameWhateverTheNumberOfRequests_T18() public {
        _landedStake();
        for (uint256 i = 0; i < 1_000; ++i) {
            _request(alice, 1e12);
        }
        _request(alice, 10e18);
        _stake(bob, 50 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        uint256 gasBefore = gasleft();
        (uint256 shares, ) = pool.net();
        assertLt(gasBefore - gasleft(), 200_000);
        assertEq(shares, 10e18 + 1_000e12);
    }

    // ── forward ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_forward_TakesRequestsOlderThanTheDelay() public {
        _landedStake();
        _request(alice, 10e18);
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        _request(alice, 20e18);
        vm.warp(T0 + 8 hours + 2 days - 1);
        vm.expectRevert(IL2StakingPool.Pool_NothingToForward.selector);
        pool.forward();
        vm.warp(T0 + 8 hours + 2 days);
        vm.expectEmit(address(pool));
        emit IL2StakingPool.UnstakesForwarded(0, 1, 10e18, 2);
        assertEq(pool.forward(), 10e18);
        assertEq(pool.openBatch().forwarded, 10e18);
        assertEq(pool.book().totalShares, 89.94e18);
        assertEq(pool.available(), 89.94e18);
        assertEq(uint8(pool.unstakeRequest(1).status), uint8(UnstakeStatus.Forwarded));
        assertEq(pool.unstakeRequest(1).batchNonce, 2);
    }

    /// Nobody can send the long way round what the pool can pay now.
    function test_forward_NetsFirst() public {
        _landedStake();
        _request(alice, 10e18);
        _request(alice, 20e18);
        _stake(bob, 15 ether);
        vm.warp(T0 + 3 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        assertEq(pool.forward(), 20e18);
        assertEq(pool.unstakeRequest(1).etherPayable, 10 ether);
        assertEq(uint8(pool.unstakeRequest(2).status), uint8(UnstakeStatus.Forwarded));
    }

    /// After a fall netting is off, but the way out through L1, which bears the loss, stays open.
    function test_forward_WorksWhileStopped_T87() public {
        _landedStake();
        _request(alice, 10e18);
        vm.warp(T0 + 3 days);
        _deliver(2, _update(2, 0.9e18, 1, 99.94e18));
        assertEq(pool.forward(), 10e18);
    }

    /// A whale of 70,000 ether cannot fill more than a batch: 60 requests of 1,000 ether on L1; then comes the next.
    function test_forward_BoundsWhatAWhaleDelays_T88() public {
        vm.prank(timelock);
        pool.setStakeLimit(100_000e9, 1_000_000_000);
        vm.warp(T0 + 1 days);
        _deliver(1, _update(1, 1e18, 0, 0));
        vm.warp(T0 + 2 days);
        uint256 shares = _stake(alice, 70_100 ether);
        _close();
        _deliver(2, _update(2, 1e18, 1, uint96(shares)));
        for (uint256 i = 0; i < 70; ++i) {
            _request(alice, 1_000e18);
        }
        vm.prank(alice);
        assertTrue(pool.transfer(bob, 10e18));
        _request(bob, 10e18);
        vm.warp(vm.getBlockTimestamp() + 2 days);
        assertEq(pool.forward(), 60_000e18);
        vm.expectRevert(IL2StakingPool.Pool_NothingToForward.selector);
        pool.forward();
        _close();
        assertEq(pool.forward(), 10_010e18);
    }

    // ── settle and claim ─────────────────────────────────────────────────────────────────────────────────────────────

    /// Two ranges of one batch share its proceeds: 29.7 ether for 30 shares, ρ = 0.99.
    function test_settle_PaysEveryRangeOfTheBatchAlike() public {
        _landedStake();
        _request(alice, 10e18);
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        _request(alice, 20e18);
        vm.warp(T0 + 8 hours + 2 days);
        pool.forward();
        vm.warp(T0 + 9 hours + 2 days);
        pool.forward();
        _close();
        vm.warp(T0 + 4 days);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotSettled.selector, 1));
        _claim(alice, 1);
        _deliver(2, _settling(_update(2, 1e18, 2, 69.94e18), 2, 29.7 ether));
        assertEq(pool.book().claimable, 29.7 ether);
        assertEq(_claim(alice, 2), 19.8 ether);
        assertEq(_claim(alice, 1), 9.9 ether);
        assertEq(pool.book().claimable, 0);
    }

    /// More than the request's own rate is not the request's: 30.3 ether came, 30 are paid, 0.3 return to the pool.
    function test_settle_ReturnsTheSurplusToThePool() public {
        _landedStake();
        _request(alice, 30e18);
        vm.warp(T0 + 3 days);
        pool.forward();
        _close();
        vm.warp(T0 + 5 days);
        _deliver(2, _settling(_update(2, 1e18, 2, 69.94e18), 2, 30.3 ether));
        assertEq(_claim(alice, 1), 30 ether);
        assertEq(pool.book().poolEther, 0.3 ether);
    }

    /// A total loss is a settlement too: the claim ends with nothing.
    function test_settle_WithNothingPaysNothing() public {
        _landedStake();
        _request(alice, 30e18);
        vm.warp(T0 + 3 days);
        pool.forward();
        _close();
        _deliver(2, _settling(_update(2, 1e18, 2, 69.94e18), 2, 0));
        assertEq(uint8(pool.unstakeRequest(1).status), uint8(UnstakeStatus.Payable));
        assertEq(_claim(alice, 1), 0);
    }

    function test_settle_RevertWhen_DoneTwiceOrUnknown_T13() public {
        _landedStake();
        _request(alice, 30e18);
        vm.warp(T0 + 3 days);
        pool.forward();
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_UnknownBatch.selector, 1));
        _deliver(2, _settling(_update(2, 1e18, 1, 99.94e18), 1, 30 ether));
        _close();
        _deliver(2, _settling(_update(2, 1e18, 2, 69.94e18), 2, 30 ether));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_AlreadySettled.selector, 2));
        _deliver(3, _settling(_update(2, 1e18, 2, 69.94e18), 2, 30 ether));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_UnknownBatch.selector, 7));
        _deliver(3, _settling(_update(2, 1e18, 2, 69.94e18), 7, 30 ether));
    }

    // ── available ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// LANE-3: what has left since the snapshot stays subtracted until L1 has acknowledged the batch it left with.
    function test_available_CountsWhatL1HasNotSeenYet_LANE_3() public {
        _landedStake();
        _request(alice, 10e18);
        _request(alice, 20e18);
        vm.warp(T0 + 3 days);
        pool.forward();
        assertEq(pool.available(), 69.94e18);
        _close();
        assertEq(pool.available(), 69.94e18);
        // L1 has not landed batch 2 yet: K still holds the 30 forwarded shares.
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        assertEq(pool.available(), 69.94e18);
        assertEq(pool.book().unacknowledged, 30e18);
        vm.warp(T0 + 4 days);
        _deliver(3, _update(3, 1e18, 2, 69.94e18));
        assertEq(pool.available(), 69.94e18);
        assertEq(pool.book().unacknowledged, 0);
    }
}
