// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../params/Params.sol";

/// @title Operator actions that an L2 sends to L1 as leaves of a batch
/// @notice `kind u8 | gasLimit u32 | operatorId u64 | issuedAt u40 | payload`, packed, big-endian; at most 256 bytes.
/// A run is a concatenation of `length u16 | action`.
/// @dev Injective (ACT-2): the header is fixed, the kind fixes the payload's length, and every length is checked. All
/// readers work on calldata and copy nothing.
library ActionCodec {
    /// @notice What every action starts with.
    struct Header {
        uint8 kind;
        /// gas the action declares; L1 supplies all of it or reverts (T-81)
        uint32 gasLimit;
        uint64 operatorId;
        /// seconds; an action that sets state applies only if newer per (operator, kind) (T-82)
        uint40 issuedAt;
    }

    /// @notice Payload of {REGISTER_OPERATOR}: `owner a20 | rewardRecipient a20 | class u8 | commissionBps u16`.
    struct RegisterOperator {
        address owner;
        address rewardRecipient;
        uint8 class;
        uint16 commissionBps;
    }

    uint8 internal constant REGISTER_OPERATOR = 1;
    /// @notice Payload `recipient a20`.
    uint8 internal constant SET_REWARD_RECIPIENT = 2;
    /// @notice Payload `manager a20`.
    uint8 internal constant SET_MANAGER = 3;

    uint256 internal constant HEADER_LENGTH = 18;
    uint256 internal constant MAX_LENGTH = Params.ACTION_LENGTH_MAX;
    uint256 internal constant REGISTER_OPERATOR_LENGTH = 43;
    uint256 internal constant ADDRESS_LENGTH = 20;

    /// @notice An action is shorter than its header or longer than allowed.
    error ActionCodec_BadLength(uint256 length, uint256 minimum, uint256 maximum);
    /// @notice The payload is not of the length its kind has.
    error ActionCodec_BadPayloadLength(uint256 actual, uint256 expected);
    /// @notice The run ends inside the action or length that starts at `offset`.
    error ActionCodec_TruncatedRun(uint256 offset, uint256 runLength);

    function encodeRegisterOperator(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        RegisterOperator memory payload
    ) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                REGISTER_OPERATOR,
                gasLimit,
                operatorId,
                issuedAt,
                payload.owner,
                payload.rewardRecipient,
                payload.class,
                payload.commissionBps
            );
    }

    function encodeSetRewardRecipient(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        address recipient
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(SET_REWARD_RECIPIENT, gasLimit, operatorId, issuedAt, recipient);
    }

    function encodeSetManager(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        address manager
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(SET_MANAGER, gasLimit, operatorId, issuedAt, manager);
    }

    /// @notice Reads the header and checks the length of the action, without judging its kind.
    function decodeHeader(bytes calldata action) internal pure returns (Header memory header) {
        _requireLength(action.length);
        uint256 word;
        assembly ("memory-safe") {
            // The length check keeps the 18 bytes that are used inside the action.
            word := calldataload(action.offset)
        }
        header.kind = uint8(word >> 248);
        header.gasLimit = uint32(word >> 216);
        header.operatorId = uint64(word >> 152);
        header.issuedAt = uint40(word >> 112);
    }

    /// @notice The bytes behind the header.
    function payloadOf(bytes calldata action) internal pure returns (bytes calldata) {
        _requireLength(action.length);
        return action[HEADER_LENGTH:];
    }

    /// @param payload of an action of kind {REGISTER_OPERATOR}
    function decodeRegisterOperator(bytes calldata payload) internal pure returns (RegisterOperator memory decoded) {
        if (payload.length != REGISTER_OPERATOR_LENGTH) {
            revert ActionCodec_BadPayloadLength(payload.length, REGISTER_OPERATOR_LENGTH);
        }
        decoded.owner = address(bytes20(payload[0:20]));
        decoded.rewardRecipient = address(bytes20(payload[20:40]));
        decoded.class = uint8(payload[40]);
        decoded.commissionBps = uint16(bytes2(payload[41:43]));
    }

    /// @param payload of an action of kind {SET_REWARD_RECIPIENT} or {SET_MANAGER}
    function decodeAddress(bytes calldata payload) internal pure returns (address) {
        if (payload.length != ADDRESS_LENGTH) revert ActionCodec_BadPayloadLength(payload.length, ADDRESS_LENGTH);
        return address(bytes20(payload));
    }

    /// @notice The action at `offset` of a run, and where the next one starts; equal to run.length after the last.
    function next(
        bytes calldata run,
        uint256 offset
    ) internal pure returns (bytes calldata action, uint256 nextOffset) {
        uint256 start = offset + 2;
        if (start > run.length) revert ActionCodec_TruncatedRun(offset, run.length);
        uint256 length = uint16(bytes2(run[offset:start]));
        _requireLength(length);
        nextOffset = start + length;
        if (nextOffset > run.length) revert ActionCodec_TruncatedRun(offset, run.length);
        action = run[start:nextOffset];
    }

    /// @notice What an action takes of its batch's {Params.ACTION_BATCH_GAS}.
    /// @param gasLimit declared by the action
    /// @param length of the action in bytes, without the two bytes that state it in a run
    function budgetOf(uint256 gasLimit, uint256 length) internal pure returns (uint256) {
        return gasLimit + Params.ACTION_OVERHEAD_GAS + Params.ACTION_GAS_PER_BYTE * (length + 2);
    }

    /// @notice Leaf of an action in the outbox tree: keccak256(0x00 || action).
    /// @dev The first byte keeps leaves (0x00), nodes (0x01) and roots (0x02) apart (T-48).
    function leafOf(bytes calldata action) internal pure returns (bytes32 leaf) {
        _requireLength(action.length);
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore8(buffer, 0)
            calldatacopy(add(buffer, 1), action.offset, action.length)
            leaf := keccak256(buffer, add(action.length, 1))
        }
    }

    /// @notice Leaves of all actions of a run, in order. Reverts unless the run ends exactly with an action.
    function leavesOf(bytes calldata run) internal pure returns (bytes32[] memory leaves) {
        // The number of actions is known only at the end, so the array grows in free memory. Nothing in the loop may
        // allocate.
        uint256 end;
        assembly ("memory-safe") {
            leaves := mload(0x40)
            end := add(leaves, 32)
        }
        uint256 offset = 0;
        while (offset < run.length) {
            bytes calldata action;
            (action, offset) = next(run, offset);
            assembly ("memory-safe") {
                // The place of this leaf is also where the buffer to hash starts; all of it is free memory.
                mstore8(end, 0)
                calldatacopy(add(end, 1), action.offset, action.length)
                mstore(end, keccak256(end, add(action.length, 1)))
                end := add(end, 32)
            }
        }
        assembly ("memory-safe") {
            mstore(leaves, shr(5, sub(sub(end, leaves), 32)))
            mstore(0x40, end)
        }
    }

    function _requireLength(uint256 length) private pure {
        if (length < HEADER_LENGTH || length > MAX_LENGTH) {
            revert ActionCodec_BadLength(length, HEADER_LENGTH, MAX_LENGTH);
        }
    }
}
