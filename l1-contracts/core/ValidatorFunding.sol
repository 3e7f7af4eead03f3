// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {CoreLedger} from "./CoreLedger.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";

/// @title Ether out to validators and back
/// @notice Three typed movements and no other: B to A when a deposit is made, A against bond shares when one is lost, V
/// to B when the vault pays. Which validator it is about is the validator ledger's business.
abstract contract ValidatorFunding is CoreLedger {
    using SafeCast for uint256;

    /// @inheritdoc ILiquidStakingCore
    /// @dev B − x, A + x: P stays. What leaves is what nobody waits for, so finalization never lacks it.
    function fundValidators(uint256 etherAmount) external {
        CoreState storage $ = _core();
        if (msg.sender != $.validatorLedger) revert Core_NotValidatorLedger(msg.sender);
        uint256 depositable = _depositable();
        if (etherAmount > depositable) revert Core_NotDepositable(etherAmount, depositable);
        // Cannot underflow or truncate: depositable is a part of B.
        $.buffered = uint88($.buffered - etherAmount);
        $.inActivation = (uint256($.inActivation) + etherAmount).toUint80();
        emit ValidatorsFunded(etherAmount);
        (bool accepted, ) = msg.sender.call{value: etherAmount}("");
        if (!accepted) revert Core_EtherTransferFailed(msg.sender, etherAmount);
    }

    /// @inheritdoc ILiquidStakingCore
    /// @dev A − x, S − ⌈x·1e18/r⌉: what was owed for the shares is at least x, so D does not fall. Only when the bond has
    /// less is there a loss: D takes it, then everybody (LEDGER-1).
    function writeOffDeposit(uint256 etherAmount, uint256 maxShares) external returns (uint256 sharesBurnt) {
        CoreState storage $ = _core();
        if (msg.sender != $.bonds) revert Core_NotBonds(msg.sender);
        if (etherAmount > $.inActivation) revert Core_ActivationUnderflow(etherAmount, $.inActivation);
        sharesBurnt = Math.min(ShareMath.toSharesUp(etherAmount, $.rate), maxShares);
        _burnShares(msg.sender, sharesBurnt);
        // Cannot underflow or truncate: compared above, and a balance is part of S.
        $.inActivation = uint80($.inActivation - etherAmount);
        $.totalShares = uint88($.totalShares - sharesBurnt);
        emit DepositWrittenOff(etherAmount, sharesBurnt);
        _absorbLoss(_readBook());
    }

    /// @inheritdoc ILiquidStakingCore
    /// @dev V − x, B + x with the ether itself: P stays, and B never counts what did not arrive.
    function acceptVaultEther() external payable {
        CoreState storage $ = _core();
        if (msg.sender != $.withdrawalVault) revert Core_NotWithdrawalVault(msg.sender);
        if (msg.value > $.vaultBooked) revert Core_VaultEtherNotBooked(msg.value, $.vaultBooked);
        $.vaultBooked = uint88($.vaultBooked - msg.value);
        $.buffered = ($.buffered + msg.value).toUint88();
        emit VaultEtherAccepted(msg.value);
    }

    /// @inheritdoc ILiquidStakingCore
    function vaultBooked() external view returns (uint256 etherAmount) {
        return _core().vaultBooked;
    }

    /// @inheritdoc ILiquidStakingCore
    function depositableEther() external view returns (uint256 etherAmount) {
        return _depositable();
    }

    /// @dev max(0, B − N − R*), R* = max(1% of P, the floor): what requests wait for stays, and what flash exits use.
    function _depositable() private view returns (uint256) {
        CoreState storage $ = _core();
        Book memory book = _readBook();
        uint256 share = ((book.assets - book.queued) * Params.RESERVE_TARGET_BPS) / ShareMath.BPS;
        uint256 kept = book.queued + Math.max(share, $.reserveFloor);
        return Math.saturatingSub($.buffered, kept);
    }
}
