// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {RateFeed} from "./RateFeed.sol";
import {Gate, StakeGate} from "./StakeGate.sol";
import {Tally} from "./Tally.sol";

/// @title Ether in, csETH out, at once
/// @notice Mints at the ceiling of what the rate can have become since its reference time, so that nobody mints ahead of
/// a rise (T-63) and every share is backed when its batch lands, whatever happens on the way (LANE-2).
abstract contract Staking is RateFeed {
    uint256 private constant FIXED_POINT = 1e18;

    /// @inheritdoc IL2StakingPool
    /// @dev No reentrancy guard: this function calls nobody.
    function stake(address receiver, uint256 minShares) external payable returns (uint256 shares) {
        _requireValidReceiver(receiver);
        PoolState storage $ = _pool();
        Tally tally = $.tally;
        Gate gate = $.gate;
        uint256 feeWei;
        (shares, feeWei) = _quote(gate, tally, msg.value);
        if (shares < minShares) revert Pool_SharesBelowMinimum(shares, minShares);

        $.gate = gate.consume(msg.value);
        $.tally = tally.staked(msg.value, shares);
        _mintShares(receiver, shares);
        emit Staked(msg.sender, receiver, msg.value, shares, feeWei);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2StakingPool
    function previewStake(
        uint256 etherAmount
    ) external view returns (uint256 shares, uint256 feeWei, uint256 breakEvenDays) {
        PoolState storage $ = _pool();
        Gate gate = $.gate;
        (shares, feeWei) = _quote(gate, $.tally, etherAmount);
        uint256 worth = ShareMath.toEtherDown(shares, gate.rate());
        // The cost, x − worth, against what a day at the gain cap earns: worth·g.
        breakEvenDays = Math.ceilDiv((etherAmount - worth) * ShareMath.BPS * FIXED_POINT, worth * Params.GAIN_CAP_BPS);
    }

    /// @inheritdoc IL2StakingPool
    function stakeLimit() external view returns (uint256 availableWei, uint256 capacityWei) {
        Gate gate = _pool().gate;
        return (gate.availableGwei() * 1 gwei, gate.capacityEther() * 1 ether);
    }

    /// @dev Reverts exactly where {stake} does, the stake limit and minShares apart.
    function _quote(Gate gate, Tally tally, uint256 etherAmount) private view returns (uint256 shares, uint256 feeWei) {
        _requireOpen(_pool(), gate);
        uint256 age = _age(gate.refTime());
        if (age > Params.RATE_MAX_AGE_SECONDS) revert Pool_RateTooOld(gate.refTime(), Params.RATE_MAX_AGE_SECONDS);

        // Ether that pays waiting unstakers never travels, so it misses no yield and bears no fee.
        uint256 travelling = etherAmount;
        if (gate.has(StakeGate.WAITING)) travelling -= Math.min(travelling, _wanted(tally.poolEther()));
        feeWei = Math.ceilDiv(travelling * tally.stakeFeeBps(), ShareMath.BPS);
        uint256 ceiling = ShareMath.ceilRate(gate.rate(), Params.GAIN_CAP_BPS, age);
        shares = ShareMath.toSharesDown(etherAmount - feeWei, ceiling);
        if (shares == 0) revert Pool_ZeroShares(etherAmount, ceiling);
    }

    /// @dev Wei that waiting unstakers can use and the pool does not hold.
    function _wanted(uint256 poolEther) private view returns (uint256) {
        uint256 pendingValue = _pool().book.pendingValue;
        return pendingValue > poolEther ? pendingValue - poolEther : 0;
    }
}
