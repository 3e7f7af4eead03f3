// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IKeeperPurse} from "../../../l1-contracts/keepers/IKeeperPurse.sol";
import {KeeperPurse} from "../../../l1-contracts/keepers/KeeperPurse.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {Report} from "../../../shared/contracts/oracle/Reports.sol";
import {ActionWorld} from "./harness/ActionWorld.sol";
import {OutboxProver} from "./harness/OutboxProver.sol";
import {ReentrantKeeper} from "./harness/ReentrantKeeper.sol";

/// Base fee 20 gwei, gas price 21: below the cut at 23. 40,000 gas for a batch, 1,000 for each action.
contract KeeperPurseTest is ActionWorld {
    KeeperPurse private purse;
    address private keeper = makeAddr("keeper");

    function setUp() public override {
        super.setUp();
        purse = new KeeperPurse(timelock, address(hub), address(oracle), 1e9); // 1 ether a day
        vm.deal(address(purse), 10 ether);
        vm.fee(20 gwei);
        vm.txGasPrice(21 gwei);
    }

    // ── What is paid ─────────────────────────────────────────────────────────────────────────────────────────────────

    function test_executeActions_PaysTheBatchAndEachAction() public {
        bytes[] memory actions = actionsOf(3, 300_000, 0);
        landActions(1, actions);
        vm.expectEmit(address(purse));
        emit IKeeperPurse.Rebated(keeper, IKeeperPurse.executeActions.selector, 43_000, 903_000 gwei);
        _execute(actions, 0, 3);
        assertEq(keeper.balance, 903_000 gwei); // 43,000 · 21 gwei
        assertEq(executor.executed(), 3);
        assertEq(purse.available(), 1 ether - 903_000 gwei);
    }

    /// T-89: whoever divides a batch into runs, or executes what fails, is paid for the same work once.
    function test_executeActions_PaysTheSameHoweverABatchIsDivided_T_89() public {
        bytes[] memory actions = actionsOf(3, 300_000, executor.REVERT());
        landActions(1, actions);
        _execute(actions, 0, 1);
        _execute(actions, 1, 1);
        _execute(actions, 2, 1);
        assertEq(keeper.balance, 903_000 gwei);
        bytes memory run = OutboxProver.runOf(actions, 2, 1);
        bytes32[] memory proof = OutboxProver.proofOf(actions, 2, 1);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_WrongCursor.selector, 2, 3));
        purse.executeActions(LANE, 1, 2, run, proof);
        assertEq(keeper.balance, 903_000 gwei);
    }

    /// T-89: a builder that bids anything pays its tip to itself, and gets the cut price here.
    function test_executeActions_PaysNoMoreForAnyBid_T_89() public {
        vm.txGasPrice(5_000 gwei);
        bytes[] memory actions = actionsOf(3, 300_000, 0);
        landActions(1, actions);
        _execute(actions, 0, 3);
        assertEq(keeper.balance, 989_000 gwei); // 43,000 · (1.1 · 20 + 1)
    }

    function test_submitReport_PaysOnceAFrame() public {
        Report memory report = emptyReport(1);
        bytes memory signatures = sign(oracle, report, 0, 2);
        vm.warp(report.refTime);
        vm.prank(keeper);
        purse.submitReport(report, signatures);
        assertEq(oracle.lastFrame(), 1);
        assertEq(keeper.balance, 2_100_000 gwei); // 100,000 · 21
        vm.expectRevert();
        purse.submitReport(report, signatures);
    }

    /// The second update of a frame settles what found no room, or was finalized by no report: nobody is paid for it.
    function test_pushStateUpdate_PaysOnceALaneAndFrame_T_89() public {
        Report memory report = emptyReport(1);
        submit(report);
        vm.startPrank(keeper);
        purse.pushStateUpdate(LANE, report);
        assertEq(keeper.balance, 1_680_000 gwei); // 80,000 · 21
        purse.pushStateUpdate(OTHER_LANE, report);
        assertEq(keeper.balance, 3_360_000 gwei);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_AlreadyPushed.selector, LANE, 1));
        purse.pushStateUpdate(LANE, report);
        vm.stopPrank();
        landForwarding(1, 1);
        core.setLastFinalizedId(1);
        vm.prank(keeper);
        purse.pushStateUpdate(LANE, report);
        assertEq(hub.laneConfig(LANE).stateUpdateNonce, 2);
        assertEq(keeper.balance, 3_360_000 gwei);
    }

    // ── What never fails ─────────────────────────────────────────────────────────────────────────────────────────────

    function test_executeActions_SucceedsWithAnEmptyPurse() public {
        vm.deal(address(purse), 5);
        bytes[] memory actions = actionsOf(2, 300_000, 0);
        landActions(1, actions);
        _execute(actions, 0, 1);
        assertEq(keeper.balance, 5);
        _execute(actions, 1, 1);
        assertEq(keeper.balance, 5);
        assertEq(executor.executed(), 2);
    }

    function test_executeActions_PaysNoMoreThanTheBudget() public {
        vm.prank(timelock);
        purse.setDailyBudget(864_000); // 10 gwei a second
        bytes[] memory actions = actionsOf(2, 300_000, 0);
        landActions(1, actions);
        _execute(actions, 0, 1);
        assertEq(keeper.balance, 861_000 gwei);
        _execute(actions, 1, 1);
        assertEq(keeper.balance, 864_000 gwei);
        assertEq(purse.available(), 0);
        skip(100);
        assertEq(purse.available(), 1_000 gwei);
        skip(2 days);
        assertEq(purse.available(), 864_000 gwei);
    }

    /// Nor is a keeper paid twice that comes back while it is being paid.
    function test_executeActions_SucceedsWhereTheKeeperRefusesOrComesBack_T_89() public {
        ReentrantKeeper contractKeeper = new ReentrantKeeper(address(purse));
        bytes[] memory actions = actionsOf(2, 300_000, 0);
        landActions(1, actions);
        bytes memory first = OutboxProver.runOf(actions, 0, 1);
        bytes memory second = OutboxProver.runOf(actions, 1, 1);
        bytes32[] memory proof = OutboxProver.proofOf(actions, 1, 1);
        contractKeeper.prepare(abi.encodeCall(purse.executeActions, (LANE, 1, 1, second, proof)));
        contractKeeper.call(
            abi.encodeCall(purse.executeActions, (LANE, 1, 0, first, OutboxProver.proofOf(actions, 0, 1)))
        );
        assertEq(contractKeeper.refusedWith(), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(executor.executed(), 1);
        assertEq(address(contractKeeper).balance, 861_000 gwei);
        contractKeeper.refuse();
        contractKeeper.call(abi.encodeCall(purse.executeActions, (LANE, 1, 1, second, proof)));
        assertEq(executor.executed(), 2);
        assertEq(address(contractKeeper).balance, 861_000 gwei);
        assertEq(address(purse).balance, 10 ether - 861_000 gwei);
    }

    // ── Constants ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// T-89: what is paid for is less than the least that the call costs: without calldata, and with every slot warm.
    function test_constants_AreBelowWhatCallsCost_T_89() public {
        bytes[] memory actions = new bytes[](101);
        // Of a kind that nobody executes: nothing is cheaper.
        for (uint16 i = 0; i < 101; ++i) {
            actions[i] = abi.encodePacked(uint8(200), uint32(0), uint64((1 << 48) | 1), uint40(1), i);
        }
        landActions(1, actions);
        assertGe(_gasOf(actions, 0, 1), 41_000);
        assertGe(_gasOf(actions, 1, 100), 100_000);
        Report memory report = emptyReport(1);
        bytes memory signatures = sign(oracle, report, 0, 2);
        vm.warp(report.refTime);
        uint256 before = gasleft();
        purse.submitReport(report, signatures);
        assertGe(before - gasleft(), 100_000);
        before = gasleft();
        purse.pushStateUpdate(LANE, report);
        assertGe(before - gasleft(), 80_000);
    }

    // ── Governance ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_withdraw_IsTheTimelocksOnly() public {
        vm.prank(timelock);
        vm.expectEmit(address(purse));
        emit IKeeperPurse.Withdrawn(keeper, 4 ether);
        purse.withdraw(keeper, 4 ether);
        assertEq(keeper.balance, 4 ether);
        vm.prank(timelock);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperPurse.KeeperPurse_WithdrawalFailed.selector, address(this), 7 ether)
        );
        purse.withdraw(address(this), 7 ether);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(this)));
        purse.withdraw(keeper, 1);
    }

    function test_setDailyBudget_StaysWithinItsBounds() public {
        vm.startPrank(timelock);
        purse.setDailyBudget(100e9);
        assertEq(purse.dailyBudget(), 100e9);
        assertEq(purse.available(), 1 ether); // T-17: a larger budget makes nothing available at once
        vm.expectRevert(abi.encodeWithSelector(IKeeperPurse.KeeperPurse_BudgetTooHigh.selector, 100e9 + 1, 100e9));
        purse.setDailyBudget(100e9 + 1);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(this)));
        purse.setDailyBudget(0);
    }

    function test_constructor_RevertWhen_ItIsGivenNoContracts() public {
        vm.expectRevert(abi.encodeWithSelector(IKeeperPurse.KeeperPurse_NotContract.selector, keeper));
        new KeeperPurse(timelock, keeper, address(oracle), 0);
        vm.expectRevert(abi.encodeWithSelector(IKeeperPurse.KeeperPurse_NotContract.selector, keeper));
        new KeeperPurse(timelock, address(hub), keeper, 0);
    }

    function test_receive_TakesEtherFromAnyone() public {
        vm.deal(keeper, 1 ether);
        vm.expectEmit(address(purse));
        emit IKeeperPurse.Funded(keeper, 1 ether);
        vm.prank(keeper);
        (bool success, ) = address(purse).call{value: 1 ether}("");
        assertTrue(success);
    }

    function _execute(bytes[] memory actions, uint32 start, uint256 length) private {
        bytes memory run = OutboxProver.runOf(actions, start, length);
        bytes32[] memory proof = OutboxProver.proofOf(actions, start, length);
        vm.prank(keeper);
        purse.executeActions(LANE, 1, start, run, proof);
    }

    function _gasOf(bytes[] memory actions, uint32 start, uint256 length) private returns (uint256) {
        bytes memory run = OutboxProver.runOf(actions, start, length);
        bytes32[] memory proof = OutboxProver.proofOf(actions, start, length);
        uint256 before = gasleft();
        purse.executeActions(LANE, 1, start, run, proof);
        return before - gasleft();
    }
}
