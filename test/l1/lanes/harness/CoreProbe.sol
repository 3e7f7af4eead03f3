// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaneAccount, Landing, Ledger, ReportEffect} from "../../../../l1-contracts/core/CoreTypes.sol";

/// @notice What the hub and the oracle see of the core, with its answers set by the test: here the hub is under test,
/// not the ledger. Their play together is tested with the real core elsewhere.
contract CoreProbe {
    uint256 public landings;
    uint16 public landedLane;
    uint64 public landedNonce;
    Landing public landed;
    uint256 public landedValue;
    bool public refusesLanding;
    uint256 public requestsPerLanding;
    uint256 public nextRequestId = 1;
    uint256 public lastFinalizedId;
    uint256 public weiPerRequest = 1 ether;
    mapping(uint256 requestId => bool) public claimed;
    uint256 public reports;
    uint256 public escrowed = 1_000;
    ReportEffect private _effect;
    uint256 private _pooled;
    uint256 private _rate = 1.05e18;
    uint64 private _rateNonce = 7;
    mapping(uint64 rateNonce => uint256) public rateAt;
    mapping(uint16 laneId => LaneAccount) private _lanes;

    error CoreProbe_LandingRefused();
    error CoreProbe_AlreadyClaimed(uint256 requestId);

    constructor() {
        (rateAt[0], rateAt[7]) = (1e18, 1.05e18);
    }

    receive() external payable {}

    function landBatch(
        uint16 laneId,
        uint64 batchNonce,
        Landing calldata landing
    ) external payable returns (uint256 firstRequestId, uint256 requestCount) {
        if (refusesLanding) revert CoreProbe_LandingRefused();
        ++landings;
        (landedLane, landedNonce, landed, landedValue) = (laneId, batchNonce, landing, msg.value);
        _lanes[laneId].appliedNonce = batchNonce;
        if (landing.forwarded == 0) return (0, 0);
        (firstRequestId, requestCount) = (nextRequestId, requestsPerLanding);
        nextRequestId += requestCount;
    }

    function claimRange(uint256 firstRequestId, uint256 count) external returns (uint256 etherPaid) {
        for (uint256 id = firstRequestId; id < firstRequestId + count; ++id) {
            require(id <= lastFinalizedId, "not finalized");
            if (claimed[id]) revert CoreProbe_AlreadyClaimed(id);
            claimed[id] = true;
            etherPaid += weiPerRequest;
        }
        (bool success, ) = msg.sender.call{value: etherPaid}("");
        require(success, "hub refused");
    }

    function fundLane(uint16 laneId, uint256 fundedTotal) external returns (bool) {
        LaneAccount storage account = _lanes[laneId];
        if (fundedTotal <= account.fundedTotal) return true;
        if (fundedTotal - account.fundedTotal > escrowed) return false;
        escrowed -= fundedTotal - account.fundedTotal;
        account.lockedShares += fundedTotal - account.fundedTotal;
        account.fundedTotal = fundedTotal;
        return true;
    }

    function applyReport(ReportEffect calldata effect) external {
        ++reports;
        _effect = effect;
    }

    // ── Set by tests ─────────────────────────────────────────────────────────────────────────────────────────────────

    function addLane(uint16 laneId, uint256 lockedShares, uint256 releasedTotal) external {
        _lanes[laneId].exists = true;
        _lanes[laneId].lockedShares = lockedShares;
        _lanes[laneId].releasedTotal = releasedTotal;
    }

    function setRefusesLanding(bool value) external {
        refusesLanding = value;
    }

    function setRequestsPerLanding(uint256 count) external {
        requestsPerLanding = count;
    }

    function setLastFinalizedId(uint256 id) external {
        lastFinalizedId = id;
    }

    function setRate(uint256 newRate) external {
        _rate = newRate;
        rateAt[++_rateNonce] = newRate;
    }

    function setPooled(uint256 pooled) external {
        _pooled = pooled;
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function lane(uint16 laneId) external view returns (LaneAccount memory) {
        return _lanes[laneId];
    }

    function rate() external view returns (uint256, uint64, uint64) {
        return (_rate, _rateNonce, 14_200);
    }

    function ledger() external view returns (Ledger memory state) {
        state.totalPooled = _pooled;
    }

    function lastEffect() external view returns (ReportEffect memory) {
        return _effect;
    }
}
