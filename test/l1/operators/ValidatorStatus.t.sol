// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {ValidatorRecord, ValidatorRecords} from "../../../l1-contracts/operators/ValidatorRecord.sol";
import {ValidatorStatus} from "../../../l1-contracts/operators/ValidatorStatus.sol";
import {Status, Step, Validator} from "../../../l1-contracts/operators/ValidatorTypes.sol";

contract ValidatorStatusTest is Test {
    /// The whole diagram, written down a second time: every status, every step, where it leads or that it does not.
    function test_next_GoesAlongTheDiagramOnly_VAL_3() public {
        // Steps: Predeposit, ProveCredentials, WriteOff, Fund, SeeExit, SeeSlashing, SeeWithdrawal. 0 is no arrow.
        uint8[7][8] memory expected = [
            [1, 0, 0, 0, 0, 0, 0], // None
            [0, 2, 7, 0, 0, 0, 0], // Predeposited
            [0, 0, 0, 3, 4, 6, 0], // Proven
            [0, 0, 0, 3, 4, 6, 0], // Active
            [0, 0, 0, 0, 0, 6, 5], // Exiting
            [0, 0, 0, 0, 0, 0, 0], // Exited
            [0, 0, 0, 0, 0, 0, 5], // Slashed
            [0, 0, 0, 0, 0, 0, 0] //  Dead
        ];
        for (uint8 from = 0; from < 8; ++from) {
            for (uint8 step = 0; step < 7; ++step) {
                uint8 to = expected[from][step];
                assertEq(uint8(ValidatorStatus.tryNext(Status(from), Step(step))), to);
                if (to == 0) {
                    vm.expectRevert(
                        abi.encodeWithSelector(
                            ValidatorStatus.ValidatorStatus_NotAllowed.selector,
                            Status(from),
                            Step(step)
                        )
                    );
                }
                this.next(Status(from), Step(step));
            }
        }
    }

    function next(Status from, Step step) external pure returns (Status) {
        return ValidatorStatus.next(from, step);
    }

    function test_isLive_CountsWhatStandsBehindTheBond() public pure {
        bool[8] memory expected = [false, false, true, true, true, false, true, false];
        for (uint8 status = 0; status < 8; ++status) {
            assertEq(ValidatorStatus.isLive(Status(status)), expected[status]);
        }
    }

    function testFuzz_record_KeepsEachFieldApart(
        uint64 operatorId,
        uint8 status,
        uint48 funded,
        uint40 statusAt,
        uint40 orderedAt,
        uint40 submittedAt
    ) public pure {
        status = status % 8;
        ValidatorRecord record = ValidatorRecords.create(operatorId);
        // Set twice, the second time over ones: a field that is not cleared first would show.
        record = record.withStatus(Status.Dead, type(uint40).max).withFunded(type(uint48).max);
        record = record.withExitOrdered(type(uint40).max).withExitSubmitted(type(uint40).max);
        record = record.withStatus(Status(status), statusAt).withFunded(funded);
        Validator memory unpacked = record.withExitOrdered(orderedAt).withExitSubmitted(submittedAt).unpack();
        assertEq(unpacked.operatorId, operatorId);
        assertEq(uint8(unpacked.status), status);
        assertEq(unpacked.fundedGwei, funded);
        assertEq(unpacked.statusAt, statusAt);
        assertEq(unpacked.exitOrderedAt, orderedAt);
        assertEq(unpacked.exitSubmittedAt, submittedAt);
    }
}
