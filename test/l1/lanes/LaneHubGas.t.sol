// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "forge-std/Vm.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {ActionWorld} from "./harness/ActionWorld.sol";
import {OutboxProver} from "./harness/OutboxProver.sol";

/// @notice T-81: nobody can make an action fail that would succeed with the gas it declares, and no action can hurt the
/// others.
contract LaneHubGasTest is ActionWorld {
    bytes32[] private _none;

    /// The action needs 50,000 gas at its start and declares 200,000. Whatever gas a relayer sends: either nothing
    /// happens at all, or it succeeds.
    function testFuzz_execute_AllOrNothingForAnyGas_T_81(uint256 gasGiven) public {
        gasGiven = bound(gasGiven, 30_000, 500_000);
        bytes[] memory actions = actionsOf(1, 200_000, executor.NEED_50K());
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 1);
        try hub.executeActions{gas: gasGiven}(LANE, 1, 0, run, _none) {
            assertEq(executor.executed(), 1);
            assertEq(hub.failedActions(LANE, 1, 0), 0);
        } catch {
            assertEq(executor.executed(), 0);
            assertEq(hub.batch(LANE, 1).cursor, 0);
        }
    }

    function test_execute_RevertWhen_GasIsShort_T_81() public {
        bytes[] memory actions = actionsOf(1, 1_000_000, 0);
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 1);
        vm.expectPartialRevert(ILaneHub.LaneHub_InsufficientGas.selector);
        hub.executeActions{gas: 900_000}(LANE, 1, 0, run, _none);
        hub.executeActions{gas: 1_200_000}(LANE, 1, 0, run, _none);
        assertEq(executor.executed(), 1);
    }

    /// The executor gets what was declared, not what the relayer happened to send: the outcome is the same for all.
    function test_execute_GivesTheDeclaredGasAndNoMore_T_81() public {
        bytes[] memory actions = actionsOf(1, 300_000, 0);
        landActions(1, actions);
        execute(actions, 0, 1);
        assertLe(executor.gasAtEntry(), 300_000);
        assertGe(executor.gasAtEntry(), 299_500); // less what the probe spends before it looks
    }

    /// The EVM keeps 1/64 of what is left at a call (EIP-150). Of ever larger amounts of gas, the first with which the
    /// hub goes on brings the declared gas to the executor whole: 15,873 more than 1,000,000 and the call's own costs.
    function test_execute_TheFirstSufficientGasIsEnough_T_81() public {
        bytes[] memory actions = actionsOf(1, 1_000_000, 0);
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 1);
        uint256 gasGiven = 1_000_000;
        while (executor.executed() == 0) {
            gasGiven += 500;
            try hub.executeActions{gas: gasGiven}(LANE, 1, 0, run, _none) {} catch {}
        }
        assertGe(gasGiven, 1_015_873);
        assertLe(executor.gasAtEntry(), 1_000_000);
        assertGe(executor.gasAtEntry(), 999_500); // less what the probe spends before it looks
        assertEq(hub.failedActions(LANE, 1, 0), 0);
    }

    /// No transaction could supply 4.29 billion gas: such an action gets the most there is and cannot block the rest.
    function test_execute_CutsAnImpossibleLimit_T_81() public {
        bytes[] memory actions = actionsOf(2, type(uint32).max, 0);
        landActions(1, actions);
        execute(actions, 0, 2);
        assertEq(executor.executed(), 2);
        assertLe(executor.gasAtEntry(), 1_000_000);
    }

    function test_execute_ABurnerCostsItsLimitOnly_T_81() public {
        bytes[] memory actions = actionsOf(3, 200_000, 0);
        actions[0] = action(200_000, executor.BURN(), 0);
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 3);
        hub.executeActions{gas: 800_000}(LANE, 1, 0, run, _none);
        assertEq(executor.executed(), 2);
    }

    /// A return bomb buys 200 kB of return data with its own gas; the hub copies 100 bytes of it.
    function test_execute_AReturnBombCostsItsLimitOnly_T_81() public {
        bytes[] memory actions = actionsOf(2, 200_000, 0);
        actions[0] = action(200_000, executor.BOMB(), 0);
        landActions(1, actions);
        bytes memory run = OutboxProver.runOf(actions, 0, 2);
        uint256 gasBefore = gasleft();
        hub.executeActions(LANE, 1, 0, run, _none);
        // 200,000 for the bomb, at most 180,000 for the probe's five new slots, record and event, no copy of 200 kB.
        assertLt(gasBefore - gasleft(), 420_000);
        assertEq(executor.executed(), 1);
    }

    function test_execute_KeepsTheFirst100BytesOfAReason() public {
        bytes[] memory actions = actionsOf(1, 200_000, executor.LONG_REASON());
        landActions(1, actions);
        vm.recordLogs();
        execute(actions, 0, 1);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs[0].topics[0], ILaneHub.ExecutorFailed.selector);
        (, , bytes memory reason) = abi.decode(logs[0].data, (uint32, uint32, bytes));
        assertEq(reason.length, 100);
        assertEq(uint8(reason[99]), 7);
    }
}
