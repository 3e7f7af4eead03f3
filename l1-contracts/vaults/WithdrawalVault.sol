// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IWithdrawalVault} from "./IWithdrawalVault.sol";

/// @title The withdrawal credential of all validators
/// @dev The only ways out for its ether: {sendBooked}, to the core, by which V falls by exactly that much. Fees are paid
/// from the caller's value, the rest of which goes back; what is refunded is counted from the value, never from the
/// balance.
contract WithdrawalVault is IWithdrawalVault, Ownable2StepUpgradeable, UUPSUpgradeable {
    address private constant WITHDRAWAL_REQUESTS = 0x00000961Ef480Eb55e80D19ad83579A64c007002; // EIP-7002
    address private constant CONSOLIDATION_REQUESTS = 0x0000BBdDc7CE488642fb579F8B00f3a590007251; // EIP-7251
    uint256 private constant PUBKEY_LENGTH = 48;

    ILiquidStakingCore private immutable _CORE;
    address private immutable _VALIDATOR_LEDGER;

    /// @param core receives what is booked; an upgrade must be given the same addresses
    /// @param validatorLedger the only one that may ask for withdrawals
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address core, address validatorLedger) {
        if (core == address(0) || validatorLedger == address(0)) revert WithdrawalVault_ZeroAddress();
        _CORE = ILiquidStakingCore(core);
        _VALIDATOR_LEDGER = validatorLedger;
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner) external initializer {
        __Ownable_init(owner);
    }

    /// @dev Ether counts only once a report has booked it, so anyone may send some: execution rewards, too.
    receive() external payable {}

    /// @inheritdoc IWithdrawalVault
    function requestWithdrawals(
        bytes calldata pubkeys,
        uint64[] calldata amountsGwei,
        address refundTo
    ) external payable {
        _requireLedger();
        uint256 count = amountsGwei.length;
        if (count == 0 || pubkeys.length != count * PUBKEY_LENGTH) {
            revert WithdrawalVault_BadPubkeys(pubkeys.length, count);
        }
        uint256 fee = _feeOf(WITHDRAWAL_REQUESTS);
        uint256 left = _valueLess(fee * count);
        for (uint256 i = 0; i < count; ++i) {
            bytes calldata pubkey = pubkeys[i * PUBKEY_LENGTH:(i + 1) * PUBKEY_LENGTH];
            _request(WITHDRAWAL_REQUESTS, fee, abi.encodePacked(pubkey, amountsGwei[i]));
        }
        emit WithdrawalsRequested(pubkeys, amountsGwei, fee);
        _refund(refundTo, left);
    }

    /// @inheritdoc IWithdrawalVault
    function requestConsolidation(
        bytes calldata sourcePubkey,
        bytes calldata targetPubkey,
        address refundTo
    ) external payable {
        _requireLedger();
        if (sourcePubkey.length != PUBKEY_LENGTH || targetPubkey.length != PUBKEY_LENGTH) {
            revert WithdrawalVault_BadPubkeys(sourcePubkey.length + targetPubkey.length, 2);
        }
        uint256 fee = _feeOf(CONSOLIDATION_REQUESTS);
        uint256 left = _valueLess(fee);
        _request(CONSOLIDATION_REQUESTS, fee, abi.encodePacked(sourcePubkey, targetPubkey));
        emit ConsolidationRequested(sourcePubkey, targetPubkey, fee);
        _refund(refundTo, left);
    }

    /// @inheritdoc IWithdrawalVault
    function sendBooked() external returns (uint256 etherAmount) {
        etherAmount = _CORE.vaultBooked();
        _CORE.acceptVaultEther{value: etherAmount}();
        emit BookedEtherSent(etherAmount);
    }

    /// @inheritdoc IWithdrawalVault
    function fees() external view returns (uint256 withdrawalWei, uint256 consolidationWei) {
        return (_feeOf(WITHDRAWAL_REQUESTS), _feeOf(CONSOLIDATION_REQUESTS));
    }

    /// @inheritdoc IWithdrawalVault
    function connections() external view returns (address core, address validatorLedger) {
        return (address(_CORE), _VALIDATOR_LEDGER);
    }

    function _requireLedger() private view {
        if (msg.sender != _VALIDATOR_LEDGER) revert WithdrawalVault_NotValidatorLedger(msg.sender);
    }

    /// @dev Fresh: the fee rises exponentially with what earlier blocks asked for (T-35).
    function _feeOf(address systemContract) private view returns (uint256 fee) {
        (bool known, bytes memory answer) = systemContract.staticcall("");
        if (!known || answer.length != 32) revert WithdrawalVault_NoFee(systemContract);
        return uint256(bytes32(answer));
    }

    function _valueLess(uint256 feeWei) private view returns (uint256) {
        if (feeWei > msg.value) revert WithdrawalVault_FeeAboveValue(feeWei, msg.value);
        return msg.value - feeWei;
    }

    function _request(address systemContract, uint256 fee, bytes memory data) private {
        (bool accepted, ) = systemContract.call{value: fee}(data);
        if (!accepted) revert WithdrawalVault_RequestFailed(systemContract);
    }

    /// @dev Last, and for the caller only.
    function _refund(address refundTo, uint256 amount) private {
        if (amount == 0) return;
        (bool accepted, ) = refundTo.call{value: amount}("");
        if (!accepted) revert WithdrawalVault_RefundFailed(refundTo, amount);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}
}
