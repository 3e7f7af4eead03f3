// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../params/Params.sol";
import {ActionHead} from "./ActionHead.sol";

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

    /// @notice Payload of {REVEAL_KEYS}: `setId u32 | count u16 | salt b32 | root b32`.
    struct RevealKeys {
        uint32 setId;
        uint16 count;
        bytes32 salt;
        bytes32 root;
    }

    /// @notice Payload of {MOVE_SHARES}: `moveNonce u64 | sender a20 | recipient a20 | shares u96 | fee u64 |
    /// destination u16`. Its header names no operator: 0.
    struct MoveShares {
        /// of its lane, contiguous from 1
        uint64 moveNonce;
        /// who burnt the shares on the L2
        address sender;
        /// on the destination
        address recipient;
        /// what was burnt, the fee included
        uint96 shares;
        uint64 fee;
        /// lane, 0 is L1
        uint16 destination;
    }

    uint8 internal constant REGISTER_OPERATOR = 1;
    /// @notice Payload `recipient a20`.
    uint8 internal constant SET_REWARD_RECIPIENT = 2;
    /// @notice Payload `manager a20`.
    uint8 internal constant SET_MANAGER = 3;
    /// @notice Payload `setId u32 | commitment b32`, see {KeySets}.
    uint8 internal constant COMMIT_KEYS = 4;
    uint8 internal constant REVEAL_KEYS = 5;
    /// @notice Payload `validatorId b32`: SSZ root of the public key.
    uint8 internal constant REQUEST_EXIT = 6;
    /// @notice Payload `recipient a20 | shares u128`: an account on L1, and at most how much goes there.
    uint8 internal constant CLAIM_BOND = 7;
    uint8 internal constant MOVE_SHARES = 8;
    /// @notice Payload `delegate a20`: an account on L1 that may sign express actions for the owner, zero for nobody.
    uint8 internal constant SET_DELEGATE = 9;

    uint256 internal constant HEADER_LENGTH = 18;
    uint256 internal constant MAX_LENGTH = Params.ACTION_LENGTH_MAX;
    uint256 internal constant REGISTER_OPERATOR_LENGTH = 43;
    uint256 internal constant ADDRESS_LENGTH = 20;
    uint256 internal constant COMMIT_KEYS_LENGTH = 36;
    uint256 internal constant REVEAL_KEYS_LENGTH = 70;
    uint256 internal constant REQUEST_EXIT_LENGTH = 32;
    uint256 internal constant CLAIM_BOND_LENGTH = 36;
    uint256 internal constant MOVE_SHARES_LENGTH = 70;

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

    function encodeCommitKeys(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        uint32 setId,
        bytes32 commitment
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(COMMIT_KEYS, gasLimit, operatorId, issuedAt, setId, commitment);
    }

    function encodeRevealKeys(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        RevealKeys memory payload
    ) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                REVEAL_KEYS,
                gasLimit,
                operatorId,
                issuedAt,
                payload.setId,
                payload.count,
                payload.salt,
                payload.root
            );
    }

    function encodeRequestExit(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        bytes32 validatorId
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(REQUEST_EXIT, gasLimit, operatorId, issuedAt, validatorId);
    }

    function encodeClaimBond(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        address recipient,
        uint128 shares
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(CLAIM_BOND, gasLimit, operatorId, issuedAt, recipient, shares);
    }

    function encodeSetDelegate(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        address delegate
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(SET_DELEGATE, gasLimit, operatorId, issuedAt, delegate);
    }

    function encodeMoveShares(
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        MoveShares memory payload
    ) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                MOVE_SHARES,
                gasLimit,
                operatorId,
                issuedAt,
                payload.moveNonce,
                payload.sender,
                payload.recipient,
                payload.shares,
                payload.fee,
                payload.destination
            );
    }

    /// @notice Reads the header and checks the length of the action, without judging its kind.
    function decodeHeader(bytes calldata action) internal pure returns (Header memory header) {
        _requireLength(action.length);
        ActionHead head = headOf(action);
        header.kind = head.kind();
        header.gasLimit = head.gasLimit();
        header.operatorId = head.operatorId();
        header.issuedAt = head.issuedAt();
    }

    /// @notice The header of an action, unpacked by {ActionHeads}.
    /// @dev Warning: the caller has checked the length; of less than 18 bytes the rest would be what follows in calldata.
    function headOf(bytes calldata action) internal pure returns (ActionHead head) {
        assembly ("memory-safe") {
            head := calldataload(action.offset)
        }
    }

    /// @notice The bytes behind the header.
    function payloadOf(bytes calldata action) internal pure returns (bytes calldata) {
        _requireLength(action.length);
        return action[HEADER_LENGTH:];
    }

    /// @param payload of an action of kind {REGISTER_OPERATOR}
    function decodeRegisterOperator(bytes calldata payload) internal pure returns (RegisterOperator memory decoded) {
        _requirePayload(payload, REGISTER_OPERATOR_LENGTH);
        decoded.owner = address(bytes20(payload[0:20]));
        decoded.rewardRecipient = address(bytes20(payload[20:40]));
        decoded.class = uint8(payload[40]);
        decoded.commissionBps = uint16(bytes2(payload[41:43]));
    }

    /// @param payload of an action of kind {SET_REWARD_RECIPIENT}, {SET_MANAGER} or {SET_DELEGATE}
    function decodeAddress(bytes calldata payload) internal pure returns (address) {
        _requirePayload(payload, ADDRESS_LENGTH);
        return address(bytes20(payload));
    }

    /// @notice The address that an action of kind {SET_REWARD_RECIPIENT}, {SET_MANAGER} or {SET_DELEGATE} sets.
    /// @dev Warning: as with {headOf}, the caller has checked the length.
    function addressOf(bytes calldata action) internal pure returns (address account) {
        assembly ("memory-safe") {
            account := shr(96, calldataload(add(action.offset, HEADER_LENGTH)))
        }
    }

    /// @param payload of an action of kind {COMMIT_KEYS}
    function decodeCommitKeys(bytes calldata payload) internal pure returns (uint32 setId, bytes32 commitment) {
        _requirePayload(payload, COMMIT_KEYS_LENGTH);
        return (uint32(bytes4(payload[0:4])), bytes32(payload[4:36]));
    }

    /// @param payload of an action of kind {REVEAL_KEYS}
    function decodeRevealKeys(bytes calldata payload) internal pure returns (RevealKeys memory decoded) {
        _requirePayload(payload, REVEAL_KEYS_LENGTH);
        decoded.setId = uint32(bytes4(payload[0:4]));
        decoded.count = uint16(bytes2(payload[4:6]));
        decoded.salt = bytes32(payload[6:38]);
        decoded.root = bytes32(payload[38:70]);
    }

    /// @param payload of an action of kind {REQUEST_EXIT}
    function decodeRequestExit(bytes calldata payload) internal pure returns (bytes32 validatorId) {
        _requirePayload(payload, REQUEST_EXIT_LENGTH);
        return bytes32(payload);
    }

    /// @param payload of an action of kind {CLAIM_BOND}
    function decodeClaimBond(bytes calldata payload) internal pure returns (address recipient, uint128 shares) {
        _requirePayload(payload, CLAIM_BOND_LENGTH);
        return (address(bytes20(payload[0:20])), uint128(bytes16(payload[20:36])));
    }

    /// @param payload of an action of kind {MOVE_SHARES}
    function decodeMoveShares(bytes calldata payload) internal pure returns (MoveShares memory decoded) {
        _requirePayload(payload, MOVE_SHARES_LENGTH);
        decoded.moveNonce = uint64(bytes8(payload[0:8]));
        decoded.sender = address(bytes20(payload[8:28]));
        decoded.recipient = address(bytes20(payload[28:48]));
        decoded.shares = uint96(bytes12(payload[48:60]));
        decoded.fee = uint64(bytes8(payload[60:68]));
        decoded.destination = uint16(bytes2(payload[68:70]));
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

    /// @notice One action as a run of its own.
    /// @dev In calldata a `bytes` stands behind the word of its length, whose last two bytes are what a run wants there.
    /// Warning: only for an argument whose length was checked.
    function asRun(bytes calldata action) internal pure returns (bytes calldata run) {
        assembly ("memory-safe") {
            run.offset := sub(action.offset, 2)
            run.length := add(action.length, 2)
        }
    }

    /// @notice As {next}, without its checks.
    /// @dev Warning: only for runs whose lengths were checked, as {leavesOf} does.
    function nextOfChecked(
        bytes calldata run,
        uint256 offset
    ) internal pure returns (bytes calldata action, uint256 nextOffset) {
        assembly ("memory-safe") {
            let position := add(run.offset, offset)
            action.offset := add(position, 2)
            action.length := shr(240, calldataload(position))
            nextOffset := add(add(offset, 2), action.length)
        }
    }

    /// @notice Kind of the action at `offset` of a run.
    /// @dev Warning: only for runs whose lengths were checked, as {leavesOf} does.
    function kindAt(bytes calldata run, uint256 offset) internal pure returns (uint8) {
        (bytes calldata action, ) = nextOfChecked(run, offset);
        return headOf(action).kind();
    }

    /// @notice The actions from `offset` on that are of the kind of the first one, at most `room`, above 0.
    /// @return end where they end
    /// @return count of them
    /// @return gasLimit what they declare, each cut to Params.ACTION_GAS_MAX
    /// @dev Warning: only for runs whose lengths were checked, as {leavesOf} does.
    function part(
        bytes calldata run,
        uint256 offset,
        uint256 room
    ) internal pure returns (uint256 end, uint256 count, uint256 gasLimit) {
        uint256 most = Params.ACTION_GAS_MAX;
        assembly ("memory-safe") {
            let position := add(run.offset, offset)
            let limit := add(run.offset, run.length)
            let kind := byte(2, calldataload(position))
            for {} and(lt(position, limit), lt(count, room)) {
                count := add(count, 1)
            } {
                let word := calldataload(position) // length u16 | kind u8 | gasLimit u32 | …
                if iszero(eq(byte(2, word), kind)) {
                    break
                }
                let declared := and(shr(200, word), 0xffffffff)
                if gt(declared, most) {
                    declared := most
                }
                gasLimit := add(gasLimit, declared)
                position := add(position, add(2, shr(240, word)))
            }
            end := sub(position, run.offset)
        }
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

    /// @notice As {leafOf}, of an action that was just written.
    function leafOfMemory(bytes memory action) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(0), action));
    }

    /// @notice Leaves of all actions of a run, in order. Reverts unless the run ends exactly with an action.
    /// @dev This loop, {part} and the tree are most of what an action costs L1 beside calldata and state.
    function leavesOf(bytes calldata run) internal pure returns (bytes32[] memory leaves) {
        // The number of actions is known only at the end, so the array grows in free memory. Nothing in the loop may
        // allocate.
        uint256 offset = 0;
        uint256 room = MAX_LENGTH - HEADER_LENGTH;
        assembly ("memory-safe") {
            leaves := mload(0x40)
            let leaf := add(leaves, 32)
            let position := run.offset
            let end := add(position, run.length)
            for {} lt(position, end) {} {
                let length := shr(240, calldataload(position))
                let following := add(add(position, 2), length)
                // Wraps to a large number when the action is shorter than its header.
                if or(gt(sub(length, HEADER_LENGTH), room), gt(following, end)) {
                    break
                }
                // The place of this leaf is also where the buffer to hash starts; all of it is free memory.
                mstore8(leaf, 0)
                calldatacopy(add(leaf, 1), add(position, 2), length)
                mstore(leaf, keccak256(leaf, add(length, 1)))
                leaf := add(leaf, 32)
                position := following
            }
            mstore(leaves, shr(5, sub(sub(leaf, leaves), 32)))
            mstore(0x40, leaf)
            offset := sub(position, run.offset)
        }
        // Stopped before the end: {next} says why.
        if (offset != run.length) next(run, offset);
    }

    function _requirePayload(bytes calldata payload, uint256 expected) private pure {
        if (payload.length != expected) revert ActionCodec_BadPayloadLength(payload.length, expected);
    }

    function _requireLength(uint256 length) private pure {
        if (length < HEADER_LENGTH || length > MAX_LENGTH) {
            revert ActionCodec_BadLength(length, HEADER_LENGTH, MAX_LENGTH);
        }
    }
}
