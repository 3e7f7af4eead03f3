// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {FastNoteMessage} from "../../shared/contracts/messages/FastNoteMessage.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IFastNotes} from "./IFastNotes.sol";

/// @title What fast messages may touch on L1: this storage, and nothing else
/// @dev Deliberately without the hub's storage, its core and its oracle: a forged note cannot reach what it cannot name
/// (LANE-4). The batch's own code asks {_compareWithNote} and does not listen to any answer.
abstract contract FastNotes is IFastNotes {
    /// @custom:storage-location erc7201:cseth.storage.FastNotes
    struct FastState {
        mapping(uint16 laneId => FastLane) lanes;
        mapping(address gateway => uint16 laneId) laneOfGateway;
        mapping(uint16 laneId => mapping(uint64 batchNonce => FastNote)) notes;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.FastNotes")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant FAST_NOTES_STORAGE = 0xa5680a99fe95e29341a69e4f00cf53e23e382e4f39d39605fdd130e13877c200;

    function _fast() internal pure returns (FastState storage $) {
        bytes32 slot = FAST_NOTES_STORAGE;
        assembly {
            $.slot := slot
        }
    }

    /// @dev Never reverts for what a note says: the endpoint would keep a message that nobody can ever deliver.
    /// @param landedNonce last batch of the lane that has landed
    function _receiveFastNote(uint16 laneId, uint64 landedNonce, bytes calldata payload) internal {
        (, bytes calldata data) = Envelope.open(payload, Envelope.FAST_NOTE, laneId);
        FastNoteMessage.Body memory body = FastNoteMessage.decode(data);
        FastNote storage noted = _fast().notes[laneId][body.batchNonce];
        bytes32 digest = noted.digest;
        if (_fast().lanes[laneId].frozen || body.batchNonce <= landedNonce || digest == body.digest) {
            emit FastNoteIgnored(laneId, body.batchNonce, body.digest);
        } else if (digest == 0) {
            noted.digest = body.digest;
            noted.notedAt = uint40(block.timestamp);
            emit FastNoted(laneId, body.batchNonce, body.digest);
        } else {
            // Both cannot be true. The first stays, for its twin to judge.
            _freeze(laneId, body.batchNonce, digest, body.digest);
        }
    }

    /// @dev The canonical twin wins, whatever was noted.
    function _compareWithNote(uint16 laneId, uint64 batchNonce, bytes32 canonicalDigest) internal {
        bytes32 digest = _fast().notes[laneId][batchNonce].digest;
        if (digest == 0) return;
        delete _fast().notes[laneId][batchNonce];
        if (digest != canonicalDigest) _freeze(laneId, batchNonce, digest, canonicalDigest);
    }

    /// @inheritdoc IFastNotes
    /// @dev A note whose batch has landed is gone, unless it came later: then it was ignored.
    function freezeForMissingTwin(uint16 laneId, uint64 batchNonce) external {
        FastNote storage noted = _fast().notes[laneId][batchNonce];
        if (noted.digest == 0) revert LaneHub_NotNoted(laneId, batchNonce);
        uint256 lateAfter = uint256(noted.notedAt) + Params.FAST_TWIN_SECONDS;
        if (block.timestamp <= lateAfter) revert LaneHub_TwinNotLate(batchNonce, lateAfter);
        _freeze(laneId, batchNonce, noted.digest, 0);
    }

    function _freeze(uint16 laneId, uint64 batchNonce, bytes32 noted, bytes32 found) private {
        _fast().lanes[laneId].frozen = true;
        emit FastFrozen(laneId, batchNonce, noted, found);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFastNotes
    function fastLane(uint16 laneId) external view returns (FastLane memory) {
        return _fast().lanes[laneId];
    }

    /// @inheritdoc IFastNotes
    function fastNote(uint16 laneId, uint64 batchNonce) external view returns (FastNote memory) {
        return _fast().notes[laneId][batchNonce];
    }
}
