// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {GatewayAttributes} from "../../shared/contracts/lanes/GatewayAttributes.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {SharesMessage} from "../../shared/contracts/messages/SharesMessage.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {LaneState, SharesSent} from "./LaneHubStorage.sol";
import {StateUpdates} from "./StateUpdates.sol";

/// @title Telling a lane of csETH that comes to it
/// @notice Who executes moves up sends moves down: one contract answers for both.
abstract contract ShareMessages is StateUpdates {
    using SafeCast for uint256;

    /// @inheritdoc ILaneHub
    function sendShares(
        uint16 laneId,
        address recipient,
        uint96 shares,
        address refundTo
    ) external payable nonReentrant returns (uint64 nonce, bytes32 sendId) {
        if (msg.sender != _hub().executors[ActionCodec.MOVE_SHARES].account) revert LaneHub_NotMoveLedger(msg.sender);
        LaneState storage lane = _requireLane(laneId);
        SharesSent storage sent = _hub().shares[laneId];
        nonce = ++sent.nonce;
        sent.total += shares;
        sendId = IERC7786GatewaySource(lane.gateway).sendMessage{value: msg.value}(
            lane.peer,
            Envelope.encode(Envelope.SHARES, laneId, nonce, _body(recipient, shares)),
            GatewayAttributes.encode(GatewayAttributes.Attributes(0, Params.SHARES_MESSAGE_GAS, refundTo))
        );
        emit SharesMessageSent(laneId, nonce, recipient, shares, sendId);
    }

    /// @inheritdoc ILaneHub
    function sharesSent(uint16 laneId) external view returns (uint64 nonce, uint256 total) {
        SharesSent storage sent = _hub().shares[laneId];
        return (sent.nonce, sent.total);
    }

    function _body(address recipient, uint96 shares) private view returns (bytes memory) {
        (uint256 rate, uint64 rateNonce, ) = _core().rate();
        return SharesMessage.encode(SharesMessage.Body(recipient, shares, rateNonce, rate.toUint64()));
    }
}
