// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {GatewayAttributes} from "../../shared/contracts/lanes/GatewayAttributes.sol";
import {IFastGateway} from "../../shared/contracts/lanes/IFastGateway.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {FastFreezeMessage} from "../../shared/contracts/messages/FastFreezeMessage.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {FastNotes} from "./FastNotes.sol";
import {IFastNotes} from "./IFastNotes.sol";
import {LaneState} from "./LaneHubStorage.sol";
import {StateUpdates} from "./StateUpdates.sol";

/// @title Telling a lane in a hurry that the rate has fallen
/// @notice Falls at a landing are told only with the next report's StateUpdate, up to a day later.
abstract contract FastFreezes is FastNotes, StateUpdates {
    using SafeCast for uint256;

    /// @inheritdoc IFastNotes
    function sendFastFreeze(uint16 laneId) external payable nonReentrant {
        LaneState storage lane = _requireLane(laneId);
        FastLane storage fast = _requireFastLane(laneId);
        uint64 rateNonce = _requireFall(laneId, lane);
        if (rateNonce <= fast.freezeRateNonce) revert LaneHub_FreezeAlreadySent(laneId, rateNonce);
        uint40 nonce = fast.freezeNonce + 1;
        fast.freezeNonce = nonce;
        fast.freezeRateNonce = uint256(rateNonce).toUint40();
        bytes32 sendId = IFastGateway(fast.gateway).sendMessage{value: msg.value}(
            lane.peer,
            _freezeMessage(laneId, nonce, rateNonce),
            _fastAttributes()
        );
        emit FastFreezeSent(laneId, nonce, rateNonce, sendId);
    }

    /// @inheritdoc IFastNotes
    function quoteFastFreeze(uint16 laneId) external view returns (uint256 fee) {
        LaneState storage lane = _requireLane(laneId);
        FastLane storage fast = _requireFastLane(laneId);
        (, uint64 rateNonce, ) = _core().rate();
        return
            IFastGateway(fast.gateway).quote(
                lane.peer,
                _freezeMessage(laneId, fast.freezeNonce + 1, rateNonce),
                _fastAttributes()
            );
    }

    function _setFastGateway(uint16 laneId, address gateway) internal {
        _requireLane(laneId);
        if (gateway != address(0) && gateway.code.length == 0) revert LaneHub_NotContract(gateway);
        // One gateway, one lane, one kind of messages: a fast one must never be heard as canonical (T-60).
        uint16 taken = _hub().laneOfGateway[gateway] | _fast().laneOfGateway[gateway];
        if (taken != 0) revert LaneHub_GatewayTaken(gateway, taken);
        FastLane storage fast = _fast().lanes[laneId];
        delete _fast().laneOfGateway[fast.gateway];
        if (gateway != address(0)) _fast().laneOfGateway[gateway] = laneId;
        fast.gateway = gateway;
        emit FastGatewaySet(laneId, gateway);
    }

    function _requireFastLane(uint16 laneId) private view returns (FastLane storage fast) {
        fast = _fast().lanes[laneId];
        if (fast.gateway == address(0)) revert LaneHub_NoFastGateway(laneId);
    }

    function _requireFall(uint16 laneId, LaneState storage lane) private view returns (uint64 rateNonce) {
        uint256 rate;
        (rate, rateNonce, ) = _core().rate();
        uint256 toldRate = _core().rateAt(lane.toldRateNonce);
        if (rate >= toldRate) revert LaneHub_NoFall(laneId, rate, toldRate);
    }

    function _freezeMessage(uint16 laneId, uint64 nonce, uint64 rateNonce) private pure returns (bytes memory) {
        return Envelope.encode(Envelope.FAST_FREEZE, laneId, nonce, FastFreezeMessage.encode(rateNonce));
    }

    function _fastAttributes() private view returns (bytes[] memory) {
        return GatewayAttributes.encode(GatewayAttributes.Attributes(0, Params.FAST_MESSAGE_GAS, msg.sender));
    }
}
