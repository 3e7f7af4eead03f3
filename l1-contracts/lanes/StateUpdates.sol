// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {GatewayAttributes} from "../../shared/contracts/lanes/GatewayAttributes.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {Report, Reports} from "../../shared/contracts/oracle/Reports.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {LaneAccount} from "../core/CoreTypes.sol";
import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IReportOracle} from "../oracle/IReportOracle.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {BatchState, LaneHubStorage, LaneState} from "./LaneHubStorage.sol";

/// @title Telling a lane what a report means for it
/// @notice Rate, acknowledgement, rewards and the ether of settled batches, in one message.
abstract contract StateUpdates is ILaneHub, LaneHubStorage, ReentrancyGuardTransient {
    using SafeCast for uint256;

    /// @dev Bounds the gas of one push. A batch has at most Params.FORWARDED_REQUESTS_MAX requests, half of it.
    uint256 internal constant REQUESTS_PER_PUSH = 128;

    ILiquidStakingCore private immutable _CORE;
    IReportOracle private immutable _REPORT_ORACLE;

    constructor(address core, address reportOracle) {
        if (core.code.length == 0) revert LaneHub_NotContract(core);
        if (reportOracle.code.length == 0) revert LaneHub_NotContract(reportOracle);
        _CORE = ILiquidStakingCore(core);
        _REPORT_ORACLE = IReportOracle(reportOracle);
    }

    /// @dev Claimed ether, on its way out. Anything else would have no owner here.
    receive() external payable {
        if (msg.sender != address(_CORE)) revert LaneHub_UnexpectedEther(msg.sender);
    }

    /// @inheritdoc ILaneHub
    function pushStateUpdate(uint16 laneId, Report calldata report) external payable nonReentrant {
        LaneState storage lane = _requireLane(laneId);
        _requireLatest(report);
        uint64 settledBefore = lane.settledNonce;
        (uint64 settledAfter, uint256 count) = _settleable(laneId, settledBefore);
        if (lane.lastPushedFrame >= report.frame && count == 0) revert LaneHub_AlreadyPushed(laneId, report.frame);
        lane.lastPushedFrame = report.frame;
        lane.settledNonce = settledAfter;
        uint64 nonce = ++lane.stateUpdateNonce;

        StateUpdateMessage.Body memory body;
        body.settlements = _claim(laneId, settledBefore, count);
        _fundAndDescribe(laneId, report, body);
        lane.toldRateNonce = uint256(body.rateNonce).toUint32();
        _send(lane, laneId, nonce, report.frame, body);
    }

    /// @dev The longest run of forwarding batches whose last request is finalized, within the bounds of one message.
    function _settleable(uint16 laneId, uint64 settled) private view returns (uint64 upTo, uint256 count) {
        mapping(uint64 batchNonce => BatchState) storage batches = _hub().batches[laneId];
        uint256 finalizedId = _CORE.lastFinalizedId();
        uint256 requests = 0;
        upTo = settled;
        while (count < Params.SETTLEMENTS_MAX) {
            uint64 nonce = batches[upTo].nextForwarded;
            if (nonce == 0) break;
            BatchState storage next = batches[nonce];
            requests += next.requestCount;
            // A batch too small for a request waits for nothing.
            if (next.requestCount != 0 && uint256(next.firstRequestId) + next.requestCount - 1 > finalizedId) break;
            // The first batch always goes, or one with too many requests would hold up all behind it.
            if (count != 0 && requests > REQUESTS_PER_PUSH) break;
            upTo = nonce;
            ++count;
        }
    }

    /// @dev The batches are recorded as settled before: each is claimed once, and the core would not pay twice either.
    function _claim(
        uint16 laneId,
        uint64 settled,
        uint256 count
    ) private returns (StateUpdateMessage.Settlement[] memory settlements) {
        settlements = new StateUpdateMessage.Settlement[](count);
        mapping(uint64 batchNonce => BatchState) storage batches = _hub().batches[laneId];
        uint64 nonce = settled;
        for (uint256 i = 0; i < count; ++i) {
            nonce = batches[nonce].nextForwarded;
            BatchState storage next = batches[nonce];
            uint256 etherPaid = _CORE.claimRange(next.firstRequestId, next.requestCount);
            settlements[i] = StateUpdateMessage.Settlement({batchNonce: nonce, etherPaid: etherPaid.toUint96()});
            emit BatchSettled(laneId, nonce, etherPaid);
        }
    }

    /// @dev Funds first, so that K and the funded total include it. A lane the report does not mention, or promises more
    /// than operators have earned, gets frame 0 and no root, which is never newer than what it has: no root ever reaches
    /// a lane before the shares that it distributes (REW-1).
    function _fundAndDescribe(uint16 laneId, Report calldata report, StateUpdateMessage.Body memory body) private {
        (bool found, bytes32 root, uint96 total) = Reports.rewardsOf(report.lanes, laneId);
        if (found && _CORE.fundLane(laneId, total)) {
            body.rewardsFrame = report.frame;
            body.rewardsRoot = root;
        }
        LaneAccount memory account = _CORE.lane(laneId);
        (uint256 rate, uint64 rateNonce, uint64 refTime) = _CORE.rate();
        body.refTime = refTime;
        body.rateNonce = rateNonce;
        body.rate = rate.toUint64();
        body.appliedNonce = account.appliedNonce;
        body.lockedShares = account.lockedShares.toUint96();
        body.releasedTotal = account.releasedTotal.toUint96();
        body.rewardsTotal = account.fundedTotal.toUint96();
    }

    /// @dev Exactly the ether just claimed travels, plus what the caller pays for the carrier. Gas is never the
    /// caller's to choose: too little would strand the message until somebody replays it (T-59).
    function _send(
        LaneState storage lane,
        uint16 laneId,
        uint64 nonce,
        uint64 frame,
        StateUpdateMessage.Body memory body
    ) private {
        uint256 value = StateUpdateMessage.totalPaid(body);
        bytes[] memory attributes = GatewayAttributes.encode(
            GatewayAttributes.Attributes({
                deliverValue: value,
                gasLimit: uint64(_hub().stateUpdateGas + body.settlements.length * _hub().settlementGas),
                refundTo: msg.sender
            })
        );
        bytes memory message = Envelope.encode(Envelope.STATE_UPDATE, laneId, nonce, StateUpdateMessage.encode(body));
        bytes32 sendId = IERC7786GatewaySource(lane.gateway).sendMessage{value: msg.value + value}(
            lane.peer,
            message,
            attributes
        );
        emit StateUpdateSent(laneId, nonce, frame, body.rateNonce, body.rate, value, sendId);
    }

    function _requireLatest(Report calldata report) private view {
        uint64 latest = _REPORT_ORACLE.lastFrame();
        // Frame 0 is "no report yet": nobody signed it.
        if (report.frame != latest || latest == 0) revert LaneHub_NotLatestReport(report.frame, latest);
        bytes32 given = Reports.hash(report);
        bytes32 recorded = _REPORT_ORACLE.reportHashOf(latest);
        if (given != recorded) revert LaneHub_ReportHashMismatch(given, recorded);
    }

    function _requireLane(uint16 laneId) internal view returns (LaneState storage lane) {
        lane = _hub().lanes[laneId];
        if (lane.gateway == address(0)) revert LaneHub_UnknownLane(laneId);
    }

    function _core() internal view returns (ILiquidStakingCore) {
        return _CORE;
    }

    /// @inheritdoc ILaneHub
    function CORE() external view returns (address) {
        return address(_CORE);
    }

    /// @inheritdoc ILaneHub
    function REPORT_ORACLE() external view returns (address) {
        return address(_REPORT_ORACLE);
    }
}
