// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The fast way of a lane, seen from L1
/// @notice Notes which batches are under way, and asks an L2 to close staking, netting and flash exits when the rate
/// has fallen.
/// Nothing here books, locks, releases or prices anything (LANE-4); what was tried against it: docs/fast.md.
interface IFastNotes {
    /// @notice A batch that the fast way has announced and whose canonical twin has not landed.
    struct FastNote {
        /// keccak256 of the BATCH message that is to come
        bytes32 digest;
        /// seconds
        uint40 notedAt;
    }

    /// @notice State of one lane's fast way.
    struct FastLane {
        /// gateway on L1, zero when the lane has no fast way
        address gateway;
        /// notes are ignored until the owner lifts it
        bool frozen;
        /// last freeze sent to the L2, from 1
        uint40 freezeNonce;
        /// nonce of the rate that it was about
        uint40 freezeRateNonce;
    }

    // ── Journey: a batch is announced ────────────────────────────────────────────────────────────────────────────────

    event FastNoted(uint16 indexed laneId, uint64 indexed batchNonce, bytes32 digest);
    /// @notice Landed already, noted already, or the fast way is frozen.
    event FastNoteIgnored(uint16 indexed laneId, uint64 indexed batchNonce, bytes32 digest);
    /// @notice The fast way told another story than the canonical bridge, or two stories, or one without an end.
    /// @param noted digest of the note
    /// @param found digest of the canonical message or of the second note; 0 when nothing came in time
    event FastFrozen(uint16 indexed laneId, uint64 indexed batchNonce, bytes32 noted, bytes32 found);

    /// @notice No note of this batch waits for its twin.
    error LaneHub_NotNoted(uint16 laneId, uint64 batchNonce);
    /// @notice The canonical twin still has time.
    error LaneHub_TwinNotLate(uint64 batchNonce, uint256 lateAfter);

    /// @notice Freezes the fast way of a lane whose note has no canonical twin after Params.FAST_TWIN_SECONDS. Anyone.
    function freezeForMissingTwin(uint16 laneId, uint64 batchNonce) external;

    // ── Journey: the rate fell ───────────────────────────────────────────────────────────────────────────────────────

    /// @param nonce of the message, contiguous from 1 per lane
    event FastFreezeSent(uint16 indexed laneId, uint64 indexed nonce, uint64 rateNonce, bytes32 sendId);

    error LaneHub_NoFastGateway(uint16 laneId);
    /// @notice The rate is not below the one the lane was told.
    error LaneHub_NoFall(uint16 laneId, uint256 rate, uint256 toldRate);
    /// @notice One freeze per fall: this one was sent.
    error LaneHub_FreezeAlreadySent(uint16 laneId, uint64 rateNonce);

    /// @notice Asks the lane's L2 to close staking, netting and flash exits until its next update, a day at most. Anyone
    /// may call while the rate is below what the last StateUpdate told; `msg.value` pays the carrier, the rest comes back.
    function sendFastFreeze(uint16 laneId) external payable;

    /// @notice Wei that {sendFastFreeze} needs now.
    function quoteFastFreeze(uint16 laneId) external view returns (uint256 fee);

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event FastGatewaySet(uint16 indexed laneId, address gateway);
    event FastUnfrozen(uint16 indexed laneId);

    /// @notice Sets or, with the zero address, removes the fast gateway of a lane. Its peer is the lane's.
    function setFastGateway(uint16 laneId, address gateway) external;

    /// @notice Takes notes again, after somebody has found out what went wrong.
    function unfreezeFast(uint16 laneId) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function fastLane(uint16 laneId) external view returns (FastLane memory);
    /// @return digest and notedAt, both 0 when the batch was not announced or has landed
    function fastNote(uint16 laneId, uint64 batchNonce) external view returns (FastNote memory);
}
