// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILiquidStakingCore} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {Ledger} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {IMoveLedger} from "../../../l1-contracts/lanes/IMoveLedger.sol";
import {MoveWorld} from "./harness/MoveWorld.sol";

contract MoveLedgerTest is MoveWorld {
    // ── Down to a lane ───────────────────────────────────────────────────────────────────────────────────────────────

    /// T-66: to the last unit. K + x, P, S and r stay; the L2 is told once, under the lane's own nonces.
    function test_moveToLane_LocksAndTells_T_66_LANE_1() public {
        Ledger memory before = core.ledger();
        vm.prank(alice);
        assertEq(moves.moveToLane(LANE, bob, 3 ether + 1), 1);
        assertEq(core.lane(LANE).lockedShares, 13 ether + 1);
        assertEq(core.balanceOf(alice), 97 ether - 1);
        _assertTold(LANE, 1, bob, 3 ether + 1);
        vm.prank(alice);
        assertEq(moves.moveToLane(OTHER_LANE, alice, 1), 1);
        _assertTold(OTHER_LANE, 1, alice, 1);
        vm.prank(alice);
        assertEq(moves.moveToLane(LANE, alice, 1 ether), 2);
        (uint64 nonce, uint256 total) = hub.sharesSent(LANE);
        assertEq(nonce, 2);
        assertEq(total, 4 ether + 1);
        assertEq(core.lane(OTHER_LANE).lockedShares, 1);
        assertEq(keccak256(abi.encode(core.ledger())), keccak256(abi.encode(before)), "P, S, r");
        _assertWhole();
    }

    function test_moveToLane_GivesBackWhatTheCarrierDoesNotTake() public {
        vm.prank(alice);
        moves.moveToLane{value: 1 ether}(LANE, bob, 1 ether);
        assertEq(alice.balance, 100 ether);
        assertEq(address(moves).balance + address(hub).balance + address(gateway).balance, 0);
    }

    function test_moveToLane_RevertWhen_NobodyCouldHaveIt() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_InvalidRecipient.selector, address(0)));
        moves.moveToLane(LANE, address(0), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_InvalidRecipient.selector, token));
        moves.moveToLane(LANE, token, 1 ether);
        vm.expectRevert(IMoveLedger.MoveLedger_ZeroShares.selector);
        moves.moveToLane(LANE, bob, 0);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_LaneClosed.selector, 3));
        moves.moveToLane(3, bob, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_LaneClosed.selector, 0));
        moves.moveToLane(0, bob, 1 ether);
        vm.stopPrank();
    }

    function test_moveToLane_RevertWhen_TheLaneIsClosedOrDown_T_70() public {
        vm.prank(timelock);
        moves.setLaneToken(LANE, address(0));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_LaneClosed.selector, LANE));
        moves.moveToLane(LANE, bob, 1 ether);
        // A carrier that is down takes nothing, so nothing is locked.
        messenger.setDown(true);
        vm.prank(alice);
        vm.expectRevert();
        moves.moveToLane(OTHER_LANE, bob, 1 ether);
        assertEq(core.lane(OTHER_LANE).lockedShares, 0);
        assertEq(core.balanceOf(alice), 100 ether);
    }

    function test_sendShares_RevertWhen_CallerIsNotTheMoveLedger_T_64() public {
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotMoveLedger.selector, address(this)));
        hub.sendShares(LANE, bob, 1 ether, bob);
    }

    // ── Up from a lane ───────────────────────────────────────────────────────────────────────────────────────────────

    /// T-66: 4 ether and 7 units were burnt, a fee of 5 units is the treasury's.
    function test_executeAction_ReleasesWhatWasBurnt_T_66_LANE_1() public {
        Ledger memory before = core.ledger();
        _arrive(_move(1, alice, 4 ether + 7, 5, 0));
        assertEq(core.balanceOf(alice), 104 ether + 2);
        assertEq(core.balanceOf(treasury), 5);
        assertEq(core.lane(LANE).lockedShares, 6 ether - 7);
        assertEq(core.lane(LANE).releasedTotal, 4 ether + 7);
        assertTrue(moves.hasArrived(LANE, 1));
        assertEq(keccak256(abi.encode(core.ledger())), keccak256(abi.encode(before)), "P, S, r");
        _assertWhole();
    }

    /// T-64: what is locked for lane 2 is none of lane 1's. The action fails, waits, and can be retried once K suffices.
    function test_executeAction_FailsWhen_MoreIsReleasedThanLocked_T_64_LANE_3() public {
        vm.prank(alice);
        moves.moveToLane(OTHER_LANE, bob, 50 ether);
        bytes memory greedy = _move(1, alice, 10 ether + 1, 0, 0);
        uint64 batchNonce = _arrive(greedy);
        assertEq(hub.failedActions(LANE, batchNonce, 0), 1);
        assertEq(core.balanceOf(alice), 50 ether);
        bytes memory reason = abi.encodeWithSelector(
            ILiquidStakingCore.Core_LockedSharesExceeded.selector,
            LANE,
            10 ether + 1,
            10 ether
        );
        vm.expectRevert(reason);
        hub.retryAction(LANE, batchNonce, 0, greedy, new bytes32[](0));
        vm.prank(alice);
        moves.moveToLane(LANE, bob, 1);
        hub.retryAction(LANE, batchNonce, 0, greedy, new bytes32[](0));
        assertEq(core.balanceOf(alice), 60 ether);
        _assertWhole();
    }

    /// LANE-5: a lane whose L2 gives two moves one nonce lies; the second is not paid.
    function test_executeAction_FailsWhen_TheNonceHasArrived_LANE_5() public {
        _arrive(_move(1, alice, 1 ether, 0, 0));
        uint64 batchNonce = _arrive(_move(1, bob, 2 ether, 0, 0));
        assertEq(hub.failedActions(LANE, batchNonce, 0), 1);
        assertEq(core.balanceOf(bob), 0);
        batchNonce = _arrive(_move(2, bob, 1 ether, 1 ether + 1, 0));
        assertEq(hub.failedActions(LANE, batchNonce, 0), 1);
        _assertWhole();
    }

    function test_executeAction_RevertWhen_CallerIsNotTheHubOrKindIsForeign_T_56() public {
        bytes memory action = _move(1, alice, 1 ether, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_NotLaneHub.selector, address(this)));
        moves.executeAction(LANE, action);
        action[12] = 0x01; // the operator's lowest byte
        vm.prank(address(hub));
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_NamesOperator.selector, 1));
        moves.executeAction(LANE, action);
        action[0] = 0x07;
        vm.prank(address(hub));
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_UnknownKind.selector, 7));
        moves.executeAction(LANE, action);
    }

    /// The declared gas suffices for slots nobody has touched, paid out and parked, at the first and the last of a batch.
    function test_executeAction_FitsTheGasItDeclares_T_81() public {
        bytes[] memory actions = new bytes[](32);
        for (uint64 i = 0; i < 32; ++i) {
            address recipient = address(uint160(0x1000 + i));
            actions[i] = _move(i + 1, recipient, 0.01 ether, 0.001 ether, i % 2 == 0 ? OTHER_LANE : 0);
        }
        uint64 batchNonce = _arrive(actions);
        assertEq(hub.failedActions(LANE, batchNonce, 0), 0);
        assertEq(core.balanceOf(address(0x1001)), 0.009 ether);
        assertEq(moves.parkedShares(), 16 * 0.009 ether);
        assertEq(core.balanceOf(treasury), 0.032 ether);
    }

    // ── On to another lane ───────────────────────────────────────────────────────────────────────────────────────────

    /// K_a − x, parked, K_b + x: both lanes' sums stay exact at each step.
    function test_sendParked_GoesToTheOtherLane_LANE_1() public {
        _arrive(_move(1, alice, 4 ether, 1 ether, OTHER_LANE));
        IMoveLedger.ParkedMove memory parked = _parked(1, alice, 3 ether, OTHER_LANE);
        assertTrue(moves.isParked(parked));
        assertEq(moves.parkedShares(), 3 ether);
        assertEq(core.lane(LANE).lockedShares, 6 ether);
        assertEq(core.lane(LANE).releasedTotal, 4 ether);
        _assertWhole();
        vm.deal(bob, 1 ether);
        vm.prank(bob);
        (uint16 laneId, uint64 nonce) = moves.sendParked{value: 1 ether}(parked);
        assertEq(laneId, OTHER_LANE);
        assertEq(nonce, 1);
        assertEq(bob.balance, 1 ether);
        _assertTold(OTHER_LANE, 1, alice, 3 ether);
        assertEq(core.lane(OTHER_LANE).lockedShares, 3 ether);
        assertEq(moves.parkedShares(), 0);
        _assertWhole();
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_NotParked.selector, LANE, 1));
        moves.sendParked(parked);
    }

    /// What was parked is a hash: another amount, recipient or lane is another move.
    function test_sendParked_RevertWhen_AnyFieldDiffers_T_64() public {
        _arrive(_move(1, alice, 4 ether, 0, OTHER_LANE));
        bytes memory refusal = abi.encodeWithSelector(IMoveLedger.MoveLedger_NotParked.selector, LANE, 1);
        IMoveLedger.ParkedMove memory parked = _parked(1, alice, 4 ether, OTHER_LANE);
        parked.shares += 1;
        vm.expectRevert(refusal);
        moves.sendParked(parked);
        parked = _parked(1, bob, 4 ether, OTHER_LANE);
        vm.expectRevert(refusal);
        moves.sendParked(parked);
        parked = _parked(1, alice, 4 ether, LANE);
        vm.expectRevert(refusal);
        moves.sendParked(parked);
    }

    /// Unknown lanes, closed ones and recipients that are a token: the sender has it back where it was burnt.
    function test_sendParked_GoesBackWhileTheDestinationIsClosed() public {
        _arrive(_move(1, alice, 2 ether, 0, 9));
        (uint16 laneId, ) = moves.sendParked(_parked(1, alice, 2 ether, 9));
        assertEq(laneId, LANE);
        _assertTold(LANE, 1, bob, 2 ether);

        _arrive(_move(2, otherToken, 1 ether, 0, OTHER_LANE));
        moves.sendParked(_parked(2, otherToken, 1 ether, OTHER_LANE));
        _assertTold(LANE, 2, bob, 1 ether);

        _arrive(_move(3, alice, 1 ether, 0, OTHER_LANE));
        vm.prank(timelock);
        moves.setLaneToken(OTHER_LANE, address(0));
        moves.sendParked(_parked(3, alice, 1 ether, OTHER_LANE));
        _assertTold(LANE, 3, bob, 1 ether);

        // Both closed: it stays.
        _arrive(_move(4, alice, 1 ether, 0, OTHER_LANE));
        vm.prank(timelock);
        moves.setLaneToken(LANE, address(0));
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_LaneClosed.selector, LANE));
        moves.sendParked(_parked(4, alice, 1 ether, OTHER_LANE));
        vm.prank(timelock);
        moves.setLaneToken(OTHER_LANE, otherToken);
        moves.sendParked(_parked(4, alice, 1 ether, OTHER_LANE));
        _assertTold(OTHER_LANE, 1, alice, 1 ether);
        _assertWhole();
    }

    /// Shares of these could never be moved again: they wait for the way back instead.
    function test_executeAction_ParksWhatItsRecipientCannotHave() public {
        address[4] memory refused = [address(0), address(core), address(hub), address(moves)];
        for (uint64 i = 0; i < 4; ++i) {
            _arrive(_move(i + 1, refused[i], 1 ether, 0, 0));
            assertEq(core.lane(LANE).lockedShares, 9 ether);
            moves.sendParked(_parked(i + 1, refused[i], 1 ether, 0));
            assertEq(core.lane(LANE).lockedShares, 10 ether);
            _assertTold(LANE, i + 1, bob, 1 ether);
        }
        _assertWhole();
    }

    // ── Governance ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_setLaneToken_RevertWhen_TheCoreDoesNotKnowTheLane() public {
        vm.startPrank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_LaneClosed.selector, 0));
        moves.setLaneToken(0, token);
        vm.expectRevert(abi.encodeWithSelector(IMoveLedger.MoveLedger_LaneClosed.selector, 9));
        moves.setLaneToken(9, token);
        vm.stopPrank();
    }

    function test_lockShares_RevertWhen_CallerIsNotTheMoveLedger_T_64() public {
        bytes memory refusal = abi.encodeWithSelector(ILiquidStakingCore.Core_NotMoveLedger.selector, address(hub));
        vm.startPrank(address(hub));
        vm.expectRevert(refusal);
        core.lockShares(LANE, 1);
        vm.expectRevert(refusal);
        core.releaseShares(LANE, bob, 1, 0);
        vm.stopPrank();
    }
}
