// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {Crosschain} from "./Crosschain.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {Netting} from "./Netting.sol";
import {PoolInit, PoolParameters} from "./PoolTypes.sol";
import {Staking} from "./Staking.sol";

/// @title csETH on an L2, in one contract behind one UUPS proxy
/// @dev Modules in reading order: {PoolStorage} with the rules all of them keep, {Freeze}, {RateFeed}, {Staking}, {BatchBook},
/// {UnstakeQueue}, {Netting}, {Crosschain}. Any other call runs {PoolExtension}'s code on this storage:
/// {FlashExit}, {ValueLegs}. The owner is a timelock.
contract L2StakingPool is Staking, Netting, Crosschain, Proxy, Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @inheritdoc IL2StakingPool
    address public immutable EXTENSION;

    constructor(address extension) {
        if (extension.code.length == 0) revert Pool_NoExtension(extension);
        EXTENSION = extension;
        _disableInitializers();
    }

    function initialize(PoolInit calldata init) external initializer {
        if (init.hub == address(0)) revert Pool_ZeroAddress();
        if (init.rate == 0) revert Pool_ParameterOutOfBounds("RATE", 0, 1, type(uint64).max);
        __Ownable_init(init.owner);
        PoolState storage $ = _pool();
        $.config.hub = init.hub;
        $.gate = $.gate.withRate(init.rate, init.refTime);
        $.totals.rateNonce = init.rateNonce;
        _setParameters(init.parameters);
        _setStakeLimit(init.stakeLimitCapacityGwei, init.stakeLimitRefillGweiPerSecond);
        $.gate = $.gate.filled();
    }

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2StakingPool
    function setParameters(PoolParameters calldata parameters_) external onlyOwner {
        _setParameters(parameters_);
    }

    /// @inheritdoc IL2StakingPool
    function setStakeLimit(uint64 capacityGwei, uint56 refillGweiPerSecond) external onlyOwner {
        _setStakeLimit(capacityGwei, refillGweiPerSecond);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2StakingPool
    function hub() external view returns (address) {
        return _pool().config.hub;
    }

    /// @inheritdoc IL2StakingPool
    function parameters() external view returns (PoolParameters memory) {
        PoolState storage $ = _pool();
        return
            PoolParameters({
                stakeFeeBps: uint16($.tally.stakeFeeBps()),
                forwardDelaySeconds: $.config.forwardDelaySeconds,
                poolTargetGwei: $.config.poolTargetGwei,
                heldCapGwei: $.config.heldCapGwei
            });
    }

    function _setParameters(PoolParameters calldata parameters_) private {
        uint256 poolTargetWei = uint256(parameters_.poolTargetGwei) * 1 gwei;
        _requireAtMost("STAKE_FEE_BPS", parameters_.stakeFeeBps, Params.STAKE_FEE_BPS_MAX);
        _requireAtMost("FORWARD_DELAY_SECONDS", parameters_.forwardDelaySeconds, Params.FORWARD_DELAY_SECONDS_MAX);
        _requireAtMost("POOL_TARGET_WEI", poolTargetWei, Params.POOL_TARGET_WEI_MAX);
        _requireAtMost("HELD_CAP_WEI", uint256(parameters_.heldCapGwei) * 1 gwei, Params.HELD_CAP_WEI_MAX);
        PoolState storage $ = _pool();
        $.tally = $.tally.withStakeFeeBps(uint8(parameters_.stakeFeeBps)); // at most STAKE_FEE_BPS_MAX
        $.config.forwardDelaySeconds = parameters_.forwardDelaySeconds;
        $.config.poolTargetGwei = parameters_.poolTargetGwei;
        $.config.heldCapGwei = parameters_.heldCapGwei;
        emit ParametersSet(parameters_);
    }

    function _setStakeLimit(uint64 capacityGwei, uint56 refillGweiPerSecond) private {
        (uint256 min, uint256 max) = (Params.STAKE_LIMIT_CAPACITY_GWEI_MIN, Params.STAKE_LIMIT_CAPACITY_GWEI_MAX);
        if (capacityGwei < min) revert Pool_ParameterOutOfBounds("STAKE_LIMIT_CAPACITY", capacityGwei, min, max);
        _requireAtMost("STAKE_LIMIT_CAPACITY", capacityGwei, max);
        _requireAtMost("STAKE_LIMIT_REFILL", refillGweiPerSecond, Params.STAKE_LIMIT_REFILL_GWEI_MAX);
        PoolState storage $ = _pool();
        // Cannot truncate: the bounds are 2^24 - 1 whole ether, and as many micro-ether per second.
        $.gate = $.gate.withLimits(uint24(capacityGwei / 1e9), uint24(refillGweiPerSecond / 1e3));
        emit StakeLimitSet(capacityGwei, refillGweiPerSecond);
    }

    function _requireAtMost(bytes32 name, uint256 value, uint256 max) private pure {
        if (value > max) revert Pool_ParameterOutOfBounds(name, value, 0, max);
    }

    /// @inheritdoc Proxy
    function _implementation() internal view override returns (address) {
        return EXTENSION;
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}
}
