// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OutboxTree} from "../actions/OutboxTree.sol";
import {Params} from "../params/Params.sol";

/// @title Sets of validator keys: committed first, revealed later
/// @notice A key is a BLS public key and its deposit signature over 1 ether and the vault's credentials. A set's root is
/// an {OutboxTree} over leaves `keccak256(0x03 || index u16 || pubkey || signature)`; what an operator commits to is
/// `keccak256(0x04 || operatorId u64 || salt || root)`.
/// @dev The commitment names its operator, so that a copied one commits nobody else to anything (T-76); the salt hides
/// keys that somebody guesses. Leaves, nodes, roots and commitments start with different bytes (T-48).
library KeySets {
    uint256 internal constant PUBKEY_LENGTH = 48;
    uint256 internal constant SIGNATURE_LENGTH = 96;
    /// @notice Bytes of one key in a revealed set: `pubkey || signature`.
    uint256 internal constant KEY_LENGTH = 144;

    /// @notice The keys are not 1 to {Params.KEYS_PER_SET_MAX} times 144 bytes.
    error KeySets_BadLength(uint256 length);
    error KeySets_BadPubkeyLength(uint256 length);
    error KeySets_BadSignatureLength(uint256 length);

    /// @notice Leaf of one key.
    /// @param index position in its set, from 0
    function leafOf(
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature
    ) internal pure returns (bytes32 leaf) {
        if (pubkey.length != PUBKEY_LENGTH) revert KeySets_BadPubkeyLength(pubkey.length);
        if (signature.length != SIGNATURE_LENGTH) revert KeySets_BadSignatureLength(signature.length);
        return keccak256(abi.encodePacked(uint8(3), uint16(index), pubkey, signature));
    }

    /// @notice Number of keys and root of a revealed set.
    /// @param keys `pubkey || signature` of each, in order
    function rootOf(bytes calldata keys) internal pure returns (uint256 count, bytes32 root) {
        count = keys.length / KEY_LENGTH;
        if (count == 0 || count > Params.KEYS_PER_SET_MAX || count * KEY_LENGTH != keys.length) {
            revert KeySets_BadLength(keys.length);
        }
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            bytes calldata key = keys[i * KEY_LENGTH:(i + 1) * KEY_LENGTH];
            leaves[i] = leafOf(i, key[:PUBKEY_LENGTH], key[PUBKEY_LENGTH:]);
        }
        return (count, OutboxTree.rootOf(leaves));
    }

    /// @notice Whether a key stands at `index` of the set with this root.
    /// @param proof siblings from the leaf up, see {OutboxTree-verifyRun}
    function verify(
        bytes32 root,
        uint256 count,
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature,
        bytes32[] calldata proof
    ) internal pure returns (bool) {
        bytes32[] memory leaf = new bytes32[](1);
        leaf[0] = leafOf(index, pubkey, signature);
        return OutboxTree.verifyRun(root, count, index, leaf, proof);
    }

    /// @notice What an operator commits to before anyone else sees a key.
    function commitmentOf(uint64 operatorId, bytes32 salt, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(4), operatorId, salt, root));
    }
}
