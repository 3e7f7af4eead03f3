// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {LaneBook, UnstakeRequest, UnstakeStatus} from "../../l2-contracts/staking/PoolTypes.sol";
import {L2Fixture} from "./support/L2Fixture.sol";
import {ReentrantClaimer, RefusesEther} from "./support/Claimers.sol";

/// Requests and claims. `_landedStake`: alice holds 99.94 shares, all acknowledged by L1 at T0 + 8 h; the pool is empty.
contract UnstakeTest is L2Fixture {
    function test_requestUnstake_EscrowsAtTodaysRate() public {
        _landedStake();
        vm.expectEmit(address(pool));
        emit IL2StakingPool.UnstakeRequested(1, bob, alice, 5e18, 1e18);
        vm.prank(alice);
        assertEq(pool.requestUnstake(5e18, bob), 1);
        assertEq(pool.balanceOf(alice), 94.94e18);
        assertEq(pool.balanceOf(address(pool)), 5e18);
        UnstakeRequest memory request = pool.unstakeRequest(1);
        assertEq(request.owner, bob);
        assertEq(uint8(request.status), uint8(UnstakeStatus.Pending));
        assertEq(request.shares, 5e18);
        assertEq(request.ownRate, 1e18);
        assertEq(request.requestedAt, T0 + 8 hours);
        LaneBook memory book = pool.book();
        assertEq(book.pendingShares, 5e18);
        assertEq(book.pendingValue, 5 ether);
        assertEq(book.totalShares, 99.94e18);
    }

    /// The bounds of one request: dust is refused, and so is what could block the FIFO for long.
    function test_requestUnstake_RevertWhen_OutOfBounds_T18_T88() public {
        _stake(alice, 2_000 ether);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_RequestTooSmall.selector, 1e12 - 1, 1e12));
        _request(alice, 1e12 - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IL2StakingPool.Pool_RequestTooLarge.selector, 1_000 ether + 1, 1_000 ether)
        );
        _request(alice, 1_000e18 + 1);
        _request(alice, 1e12);
        _request(alice, 1_000e18);
        (uint256 lastId, uint256 servedId) = pool.unstakeQueue();
        assertEq(lastId, 2);
        assertEq(servedId, 0);
    }

    function test_requestUnstake_RevertWhen_ReceiverIsNobodyOrBalanceTooLow() public {
        _landedStake();
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_InvalidReceiver.selector, address(pool)));
        vm.prank(alice);
        pool.requestUnstake(5e18, address(pool));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, bob, 0, 5e18));
        _request(bob, 5e18);
    }

    /// Requests are never closed, not even after a fall or with an old rate.
    function test_requestUnstake_WorksWhileStopped() public {
        _landedStake();
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 0.9e18, 1, 99.94e18));
        vm.warp(T0 + 30 days);
        assertEq(_request(alice, 1e18), 1);
        assertEq(pool.unstakeRequest(1).ownRate, 0.9e18);
    }

    // ── Claims ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// Alice asks for 40, bob's 50 ether come in, an update follows, anyone nets.
    function _netted() private returns (uint256 requestId) {
        _landedStake();
        requestId = _request(alice, 40e18);
        _stake(bob, 50 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        pool.net();
    }

    function test_claimUnstake_PaysOnce_T13() public {
        uint256 requestId = _netted();
        assertEq(pool.unstakeRequest(requestId).etherPayable, 40 ether);
        assertEq(pool.book().claimable, 40 ether);
        uint256 before = alice.balance;
        vm.expectEmit(address(pool));
        emit IL2StakingPool.UnstakeClaimed(requestId, alice, 40 ether, 0);
        assertEq(_claim(alice, requestId), 40 ether);
        assertEq(alice.balance - before, 40 ether);
        assertEq(pool.book().claimable, 0);
        UnstakeRequest memory request = pool.unstakeRequest(requestId);
        assertEq(uint8(request.status), uint8(UnstakeStatus.Claimed));
        assertEq(request.owner, address(0));

        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_AlreadyClaimed.selector, requestId));
        _claim(alice, requestId);
    }

    function test_claimUnstake_RevertWhen_NotOwnerOrUnknownOrUnsettled_T13() public {
        uint256 requestId = _netted();
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotRequestOwner.selector, requestId, alice, bob));
        _claim(bob, requestId);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_UnknownRequest.selector, 0));
        _claim(bob, 0);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_UnknownRequest.selector, 2));
        _claim(bob, 2);
        _request(bob, 1e18);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotSettled.selector, 2));
        _claim(bob, 2);
    }

    /// The receiver calls back into every entry of the pool while it is being paid; the ether arrives once.
    function test_claimUnstake_PaysOnceWhenTheReceiverReenters_T12() public {
        ReentrantClaimer claimer = new ReentrantClaimer(pool);
        _landedStake();
        vm.prank(alice);
        assertTrue(pool.transfer(address(claimer), 40e18));
        claimer.request(20e18);
        claimer.request(20e18);
        _stake(bob, 50 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        pool.net();
        claimer.claim(1);
        assertEq(address(claimer).balance, 20 ether);
        assertEq(claimer.refused(), 3);
        assertEq(pool.book().claimable, 20 ether);
    }

    /// A receiver that refuses ether stops only itself, keeps its claim and can name another receiver.
    function test_claimUnstakeTo_PaysAnotherReceiver_T19() public {
        RefusesEther refuser = new RefusesEther();
        _landedStake();
        _request(alice, 10e18);
        vm.prank(alice);
        pool.requestUnstake(10e18, address(refuser));
        _stake(bob, 50 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        pool.net();
        vm.expectRevert(
            abi.encodeWithSelector(IL2StakingPool.Pool_EtherTransferFailed.selector, address(refuser), 10 ether)
        );
        _claim(address(refuser), 2);
        assertEq(_claim(alice, 1), 10 ether);
        uint256 before = carol.balance;
        vm.prank(address(refuser));
        assertEq(pool.claimUnstakeTo(2, carol), 10 ether);
        assertEq(carol.balance - before, 10 ether);
    }

    /// Alice asked at 1, the rate falls to 0.99, bob asks, it recovers to 0.990198: each gets its own minimum, the rest
    /// of bob's part returns to the pool.
    function test_claimUnstake_PaysEachItsOwnMinimum_T79() public {
        _landedStake();
        _setParameters(2 days, 100_000_000_000, HELD_CAP_GWEI);
        vm.prank(alice);
        assertTrue(pool.transfer(bob, 10e18));
        _request(alice, 10e18);
        _stake(carol, 100 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 0.99e18, 1, 99.94e18));
        _request(bob, 10e18);
        vm.warp(T0 + 2 days);
        // 0.99 · (1 + 2 bp) = 0.990198, the most that is credible a day later.
        _deliver(3, _update(3, 0.990198e18, 1, 99.94e18));
        uint256 poolBefore = pool.book().poolEther;
        pool.net();
        assertEq(poolBefore - pool.book().poolEther, 19.80396 ether);
        assertEq(_claim(alice, 1), 9.90198 ether);
        assertEq(_claim(bob, 2), 9.9 ether);
        assertEq(poolBefore - pool.book().poolEther, 19.80396 ether - 0.00198 ether);
        assertEq(pool.book().claimable, 0);
    }

    /// Whatever sizes a range has, its claims take exactly what was set aside for it, in any order (T-7).
    function testFuzz_claimUnstake_LeavesNoDust_T7(uint96[5] calldata sizes, uint64 proceedsPart, uint8 order) public {
        _stake(alice, 6_000 ether);
        _close();
        _deliver(1, _update(1, 1e18, 1, 6_000e18));
        uint256 total = 0;
        for (uint256 i = 0; i < 5; ++i) {
            uint256 shares = bound(sizes[i], 1e12, 1_000e18);
            total += shares;
            _request(alice, shares);
        }
        vm.warp(vm.getBlockTimestamp() + 2 days);
        assertEq(pool.forward(), total);
        _close();
        vm.warp(vm.getBlockTimestamp() + 1 days);
        uint96 proceeds = uint96((total * bound(proceedsPart, 0, 1.1e18)) / 1e18);
        _deliver(2, _settling(_update(2, 1e18, 2, 6_000e18), 2, proceeds));
        uint256 poolBefore = pool.book().poolEther;
        uint256 paid = 0;
        for (uint256 i = 0; i < 5; ++i) {
            paid += _claim(alice, ((i + order) % 5) + 1);
        }
        assertLe(paid, total);
        assertEq(pool.book().claimable, 0);
        assertEq(pool.book().poolEther - poolBefore + paid, proceeds);
        assertEq(address(pool).balance, pool.book().poolEther);
    }
}
