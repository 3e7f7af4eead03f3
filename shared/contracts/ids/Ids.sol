// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Identifiers that mean the same on every chain of the protocol
/// @notice A lane is a uint16: 0 is L1 itself, 1.. are the L2s. An operator's id carries the lane it registered on, so
/// that an L2 can hand out ids without asking L1 and a registration and its keys fit into one batch.
library Ids {
    /// @notice The lane id of L1.
    uint16 internal constant L1_LANE = 0;

    /// @notice Sequences start at 1: operator id 0 of lane 0 would be indistinguishable from an unset field.
    error Ids_ZeroSequence();

    /// @notice The operator id `laneId << 48 | sequence`.
    /// @param laneId lane the operator registers on, its home lane
    /// @param sequence running number on that lane, from 1
    function operatorId(uint16 laneId, uint48 sequence) internal pure returns (uint64) {
        if (sequence == 0) revert Ids_ZeroSequence();
        return (uint64(laneId) << 48) | sequence;
    }

    /// @notice The home lane inside an operator id.
    function laneOf(uint64 id) internal pure returns (uint16) {
        return uint16(id >> 48);
    }

    /// @notice The running number on the home lane inside an operator id.
    function sequenceOf(uint64 id) internal pure returns (uint48) {
        return uint48(id);
    }

    /// @notice The id under which an action is followed from its L2 to its execution on L1.
    /// @param laneId lane the action was appended on
    /// @param batchNonce nonce of the batch that carries it
    /// @param index position in that batch's outbox tree
    function actionId(uint16 laneId, uint64 batchNonce, uint32 index) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(laneId, batchNonce, index));
    }

    /// @notice The id of a validator: the SSZ root of its public key, which is what the consensus layer's state holds
    /// and what a proof shows. `sha256(pubkey || 16 zero bytes)`.
    /// @param pubkey 48 bytes; the caller has checked the length
    function validatorId(bytes calldata pubkey) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(pubkey, bytes16(0)));
    }
}
