// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPoolViews} from "./IPoolViews.sol";
import {PoolStorage} from "./PoolStorage.sol";

/// @title What the pool's storage tells beside what users' calls need
abstract contract PoolViews is IPoolViews, PoolStorage {
    /// @inheritdoc IPoolViews
    function waitingBefore(uint256 requestId) external view returns (uint256 shares, uint256 etherValue) {
        PoolState storage $ = _pool();
        uint256 servedId = $.queue.servedId;
        if (requestId <= servedId || requestId > $.queue.lastId) return (0, 0);
        Request storage before = $.requests[requestId - 1];
        Request storage served = $.requests[servedId];
        return (before.sharesSum - served.sharesSum, before.valueSum - served.valueSum);
    }

    /// @inheritdoc IPoolViews
    function fallNonce() external view returns (uint64 rateNonce) {
        return _pool().fallNonce;
    }

    /// @inheritdoc IPoolViews
    function stakeRefill() external view returns (uint256 weiPerSecond) {
        return _pool().gate.refillWei();
    }

    /// @inheritdoc IPoolViews
    function forwardRoom() external view returns (uint256 shares) {
        PoolState storage $ = _pool();
        return _forwardRoom($, $.queue);
    }
}
