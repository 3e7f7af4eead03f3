// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {IERC7786GatewaySource, IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {GatewayAttributes} from "../../shared/contracts/lanes/GatewayAttributes.sol";
import {BatchMessage} from "../../shared/contracts/messages/BatchMessage.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IRewardDistributor} from "../nom/IRewardDistributor.sol";
import {IL2StakingPool} from "../staking/IL2StakingPool.sol";
import {IValueLegs} from "../staking/IValueLegs.sol";
import {BatchTotals, RateUpdate, Settlement} from "../staking/PoolTypes.sol";
import {FastLink} from "./FastLink.sol";
import {IFastLink} from "./IFastLink.sol";
import {BatchRules, HubInit, IL2Hub} from "./IL2Hub.sol";
import {IMoveLink} from "./IMoveLink.sol";
import {MoveLink} from "./MoveLink.sol";

/// @title L2 end of one lane, behind a UUPS proxy; the owner is a timelock
contract L2Hub is MoveLink, FastLink, IERC7786Recipient, Ownable2StepUpgradeable, UUPSUpgradeable {
    using BitMaps for BitMaps.BitMap;
    using StateUpdateMessage for StateUpdateMessage.Body;

    constructor() {
        _disableInitializers();
    }

    function initialize(HubInit calldata init) external initializer {
        __Ownable_init(init.owner);
        if (init.laneId == 0) revert L2Hub_ZeroLane();
        if (init.pool == address(0) || init.desk == address(0) || init.distributor == address(0)) {
            revert L2Hub_ZeroAddress();
        }
        HubState storage $ = _hub();
        $.pool = IL2StakingPool(init.pool);
        $.desk = init.desk;
        $.distributor = IRewardDistributor(init.distributor);
        $.open.laneId = init.laneId;
        $.open.nonce = 1;
        $.open.openedAt = uint40(block.timestamp);
        _setGateway(init.gateway, init.peer);
        _setBatchRules(init.rules);
        _setMoveFee(Params.MOVE_FEE_SHARES);
    }

    /// @dev The ether of a batch, between the pool and the gateway.
    receive() external payable {
        if (msg.sender != address(_hub().pool)) revert L2Hub_NotPool(msg.sender);
    }

    // ── Journey: down to L1 ──────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2Hub
    function closeBatch() external nonReentrant returns (uint64 batchNonce) {
        uint256 from = closableAt();
        if (from == type(uint256).max) revert L2Hub_NothingToClose();
        if (block.timestamp < from) revert L2Hub_TooEarlyToClose(block.timestamp, from);
        return _closeBatch();
    }

    // ── Journey: back from L1 ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IERC7786Recipient
    /// @notice A StateUpdate or shares from the canonical gateway, or a freeze from the fast one, each from the hub on L1.
    /// @dev Canonical or fast the gateway says, never the message: so neither can pass for the other (T-60).
    function receiveMessage(
        bytes32,
        bytes calldata sender,
        bytes calldata payload
    ) external payable nonReentrant returns (bytes4) {
        HubState storage $ = _hub();
        bool isFast = _isFastGateway(msg.sender);
        if (!isFast && msg.sender != address($.gateway)) revert L2Hub_NotGateway(msg.sender);
        if (keccak256(sender) != keccak256($.peer)) revert L2Hub_NotPeer(sender);
        if (isFast) _receiveFastFreeze(payload);
        else if (Envelope.typeOf(payload) == Envelope.SHARES) _receiveShares(payload);
        else _receiveStateUpdate($, payload);
        return IERC7786Recipient.receiveMessage.selector;
    }

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2Hub
    function setGateway(address gateway, bytes calldata peer) external onlyOwner {
        _setGateway(gateway, peer);
    }

    /// @inheritdoc IFastLink
    function setFastGateway(address gateway) external onlyOwner {
        _setFastGateway(gateway);
    }

    /// @inheritdoc IMoveLink
    function setMoveFee(uint64 shares) external onlyOwner {
        _setMoveFee(shares);
    }

    /// @inheritdoc IL2Hub
    function setBatchRules(BatchRules calldata rules) external onlyOwner {
        _setBatchRules(rules);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2Hub
    /// @dev Bounded both ways: nobody can keep the lane busy faster than the minimum age, whatever they stake or append.
    function closableAt() public view returns (uint256) {
        HubState storage $ = _hub();
        Open memory open = $.open;
        BatchTotals memory totals = $.pool.openBatch();
        if (_isEmpty(open, totals)) return type(uint256).max;
        BatchRules memory rules = $.rules;
        (uint256 rate, , , ) = $.pool.rate();
        bool large = ShareMath.toEtherDown(totals.minted + totals.forwarded, rate) >= rules.sizeWei;
        uint256 age = large || _isOutboxNearlyFull(open) ? rules.minAgeSeconds : rules.maxAgeSeconds;
        return open.openedAt + age;
    }

    /// @inheritdoc IL2Hub
    function laneId() external view returns (uint16) {
        return _hub().open.laneId;
    }

    /// @inheritdoc IL2Hub
    function openBatchNonce() external view returns (uint64) {
        return _hub().open.nonce;
    }

    /// @inheritdoc IL2Hub
    function isApplied(uint64 stateUpdateNonce) external view returns (bool) {
        return _hub().appliedUpdates.get(stateUpdateNonce);
    }

    /// @inheritdoc IL2Hub
    function latestStateNonce() external view returns (uint64) {
        return _hub().open.latestStateNonce;
    }

    /// @inheritdoc IL2Hub
    function batchRules() external view returns (BatchRules memory) {
        return _hub().rules;
    }

    /// @inheritdoc IL2Hub
    function connections()
        external
        view
        returns (address pool, address desk, address distributor, address gateway, bytes memory peer)
    {
        HubState storage $ = _hub();
        return (address($.pool), $.desk, address($.distributor), address($.gateway), $.peer);
    }

    // ── Internal ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Once, in any order of arrival (LANE-5). Whatever fails reverts all of it and the carrier delivers it again
    /// later; nothing of its value is lost (T-85).
    function _receiveStateUpdate(HubState storage $, bytes calldata payload) private {
        (uint64 nonce, bytes calldata encoded) = Envelope.open(payload, Envelope.STATE_UPDATE, $.open.laneId);
        if ($.appliedUpdates.get(nonce)) revert L2Hub_AlreadyApplied(nonce);
        $.appliedUpdates.set(nonce);
        StateUpdateMessage.Body memory body = StateUpdateMessage.decode(encoded);
        uint256 announced = body.totalPaid();
        if (msg.value != announced) revert L2Hub_ValueMismatch(msg.value, announced);

        // The open batch was priced with the rate known so far and must reach L1 under that rate's nonce.
        if (!_isEmpty($.open, $.pool.openBatch())) _closeBatch();
        bool newer = nonce > $.open.latestStateNonce && $.pool.applyRate(_stateLeg(body));
        if (newer) $.open.latestStateNonce = nonce;
        _applyValueLegs($, body);
        emit StateUpdateReceived(nonce, body.rateNonce, newer, msg.value);
    }

    function _closeBatch() private returns (uint64 batchNonce) {
        HubState storage $ = _hub();
        Open memory open = $.open;
        batchNonce = open.nonce;
        uint32 actionCount = open.actionCount;
        bytes32 actionsRoot = _outboxRoot(actionCount);
        // A count of 0 starts a new tree, see OutboxTree.Frontier.
        open.nonce = batchNonce + 1;
        open.openedAt = uint40(block.timestamp);
        open.actionCount = 0;
        open.gasDeclared = 0;
        open.moveCount = 0;
        $.open = open;

        BatchTotals memory totals = $.pool.closeBatch(batchNonce);
        bytes memory message = Envelope.encode(
            Envelope.BATCH,
            open.laneId,
            batchNonce,
            BatchMessage.encode(_batchBody(totals, actionCount, actionsRoot))
        );
        // The canonical way down costs no fee, so there is nothing to refund.
        bytes[] memory attributes = GatewayAttributes.encode(
            GatewayAttributes.Attributes(totals.etherSent, $.rules.messageGas, address(this))
        );
        _recordClosed(batchNonce, keccak256(message));
        bytes32 sendId = $.gateway.sendMessage{value: totals.etherSent}($.peer, message, attributes);
        emit BatchSent(batchNonce, actionsRoot, actionCount, totals.etherSent, message, sendId);
    }

    function _applyValueLegs(HubState storage $, StateUpdateMessage.Body memory body) private {
        uint256 count = body.settlements.length;
        if (count != 0) {
            Settlement[] memory settlements = new Settlement[](count);
            for (uint256 i = 0; i < count; ++i) {
                settlements[i] = Settlement(body.settlements[i].batchNonce, body.settlements[i].etherPaid);
            }
            IValueLegs(address($.pool)).settleBatches{value: msg.value}(settlements);
        }
        IValueLegs(address($.pool)).mintRewards(address($.distributor), body.rewardsTotal);
        $.distributor.setRoot(body.rewardsFrame, body.rewardsRoot);
    }

    function _setGateway(address gateway, bytes calldata peer) private {
        if (gateway == address(0) || peer.length == 0) revert L2Hub_ZeroAddress();
        if (_isFastGateway(gateway)) revert L2Hub_GatewayTaken(gateway);
        HubState storage $ = _hub();
        $.gateway = IERC7786GatewaySource(gateway);
        $.peer = peer;
        emit GatewaySet(gateway, peer);
    }

    function _setBatchRules(BatchRules calldata rules) private {
        bool inBounds =
            rules.minAgeSeconds >= Params.BATCH_MIN_AGE_SECONDS_MIN &&
                rules.minAgeSeconds <= rules.maxAgeSeconds &&
                rules.maxAgeSeconds >= Params.BATCH_AGE_SECONDS_MIN &&
                rules.maxAgeSeconds <= Params.BATCH_AGE_SECONDS_MAX &&
                rules.sizeWei >= Params.BATCH_SIZE_WEI_MIN &&
                rules.sizeWei <= Params.BATCH_SIZE_WEI_MAX &&
                rules.messageGas >= Params.BATCH_MESSAGE_GAS_MIN &&
                rules.messageGas <= Params.BATCH_MESSAGE_GAS_MAX;
        if (!inBounds) revert L2Hub_RulesOutOfBounds(rules);
        _hub().rules = rules;
        emit BatchRulesSet(rules);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    function _isEmpty(Open memory open, BatchTotals memory totals) private pure returns (bool) {
        return open.actionCount == 0 && totals.minted == 0 && totals.burned == 0 && totals.forwarded == 0;
    }

    function _stateLeg(StateUpdateMessage.Body memory body) private pure returns (RateUpdate memory) {
        return
            RateUpdate({
                refTime: body.refTime,
                rateNonce: body.rateNonce,
                rate: body.rate,
                appliedNonce: body.appliedNonce,
                lockedShares: body.lockedShares,
                releasedTotal: body.releasedTotal
            });
    }

    function _batchBody(
        BatchTotals memory totals,
        uint32 actionCount,
        bytes32 actionsRoot
    ) private pure returns (BatchMessage.Body memory) {
        return
            BatchMessage.Body({
                rateNonce: totals.rateNonce,
                minted: SafeCast.toUint96(totals.minted),
                burned: SafeCast.toUint96(totals.burned),
                forwarded: SafeCast.toUint96(totals.forwarded),
                etherSent: SafeCast.toUint96(totals.etherSent),
                heldAfter: SafeCast.toUint96(totals.heldAfter),
                actionCount: actionCount,
                actionsRoot: actionsRoot
            });
    }
}
