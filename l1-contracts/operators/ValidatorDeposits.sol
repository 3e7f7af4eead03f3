// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {KeySets} from "../../shared/contracts/keys/KeySets.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {DepositData} from "./DepositData.sol";
import {IValidatorLedger} from "./IValidatorLedger.sol";
import {ValidatorBase} from "./ValidatorBase.sol";
import {ValidatorRecord, ValidatorRecords} from "./ValidatorRecord.sol";
import {Status, Step} from "./ValidatorTypes.sol";

/// @title Ether into validators
/// @notice Ether passes through within one call: the core's B falls and its A rises, the deposit contract receives it.
abstract contract ValidatorDeposits is ValidatorBase, ReentrancyGuardTransient {
    /// @dev Only the core pays in, and only within {_deposit}.
    receive() external payable {
        if (msg.sender != address(_CORE)) revert ValidatorLedger_NotCore(msg.sender);
    }

    /// @inheritdoc IValidatorLedger
    function predeposit(
        uint64 operatorId,
        uint32 setId,
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature,
        bytes32[] calldata siblings
    ) external nonReentrant {
        _KEYS.take(operatorId, setId, index, pubkey, signature, siblings);
        bytes32 validatorId = Ids.validatorId(pubkey);
        ValidatorRecord before = _ledger().validators[validatorId];
        if (before.status() != Status.None) revert ValidatorLedger_KeyUsed(validatorId, before.operatorId());
        ValidatorRecord record = ValidatorRecords.create(operatorId);
        _change(validatorId, before, record.withFunded(Params.PREDEPOSIT_WEI / WEI_PER_GWEI), Step.Predeposit);
        _requireRoom(operatorId);
        emit Predeposited(validatorId, operatorId, setId, index, pubkey);
        _deposit(pubkey, validatorId, signature, Params.PREDEPOSIT_WEI);
    }

    /// @inheritdoc IValidatorLedger
    function topUp(bytes calldata pubkey, uint256 fundedWei) external nonReentrant {
        if (pubkey.length != KeySets.PUBKEY_LENGTH) revert ValidatorLedger_BadPubkeys(pubkey.length);
        bytes32 validatorId = Ids.validatorId(pubkey);
        ValidatorRecord before = _ledger().validators[validatorId];
        if (before.exitOrderedAt() != 0) revert ValidatorLedger_ExitOrdered(validatorId);
        bool fits = fundedWei >= Params.VALIDATOR_WEI_MIN && fundedWei <= Params.VALIDATOR_WEI_MAX;
        if (!fits || fundedWei % WEI_PER_GWEI != 0) {
            revert ValidatorLedger_BadAmount(fundedWei, Params.VALIDATOR_WEI_MIN, Params.VALIDATOR_WEI_MAX);
        }
        uint256 fundedBefore = before.fundedGwei() * WEI_PER_GWEI;
        if (fundedWei <= fundedBefore) revert ValidatorLedger_AlreadyFunded(validatorId, fundedBefore);
        uint256 etherAmount = fundedWei - fundedBefore;
        // VAL-2: refuses every status but Proven and Active.
        _change(validatorId, before, before.withFunded(fundedWei / WEI_PER_GWEI), Step.Fund);
        _requireRoom(before.operatorId());
        emit ToppedUp(validatorId, before.operatorId(), etherAmount, fundedWei / WEI_PER_GWEI);
        // Signatures count for the first deposit of a key only.
        _deposit(pubkey, validatorId, new bytes(KeySets.SIGNATURE_LENGTH), etherAmount);
    }

    function _deposit(bytes calldata pubkey, bytes32 validatorId, bytes memory signature, uint256 etherAmount) private {
        _CORE.fundValidators(etherAmount);
        bytes32 root = DepositData.rootOf(validatorId, CREDENTIALS, etherAmount, signature);
        _DEPOSIT_CONTRACT.deposit{value: etherAmount}(pubkey, abi.encodePacked(CREDENTIALS), signature, root);
    }
}
