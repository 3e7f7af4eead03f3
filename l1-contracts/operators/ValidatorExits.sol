// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {KeySets} from "../../shared/contracts/keys/KeySets.sol";
import {RateBucket} from "../../shared/contracts/limits/RateBucket.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IActionExecutor} from "../lanes/IActionExecutor.sol";
import {IValidatorLedger} from "./IValidatorLedger.sol";
import {ValidatorBase} from "./ValidatorBase.sol";
import {ValidatorRecord} from "./ValidatorRecord.sol";
import {Status, Step} from "./ValidatorTypes.sol";

/// @title Ether out of validators: orders, and the requests that follow them
/// @notice An exit is ordered first, by whoever may, and submitted later by whoever pays the fee. The vault asks for
/// nothing that did not pass here.
abstract contract ValidatorExits is ValidatorBase, ReentrancyGuardTransient, Ownable2StepUpgradeable {
    using RateBucket for RateBucket.Bucket;

    /// @inheritdoc IActionExecutor
    function executeAction(uint16 laneId, bytes calldata action) external {
        if (msg.sender != _LANE_HUB) revert ValidatorLedger_NotLaneHub(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        uint64 operatorId = header.operatorId;
        if (Ids.laneOf(operatorId) != laneId) revert ValidatorLedger_ForeignOperator(operatorId, laneId);
        if (header.kind != ActionCodec.REQUEST_EXIT) revert ValidatorLedger_UnknownKind(header.kind);

        bytes32 validatorId = ActionCodec.decodeRequestExit(ActionCodec.payloadOf(action));
        ValidatorRecord record = _requireActive(validatorId);
        if (record.operatorId() != operatorId) {
            revert ValidatorLedger_NotItsValidator(validatorId, record.operatorId(), operatorId);
        }
        // One compromised lane, or one operator, must not empty the protocol's stake in a day (T-34).
        _ledger().exitBucket.consume(record.fundedGwei() * WEI_PER_GWEI);
        _order(validatorId, record, true);
    }

    /// @inheritdoc IValidatorLedger
    function orderExits(bytes32[] calldata validatorIds) external onlyOwner {
        for (uint256 i = 0; i < validatorIds.length; ++i) {
            _order(validatorIds[i], _requireActive(validatorIds[i]), false);
        }
    }

    /// @inheritdoc IValidatorLedger
    function submitExits(bytes calldata pubkeys) external payable nonReentrant {
        uint256 count = pubkeys.length / KeySets.PUBKEY_LENGTH;
        if (count == 0 || count * KeySets.PUBKEY_LENGTH != pubkeys.length) {
            revert ValidatorLedger_BadPubkeys(pubkeys.length);
        }
        for (uint256 i = 0; i < count; ++i) {
            _submit(Ids.validatorId(pubkeys[i * KeySets.PUBKEY_LENGTH:(i + 1) * KeySets.PUBKEY_LENGTH]));
        }
        // All amounts are 0: full exits.
        _VAULT.requestWithdrawals{value: msg.value}(pubkeys, new uint64[](count), msg.sender);
    }

    /// @inheritdoc IValidatorLedger
    function withdrawPartially(bytes calldata pubkey, uint64 amountGwei) external payable onlyOwner nonReentrant {
        // To EIP-7002 zero means everything.
        if (amountGwei == 0) revert ValidatorLedger_ZeroAmount();
        (bytes32 validatorId, ValidatorRecord record) = _activeByKey(pubkey);
        emit PartialWithdrawalRequested(validatorId, record.operatorId(), amountGwei);
        uint64[] memory amounts = new uint64[](1);
        amounts[0] = amountGwei;
        _VAULT.requestWithdrawals{value: msg.value}(pubkey, amounts, msg.sender);
    }

    /// @inheritdoc IValidatorLedger
    /// @dev What was funded moves along, so that the operator's bond goes on covering all of it. Whether the consensus
    /// layer follows does not matter for that: the sum is the same.
    function consolidate(
        bytes calldata sourcePubkey,
        bytes calldata targetPubkey
    ) external payable onlyOwner nonReentrant {
        (bytes32 sourceId, ValidatorRecord source) = _activeByKey(sourcePubkey);
        (bytes32 targetId, ValidatorRecord target) = _activeByKey(targetPubkey);
        // A request for one validator twice would be a switch of credentials.
        if (sourceId == targetId) revert ValidatorLedger_SameValidator(sourceId);
        if (source.operatorId() != target.operatorId()) {
            revert ValidatorLedger_NotOfOneOperator(source.operatorId(), target.operatorId());
        }
        if (source.exitOrderedAt() != 0) revert ValidatorLedger_ExitOrdered(sourceId);
        if (target.exitOrderedAt() != 0) revert ValidatorLedger_ExitOrdered(targetId);
        uint256 fundedGwei = source.fundedGwei() + target.fundedGwei();
        uint256 maxGwei = Params.VALIDATOR_WEI_MAX / WEI_PER_GWEI;
        if (fundedGwei > maxGwei) {
            revert ValidatorLedger_BadAmount(
                fundedGwei * WEI_PER_GWEI,
                Params.VALIDATOR_WEI_MIN,
                Params.VALIDATOR_WEI_MAX
            );
        }
        _change(sourceId, source, source.withFunded(0), Step.Fund);
        _change(targetId, target, target.withFunded(fundedGwei), Step.Fund);
        emit Consolidated(sourceId, targetId, source.operatorId());
        _VAULT.requestConsolidation{value: msg.value}(sourcePubkey, targetPubkey, msg.sender);
    }

    function _order(bytes32 validatorId, ValidatorRecord record, bool byOperator) private {
        if (record.exitOrderedAt() != 0) {
            revert ValidatorLedger_ExitAlreadyOrdered(validatorId, record.exitOrderedAt());
        }
        _ledger().validators[validatorId] = record.withExitOrdered(block.timestamp);
        emit ExitOrdered(validatorId, record.operatorId(), byOperator);
    }

    function _submit(bytes32 validatorId) private {
        ValidatorRecord record = _requireActive(validatorId);
        if (record.exitOrderedAt() == 0) revert ValidatorLedger_NoExitOrdered(validatorId);
        uint256 submittedAt = record.exitSubmittedAt();
        if (submittedAt != 0 && block.timestamp < submittedAt + Params.EXIT_RETRY_SECONDS) {
            revert ValidatorLedger_ExitJustSubmitted(validatorId, submittedAt + Params.EXIT_RETRY_SECONDS);
        }
        _ledger().validators[validatorId] = record.withExitSubmitted(block.timestamp);
        emit ExitSubmitted(validatorId, record.operatorId());
    }

    function _activeByKey(bytes calldata pubkey) private view returns (bytes32 validatorId, ValidatorRecord record) {
        if (pubkey.length != KeySets.PUBKEY_LENGTH) revert ValidatorLedger_BadPubkeys(pubkey.length);
        validatorId = Ids.validatorId(pubkey);
        record = _requireActive(validatorId);
    }

    function _requireActive(bytes32 validatorId) private view returns (ValidatorRecord record) {
        record = _ledger().validators[validatorId];
        if (record.status() != Status.Active) revert ValidatorLedger_NotActive(validatorId, record.status());
    }
}
