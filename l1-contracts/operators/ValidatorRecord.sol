// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Status, Validator} from "./ValidatorTypes.sol";

/// @notice A validator in one word: `operatorId u64 | status u8 | fundedGwei u48 | statusAt u40 | exitOrderedAt u40 |
/// exitSubmittedAt u40`, from the lowest bit; 16 bits are free.
/// @dev Packed by hand: the compiler reads and writes a slot once for each field of a struct.
type ValidatorRecord is uint256;

using ValidatorRecords for ValidatorRecord global;

library ValidatorRecords {
    uint256 private constant STATUS = 64;
    uint256 private constant FUNDED = 72;
    uint256 private constant STATUS_AT = 120;
    uint256 private constant ORDERED_AT = 160;
    uint256 private constant SUBMITTED_AT = 200;

    function create(uint64 operator) internal pure returns (ValidatorRecord) {
        return ValidatorRecord.wrap(operator);
    }

    function operatorId(ValidatorRecord record) internal pure returns (uint64) {
        return uint64(ValidatorRecord.unwrap(record));
    }

    function status(ValidatorRecord record) internal pure returns (Status) {
        return Status(uint8(ValidatorRecord.unwrap(record) >> STATUS));
    }

    function fundedGwei(ValidatorRecord record) internal pure returns (uint256) {
        return uint48(ValidatorRecord.unwrap(record) >> FUNDED);
    }

    function statusAt(ValidatorRecord record) internal pure returns (uint256) {
        return uint40(ValidatorRecord.unwrap(record) >> STATUS_AT);
    }

    function exitOrderedAt(ValidatorRecord record) internal pure returns (uint256) {
        return uint40(ValidatorRecord.unwrap(record) >> ORDERED_AT);
    }

    function exitSubmittedAt(ValidatorRecord record) internal pure returns (uint256) {
        return uint40(ValidatorRecord.unwrap(record) >> SUBMITTED_AT);
    }

    function withStatus(ValidatorRecord record, Status to, uint256 time) internal pure returns (ValidatorRecord) {
        return _set(_set(record, STATUS, type(uint8).max, uint8(to)), STATUS_AT, type(uint40).max, time);
    }

    /// @param amountGwei at most 2,048 ether, which are below 2^48 gwei
    function withFunded(ValidatorRecord record, uint256 amountGwei) internal pure returns (ValidatorRecord) {
        return _set(record, FUNDED, type(uint48).max, amountGwei);
    }

    function withExitOrdered(ValidatorRecord record, uint256 time) internal pure returns (ValidatorRecord) {
        return _set(record, ORDERED_AT, type(uint40).max, time);
    }

    function withExitSubmitted(ValidatorRecord record, uint256 time) internal pure returns (ValidatorRecord) {
        return _set(record, SUBMITTED_AT, type(uint40).max, time);
    }

    function unpack(ValidatorRecord record) internal pure returns (Validator memory) {
        return
            Validator({
                operatorId: operatorId(record),
                status: status(record),
                fundedGwei: uint64(fundedGwei(record)),
                statusAt: uint40(statusAt(record)),
                exitOrderedAt: uint40(exitOrderedAt(record)),
                exitSubmittedAt: uint40(exitSubmittedAt(record))
            });
    }

    function _set(
        ValidatorRecord record,
        uint256 offset,
        uint256 mask,
        uint256 value
    ) private pure returns (ValidatorRecord) {
        uint256 cleared = ValidatorRecord.unwrap(record) & ~(mask << offset);
        return ValidatorRecord.wrap(cleared | ((value & mask) << offset));
    }
}
