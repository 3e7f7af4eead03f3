// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateBucket} from "../../shared/contracts/limits/RateBucket.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IBeaconProofs} from "../beacon/IBeaconProofs.sol";
import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IWithdrawalVault} from "../vaults/IWithdrawalVault.sol";
import {BondCurve} from "./BondCurve.sol";
import {IBonds} from "./IBonds.sol";
import {IDepositContract} from "./IDepositContract.sol";
import {IKeyRegistry} from "./IKeyRegistry.sol";
import {IOperatorRegistry} from "./IOperatorRegistry.sol";
import {IValidatorLedger} from "./IValidatorLedger.sol";
import {ValidatorRecord} from "./ValidatorRecord.sol";
import {ValidatorStatus} from "./ValidatorStatus.sol";
import {OperatorValidators, Status, Step} from "./ValidatorTypes.sol";

/// @title State of the validator ledger, and the one place that changes a status
abstract contract ValidatorBase is IValidatorLedger {
    using ValidatorStatus for Status;

    /// @custom:storage-location erc7201:cseth.storage.ValidatorLedger
    struct LedgerState {
        IBeaconProofs beaconProofs;
        RateBucket.Bucket exitBucket; // of operators' exit orders
        mapping(bytes32 validatorId => ValidatorRecord) validators;
        mapping(uint64 operatorId => OperatorValidators) operators;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.ValidatorLedger")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VALIDATOR_LEDGER_STORAGE =
        0x27b67e1faedd35e081b0a0326a8b7a0578ddf46084672a0841c9a31881632900;

    uint256 internal constant WEI_PER_GWEI = 1e9;
    uint256 private constant UNIT_GWEI = 32e9;

    address internal immutable _LANE_HUB;
    ILiquidStakingCore internal immutable _CORE;
    IOperatorRegistry internal immutable _OPERATORS;
    IKeyRegistry internal immutable _KEYS;
    IBonds internal immutable _BONDS;
    IWithdrawalVault internal immutable _VAULT;
    IDepositContract internal immutable _DEPOSIT_CONTRACT;
    /// @inheritdoc IValidatorLedger
    bytes32 public immutable CREDENTIALS;

    /// @param to all but `beaconProofs`, which can change; an upgrade must be given the same
    constructor(Connections memory to) {
        bool missing = to.laneHub == address(0) || to.core == address(0) || to.operatorRegistry == address(0);
        missing = missing || to.keyRegistry == address(0) || to.bonds == address(0);
        if (missing || to.vault == address(0) || to.depositContract == address(0)) revert ValidatorLedger_ZeroAddress();
        _LANE_HUB = to.laneHub;
        _CORE = ILiquidStakingCore(to.core);
        _OPERATORS = IOperatorRegistry(to.operatorRegistry);
        _KEYS = IKeyRegistry(to.keyRegistry);
        _BONDS = IBonds(to.bonds);
        _VAULT = IWithdrawalVault(to.vault);
        _DEPOSIT_CONTRACT = IDepositContract(to.depositContract);
        CREDENTIALS = bytes32((uint256(2) << 248) | uint160(to.vault));
    }

    /// @dev Writes a record after a step, and keeps its operator's sums right: the only function that does either.
    /// @param before as stored
    /// @param after_ as it will be, but for its status
    function _change(
        bytes32 validatorId,
        ValidatorRecord before,
        ValidatorRecord after_,
        Step step
    ) internal returns (Status to) {
        Status from = before.status();
        to = from.next(step);
        LedgerState storage $ = _ledger();
        OperatorValidators memory sums = $.operators[after_.operatorId()];
        // Cannot underflow: what leaves a sum was added when its validator entered that status.
        if (from == Status.Predeposited) --sums.predeposited;
        if (to == Status.Predeposited) ++sums.predeposited;
        if (from.isLive()) sums.units -= uint32(_unitsOf(before));
        if (to.isLive()) sums.units += uint32(_unitsOf(after_));
        if (to == Status.Slashed) ++sums.slashed;
        $.operators[after_.operatorId()] = sums;
        if (to == from) {
            $.validators[validatorId] = after_;
            return to;
        }
        $.validators[validatorId] = after_.withStatus(to, block.timestamp);
        emit StatusChanged(validatorId, after_.operatorId(), from, to);
    }

    /// @dev Before any new stake: within the cap, and with a bond for all of it (T-38: a shortfall stops new keys).
    function _requireRoom(uint64 operatorId) internal view {
        OperatorValidators memory sums = _ledger().operators[operatorId];
        uint256 units = uint256(sums.predeposited) + sums.units;
        if (units > sums.cap) revert ValidatorLedger_CapExceeded(operatorId, units, sums.cap);
        uint256 requiredWei = _requiredBond(operatorId, sums);
        uint256 bondWei = _BONDS.etherOf(operatorId);
        if (bondWei < requiredWei) revert ValidatorLedger_BondTooSmall(operatorId, bondWei, requiredWei);
    }

    function _requiredBond(uint64 operatorId, OperatorValidators memory sums) internal view returns (uint256) {
        return
            BondCurve.required(_OPERATORS.operator(operatorId).class, sums.units) +
            sums.predeposited * Params.PREDEPOSIT_LOCK_WEI;
    }

    function _unitsOf(ValidatorRecord record) private pure returns (uint256) {
        return (record.fundedGwei() + UNIT_GWEI - 1) / UNIT_GWEI;
    }

    function _ledger() internal pure returns (LedgerState storage $) {
        bytes32 slot = VALIDATOR_LEDGER_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
