// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../../shared/contracts/params/Params.sol";
import {IBeaconProofs} from "../beacon/IBeaconProofs.sol";
import {IValidatorLedger} from "./IValidatorLedger.sol";
import {ValidatorBase} from "./ValidatorBase.sol";
import {ValidatorRecord} from "./ValidatorRecord.sol";
import {ValidatorStatus} from "./ValidatorStatus.sol";
import {Status, Step} from "./ValidatorTypes.sol";

/// @title What the consensus layer did, as far as it can be proven
abstract contract ValidatorFacts is ValidatorBase {
    using ValidatorStatus for Status;

    uint64 private constant FAR_FUTURE_EPOCH = type(uint64).max;

    /// @inheritdoc IValidatorLedger
    function prove(bytes calldata proof) external returns (uint256 changed) {
        (uint256 slot, bytes32 credentials, IBeaconProofs.ProvenValidator[] memory shown) = _ledger()
            .beaconProofs
            .verify(proof);
        uint256 epoch = slot / Params.SLOTS_PER_EPOCH;
        for (uint256 i = 0; i < shown.length; ++i) {
            if (_book(shown[i], credentials, epoch)) ++changed;
        }
        if (changed == 0) revert ValidatorLedger_NothingNew(shown.length);
    }

    /// @inheritdoc IValidatorLedger
    function writeOffMissing(bytes32 validatorId) external {
        ValidatorRecord record = _ledger().validators[validatorId];
        uint256 expiresAt = record.statusAt() + Params.PREDEPOSIT_EXPIRY_SECONDS;
        if (block.timestamp < expiresAt) revert ValidatorLedger_NotExpired(validatorId, expiresAt);
        _writeOff(validatorId, record, 0);
    }

    /// @dev Nothing here can be undone by a later state: the chain never clears `slashed` or an exit epoch, and never
    /// changes 0x02 credentials. Of an old state only less is known, never something else.
    function _book(
        IBeaconProofs.ProvenValidator memory shown,
        bytes32 credentials,
        uint256 epoch
    ) private returns (bool changed) {
        bytes32 validatorId = shown.pubkeyRoot;
        ValidatorRecord record = _ledger().validators[validatorId];
        Status status = record.status();
        if (credentials != CREDENTIALS) {
            if (status != Status.Predeposited) return false;
            _writeOff(validatorId, record, credentials);
            return true;
        }
        bool exiting = shown.exitEpoch != FAR_FUTURE_EPOCH;
        bool withdrawn = shown.withdrawableEpoch <= epoch && shown.effectiveBalanceGwei == 0;
        // A step that the diagram does not have from here has been seen before.
        if (status == Status.Predeposited) (changed, status) = (true, _step(validatorId, Step.ProveCredentials));
        if (shown.slashed && status.tryNext(Step.SeeSlashing) != Status.None) {
            (changed, status) = (true, _step(validatorId, Step.SeeSlashing));
        }
        if (exiting && status.tryNext(Step.SeeExit) != Status.None) {
            (changed, status) = (true, _step(validatorId, Step.SeeExit));
        }
        if (withdrawn && status.tryNext(Step.SeeWithdrawal) != Status.None) {
            (changed, status) = (true, _step(validatorId, Step.SeeWithdrawal));
        }
    }

    function _step(bytes32 validatorId, Step step) private returns (Status to) {
        ValidatorRecord record = _ledger().validators[validatorId];
        return _change(validatorId, record, record, step);
    }

    /// @dev A − 1 ether against shares of the bond worth as much: what the operator lost is not the stakers'.
    function _writeOff(bytes32 validatorId, ValidatorRecord record, bytes32 credentials) private {
        _change(validatorId, record, record, Step.WriteOff);
        emit PredepositLost(validatorId, record.operatorId(), credentials);
        _BONDS.burn(record.operatorId(), Params.PREDEPOSIT_WEI);
    }
}
