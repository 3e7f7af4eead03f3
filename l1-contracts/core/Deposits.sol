// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {CoreLedger} from "./CoreLedger.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";

/// @title Ether in, shares out
/// @notice The rate is a stored number that only reports and losses change. Nothing a depositor does moves it, nor does
/// ether sent here by any other way, so there is nothing to inflate (T-1, T-2).
abstract contract Deposits is CoreLedger {
    using SafeCast for uint256;

    /// @inheritdoc ILiquidStakingCore
    function deposit(address receiver, uint256 minShares) external payable returns (uint256 shares) {
        return _deposit(receiver, minShares);
    }

    /// @inheritdoc ILiquidStakingCore
    function depositWithReferral(
        address receiver,
        uint256 minShares,
        bytes32 referral
    ) external payable returns (uint256 shares) {
        shares = _deposit(receiver, minShares);
        emit Referred(receiver, referral, msg.value);
    }

    /// @inheritdoc ILiquidStakingCore
    function previewDeposit(uint256 etherAmount) external view returns (uint256 shares) {
        return ShareMath.toSharesDown(etherAmount, _core().rate);
    }

    function _deposit(address receiver, uint256 minShares) private returns (uint256 shares) {
        _requireReceiver(receiver);
        CoreState storage $ = _core();
        if ($.depositsPaused) revert Core_DepositsPaused();
        if (block.timestamp > uint256($.refTime) + Params.RATE_MAX_AGE_SECONDS) {
            revert Core_RateTooOld($.refTime, Params.RATE_MAX_AGE_SECONDS);
        }
        uint256 rate = $.rate;
        shares = ShareMath.toSharesDown(msg.value, rate);
        if (shares == 0) revert Core_ZeroShares(msg.value, rate);
        if (shares < minShares) revert Core_SharesBelowMinimum(shares, minShares);

        uint256 totalShares = $.totalShares + shares;
        uint256 cap = $.depositCapUnits * Params.DEPOSIT_CAP_UNIT_WEI;
        uint256 etherAfter = ShareMath.toEtherDown(totalShares, rate);
        if (etherAfter > cap) revert Core_DepositCapExceeded(etherAfter, cap);

        $.totalShares = totalShares.toUint88();
        $.buffered = ($.buffered + msg.value).toUint88();
        _mintShares(receiver, shares);
        emit Deposited(msg.sender, receiver, msg.value, shares);
    }
}
