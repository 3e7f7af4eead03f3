// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IL2Hub} from "../../../l2-contracts/lanes/IL2Hub.sol";
import {IMoveLink} from "../../../l2-contracts/lanes/IMoveLink.sol";
import {IFlashExit} from "../../../l2-contracts/staking/IFlashExit.sol";
import {IL2StakingPool} from "../../../l2-contracts/staking/IL2StakingPool.sol";
import {UnstakeStage} from "../../../l2-contracts/staking/IPoolLens.sol";
import {PoolLens} from "../../../l2-contracts/staking/PoolLens.sol";
import {StakeGate} from "../../../l2-contracts/staking/StakeGate.sol";
import {TallySlot} from "../../../l2-contracts/staking/Tally.sol";
import {Door, Refusal} from "../../../shared/contracts/lens/DoorTypes.sol";
import {FlashMath} from "../../../shared/contracts/math/FlashMath.sol";
import {FastGatewayProbe} from "../../shared/lanes/harness/FastGatewayProbe.sol";
import {L2Fixture} from "./L2Fixture.sol";

/// @notice A lens beside pool and hub; asks a door, makes the call, compares the two, and takes the call back.
abstract contract PoolLensWorld is L2Fixture {
    PoolLens internal lens;
    FastGatewayProbe private fast;

    function setUp() public virtual override {
        super.setUp();
        lens = new PoolLens(address(pool));
        fast = new FastGatewayProbe();
        vm.prank(timelock);
        hub.setFastGateway(address(fast));
    }

    // ── Doors, each compared with its call ───────────────────────────────────────────────────────────────────────────

    function _stakeDoor(uint256 amount, Refusal expected) internal returns (Door memory door) {
        door = _agreedStake(amount);
        _requireRefusal(door, expected);
    }

    function _unstakeDoor(address owner, uint256 shares, Refusal expected) internal returns (Door memory door) {
        door = _agreedUnstake(owner, shares);
        _requireRefusal(door, expected);
    }

    function _flashDoor(address owner, uint256 shares, Refusal expected) internal returns (Door memory door) {
        door = _agreedFlashExit(owner, shares);
        _requireRefusal(door, expected);
    }

    function _moveDoor(
        address owner,
        uint256 shares,
        uint16 destination,
        Refusal expected
    ) internal returns (Door memory door) {
        door = _agreedMove(owner, shares, destination);
        _requireRefusal(door, expected);
    }

    function _nettingDoor(Refusal expected) internal returns (Door memory door) {
        door = _agreedNetting();
        _requireRefusal(door, expected);
    }

    function _forwardingDoor(Refusal expected) internal returns (Door memory door) {
        door = _agreedForwarding();
        _requireRefusal(door, expected);
    }

    function _closingDoor(Refusal expected) internal returns (Door memory door) {
        door = _agreedClosing();
        _requireRefusal(door, expected);
    }

    function _agreedStake(uint256 amount) internal returns (Door memory door) {
        uint256 shares;
        (door, shares, , ) = lens.quoteStake(amount);
        vm.deal(carol, amount);
        bytes memory answer = _compare(door, carol, address(pool), amount, abi.encodeCall(pool.stake, (carol, 0)));
        assertEq(door.refusal == Refusal.None ? abi.decode(answer, (uint256)) : 0, shares, "shares");
    }

    function _agreedUnstake(address owner, uint256 shares) internal returns (Door memory door) {
        (door, , ) = lens.quoteUnstake(owner, shares);
        _compare(door, owner, address(pool), 0, abi.encodeCall(pool.requestUnstake, (shares, owner)));
    }

    function _agreedFlashExit(address owner, uint256 shares) internal returns (Door memory door) {
        uint256 etherPaid;
        (door, etherPaid, ) = lens.quoteFlashExit(owner, shares);
        bytes memory call = abi.encodeCall(IFlashExit.flashExit, (shares, owner, 0));
        bytes memory answer = _compare(door, owner, address(pool), 0, call);
        assertEq(door.refusal == Refusal.None ? abi.decode(answer, (uint256)) : 0, etherPaid, "ether paid");
    }

    function _agreedMove(address owner, uint256 shares, uint16 destination) internal returns (Door memory door) {
        (door, ) = lens.quoteMove(owner, shares, destination);
        _compare(door, owner, address(hub), 0, abi.encodeCall(hub.moveShares, (destination, owner, shares)));
    }

    function _agreedNetting() internal returns (Door memory door) {
        door = lens.netting();
        _compare(door, bob, address(pool), 0, abi.encodeCall(pool.net, ()));
    }

    function _agreedForwarding() internal returns (Door memory door) {
        door = lens.forwarding();
        // What netting leaves decides, and nobody but netting knows how much that is.
        if (door.refusal == Refusal.NetFirst) _requireOpen(_agreedNetting());
        else _compare(door, bob, address(pool), 0, abi.encodeCall(pool.forward, ()));
    }

    function _agreedClosing() internal returns (Door memory door) {
        door = lens.closing();
        _compare(door, bob, address(hub), 0, abi.encodeCall(hub.closeBatch, ()));
    }

    // ── What happens to the lane ─────────────────────────────────────────────────────────────────────────────────────

    function _freeze(uint64 nonce, uint64 rateNonce) internal {
        fast.deliver(hub, peer, abi.encodePacked(hex"01040001", nonce, rateNonce));
    }

    /// @dev One share for Carol that tells of a rate.
    function _tellFall(uint64 nonce, uint64 rateNonce, uint64 rate) internal {
        bytes memory message = abi.encodePacked(hex"01050001", nonce, carol, uint96(1e18), rateNonce, rate);
        gateway.deliver(hub, peer, message, 0);
    }

    // ── Comparing ────────────────────────────────────────────────────────────────────────────────────────────────────

    function _compare(
        Door memory door,
        address caller,
        address target,
        uint256 value,
        bytes memory data
    ) private returns (bytes memory answer) {
        uint256 snapshot = vm.snapshotState();
        vm.prank(caller);
        bool success;
        (success, answer) = target.call{value: value}(data);
        vm.revertToState(snapshot);
        if (door.refusal == Refusal.None) assertTrue(success, "the door is open and the call fails");
        else assertTrue(!success && _isNamed(door.refusal, bytes4(answer)), "the call fails otherwise or not at all");
    }

    function _isNamed(Refusal refusal, bytes4 error) private pure returns (bool) {
        if (refusal == Refusal.StoppedAfterFall) return error == IL2StakingPool.Pool_StoppedAfterFall.selector;
        if (refusal == Refusal.Frozen) return error == IL2StakingPool.Pool_Frozen.selector;
        if (refusal == Refusal.RateTooOld) return error == IL2StakingPool.Pool_RateTooOld.selector;
        if (refusal == Refusal.LimitReached) return error == StakeGate.StakeGate_LimitExceeded.selector;
        if (refusal == Refusal.BalanceTooLow) return error == IERC20Errors.ERC20InsufficientBalance.selector;
        if (refusal == Refusal.ReserveTooLow) return error == FlashMath.FlashMath_InsufficientReserve.selector;
        if (refusal == Refusal.InvalidDestination) return error == IMoveLink.L2Hub_InvalidDestination.selector;
        if (refusal == Refusal.NothingToClose) return error == IL2Hub.L2Hub_NothingToClose.selector;
        if (refusal == Refusal.TooEarly) return error == IL2Hub.L2Hub_TooEarlyToClose.selector;
        if (refusal == Refusal.AmountTooSmall)
            return
                error == IL2StakingPool.Pool_ZeroShares.selector ||
                error == IL2StakingPool.Pool_RequestTooSmall.selector ||
                error == IMoveLink.L2Hub_MoveTooSmall.selector ||
                error == IFlashExit.FlashExit_ZeroEther.selector;
        if (refusal == Refusal.AmountTooLarge)
            return
                error == StakeGate.StakeGate_LimitExceeded.selector ||
                error == IL2StakingPool.Pool_RequestTooLarge.selector ||
                error == SafeCast.SafeCastOverflowedUintDowncast.selector;
        bool isOfTheFifo =
            error == IL2StakingPool.Pool_NothingToNet.selector ||
                error == IL2StakingPool.Pool_NothingToForward.selector;
        if (refusal == Refusal.NotAcknowledged)
            return
                isOfTheFifo ||
                error == IL2StakingPool.Pool_MoveExceedsAvailable.selector ||
                error == IFlashExit.FlashExit_ExceedsAvailable.selector;
        if (refusal == Refusal.BatchFull)
            return
                error == TallySlot.Tally_Overflow.selector ||
                error == IMoveLink.L2Hub_MovesFull.selector ||
                error == IL2Hub.L2Hub_BatchFull.selector ||
                error == IL2StakingPool.Pool_NothingToForward.selector;
        return
            isOfTheFifo &&
            (refusal == Refusal.NothingWaits ||
                refusal == Refusal.RequestTooYoung ||
                refusal == Refusal.PoolEtherTooLow);
    }

    function _requireOpen(Door memory door) internal pure {
        _requireRefusal(door, Refusal.None);
    }

    function _requireRefusal(Door memory door, Refusal expected) internal pure {
        assertEq(uint256(door.refusal), uint256(expected), "refusal");
    }

    function _stageIs(uint256 requestId, UnstakeStage expected) internal view {
        assertEq(uint256(lens.unstakeRequest(requestId).stage), uint256(expected), "stage");
    }

    function _ids(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }
}
