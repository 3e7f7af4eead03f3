// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IActionExecutor} from "./IActionExecutor.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {IMoveLedger} from "./IMoveLedger.sol";

/// @title csETH that moves between chains, seen from L1
/// @dev csETH calls nobody, so the only calls that leave our contracts are the carrier's and its refund, last.
contract MoveLedger is IMoveLedger, ReentrancyGuardTransient, Ownable2StepUpgradeable, UUPSUpgradeable {
    using BitMaps for BitMaps.BitMap;
    using SafeCast for uint256;

    /// @custom:storage-location erc7201:cseth.storage.MoveLedger
    struct MoveLedgerState {
        mapping(uint16 laneId => address) tokens;
        mapping(uint16 laneId => BitMaps.BitMap moveNonces) arrived;
        mapping(bytes32 moveHash => bool) parked;
        uint96 parkedShares;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.MoveLedger")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant MOVE_LEDGER_STORAGE = 0x6856acb01f0ec54b6c0d8a9f22363ec7848a1c3079ebccb5038956d0cf51f700;

    ILaneHub private immutable _LANE_HUB;
    ILiquidStakingCore private immutable _CORE;

    /// @param laneHub executes actions and carries messages; an upgrade must be given the same addresses
    /// @param core csETH
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address laneHub, address core) {
        if (laneHub == address(0) || core == address(0)) revert MoveLedger_ZeroAddress();
        _LANE_HUB = ILaneHub(laneHub);
        _CORE = ILiquidStakingCore(core);
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner) external initializer {
        __Ownable_init(owner);
    }

    /// @inheritdoc IMoveLedger
    function moveToLane(
        uint16 laneId,
        address recipient,
        uint256 shares
    ) external payable nonReentrant returns (uint64 nonce) {
        if (shares == 0) revert MoveLedger_ZeroShares();
        address token = _moves().tokens[laneId];
        if (token == address(0)) revert MoveLedger_LaneClosed(laneId);
        if (recipient == address(0) || recipient == token) revert MoveLedger_InvalidRecipient(recipient);
        // Reverts or moves exactly `shares`: csETH is our own.
        IERC20(address(_CORE)).transferFrom(msg.sender, address(this), shares);
        return _send(laneId, msg.sender, recipient, shares);
    }

    /// @inheritdoc IActionExecutor
    function executeAction(uint16 laneId, bytes calldata action) external {
        if (msg.sender != address(_LANE_HUB)) revert MoveLedger_NotLaneHub(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        if (header.kind != ActionCodec.MOVE_SHARES) revert MoveLedger_UnknownKind(header.kind);
        // What an operator signs for L1 runs as the lane of that operator, and no batch of that lane burnt anything.
        if (header.operatorId != 0) revert MoveLedger_NamesOperator(header.operatorId);
        ActionCodec.MoveShares memory move = ActionCodec.decodeMoveShares(ActionCodec.payloadOf(action));
        MoveLedgerState storage $ = _moves();
        // The hub executes an action once (ACT-1); a lane that gives two moves one nonce has an L2 that lies.
        if ($.arrived[laneId].get(move.moveNonce)) revert MoveLedger_AlreadyArrived(laneId, move.moveNonce);
        $.arrived[laneId].set(move.moveNonce);
        if (move.fee > move.shares) revert MoveLedger_FeeAboveShares(move.fee, move.shares);
        _arrive(laneId, move, move.shares - move.fee);
    }

    /// @inheritdoc IMoveLedger
    function sendParked(ParkedMove calldata move) external payable nonReentrant returns (uint16 laneId, uint64 nonce) {
        MoveLedgerState storage $ = _moves();
        bytes32 moveHash = _hashOf(move);
        if (!$.parked[moveHash]) revert MoveLedger_NotParked(move.laneId, move.moveNonce);
        delete $.parked[moveHash];
        // Cannot underflow: it was added when the move was parked.
        $.parkedShares -= move.shares;

        address recipient;
        address token = $.tokens[move.destination];
        if (token != address(0) && move.recipient != address(0) && move.recipient != token) {
            (laneId, recipient) = (move.destination, move.recipient);
        } else {
            // The lane that burnt them knows its own sender. A lane that is closed as well keeps the move here.
            (laneId, recipient) = (move.laneId, move.sender);
            if ($.tokens[laneId] == address(0)) revert MoveLedger_LaneClosed(laneId);
        }
        nonce = _send(laneId, move.sender, recipient, move.shares);
        emit ParkedSent(move.laneId, move.moveNonce, laneId, nonce);
    }

    /// @inheritdoc IMoveLedger
    function setLaneToken(uint16 laneId, address token) external onlyOwner {
        // The core knows lanes from 1 on; L1 itself is none.
        if (!_CORE.lane(laneId).exists) revert MoveLedger_LaneClosed(laneId);
        _moves().tokens[laneId] = token;
        emit LaneTokenSet(laneId, token);
    }

    /// @dev K + x before the message leaves, in the same transaction: what it says is locked.
    function _send(uint16 laneId, address sender, address recipient, uint256 shares) private returns (uint64 nonce) {
        _CORE.lockShares(laneId, shares);
        bytes32 sendId;
        (nonce, sendId) = _LANE_HUB.sendShares{value: msg.value}(laneId, recipient, shares.toUint96(), msg.sender);
        emit MovedToLane(laneId, nonce, sender, recipient, shares, sendId);
    }

    function _arrive(uint16 laneId, ActionCodec.MoveShares memory move, uint256 shares) private {
        if (move.destination == 0 && _canHold(move.recipient)) {
            _CORE.releaseShares(laneId, move.recipient, shares, move.fee);
            emit MoveReleased(laneId, move.moveNonce, move.recipient, move.sender, shares, move.fee);
            return;
        }
        ParkedMove memory parked = ParkedMove({
            laneId: laneId,
            moveNonce: move.moveNonce,
            destination: move.destination,
            sender: move.sender,
            recipient: move.recipient,
            shares: uint96(shares) // at most move.shares
        });
        MoveLedgerState storage $ = _moves();
        $.parked[_hashOf(parked)] = true;
        $.parkedShares = (shares + $.parkedShares).toUint96();
        _CORE.releaseShares(laneId, address(this), shares, move.fee);
        emit MoveParked(laneId, move.destination, move.moveNonce, parked, move.fee);
    }

    /// @dev Shares of the token itself, or of a contract that counts its balance for others, could never be moved again.
    function _canHold(address recipient) private view returns (bool) {
        return
            recipient != address(0) &&
            recipient != address(this) &&
            recipient != address(_CORE) &&
            recipient != address(_LANE_HUB);
    }

    function _hashOf(ParkedMove memory move) private pure returns (bytes32) {
        return keccak256(abi.encode(move));
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IMoveLedger
    function laneToken(uint16 laneId) external view returns (address token) {
        return _moves().tokens[laneId];
    }

    /// @inheritdoc IMoveLedger
    function isParked(ParkedMove calldata move) external view returns (bool) {
        return _moves().parked[_hashOf(move)];
    }

    /// @inheritdoc IMoveLedger
    function parkedShares() external view returns (uint256 shares) {
        return _moves().parkedShares;
    }

    /// @inheritdoc IMoveLedger
    function hasArrived(uint16 laneId, uint64 moveNonce) external view returns (bool) {
        return _moves().arrived[laneId].get(moveNonce);
    }

    /// @inheritdoc IMoveLedger
    function connections() external view returns (address laneHub, address core) {
        return (address(_LANE_HUB), address(_CORE));
    }

    function _moves() private pure returns (MoveLedgerState storage $) {
        bytes32 slot = MOVE_LEDGER_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
