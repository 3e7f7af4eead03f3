// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../../shared/contracts/params/Params.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {PoolStorage} from "./PoolStorage.sol";
import {FreezeState} from "./PoolTypes.sol";
import {Gate, StakeGate} from "./StakeGate.sol";

/// @title What a fast message may do to the pool: close staking, netting and flash exits, for a while
/// @notice One flag and one slot of its own. It brings no rate, because a wrong rate would give and take: docs/fast.md.
/// @dev Bounded by this contract, not by who sends: a forged freeze ends after a day and none is heeded for six.
abstract contract Freeze is IL2StakingPool, PoolStorage {
    /// @inheritdoc IL2StakingPool
    function freeze(uint64 rateNonce) external onlyHub returns (bool heeded) {
        PoolState storage $ = _pool();
        if (rateNonce <= $.totals.rateNonce || block.timestamp < $.freeze.heedFrom) return false;
        uint40 until = uint40(block.timestamp) + Params.FAST_FREEZE_SECONDS;
        $.freeze = FreezeState({
            until: until,
            heedFrom: until + Params.FAST_FREEZE_PAUSE_SECONDS,
            rateNonce: rateNonce
        });
        $.gate = $.gate.withFlag(StakeGate.FROZEN, true);
        emit Frozen(rateNonce, until);
        return true;
    }

    /// @inheritdoc IL2StakingPool
    function freezeState() external view returns (FreezeState memory) {
        return _pool().freeze;
    }

    /// @dev An update that is not older than what the freeze was about lets the pool see for itself; an older one, sent
    /// before the fall, must not lift it.
    function _thawed(PoolState storage $, Gate gate, uint64 rateNonce) internal returns (Gate) {
        if (!gate.has(StakeGate.FROZEN) || rateNonce < $.freeze.rateNonce) return gate;
        $.freeze.until = 0;
        return gate.withFlag(StakeGate.FROZEN, false);
    }
}
