// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IL2Hub} from "../../l2-contracts/lanes/IL2Hub.sol";
import {IMoveLink} from "../../l2-contracts/lanes/IMoveLink.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

contract MovesTest is L2Fixture {
    uint96 private constant FEE = 0.001e18;

    function _move(address who, uint256 shares) private returns (uint64 moveNonce) {
        vm.prank(who);
        (moveNonce, ) = hub.moveShares(0, carol, shares);
    }

    /// SHARES, packed by hand.
    function _shares(
        uint64 nonce,
        address recipient,
        uint96 shares,
        uint64 rateNonce,
        uint64 rate
    ) private pure returns (bytes memory) {
        return abi.encodePacked(hex"01050001", nonce, recipient, shares, rateNonce, rate);
    }

    function _deliverShares(uint64 nonce, address recipient, uint96 shares) private {
        gateway.deliver(hub, peer, _shares(nonce, recipient, shares, 1, 1e18), 0);
    }

    // ── Off this L2 ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// T-66: exact to the unit; T − x at once, counted as moved out, and its action is a leaf of the open batch.
    function test_moveShares_BurnsAndRidesInTheBatch_T_66_LANE_1() public {
        _landedStake();
        bytes memory action = abi.encodePacked(
            hex"0800030d400000000000000000",
            uint40(vm.getBlockTimestamp()),
            uint64(1),
            alice,
            carol,
            uint96(10e18 + 1),
            uint64(FEE),
            uint16(2)
        );
        vm.expectEmit(address(pool));
        emit IERC7802.CrosschainBurn(alice, 10e18 + 1, address(hub));
        vm.prank(alice);
        (uint64 moveNonce, bytes32 actionId) = hub.moveShares(2, carol, 10e18 + 1);
        assertEq(moveNonce, 1);
        assertEq(actionId, keccak256(abi.encodePacked(LANE, uint64(2), uint32(0))));
        assertEq(pool.balanceOf(alice), 89.94e18 - 1);
        assertEq(pool.totalSupply(), 89.94e18 - 1);
        assertEq(pool.book().movedOutTotal, 10e18 + 1);
        assertEq(pool.available(), 89.94e18 - 1);
        (bytes32 root, uint32 count, ) = hub.outbox();
        assertEq(count, 1);
        assertEq(root, keccak256(abi.encodePacked(hex"02", uint32(1), keccak256(abi.encodePacked(hex"00", action)))));
        // A batch of nothing but moves closes, and lands as one of actions alone.
        assertEq(_close(), 2);
        assertEq(hub.lastMoveNonce(), 1);
        assertEq(_move(alice, 1e18), 2);
    }

    /// T-91: minted here and not landed there: it stays. LANE-3: two that together exceed it: the second does not go.
    function test_moveShares_RevertWhen_L1HasNotAcknowledged_T_91_LANE_3() public {
        _stake(alice, 100 ether);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_MoveExceedsAvailable.selector, 1e18, 0));
        _move(alice, 1e18);
        _close();
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_MoveExceedsAvailable.selector, 1e18, 0));
        _move(alice, 1e18);
        _deliver(1, _update(1, 1e18, 1, 99.94e18));
        _stake(bob, 100 ether);
        _move(alice, 60e18);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_MoveExceedsAvailable.selector, 40e18, 39.94e18));
        _move(bob, 40e18);
        _move(bob, 39.94e18);
    }

    /// What L1 says it has released leaves K and the moved shares alike: nothing comes free by it, at no order of arrival.
    function test_available_IsTheSameBeforeAndAfterTheRelease_T_91_LANE_3() public {
        _landedStake();
        _move(alice, 30e18);
        _close();
        StateUpdateMessage.Body memory landed = _update(1, 1e18, 2, 99.94e18);
        landed.refTime = uint64(vm.getBlockTimestamp());
        _deliver(2, landed);
        assertEq(pool.available(), 69.94e18);
        StateUpdateMessage.Body memory released = _update(1, 1e18, 2, 69.94e18);
        released.releasedTotal = 30e18;
        _deliver(3, released);
        assertEq(pool.available(), 69.94e18);
        // More than was ever moved is no later state of our L1.
        released.releasedTotal = 30e18 + 1;
        _deliver(4, released);
        assertEq(pool.available(), 69.94e18);
    }

    function test_moveShares_RevertWhen_TermsAreWrong() public {
        _landedStake();
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IMoveLink.L2Hub_MoveTooSmall.selector, 0.01e18 - 1, 0.01e18));
        hub.moveShares(0, carol, 0.01e18 - 1);
        vm.expectRevert(abi.encodeWithSelector(IMoveLink.L2Hub_InvalidRecipient.selector, address(0)));
        hub.moveShares(0, address(0), 1e18);
        vm.expectRevert(abi.encodeWithSelector(IMoveLink.L2Hub_InvalidDestination.selector, LANE));
        hub.moveShares(LANE, carol, 1e18);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, bob, 0, 1e18));
        _move(bob, 1e18);
    }

    /// T-67: 32 moves take 32 · (200,000 + 5,500 + 40·90) of a batch's 14,000,000; operators have more than half of it.
    function test_moveShares_LeavesRoomForOperators_T_67() public {
        _landedStake();
        for (uint256 i = 0; i < 24; ++i) _move(alice, 0.01e18);
        // Three quarters of the moves: the batch may close at its minimum age.
        assertEq(hub.closableAt(), T0 + 8 hours + 600);
        for (uint256 i = 24; i < 32; ++i) _move(alice, 0.01e18);
        vm.expectRevert(abi.encodeWithSelector(IMoveLink.L2Hub_MovesFull.selector, 2, 32));
        _move(alice, 0.01e18);
        (, uint32 count, uint256 gasDeclared) = hub.outbox();
        assertEq(count, 32);
        assertEq(gasDeclared, 6_691_200);
        vm.prank(bob);
        desk.register(bob, 0, 0);
        _close();
        assertEq(_move(alice, 0.01e18), 33);
    }

    /// A desk that could append moves could release shares that nobody burnt.
    function test_appendAction_RevertWhen_TheDeskMovesShares_T_64() public {
        ActionCodec.MoveShares memory forged = ActionCodec.MoveShares(1, bob, bob, 1e18, 0, 0);
        bytes memory action = ActionCodec.encodeMoveShares(200_000, 0, uint40(T0), forged);
        vm.prank(address(desk));
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotDesks.selector, 8));
        hub.appendAction(action);
    }

    /// T-61: a move under way keeps its fee.
    function test_setMoveFee_IsBoundedAndForLaterMoves_T_61() public {
        assertEq(hub.moveFee(), FEE);
        vm.startPrank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IMoveLink.L2Hub_FeeTooHigh.selector, 0.005e18 + 1, 0.005e18));
        hub.setMoveFee(0.005e18 + 1);
        hub.setMoveFee(0.005e18);
        vm.stopPrank();
        assertEq(hub.moveFee(), 0.005e18);
    }

    // ── To this L2 ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// LANE-5: each nonce mints once, in any order.
    function test_receiveMessage_MintsEachNonceOnceInAnyOrder_LANE_5() public {
        vm.expectEmit(address(pool));
        emit IERC7802.CrosschainMint(bob, 7, address(hub));
        _deliverShares(2, bob, 7);
        _deliverShares(1, alice, 5e18);
        assertEq(pool.balanceOf(bob), 7);
        assertEq(pool.balanceOf(alice), 5e18);
        assertEq(pool.totalSupply(), 5e18 + 7);
        assertEq(hub.sharesReceivedTotal(), 5e18 + 7);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_AlreadyApplied.selector, 2));
        gateway.deliver(hub, peer, _shares(2, bob, 7, 1, 1e18), 0);
        assertTrue(hub.isSharesReceived(1) && hub.isSharesReceived(2) && !hub.isSharesReceived(3));
        // Nonces of StateUpdates are other nonces.
        assertFalse(hub.isApplied(1));
        _deliver(1, _update(1, 1e18, 0, 5e18 + 7));
        assertEq(pool.available(), 5e18 + 7);
    }

    /// T-59: the gas that L1 pays for suffices for an account and a word nobody has touched, and for a fall.
    function test_receiveMessage_FitsTheGasOfItsMessage_T_59() public {
        bytes memory message = _shares(300, carol, 1e18, 2, 0.99e18);
        vm.prank(address(gateway));
        hub.receiveMessage{gas: 250_000}(bytes32(0), peer, message);
        assertEq(pool.balanceOf(carol), 1e18);
    }

    /// T-60: from no other sender, transport or lane; with no ether; and no other type passes for it.
    function test_receiveMessage_RevertWhen_SharesComeAnotherWay_T_60() public {
        bytes memory message = _shares(1, bob, 7, 1, 1e18);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotGateway.selector, address(this)));
        hub.receiveMessage(bytes32(0), peer, message);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_ValueMismatch.selector, 1, 0));
        gateway.deliver(hub, peer, message, 1);
        message[3] = 0x02;
        vm.expectRevert();
        gateway.deliver(hub, peer, message, 0);
        message = _shares(1, bob, 7, 1, 1e18);
        message[1] = 0x03;
        vm.expectRevert();
        gateway.deliver(hub, peer, message, 0);
    }

    /// RATE-2: who moves ahead of a fall that this L2 has not heard of brings the news along; T-58: an update that was
    /// sent before the fall does not open the pool again.
    function test_receiveMessage_TellsOfAFall_RATE_2_T_58() public {
        _landedStake();
        gateway.deliver(hub, peer, _shares(1, bob, 1e18, 2, 1e18), 0);
        _stake(alice, 1 ether); // not a fall
        gateway.deliver(hub, peer, _shares(2, bob, 1e18, 3, 0.99e18), 0);
        assertEq(pool.balanceOf(bob), 2e18);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_StoppedAfterFall.selector, 1));
        _stake(alice, 1 ether);
        // A share is a share at every rate.
        _move(alice, 1e18);
        vm.warp(vm.getBlockTimestamp() + 1 hours);
        _deliver(2, _update(2, 1e18, 1, 101.94e18));
        (, , , bool stopped) = pool.rate();
        assertTrue(stopped);
        _deliver(3, _update(3, 0.99e18, 1, 101.94e18));
        (, , , stopped) = pool.rate();
        assertTrue(stopped); // it brings the fall itself
        _deliver(4, _update(3, 0.99e18, 1, 101.94e18));
        (, , , stopped) = pool.rate();
        assertFalse(stopped);
        // What the lane knows already is no news.
        gateway.deliver(hub, peer, _shares(3, bob, 1e18, 3, 0.9e18), 0);
        (, , , stopped) = pool.rate();
        assertFalse(stopped);
    }

    // ── ERC-7802 ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_crosschain_RevertWhen_CallerIsNotTheHub_T_64() public {
        bytes memory refusal = abi.encodeWithSelector(IL2StakingPool.Pool_NotHub.selector, address(this));
        vm.expectRevert(refusal);
        pool.crosschainMint(bob, 1);
        vm.expectRevert(refusal);
        pool.crosschainBurn(bob, 1);
        vm.expectRevert(refusal);
        pool.noteFall(9, 1);
        vm.startPrank(address(hub));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_InvalidReceiver.selector, address(pool)));
        pool.crosschainMint(address(pool), 1);
        vm.stopPrank();
        // ERC-7802's and ERC-165's own, and no other.
        assertTrue(pool.supportsInterface(0x33331994));
        assertTrue(pool.supportsInterface(0x01ffc9a7));
        assertFalse(pool.supportsInterface(0xffffffff));
    }
}
