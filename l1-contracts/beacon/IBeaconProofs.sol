// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the beacon chain says about validators, proven against EIP-4788
/// @notice One proof shows any number of validators of one state. It is packed (u40 and hashes, no ABI padding), because
/// calldata is most of what a proof costs:
///
/// ```
/// head       timestamp u40            EIP-4788 keeps the parent root of the block of this time, 8,191 of them
///            slot u40 | proposerIndex u40 | parentRoot | bodyNode       that parent: the head of the proof
/// route      0x00                     the state is the head's own, or
///            0x01 | slot u40 | proposerIndex u40 | parentRoot | bodyNode | position u16
///                                     it is that of an earlier block, which stands at this position of the head's
///                                     block_roots; a block without payload never reaches EIP-4788 (Gloas)
/// validators credentials | listLength u40 | count u16, then for each
///            index u40 | pubkeyRoot | effectiveBalance u64 | slashed u8 | activationEligibilityEpoch u64 |
///            activationEpoch u64 | exitEpoch u64 | withdrawableEpoch u64        little-endian, as SSZ writes them
/// witnesses  hashes from the leaves up: of the validators' subtree, level by level; of the list; of the state; then,
///            if routed, of block_roots and of the head's state
/// ```
///
/// `bodyNode` is `h(h(bodyRoot, 0), h(0, 0))`. Indices ascend strictly. Zero subtrees beyond the last validator are not
/// witnesses, the contract knows them. From Gloas on all validators of a proof stand in one subtree of the list.
/// Sources: consensus-specs (Electra, Fulu, Gloas), EIP-4788, EIP-7916.
interface IBeaconProofs {
    struct ProvenValidator {
        /// SSZ root of the public key, see {Ids-validatorId}
        bytes32 pubkeyRoot;
        uint64 index;
        uint64 effectiveBalanceGwei;
        bool slashed;
        /// type(uint64).max when it has none
        uint64 exitEpoch;
        uint64 withdrawableEpoch;
    }

    /// @notice EIP-4788 has no root for this time: no block then, or too long ago.
    error BeaconProofs_UnknownTimestamp(uint256 timestamp);
    /// @notice What the proof adds up to is not the root of the block.
    error BeaconProofs_WrongRoot(bytes32 computed, bytes32 expected);
    /// @notice Bytes are missing or left over.
    error BeaconProofs_BadLength(uint256 read, uint256 length);
    error BeaconProofs_NoValidators();
    error BeaconProofs_IndexOutOfRange(uint256 index, uint256 listLength);
    error BeaconProofs_NotAscending(uint256 previous, uint256 index);
    /// @notice The route is neither 0 nor 1, or its position is outside block_roots.
    error BeaconProofs_BadRoute(uint256 value);
    /// @notice The layout of states from this slot on is not known to this contract (T-37).
    error BeaconProofs_UnknownFork(uint256 slot, uint256 endSlot);
    error BeaconProofs_ForksOutOfOrder(uint256 gloasSlot, uint256 endSlot);

    /// @notice Checks a proof.
    /// @return slot of the state that was proven
    /// @return credentials withdrawal credentials of every validator of the proof
    /// @dev A proof binds everything it returns to a block of this chain. It does not say how old the state is: rely on
    /// it only for facts that never change back.
    function verify(
        bytes calldata proof
    ) external view returns (uint256 slot, bytes32 credentials, ProvenValidator[] memory validators);

    /// @notice States from `gloasSlot` on have Gloas' layout, those from `endSlot` on an unknown one.
    function forks() external view returns (uint256 gloasSlot, uint256 endSlot);
}
