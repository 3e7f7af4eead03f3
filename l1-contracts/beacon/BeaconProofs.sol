// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBeaconProofs} from "./IBeaconProofs.sol";
import {Ssz} from "../../shared/contracts/beacon/Ssz.sol";

/// @title What the beacon chain says about validators, proven against EIP-4788
/// @dev No state, no owner: what depends on forks is fixed at deployment, and a new fork needs a new contract, which the
/// timelock puts into the validator ledger. Until then states of an unknown layout are refused: under a wrong layout a
/// proof could show bytes that somebody else chose (T-37).
contract BeaconProofs is IBeaconProofs {
    /// @dev Where things stand in a state: generalized indices from the state's root.
    struct Layout {
        uint256 validators;
        uint256 blockRoots;
        bool isProgressive;
    }

    struct Block {
        uint256 slot;
        uint256 proposerIndex;
        bytes32 parentRoot;
        bytes32 bodyNode;
    }

    /// @dev Place in calldata. Reads past the end are not stopped one by one: the place at the end tells.
    struct Cursor {
        uint256 place;
    }

    address private constant BEACON_ROOTS = 0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02;
    /// @dev log2 of SLOTS_PER_HISTORICAL_ROOT.
    uint256 private constant BLOCK_ROOTS_DEPTH = 13;
    /// @dev log2 of VALIDATOR_REGISTRY_LIMIT, up to Fulu.
    uint256 private constant LIST_DEPTH = 40;

    uint256 private immutable _GLOAS_SLOT;
    uint256 private immutable _END_SLOT;

    /// @param gloasSlot first slot of the Gloas fork
    /// @param endSlot first slot of which the layout is not known yet
    constructor(uint256 gloasSlot, uint256 endSlot) {
        if (gloasSlot > endSlot) revert BeaconProofs_ForksOutOfOrder(gloasSlot, endSlot);
        _GLOAS_SLOT = gloasSlot;
        _END_SLOT = endSlot;
    }

    /// @inheritdoc IBeaconProofs
    function verify(
        bytes calldata proof
    ) external view returns (uint256 slot, bytes32 credentials, ProvenValidator[] memory validators) {
        Cursor memory cursor = Cursor({place: _startOf(proof)});
        uint256 timestamp = _read40(cursor);
        Block memory head = _readBlock(cursor);
        uint256 route = _read(cursor, 1);
        Block memory target = head;
        uint256 position = 0;
        if (route == 1) {
            target = _readBlock(cursor);
            position = _read(cursor, 2);
        }
        if (route > 1 || position >> BLOCK_ROOTS_DEPTH != 0) revert BeaconProofs_BadRoute(route > 1 ? route : position);

        slot = target.slot;
        bytes32 root;
        (credentials, validators, root) = _provenState(cursor, _layoutOf(slot));
        root = _rootOf(target, root);
        if (route == 1) {
            root = _fold(cursor, root, (1 << BLOCK_ROOTS_DEPTH) + position);
            root = _rootOf(head, _fold(cursor, root, _layoutOf(head.slot).blockRoots));
        }

        uint256 read = cursor.place - _startOf(proof);
        if (read != proof.length) revert BeaconProofs_BadLength(read, proof.length);
        bytes32 expected = _beaconRoot(timestamp);
        if (root != expected) revert BeaconProofs_WrongRoot(root, expected);
    }

    /// @inheritdoc IBeaconProofs
    function forks() external view returns (uint256 gloasSlot, uint256 endSlot) {
        return (_GLOAS_SLOT, _END_SLOT);
    }

    function _layoutOf(uint256 slot) private view returns (Layout memory) {
        if (slot >= _END_SLOT) revert BeaconProofs_UnknownFork(slot, _END_SLOT);
        if (slot >= _GLOAS_SLOT) return Layout({validators: 0x166, blockRoots: 0x160, isProgressive: true});
        return Layout({validators: 0x4b, blockRoots: 0x45, isProgressive: false}); // Electra and Fulu
    }

    /// @dev `stateRoot` is what the validators and the witnesses add up to.
    function _provenState(
        Cursor memory cursor,
        Layout memory places
    ) private view returns (bytes32 credentials, ProvenValidator[] memory validators, bytes32 stateRoot) {
        credentials = _readWord(cursor);
        uint256 listLength = _read40(cursor);
        uint256 count = _read(cursor, 2);
        if (count == 0) revert BeaconProofs_NoValidators();
        validators = new ProvenValidator[](count);
        uint256[] memory indices = new uint256[](count);
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 index = _read40(cursor);
            if (i != 0 && index <= indices[i - 1]) revert BeaconProofs_NotAscending(indices[i - 1], index);
            indices[i] = index;
            leaves[i] = _readValidator(cursor, credentials, validators[i]);
            validators[i].index = uint64(index);
        }
        // Indices ascend: this bounds all of them, and so the count.
        if (indices[count - 1] >= listLength) revert BeaconProofs_IndexOutOfRange(indices[count - 1], listLength);

        bytes32 node =
            places.isProgressive
                ? _progressiveRoot(cursor, indices, leaves, listLength)
                : _subtreeRoot(cursor, indices, leaves, listLength, LIST_DEPTH);
        node = Ssz.hash(node, Ssz.chunkOf(listLength));
        return (credentials, validators, _fold(cursor, node, places.validators));
    }

    /// @dev Fills in a validator and returns its SSZ root.
    function _readValidator(
        Cursor memory cursor,
        bytes32 credentials,
        ProvenValidator memory validator
    ) private view returns (bytes32 root) {
        bytes32 pubkeyRoot = _readWord(cursor);
        bytes32 effectiveBalance = _readChunk(cursor, 8);
        bytes32 slashed = _readChunk(cursor, 1);
        bytes32 left = Ssz.hash(Ssz.hash(pubkeyRoot, credentials), Ssz.hash(effectiveBalance, slashed));
        bytes32 activation = Ssz.hash(_readChunk(cursor, 8), _readChunk(cursor, 8));
        bytes32 exitEpoch = _readChunk(cursor, 8);
        bytes32 withdrawableEpoch = _readChunk(cursor, 8);
        validator.pubkeyRoot = pubkeyRoot;
        validator.effectiveBalanceGwei = Ssz.uint64Of(effectiveBalance);
        validator.slashed = slashed != 0;
        validator.exitEpoch = Ssz.uint64Of(exitEpoch);
        validator.withdrawableEpoch = Ssz.uint64Of(withdrawableEpoch);
        return Ssz.hash(left, Ssz.hash(activation, Ssz.hash(exitEpoch, withdrawableEpoch)));
    }

    /// @dev Root of a perfect tree of `depth` whose first `width` leaves are in use; all above those is zero subtrees.
    function _subtreeRoot(
        Cursor memory cursor,
        uint256[] memory indices,
        bytes32[] memory leaves,
        uint256 width,
        uint256 depth
    ) private view returns (bytes32 root) {
        uint256 height = Ssz.depthOf(width);
        (root, cursor.place) =
            indices.length == 1
                ? Ssz.fold(leaves[0], (1 << height) + indices[0], cursor.place)
                : Ssz.multiproof(indices, leaves, height, cursor.place);
        return Ssz.padded(root, height, depth);
    }

    /// @dev EIP-7916: subtrees of 1, 4, 16, … leaves. Subtree k hangs left of the rest, and the rest of k right of
    /// subtree k − 1, up to the whole. Over- and underflows are impossible: numbers of 40 bits.
    function _progressiveRoot(
        Cursor memory cursor,
        uint256[] memory indices,
        bytes32[] memory leaves,
        uint256 listLength
    ) private view returns (bytes32 node) {
        (uint256 level, uint256 first, uint256 capacity) = (0, 0, 1);
        while (indices[0] >= first + capacity) {
            first += capacity;
            capacity *= 4;
            ++level;
        }
        uint256 last = indices[indices.length - 1];
        if (last >= first + capacity) revert BeaconProofs_IndexOutOfRange(last, first + capacity);
        for (uint256 i = 0; i < indices.length; ++i) indices[i] -= first;
        uint256 inUse = listLength - first < capacity ? listLength - first : capacity;
        node = _subtreeRoot(cursor, indices, leaves, inUse, 2 * level);
        node = Ssz.hash(node, _readWord(cursor));
        for (uint256 i = 0; i < level; ++i) node = Ssz.hash(_readWord(cursor), node);
    }

    /// @dev SSZ root of a block header: five fields in a tree of eight.
    function _rootOf(Block memory header, bytes32 stateRoot) private view returns (bytes32) {
        bytes32 origin = Ssz.hash(Ssz.chunkOf(header.slot), Ssz.chunkOf(header.proposerIndex));
        return Ssz.hash(Ssz.hash(origin, Ssz.hash(header.parentRoot, stateRoot)), header.bodyNode);
    }

    function _fold(Cursor memory cursor, bytes32 node, uint256 gindex) private view returns (bytes32 root) {
        (root, cursor.place) = Ssz.fold(node, gindex, cursor.place);
    }

    function _beaconRoot(uint256 timestamp) private view returns (bytes32) {
        (bool known, bytes memory root) = BEACON_ROOTS.staticcall(abi.encode(timestamp));
        if (!known || root.length != 32) revert BeaconProofs_UnknownTimestamp(timestamp);
        return bytes32(root);
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _startOf(bytes calldata data) private pure returns (uint256 start) {
        assembly ("memory-safe") {
            start := data.offset
        }
    }

    function _readBlock(Cursor memory cursor) private pure returns (Block memory header) {
        header.slot = _read40(cursor);
        header.proposerIndex = _read40(cursor);
        header.parentRoot = _readWord(cursor);
        header.bodyNode = _readWord(cursor);
    }

    function _read40(Cursor memory cursor) private pure returns (uint256) {
        return _read(cursor, 5);
    }

    /// @dev The next `size` bytes as a big-endian number; 1 to 32.
    function _read(Cursor memory cursor, uint256 size) private pure returns (uint256) {
        return uint256(_readChunk(cursor, size)) >> (256 - 8 * size);
    }

    /// @dev The next `size` bytes, zeros behind them: what SSZ makes of a basic value; 1 to 32.
    function _readChunk(Cursor memory cursor, uint256 size) private pure returns (bytes32) {
        return _readWord(cursor, size) & bytes32(type(uint256).max << (256 - 8 * size));
    }

    function _readWord(Cursor memory cursor) private pure returns (bytes32) {
        return _readWord(cursor, 32);
    }

    function _readWord(Cursor memory cursor, uint256 advance) private pure returns (bytes32 word) {
        uint256 place = cursor.place;
        cursor.place = place + advance;
        assembly ("memory-safe") {
            word := calldataload(place)
        }
    }
}
