// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {SharesMessage} from "../../shared/contracts/messages/SharesMessage.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ActionOutbox} from "./ActionOutbox.sol";
import {IMoveLink} from "./IMoveLink.sol";

/// @title csETH off this L2 by the batch, and to it by its own message
/// @notice The pool bounds what may leave (LANE-3) and counts it; here are fee, place in the batch, and once-ness.
abstract contract MoveLink is IMoveLink, ActionOutbox, ReentrancyGuardTransient {
    using BitMaps for BitMaps.BitMap;

    /// @custom:storage-location erc7201:cseth.storage.MoveLink
    struct MoveLinkState {
        uint64 moveNonce;
        uint64 feeShares;
        uint96 receivedTotal;
        BitMaps.BitMap received; // nonces of SHARES messages
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.MoveLink")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant MOVE_LINK_STORAGE = 0x9e12fcc398ba217c6f91742c59c005aa0169db5836ab7163f7d816ee3f664500;

    /// @inheritdoc IMoveLink
    function moveShares(
        uint16 destination,
        address recipient,
        uint256 shares
    ) external nonReentrant returns (uint64 moveNonce, bytes32 actionId) {
        if (shares < Params.MOVE_SHARES_MIN) revert L2Hub_MoveTooSmall(shares, Params.MOVE_SHARES_MIN);
        if (recipient == address(0)) revert L2Hub_InvalidRecipient(recipient);
        MoveLinkState storage moves = _moves();
        moveNonce = ++moves.moveNonce;
        ActionCodec.MoveShares memory move = ActionCodec.MoveShares({
            moveNonce: moveNonce,
            sender: msg.sender,
            recipient: recipient,
            shares: SafeCast.toUint96(shares),
            fee: moves.feeShares,
            destination: destination
        });
        actionId = _appendMove(move);
        emit SharesMoved(moveNonce, msg.sender, recipient, shares, move.fee, destination, actionId);
        _hub().pool.crosschainBurn(msg.sender, shares);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IMoveLink
    function moveFee() external view returns (uint256 shares) {
        return _moves().feeShares;
    }

    /// @inheritdoc IMoveLink
    function openMoves() external view returns (uint256 count) {
        return _hub().open.moveCount;
    }

    /// @inheritdoc IMoveLink
    function lastMoveNonce() external view returns (uint64) {
        return _moves().moveNonce;
    }

    /// @inheritdoc IMoveLink
    function isSharesReceived(uint64 nonce) external view returns (bool) {
        return _moves().received.get(nonce);
    }

    /// @inheritdoc IMoveLink
    function sharesReceivedTotal() external view returns (uint256 shares) {
        return _moves().receivedTotal;
    }

    // ── Internal ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function _appendMove(ActionCodec.MoveShares memory move) private returns (bytes32 actionId) {
        Open memory open = _hub().open;
        if (move.destination == open.laneId) revert L2Hub_InvalidDestination(move.destination);
        if (open.moveCount == Params.MOVES_PER_BATCH) revert L2Hub_MovesFull(open.nonce, Params.MOVES_PER_BATCH);
        ++open.moveCount;
        bytes memory action = ActionCodec.encodeMoveShares(Params.MOVE_SHARES_GAS, 0, uint40(block.timestamp), move);
        (uint64 batchNonce, uint32 index) = _append(open, Params.MOVE_SHARES_GAS, 0, action);
        return Ids.actionId(open.laneId, batchNonce, index);
    }

    /// @dev Once, in any order of arrival (LANE-5). L1 has locked the shares before it sent the message.
    function _receiveShares(bytes calldata payload) internal {
        HubState storage $ = _hub();
        if (msg.value != 0) revert L2Hub_ValueMismatch(msg.value, 0);
        (uint64 nonce, bytes calldata encoded) = Envelope.open(payload, Envelope.SHARES, $.open.laneId);
        MoveLinkState storage moves = _moves();
        if (moves.received.get(nonce)) revert L2Hub_AlreadyApplied(nonce);
        moves.received.set(nonce);
        SharesMessage.Body memory body = SharesMessage.decode(encoded);
        moves.receivedTotal += body.shares;
        bool fell = $.pool.noteFall(body.rateNonce, body.rate);
        $.pool.crosschainMint(body.recipient, body.shares);
        emit SharesReceived(nonce, body.recipient, body.shares, fell);
    }

    function _setMoveFee(uint64 shares) internal {
        if (shares > Params.MOVE_FEE_SHARES_MAX) revert L2Hub_FeeTooHigh(shares, Params.MOVE_FEE_SHARES_MAX);
        _moves().feeShares = shares;
        emit MoveFeeSet(shares);
    }

    function _moves() private pure returns (MoveLinkState storage $) {
        bytes32 slot = MOVE_LINK_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
