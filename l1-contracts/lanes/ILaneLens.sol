// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice How far a batch is, as L1 knows.
enum BatchStage {
    Unknown, // open, under way, or never made
    Announced, // the fast way says that it was closed
    Landed
}

/// @notice Ether for the unstakers that a batch has forwarded.
enum SettlementStage {
    None, // it forwarded nothing, or has not landed
    Queued, // its requests wait in L1's queue
    Ready, // they are finalized: the next StateUpdate brings it, in the batches' order
    Sent
}

/// @notice How far an action is, as L1 knows.
enum ActionStage {
    Unknown, // its batch has not landed
    None, // its batch has landed and has no such action
    Waiting, // for anyone to execute it
    Executed,
    Failed // anyone may retry it; the reason stands in the hub's events, no longer in its storage
}

struct BatchView {
    BatchStage stage;
    uint64 batchesBefore; // that have to land first
    uint40 announcedAt; // seconds; 0 unless announced
    uint32 actionCount;
    uint32 actionsTried; // executed or failed
    SettlementStage settlement;
    uint64 firstRequestId; // of L1's queue; 0 when it opened none
    uint32 requestCount;
}

struct LaneView {
    uint64 landedNonce; // last batch
    uint64 updateNonce; // last StateUpdate sent
    uint64 toldFrame; // report that it told of
    uint64 lastFrame; // newest report
    uint64 toldRateNonce;
    uint64 rateNonce; // now
    bool fell; // the rate is below the one that was told
    uint64 settledNonce; // last batch whose unstakers' ether was sent
    uint64 forwardedNonce; // last landed batch with unstakers; equal to settledNonce when none waits
    uint64 sharesNonce; // last SHARES message sent
    bool hasFastWay;
    bool fastFrozen; // it takes no notes until the timelock lifts it
}

/// @title What L1 knows of a lane: its batches, their actions, what it was told last
/// @notice A view of hub and core: no rights, no state, no ether; nothing on chain relies on it, and a new one is deployed
/// when it changes.
interface ILaneLens {
    /// @notice Reverts with LaneHub_UnknownLane for a lane the hub does not know, as all of these do.
    function lane(uint16 laneId) external view returns (LaneView memory);

    function batch(uint16 laneId, uint64 batchNonce) external view returns (BatchView memory);

    /// @return stage of the action
    /// @return actionsBefore that have to be executed first
    function action(
        uint16 laneId,
        uint64 batchNonce,
        uint32 index
    ) external view returns (ActionStage stage, uint32 actionsBefore);

    /// @notice Indices of a batch's failed actions, of which there are at most {Params-ACTIONS_MAX}.
    function failedActions(uint16 laneId, uint64 batchNonce) external view returns (uint32[] memory indices);

    /// @notice Landed batches whose unstakers' ether was not sent yet, among the `count` from `fromNonce` on, or from the
    /// first that may be one.
    /// @return batchNonces of them
    /// @return ready how many, the first ones, the next StateUpdates bring
    /// @return nextNonce to go on with; 0 at the end
    function missingSettlements(
        uint16 laneId,
        uint64 fromNonce,
        uint64 count
    ) external view returns (uint64[] memory batchNonces, uint256 ready, uint64 nextNonce);

    function LANE_HUB() external view returns (address);
}
