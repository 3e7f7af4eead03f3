// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {RateBucket} from "../../shared/contracts/limits/RateBucket.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IBeaconProofs} from "../beacon/IBeaconProofs.sol";
import {IValidatorLedger} from "./IValidatorLedger.sol";
import {ValidatorBase} from "./ValidatorBase.sol";
import {ValidatorDeposits} from "./ValidatorDeposits.sol";
import {ValidatorExits} from "./ValidatorExits.sol";
import {ValidatorFacts} from "./ValidatorFacts.sol";
import {OperatorValidators, Validator} from "./ValidatorTypes.sol";

/// @title Validators: funded in two steps, followed by proofs, exited on order
/// @notice One contract behind one UUPS proxy; each concern is an abstract module over {ValidatorBase}.
contract ValidatorLedger is ValidatorDeposits, ValidatorFacts, ValidatorExits, UUPSUpgradeable {
    using RateBucket for RateBucket.Bucket;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(Connections memory to) ValidatorBase(to) {
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner, address beaconProofs) external initializer {
        __Ownable_init(owner);
        _setBeaconProofs(beaconProofs);
        _ledger().exitBucket.initialize(Params.EXIT_LIMIT_CAPACITY_GWEI, Params.EXIT_LIMIT_REFILL_GWEI);
    }

    /// @inheritdoc IValidatorLedger
    function setOperatorCap(uint64 operatorId, uint32 cap) external onlyOwner {
        _ledger().operators[operatorId].cap = cap;
        emit OperatorCapSet(operatorId, cap);
    }

    /// @inheritdoc IValidatorLedger
    function setBeaconProofs(address beaconProofs) external onlyOwner {
        _setBeaconProofs(beaconProofs);
    }

    function _setBeaconProofs(address beaconProofs) private {
        if (beaconProofs == address(0)) revert ValidatorLedger_ZeroAddress();
        _ledger().beaconProofs = IBeaconProofs(beaconProofs);
        emit BeaconProofsSet(beaconProofs);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IValidatorLedger
    function validator(bytes32 validatorId) external view returns (Validator memory) {
        return _ledger().validators[validatorId].unpack();
    }

    /// @inheritdoc IValidatorLedger
    function operatorValidators(uint64 operatorId) external view returns (OperatorValidators memory) {
        return _ledger().operators[operatorId];
    }

    /// @inheritdoc IValidatorLedger
    function bondRequirement(uint64 operatorId) external view returns (uint256 requiredWei, bool frozen) {
        OperatorValidators memory sums = _ledger().operators[operatorId];
        return (_requiredBond(operatorId, sums), sums.slashed != 0);
    }

    /// @inheritdoc IValidatorLedger
    function exitLimit() external view returns (uint256 available) {
        return _ledger().exitBucket.available();
    }

    /// @inheritdoc IValidatorLedger
    function connections() external view returns (Connections memory) {
        return
            Connections({
                laneHub: _LANE_HUB,
                core: address(_CORE),
                operatorRegistry: address(_OPERATORS),
                keyRegistry: address(_KEYS),
                bonds: address(_BONDS),
                vault: address(_VAULT),
                depositContract: address(_DEPOSIT_CONTRACT),
                beaconProofs: address(_ledger().beaconProofs)
            });
    }
}
