// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IReportOracle} from "../oracle/IReportOracle.sol";
import {IFastNotes} from "./IFastNotes.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {ActionStage, BatchStage, BatchView, ILaneLens, LaneView, SettlementStage} from "./ILaneLens.sol";

/// @title What L1 knows of a lane: its batches, their actions, what it was told last
contract LaneLens is ILaneLens {
    /// @dev Actions whose failures the hub keeps in one word.
    uint256 private constant WORD = 256;

    ILaneHub private immutable _HUB;
    ILiquidStakingCore private immutable _CORE;
    IReportOracle private immutable _ORACLE;

    error LaneLens_NotContract(address account);

    constructor(address laneHub) {
        if (laneHub.code.length == 0) revert LaneLens_NotContract(laneHub);
        _HUB = ILaneHub(laneHub);
        _CORE = ILiquidStakingCore(ILaneHub(laneHub).CORE());
        _ORACLE = IReportOracle(ILaneHub(laneHub).REPORT_ORACLE());
    }

    /// @inheritdoc ILaneLens
    function lane(uint16 laneId) external view returns (LaneView memory shown) {
        ILaneHub.LaneConfig memory config = _HUB.laneConfig(laneId);
        shown.landedNonce = config.landedNonce;
        shown.updateNonce = config.stateUpdateNonce;
        shown.toldFrame = config.lastPushedFrame;
        shown.lastFrame = _ORACLE.lastFrame();
        shown.toldRateNonce = config.toldRateNonce;
        uint256 rate;
        (rate, shown.rateNonce, ) = _CORE.rate();
        shown.fell = rate < _CORE.rateAt(config.toldRateNonce);
        shown.settledNonce = config.settledNonce;
        shown.forwardedNonce = config.forwardedNonce;
        (shown.sharesNonce, ) = _HUB.sharesSent(laneId);
        IFastNotes.FastLane memory fast = _notes().fastLane(laneId);
        shown.hasFastWay = fast.gateway != address(0);
        shown.fastFrozen = fast.frozen;
    }

    /// @inheritdoc ILaneLens
    function batch(uint16 laneId, uint64 batchNonce) external view returns (BatchView memory shown) {
        ILaneHub.LaneConfig memory config = _HUB.laneConfig(laneId);
        if (batchNonce == 0) return shown;
        if (batchNonce > config.landedNonce) {
            shown.batchesBefore = batchNonce - config.landedNonce - 1;
            shown.announcedAt = _notes().fastNote(laneId, batchNonce).notedAt;
            if (shown.announcedAt != 0) shown.stage = BatchStage.Announced;
            return shown;
        }
        ILaneHub.Batch memory landed = _HUB.batch(laneId, batchNonce);
        shown.stage = BatchStage.Landed;
        shown.actionCount = landed.actionCount;
        shown.actionsTried = landed.cursor;
        shown.firstRequestId = landed.firstRequestId;
        shown.requestCount = landed.requestCount;
        if (!landed.settled) {
            shown.settlement = _isReady(landed) ? SettlementStage.Ready : SettlementStage.Queued;
        } else if (landed.requestCount != 0) {
            shown.settlement = SettlementStage.Sent;
        }
    }

    /// @inheritdoc ILaneLens
    function action(
        uint16 laneId,
        uint64 batchNonce,
        uint32 index
    ) external view returns (ActionStage stage, uint32 actionsBefore) {
        if (!_hasLanded(laneId, batchNonce)) return (ActionStage.Unknown, 0);
        ILaneHub.Batch memory landed = _HUB.batch(laneId, batchNonce);
        if (index >= landed.actionCount) return (ActionStage.None, 0);
        if (index >= landed.cursor) return (ActionStage.Waiting, index - landed.cursor);
        uint256 failures = _HUB.failedActions(laneId, batchNonce, index / WORD);
        bool failed = failures & (1 << (index % WORD)) != 0;
        return (failed ? ActionStage.Failed : ActionStage.Executed, 0);
    }

    /// @inheritdoc ILaneLens
    function failedActions(uint16 laneId, uint64 batchNonce) external view returns (uint32[] memory indices) {
        if (!_hasLanded(laneId, batchNonce)) return indices;
        uint256 tried = _HUB.batch(laneId, batchNonce).cursor;
        indices = new uint32[](tried);
        uint256 found = 0;
        uint256 failures = 0;
        for (uint256 i = 0; i < tried; ++i) {
            if (i % WORD == 0) failures = _HUB.failedActions(laneId, batchNonce, i / WORD);
            if (failures & (1 << (i % WORD)) != 0) indices[found++] = uint32(i);
        }
        assembly ("memory-safe") {
            mstore(indices, found) // at most its length
        }
    }

    /// @inheritdoc ILaneLens
    function missingSettlements(
        uint16 laneId,
        uint64 fromNonce,
        uint64 count
    ) external view returns (uint64[] memory batchNonces, uint256 ready, uint64 nextNonce) {
        ILaneHub.LaneConfig memory config = _HUB.laneConfig(laneId);
        uint64 from = fromNonce > config.settledNonce ? fromNonce : config.settledNonce + 1;
        uint64 last = config.forwardedNonce;
        if (from > last) return (batchNonces, 0, 0);
        uint64 length = count < last - from + 1 ? count : last - from + 1;
        nextNonce = from + length > last ? 0 : from + length;
        batchNonces = new uint64[](length);
        uint256 found = 0;
        for (uint64 nonce = from; nonce < from + length; ++nonce) {
            ILaneHub.Batch memory landed = _HUB.batch(laneId, nonce);
            if (landed.settled) continue;
            batchNonces[found++] = nonce;
            if (_isReady(landed)) ++ready;
        }
        assembly ("memory-safe") {
            mstore(batchNonces, found) // at most its length
        }
    }

    /// @inheritdoc ILaneLens
    function LANE_HUB() external view returns (address) {
        return address(_HUB);
    }

    function _hasLanded(uint16 laneId, uint64 batchNonce) private view returns (bool) {
        return batchNonce != 0 && batchNonce <= _HUB.laneConfig(laneId).landedNonce;
    }

    /// @dev As StateUpdates settles: by the last of its requests; one too small for a request waits for nothing.
    function _isReady(ILaneHub.Batch memory landed) private view returns (bool) {
        if (landed.requestCount == 0) return true;
        return uint256(landed.firstRequestId) + landed.requestCount - 1 <= _CORE.lastFinalizedId();
    }

    function _notes() private view returns (IFastNotes) {
        return IFastNotes(address(_HUB));
    }
}
