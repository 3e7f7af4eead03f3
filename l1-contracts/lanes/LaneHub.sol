// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ERC7786Recipient} from "@openzeppelin/contracts/crosschain/ERC7786Recipient.sol";
import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BatchMessage} from "../../shared/contracts/messages/BatchMessage.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {Landing} from "../core/CoreTypes.sol";
import {ActionRunner} from "./ActionRunner.sol";
import {FastFreezes} from "./FastFreezes.sol";
import {IFastNotes} from "./IFastNotes.sol";
import {ILaneHub} from "./ILaneHub.sol";
import {BatchState, Executor, LaneState} from "./LaneHubStorage.sol";
import {ShareMessages} from "./ShareMessages.sol";
import {StateUpdates} from "./StateUpdates.sol";

/// @title L1 end of every lane
contract LaneHub is
    ERC7786Recipient,
    ActionRunner,
    FastFreezes,
    ShareMessages,
    Ownable2StepUpgradeable,
    UUPSUpgradeable
{
    using SafeCast for uint256;

    /// @param core the ledger; an upgrade must be given the same one
    /// @param reportOracle whose reports are pushed; an upgrade must be given the same one
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address core, address reportOracle) StateUpdates(core, reportOracle) {
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner) external initializer {
        __Ownable_init(owner);
        _setStateUpdateGas(Params.STATE_UPDATE_MESSAGE_GAS, Params.SETTLEMENT_GAS);
    }

    /// @inheritdoc ILaneHub
    function setLane(uint16 laneId, address gateway, bytes calldata peer) external onlyOwner {
        // Lane 0 is L1 itself: the core has no account for it.
        if (laneId == 0 || !_core().lane(laneId).exists) revert LaneHub_UnknownLane(laneId);
        if (gateway.code.length == 0) revert LaneHub_NotContract(gateway);
        uint16 taken = _hub().laneOfGateway[gateway];
        if (taken != 0 && taken != laneId) revert LaneHub_GatewayTaken(gateway, taken);
        uint16 fastLaneId = _fast().laneOfGateway[gateway];
        if (fastLaneId != 0) revert LaneHub_GatewayTaken(gateway, fastLaneId);
        _requireCanonicalPeer(peer);

        LaneState storage lane = _hub().lanes[laneId];
        delete _hub().laneOfGateway[lane.gateway];
        _hub().laneOfGateway[gateway] = laneId;
        lane.gateway = gateway;
        lane.peer = peer;
        emit LaneSet(laneId, gateway, peer);
    }

    /// @inheritdoc ILaneHub
    function setExecutor(uint8 kind, address account, bool takesRuns) external onlyOwner {
        if (account != address(0) && account.code.length == 0) revert LaneHub_NotContract(account);
        _hub().executors[kind] = Executor({account: account, takesRuns: takesRuns});
        emit ExecutorSet(kind, account, takesRuns);
    }

    /// @inheritdoc ILaneHub
    function setExpressDesk(address desk) external onlyOwner {
        if (desk != address(0) && desk.code.length == 0) revert LaneHub_NotContract(desk);
        _hub().expressDesk = desk;
        emit ExpressDeskSet(desk);
    }

    /// @inheritdoc ILaneHub
    function setStateUpdateGas(uint64 baseGas, uint64 gasPerSettlement) external onlyOwner {
        _requireBounds(baseGas, Params.STATE_UPDATE_MESSAGE_GAS_MIN, Params.STATE_UPDATE_MESSAGE_GAS_MAX);
        _requireBounds(gasPerSettlement, Params.SETTLEMENT_GAS_MIN, Params.SETTLEMENT_GAS_MAX);
        _setStateUpdateGas(baseGas, gasPerSettlement);
    }

    /// @inheritdoc IFastNotes
    function setFastGateway(uint16 laneId, address gateway) external onlyOwner {
        _setFastGateway(laneId, gateway);
    }

    /// @inheritdoc IFastNotes
    function unfreezeFast(uint16 laneId) external onlyOwner {
        _fast().lanes[laneId].frozen = false;
        emit FastUnfrozen(laneId);
    }

    /// @dev The lane is the gateway's, never what the message says of itself: a gateway can only speak for its lane.
    function _isAuthorizedGateway(address gateway, bytes calldata sender) internal view override returns (bool) {
        uint16 laneId = _hub().laneOfGateway[gateway];
        if (laneId == 0) laneId = _fast().laneOfGateway[gateway];
        if (laneId == 0) revert LaneHub_NotGateway(gateway);
        // All bytes: OpenZeppelin's parser accepts trailing ones and leading zeros.
        if (keccak256(sender) != keccak256(_hub().lanes[laneId].peer)) revert LaneHub_NotPeer(laneId, sender);
        return true;
    }

    /// @dev All or nothing: whatever is wrong reverts, and the carrier replays the message with its ether.
    function _processMessage(
        address gateway,
        bytes32,
        bytes calldata,
        bytes calldata payload
    ) internal override nonReentrant {
        uint16 laneId = _hub().laneOfGateway[gateway];
        if (laneId == 0) {
            _processFastMessage(_fast().laneOfGateway[gateway], payload);
            return;
        }
        (uint64 nonce, bytes calldata data) = Envelope.open(payload, Envelope.BATCH, laneId);
        LaneState storage lane = _hub().lanes[laneId];
        if (nonce != lane.landedNonce + 1) revert LaneHub_BatchOutOfOrder(laneId, nonce, lane.landedNonce + 1);
        BatchMessage.Body memory body = BatchMessage.decode(data);
        if (msg.value != body.etherSent) revert LaneHub_ValueMismatch(msg.value, body.etherSent);
        lane.landedNonce = nonce;
        _compareWithNote(laneId, nonce, keccak256(payload));
        _land(laneId, nonce, body);
    }

    /// @dev A fast gateway brings notes and nothing else (T-60), and never ether.
    function _processFastMessage(uint16 laneId, bytes calldata payload) private {
        if (msg.value != 0) revert LaneHub_ValueMismatch(msg.value, 0);
        _receiveFastNote(laneId, _hub().lanes[laneId].landedNonce, payload);
    }

    function _land(uint16 laneId, uint64 nonce, BatchMessage.Body memory body) private {
        (uint256 firstRequestId, uint256 requestCount) = _core().landBatch{value: body.etherSent}(
            laneId,
            nonce,
            Landing({
                rateNonce: body.rateNonce,
                minted: body.minted,
                burned: body.burned,
                forwarded: body.forwarded,
                etherSent: body.etherSent,
                heldAfter: body.heldAfter
            })
        );
        BatchState storage landed = _hub().batches[laneId][nonce];
        landed.actionsRoot = body.actionsRoot;
        landed.actionCount = body.actionCount;
        landed.firstRequestId = firstRequestId.toUint64();
        landed.requestCount = requestCount.toUint32();
        // Without a request too, where all is worth less than the smallest one: its unstakers wait for the settlement.
        if (body.forwarded != 0) {
            LaneState storage lane = _hub().lanes[laneId];
            _hub().batches[laneId][lane.forwardedNonce].nextForwarded = nonce;
            lane.forwardedNonce = nonce;
        }
        emit BatchReceived(
            laneId,
            nonce,
            body.actionsRoot,
            body.actionCount,
            landed.firstRequestId,
            landed.requestCount
        );
    }

    function _setStateUpdateGas(uint64 baseGas, uint64 gasPerSettlement) private {
        _hub().stateUpdateGas = baseGas;
        _hub().settlementGas = gasPerSettlement;
        emit StateUpdateGasSet(baseGas, gasPerSettlement);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ILaneHub
    function batch(uint16 laneId, uint64 batchNonce) external view returns (Batch memory) {
        LaneState storage lane = _hub().lanes[laneId];
        if (batchNonce == 0 || batchNonce > lane.landedNonce) revert LaneHub_UnknownBatch(laneId, batchNonce);
        BatchState storage landed = _hub().batches[laneId][batchNonce];
        // In the list of forwarding batches, also one whose shares were worth no request.
        bool forwards = landed.nextForwarded != 0 || batchNonce == lane.forwardedNonce;
        return
            Batch({
                actionsRoot: landed.actionsRoot,
                actionCount: landed.actionCount,
                cursor: landed.cursor,
                firstRequestId: landed.firstRequestId,
                requestCount: landed.requestCount,
                settled: !forwards || batchNonce <= lane.settledNonce
            });
    }

    /// @inheritdoc ILaneHub
    function laneConfig(uint16 laneId) external view returns (LaneConfig memory) {
        LaneState storage lane = _requireLane(laneId);
        return
            LaneConfig({
                gateway: lane.gateway,
                landedNonce: lane.landedNonce,
                settledNonce: lane.settledNonce,
                forwardedNonce: lane.forwardedNonce,
                stateUpdateNonce: lane.stateUpdateNonce,
                lastPushedFrame: lane.lastPushedFrame,
                toldRateNonce: lane.toldRateNonce,
                peer: lane.peer
            });
    }

    /// @inheritdoc ILaneHub
    function laneOfGateway(address gateway) external view returns (uint16 laneId) {
        return _hub().laneOfGateway[gateway];
    }

    /// @inheritdoc ILaneHub
    function failedActions(uint16 laneId, uint64 batchNonce, uint256 word) external view returns (uint256 failures) {
        return _hub().batches[laneId][batchNonce].failures[word];
    }

    /// @inheritdoc ILaneHub
    function executor(uint8 kind) external view returns (address account, bool takesRuns) {
        Executor storage set = _hub().executors[kind];
        return (set.account, set.takesRuns);
    }

    /// @inheritdoc ILaneHub
    function expressDesk() external view returns (address) {
        return _hub().expressDesk;
    }

    /// @inheritdoc ILaneHub
    function stateUpdateGas() external view returns (uint64 baseGas, uint64 gasPerSettlement) {
        return (_hub().stateUpdateGas, _hub().settlementGas);
    }

    function _requireCanonicalPeer(bytes calldata peer) private view {
        (bool parsed, uint256 chainId, address account) = InteroperableAddress.tryParseEvmV1Calldata(peer);
        bool isCanonical =
            parsed &&
                chainId != 0 &&
                chainId != block.chainid &&
                account != address(0) &&
                keccak256(peer) == keccak256(InteroperableAddress.formatEvmV1(chainId, account));
        if (!isCanonical) revert LaneHub_InvalidPeer(peer);
    }

    function _requireBounds(uint256 value, uint256 minimum, uint256 maximum) private pure {
        if (value < minimum || value > maximum) revert LaneHub_OutOfBounds(value, minimum, maximum);
    }
}
