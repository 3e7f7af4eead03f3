// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchStage, UnstakeStage, UnstakeView} from "../../l2-contracts/staking/IPoolLens.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Door, Refusal} from "../../shared/contracts/lens/DoorTypes.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {PoolLensWorld} from "./support/PoolLensWorld.sol";

/// Each refusal is reached, and the call refuses with it.
contract PoolLensTest is PoolLensWorld {
    // ── Staking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// 6 bp of one ether, and the rest at rate 1 of this second.
    function test_quoteStake_SaysWhatAStakeMints() public {
        (Door memory door, uint256 shares, uint256 feeWei, uint256 breakEvenDays) = lens.quoteStake(1 ether);
        _requireOpen(door);
        assertEq(shares, 0.9994e18);
        assertEq(feeWei, 0.0006 ether);
        // 0.0006 of 0.9994 at 2 bp a day: 3.0018… days, rounded up.
        assertEq(breakEvenDays, 3_001_801_080_648_389_034);
        assertEq(_stake(alice, 1 ether), shares);
    }

    function test_quoteStake_StoppedAfterAFallUntilAnUpdateThatKnowsIt() public {
        vm.warp(T0 + 1);
        _deliver(1, _update(3, 0.99e18, 0, 0));
        Door memory door = _stakeDoor(1 ether, Refusal.StoppedAfterFall);
        assertEq(door.opensAtRateNonce, 3);
        assertEq(door.opensAt, 0);
        // A move tells of another fall: no older update opens.
        _tellFall(1, 7, 0.98e18);
        assertEq(_stakeDoor(1 ether, Refusal.StoppedAfterFall).opensAtRateNonce, 7);
        vm.warp(T0 + 2);
        _deliver(2, _update(6, 0.99e18, 0, 0));
        _stakeDoor(1 ether, Refusal.StoppedAfterFall);
        vm.warp(T0 + 3);
        _deliver(3, _update(7, 0.99e18, 0, 0));
        _stakeDoor(1 ether, Refusal.None);
    }

    function test_quoteStake_FrozenUntilADayLaterOrAnUpdate() public {
        _freeze(1, 5);
        Door memory door = _stakeDoor(1 ether, Refusal.Frozen);
        assertEq(door.opensAt, T0 + 1 days);
        assertEq(door.opensAtRateNonce, 5);
        vm.warp(T0 + 1 days - 1);
        _stakeDoor(1 ether, Refusal.Frozen);
        vm.warp(T0 + 1 days);
        _stakeDoor(1 ether, Refusal.None);
    }

    /// A stop is named before a freeze, and both before the age: as the pool looks.
    function test_quoteStake_NamesTheFirstOfSeveralRefusals() public {
        vm.warp(T0 + 1);
        _deliver(1, _update(1, 0.99e18, 0, 0));
        _freeze(1, 5);
        _stakeDoor(1 ether, Refusal.StoppedAfterFall);
        vm.warp(T0 + 2);
        _deliver(2, _update(2, 0.99e18, 0, 0));
        _stakeDoor(1 ether, Refusal.Frozen);
        vm.warp(T0 + 2 + 2 days + 1);
        _stakeDoor(1 ether, Refusal.RateTooOld);
    }

    function test_quoteStake_TooOldSinceTwoDaysAfterTheReferenceTime() public {
        vm.warp(T0 + 2 days);
        _stakeDoor(1 ether, Refusal.None);
        vm.warp(T0 + 2 days + 1);
        Door memory door = _stakeDoor(1 ether, Refusal.RateTooOld);
        assertEq(door.since, T0 + 2 days);
        assertEq(door.opensAt, 0);
    }

    /// 10,000 ether, refilled by 0.11574 ether a second.
    function test_quoteStake_LimitReachedUntilItHasRefilled() public {
        _stakeDoor(0, Refusal.AmountTooSmall);
        _stakeDoor(10_000 ether + 1, Refusal.AmountTooLarge);
        _stake(alice, 9_999 ether);
        _stakeDoor(1 ether, Refusal.None);
        Door memory door = _stakeDoor(2 ether, Refusal.LimitReached);
        // 1 / 0.11574 = 8.64 seconds.
        assertEq(door.opensAt, T0 + 9);
        vm.warp(T0 + 8);
        _stakeDoor(2 ether, Refusal.LimitReached);
        vm.warp(T0 + 9);
        _stakeDoor(2 ether, Refusal.None);
        vm.prank(timelock);
        pool.setStakeLimit(10_000e9, 0);
        assertEq(_stakeDoor(3 ether, Refusal.LimitReached).opensAt, 0);
    }

    /// A batch counts 2^80 shares.
    function test_quoteStake_BatchFullUntilItIsClosed() public {
        vm.prank(timelock);
        pool.setStakeLimit(Params.STAKE_LIMIT_CAPACITY_GWEI_MAX, Params.STAKE_LIMIT_REFILL_GWEI_MAX);
        vm.deal(alice, 2_000_000 ether);
        vm.warp(T0 + 1 days);
        _stake(alice, 1_200_000 ether);
        Door memory door = _stakeDoor(20_000 ether, Refusal.BatchFull);
        // So large a batch may be closed 10 minutes after the last one: now.
        assertEq(door.opensAt, T0 + 600);
        _close();
        _stakeDoor(20_000 ether, Refusal.None);
    }

    // ── Leaving ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_quoteUnstake_IsShutForAmountsAlone() public {
        _stake(alice, 2_000 ether);
        _freeze(1, 5);
        (Door memory door, uint256 etherAtMost, uint256 etherAhead) = lens.quoteUnstake(alice, 5e18);
        _requireOpen(door);
        assertEq(etherAtMost, 5 ether);
        assertEq(etherAhead, 0);
        _request(alice, 5e18);
        (, , etherAhead) = lens.quoteUnstake(alice, 1e18);
        assertEq(etherAhead, 5 ether);
        _unstakeDoor(alice, 1e12 - 1, Refusal.AmountTooSmall);
        _unstakeDoor(alice, 1_000e18 + 1, Refusal.AmountTooLarge);
        _unstakeDoor(bob, 1e18, Refusal.BalanceTooLow);
        _unstakeDoor(alice, 1_000e18, Refusal.None);
    }

    function test_quoteFlashExit_NamesEveryRefusal_LENS_1() public {
        _setParameters(2 days, 200e9, HELD_CAP_GWEI);
        _stake(alice, 500 ether);
        _flashDoor(alice, 1e18, Refusal.NotAcknowledged);
        _close();
        _deliver(1, _update(1, 1e18, 1, 499.7e18));
        (Door memory door, uint256 etherPaid, uint256 feeWei) = lens.quoteFlashExit(alice, 140.28e18);
        _requireOpen(door);
        assertEq(etherPaid, 140 ether);
        assertEq(feeWei, 0.28 ether);
        _flashDoor(alice, 0, Refusal.AmountTooSmall);
        _flashDoor(alice, 300e18, Refusal.ReserveTooLow);
        _flashDoor(bob, 1e18, Refusal.BalanceTooLow);
        uint256 refTime = vm.getBlockTimestamp();
        _freeze(1, 5);
        assertEq(_flashDoor(alice, 1e18, Refusal.Frozen).opensAt, refTime + 1 days);
        // 30 hours
        vm.warp(refTime + 108_001);
        assertEq(_flashDoor(alice, 1e18, Refusal.RateTooOld).since, refTime + 108_000);
        _deliver(2, _update(2, 0.99e18, 1, 499.7e18));
        assertEq(_flashDoor(alice, 1e18, Refusal.StoppedAfterFall).opensAtRateNonce, 2);
    }

    function test_quoteMove_NamesEveryRefusal_LENS_1() public {
        _stake(alice, 100 ether);
        _moveDoor(alice, 0.01e18 - 1, 0, Refusal.AmountTooSmall);
        _moveDoor(alice, 2 ** 96, 0, Refusal.AmountTooLarge);
        _moveDoor(alice, 1e18, LANE, Refusal.InvalidDestination);
        _moveDoor(alice, 1e18, 0, Refusal.NotAcknowledged);
        _close();
        _deliver(1, _update(1, 1e18, 1, 99.94e18));
        _moveDoor(bob, 1e18, 0, Refusal.BalanceTooLow);
        vm.prank(timelock);
        hub.setMoveFee(0.002e18);
        (Door memory door, uint256 sharesArriving) = lens.quoteMove(alice, 1e18, 0);
        _requireOpen(door);
        assertEq(sharesArriving, 0.998e18);
        uint256 openedAt = vm.getBlockTimestamp();
        for (uint256 i = 0; i < 32; ++i) {
            _moveDoor(alice, 1e18, 2, Refusal.None);
            vm.prank(alice);
            hub.moveShares(2, alice, 1e18);
        }
        // Full, it may be closed 10 minutes after the last one.
        assertEq(_moveDoor(alice, 1e18, 0, Refusal.BatchFull).opensAt, openedAt + 600);
        _close();
        _moveDoor(alice, 1e18, 0, Refusal.None);
    }

    /// 14,000,000 of a batch: 13 actions of a million take 13,098,540, and a move 209,100, so four moves fit.
    function test_quoteMove_BatchFullOfActions() public {
        _landedStake();
        bytes memory action = ActionCodec.encodeRequestExit(1_000_000, uint64(LANE) << 48, 0, bytes32(0));
        vm.startPrank(address(desk));
        for (uint256 i = 0; i < 13; ++i) hub.appendAction(action);
        vm.stopPrank();
        for (uint256 i = 0; i < 4; ++i) {
            _moveDoor(alice, 1e18, 0, Refusal.None);
            vm.prank(alice);
            hub.moveShares(0, alice, 1e18);
        }
        _moveDoor(alice, 1e18, 0, Refusal.BatchFull);
    }

    // ── Whose turn it is ─────────────────────────────────────────────────────────────────────────────────────────────

    function test_netting_NamesEveryRefusal_LENS_1() public {
        _stake(alice, 100 ether);
        _nettingDoor(Refusal.NothingWaits);
        _request(alice, 10e18);
        _nettingDoor(Refusal.RequestTooYoung);
        vm.warp(T0 + 1 hours);
        _deliver(1, _update(1, 1e18, 0, 0));
        _nettingDoor(Refusal.NotAcknowledged);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        _nettingDoor(Refusal.None);
        _request(alice, 50e18);
        pool.net();
        vm.warp(T0 + 2 days);
        _deliver(3, _update(3, 1e18, 1, 99.94e18));
        _nettingDoor(Refusal.PoolEtherTooLow);
        _freeze(1, 9);
        assertEq(_nettingDoor(Refusal.Frozen).opensAt, T0 + 3 days);
        vm.warp(T0 + 2 days + 1);
        _deliver(4, _update(4, 0.99e18, 1, 99.94e18));
        assertEq(_nettingDoor(Refusal.StoppedAfterFall).opensAtRateNonce, 4);
    }

    function test_forwarding_NamesEveryRefusal_LENS_1() public {
        _landedStake();
        uint256 requestedAt = vm.getBlockTimestamp();
        _forwardingDoor(Refusal.NothingWaits);
        _request(alice, 10e18);
        assertEq(_forwardingDoor(Refusal.RequestTooYoung).opensAt, requestedAt + 2 days);
        vm.warp(requestedAt + 2 days - 1);
        _forwardingDoor(Refusal.RequestTooYoung);
        vm.warp(requestedAt + 2 days);
        _forwardingDoor(Refusal.None);
        _deliver(2, _update(2, 1e18, 1, 5e18));
        _forwardingDoor(Refusal.NotAcknowledged);
        _deliver(3, _update(3, 1e18, 1, 99.94e18));
        _stake(bob, 50 ether);
        _forwardingDoor(Refusal.NetFirst);
        _nettingDoor(Refusal.None);
    }

    /// A batch forwards what 60 requests of 1,000 ether hold at the rate now.
    function test_forwarding_BatchFullUntilItIsClosed() public {
        vm.prank(timelock);
        pool.setStakeLimit(100_000e9, 115_740_000);
        vm.warp(T0 + 10 days);
        _deliver(1, _update(1, 1e18, 0, 0));
        _stake(alice, 70_000 ether);
        _close();
        _deliver(2, _update(2, 1e18, 1, 69_958e18));
        for (uint256 i = 0; i < 60; ++i) _request(alice, 999e18);
        _request(alice, 1_000e18);
        uint256 openedAt = vm.getBlockTimestamp();
        vm.warp(openedAt + 2 days);
        pool.forward();
        // 60,000 − 59,940 = 60
        assertEq(_forwardingDoor(Refusal.BatchFull).opensAt, openedAt + 600);
        _close();
        _forwardingDoor(Refusal.None);
    }

    function test_closing_NamesEveryRefusal_LENS_1() public {
        _closingDoor(Refusal.NothingToClose);
        _stake(alice, 1 ether);
        assertEq(_closingDoor(Refusal.TooEarly).opensAt, T0 + 8 hours);
        vm.warp(T0 + 8 hours - 1);
        _closingDoor(Refusal.TooEarly);
        vm.warp(T0 + 8 hours);
        _closingDoor(Refusal.None);
    }

    // ── Where is it ──────────────────────────────────────────────────────────────────────────────────────────────────

    function test_unstakeRequest_FollowsARequestToItsEther() public {
        assertEq(uint256(lens.unstakeRequest(1).stage), uint256(UnstakeStage.None));
        _landedStake();
        uint256 requestedAt = vm.getBlockTimestamp();
        _request(alice, 10e18);
        _request(alice, 20e18);
        _request(alice, 30e18);
        UnstakeView memory third = lens.unstakeRequest(3);
        assertEq(uint256(third.stage), uint256(UnstakeStage.Waiting));
        assertEq(third.owner, alice);
        assertEq(third.shares, 30e18);
        assertEq(third.ownRate, 1e18);
        assertEq(third.etherAtMost, 30 ether);
        assertEq(third.requestsAhead, 2);
        assertEq(third.sharesAhead, 30e18);
        assertEq(third.etherAhead, 30 ether);
        assertEq(third.forwardableFrom, requestedAt + 2 days);

        // The first is netted, and claimed; the others go the long way.
        _stake(bob, 10 ether);
        vm.warp(T0 + 1 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        pool.net();
        UnstakeView memory first = lens.unstakeRequest(1);
        assertEq(uint256(first.stage), uint256(UnstakeStage.Payable));
        assertEq(first.etherPayable, 10 ether);
        assertEq(first.batchNonce, 0);
        assertEq(first.requestsAhead, 0);
        assertEq(lens.unstakeRequest(3).etherAhead, 20 ether);
        assertEq(_claim(alice, 1), 10 ether);
        assertEq(uint256(lens.unstakeRequest(1).stage), uint256(UnstakeStage.Claimed));

        vm.warp(requestedAt + 2 days);
        pool.forward();
        _stageIs(3, UnstakeStage.InOpenBatch);
        assertEq(lens.unstakeRequest(3).batchNonce, 3);
        assertEq(uint256(lens.batch(3)), uint256(BatchStage.Open));
        _close();
        _stageIs(3, UnstakeStage.InClosedBatch);
        assertEq(uint256(lens.batch(3)), uint256(BatchStage.Closed));
        _deliver(3, _update(3, 1e18, 3, 49.94e18));
        _stageIs(3, UnstakeStage.OnL1);
        assertEq(uint256(lens.batch(3)), uint256(BatchStage.Acknowledged));
        assertEq(uint256(lens.batch(5)), uint256(BatchStage.None));
        _deliver(4, _settling(_update(4, 1e18, 3, 49.94e18), 3, 50 ether));
        _stageIs(3, UnstakeStage.Payable);
        assertEq(lens.unstakeRequest(3).etherPayable, 30 ether);
        assertEq(_claim(alice, 3), 30 ether);
    }

    function test_requestsOf_ReadsPageByPage() public {
        _landedStake();
        vm.prank(alice);
        pool.transfer(bob, 10e18);
        for (uint256 i = 0; i < 6; ++i) _request(i % 3 == 0 ? bob : alice, 1e18);
        (uint256[] memory found, uint256 nextId) = lens.requestsOf(bob, 0, 4);
        assertEq(abi.encode(found), abi.encode(_ids(1, 4)));
        assertEq(nextId, 5);
        (found, nextId) = lens.requestsOf(bob, nextId, 4);
        assertEq(found.length, 0);
        assertEq(nextId, 0);
        (found, nextId) = lens.requestsOf(alice, 5, type(uint256).max);
        assertEq(abi.encode(found), abi.encode(_ids(5, 6)));
        (found, nextId) = lens.requestsOf(alice, 7, 1);
        assertEq(found.length + nextId, 0);
        (found, ) = lens.requestsOf(address(0), 1, 6);
        assertEq(found.length, 0);
    }
}
