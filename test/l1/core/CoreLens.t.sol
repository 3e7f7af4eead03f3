// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {CoreLens} from "../../../l1-contracts/core/CoreLens.sol";
import {RequestStatus} from "../../../l1-contracts/core/CoreTypes.sol";
import {RequestView} from "../../../l1-contracts/core/ICoreLens.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {Door, Refusal} from "../../../shared/contracts/lens/DoorTypes.sol";
import {CoreTest} from "./CoreTest.sol";

/// Each refusal is reached, and the call refuses with it; whatever happened, what the lens says the call does.
contract CoreLensTest is CoreTest {
    CoreLens private lens;

    function setUp() public override {
        super.setUp();
        lens = new CoreLens(address(core));
    }

    function test_quoteDeposit_SaysWhatADepositMints() public {
        deposit(alice, 100 ether);
        report(1 ether, 0);
        // 7 wei at r = 1.00018: 6.998…
        (Door memory door, uint256 shares) = lens.quoteDeposit(7);
        _requireRefusal(door, Refusal.None);
        assertEq(shares, 6);
        assertEq(deposit(bob, 7), 6);
        _depositDoor(1, Refusal.AmountTooSmall);
    }

    function test_quoteDeposit_NamesEveryRefusal() public {
        vm.warp(GENESIS + 2 days);
        _depositDoor(1 ether, Refusal.None);
        vm.warp(GENESIS + 2 days + 1);
        assertEq(_depositDoor(1 ether, Refusal.RateTooOld).since, GENESIS + 2 days);
        vm.prank(owner);
        core.setDepositsPaused(true);
        _depositDoor(1 ether, Refusal.DepositsPaused);
        _limits(false, 64 ether);
        report(0, 0);
        // The bootstrap's 0.001 are part of it.
        _depositDoor(63.999 ether, Refusal.None);
        _depositDoor(63.999 ether + 1, Refusal.CapReached);
        _depositDoor(0, Refusal.AmountTooSmall);
    }

    function test_quoteRequest_NamesEveryRefusal() public {
        deposit(alice, 3_000 ether);
        (Door memory door, uint256 etherAtMost, uint256 etherAhead) = lens.quoteRequest(alice, 2e18);
        _requireRefusal(door, Refusal.None);
        assertEq(etherAtMost, 2 ether);
        assertEq(etherAhead, 0);
        request(alice, 5e18);
        (, , etherAhead) = lens.quoteRequest(alice, 2e18);
        assertEq(etherAhead, 5 ether);
        _requestDoor(alice, 1e12 - 1, Refusal.AmountTooSmall);
        _requestDoor(alice, 1_000e18, Refusal.None);
        _requestDoor(alice, 1_000e18 + 1, Refusal.AmountTooLarge);
        _requestDoor(bob, 1e18, Refusal.BalanceTooLow);
    }

    /// After a loss of nine tenths 32 bits of units hold 429 ether.
    function test_quoteRequest_TooLargeForItsUnitsAfterAGreatLoss() public {
        deposit(alice, 10_000 ether);
        stakeBuffered(9_900 ether);
        report(900 ether, 0);
        (uint256 rate, , ) = core.rate();
        uint256 shares = (uint256(type(uint32).max) * 1e12 * 1e18) / 10 / rate;
        _requestDoor(alice, shares - 1e18, Refusal.None);
        _requestDoor(alice, shares + 1e18, Refusal.AmountTooLarge);
    }

    function test_request_FollowsItToItsEther() public {
        assertEq(uint256(lens.request(1).status), uint256(RequestStatus.None));
        deposit(alice, 100 ether);
        stakeBuffered(90 ether);
        request(alice, 4e18);
        request(bobs(10e18), 10e18);
        RequestView memory second = lens.request(2);
        assertEq(uint256(second.status), uint256(RequestStatus.Pending));
        assertEq(second.owner, bob);
        assertEq(second.etherAmount, 10 ether);
        assertEq(second.requestsAhead, 1);
        assertEq(second.etherAhead, 4 ether);
        // The buffer has 10.001.
        assertEq(second.etherMissing, 3.999 ether);
        // Of frame 0, so the report of frame 1 may finalize it.
        assertEq(second.finalizableFrame, 1);
        assertEq(second.finalizableFrom, GENESIS + 1 days);
        // Within the margin before the next frame's reference time, the one after it.
        vm.warp(GENESIS + 1 days - 384);
        request(alice, 1e18);
        assertEq(lens.request(3).finalizableFrame, 2);

        report(90 ether, 1);
        RequestView memory first = lens.request(1);
        assertEq(uint256(first.status), uint256(RequestStatus.Finalized));
        assertEq(first.etherAmount, 4 ether);
        assertEq(first.etherMissing, 0);
        assertEq(first.finalizableFrame, 0);
        assertEq(lens.request(2).requestsAhead, 0);
        // It is old enough, but the report of frame 1 has been.
        assertEq(lens.request(2).finalizableFrame, 2);
        vm.prank(alice);
        assertEq(core.claim(1), 4 ether);
        assertEq(uint256(lens.request(1).status), uint256(RequestStatus.Claimed));
    }

    function test_requestsOf_CountsWhatClaimManyPays() public {
        deposit(alice, 100 ether);
        for (uint256 i = 0; i < 4; ++i) request(alice, 1e18);
        request(bobs(1e18), 1e18);
        request(alice, 2e18);
        report(0, 3);
        (uint256[] memory found, uint256 claimable, uint256 etherClaimable, uint256 nextId) = lens.requestsOf(
            alice,
            0,
            5
        );
        assertEq(found.length, 4);
        assertEq(found[3], 4);
        assertEq(claimable, 3);
        assertEq(etherClaimable, 3 ether);
        assertEq(nextId, 6);
        (found, claimable, , nextId) = lens.requestsOf(alice, nextId, 5);
        assertEq(abi.encode(found), abi.encode(ids(6)));
        assertEq(claimable + nextId, 0);
        vm.prank(alice);
        assertEq(core.claimMany(ids(1, 3)), 2 ether);
        (found, claimable, etherClaimable, ) = lens.requestsOf(alice, 1, 100);
        assertEq(found.length, 3);
        assertEq(found[0], 2);
        assertEq(claimable, 1);
        assertEq(etherClaimable, 1 ether);
        (found, , , ) = lens.requestsOf(address(0), 1, 100);
        assertEq(found.length, 0);
        (found, , , nextId) = lens.requestsOf(alice, 7, 1);
        assertEq(found.length + nextId, 0);
    }

    function testFuzz_everyDoorAgreesWithItsCall_LENS_1(uint256 seed) public {
        deposit(alice, 500 ether);
        for (uint256 i = 0; i < 8; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _step(seed % 6, seed >> 8);
            uint256 amount = [seed % 10, seed % 1e13, seed % 3 ether, seed % 2_000 ether][(seed >> 16) % 4];
            _agreedDeposit(amount);
            _agreedRequest(alice, amount);
            _agreedRequest(alice, core.balanceOf(alice) + (seed % 2));
        }
    }

    function _step(uint256 kind, uint256 seed) private {
        if (kind == 0 && _agreedDeposit(100 ether).refusal == Refusal.None) deposit(bob, 1 ether + (seed % 99 ether));
        if (kind == 1) vm.warp(vm.getBlockTimestamp() + (seed % 2 days));
        // Up to half of it is gone, or up to a tenth is gained.
        if (kind == 2) _report(core.ledger().consensusBalance - (core.ledger().consensusBalance * (seed % 50)) / 100);
        if (kind == 3) _report(core.ledger().consensusBalance + (core.ledger().consensusBalance * (seed % 10)) / 100);
        if (kind == 4) stakeBuffered((core.ledger().buffered * (seed % 90)) / 100);
        if (kind == 5) _limits(seed % 3 == 0, 32 ether + (seed % 2_000 ether));
    }

    function _limits(bool paused, uint256 cap) private {
        vm.startPrank(owner);
        core.setDepositsPaused(paused);
        core.setDepositCap(cap);
        vm.stopPrank();
    }

    function _report(uint256 consensusBalance) private {
        uint256 due = GENESIS + (uint256(lastFrame) + 1) * FRAME;
        if (vm.getBlockTimestamp() < due) vm.warp(due);
        report(consensusBalance, 0);
    }

    // ── Comparing ────────────────────────────────────────────────────────────────────────────────────────────────────

    function _depositDoor(uint256 amount, Refusal expected) private returns (Door memory door) {
        door = _agreedDeposit(amount);
        _requireRefusal(door, expected);
    }

    function _requestDoor(address account, uint256 shares, Refusal expected) private {
        _requireRefusal(_agreedRequest(account, shares), expected);
    }

    function _agreedDeposit(uint256 amount) private returns (Door memory door) {
        uint256 shares;
        (door, shares) = lens.quoteDeposit(amount);
        bytes memory answer = _compare(door, bob, amount, abi.encodeCall(core.deposit, (bob, 0)));
        assertEq(door.refusal == Refusal.None ? abi.decode(answer, (uint256)) : 0, shares, "shares");
    }

    function _agreedRequest(address account, uint256 shares) private returns (Door memory door) {
        (door, , ) = lens.quoteRequest(account, shares);
        _compare(door, account, 0, abi.encodeCall(core.requestWithdrawal, (shares, account)));
    }

    function _compare(
        Door memory door,
        address caller,
        uint256 value,
        bytes memory data
    ) private returns (bytes memory answer) {
        uint256 snapshot = vm.snapshotState();
        vm.deal(caller, value);
        vm.prank(caller);
        bool success;
        (success, answer) = address(core).call{value: value}(data);
        vm.revertToState(snapshot);
        if (door.refusal == Refusal.None) assertTrue(success, "the door is open and the call fails");
        else assertTrue(!success && _isNamed(door.refusal, bytes4(answer)), "the call fails otherwise or not at all");
    }

    function _isNamed(Refusal refusal, bytes4 error) private pure returns (bool) {
        if (refusal == Refusal.DepositsPaused) return error == Core.Core_DepositsPaused.selector;
        if (refusal == Refusal.RateTooOld) return error == Core.Core_RateTooOld.selector;
        if (refusal == Refusal.CapReached) return error == Core.Core_DepositCapExceeded.selector;
        if (refusal == Refusal.BalanceTooLow) return error == IERC20Errors.ERC20InsufficientBalance.selector;
        if (refusal == Refusal.AmountTooLarge) return error == Core.Core_RequestTooLarge.selector;
        return
            refusal == Refusal.AmountTooSmall &&
            (error == Core.Core_ZeroShares.selector || error == Core.Core_RequestTooSmall.selector);
    }

    function _requireRefusal(Door memory door, Refusal expected) private pure {
        assertEq(uint256(door.refusal), uint256(expected), "refusal");
    }

    /// Bob, with that many of Alice's shares.
    function bobs(uint256 shares) private returns (address) {
        vm.prank(alice);
        core.transfer(bob, shares);
        return bob;
    }
}
