// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {PoolStorage} from "./PoolStorage.sol";
import {Gate, StakeGate} from "./StakeGate.sol";

/// @title csETH that comes to this L2 and leaves it as csETH (ERC-7802)
/// @notice The hub alone is its bridge: what comes was locked on L1, what leaves is within {available} and counted in
/// movedOut until L1 says that it has released it (LANE-1, LANE-3).
abstract contract Crosschain is IL2StakingPool, PoolStorage {
    /// @inheritdoc IERC7802
    function crosschainMint(address to, uint256 shares) external onlyHub {
        _requireValidReceiver(to);
        PoolState storage $ = _pool();
        $.tally = $.tally.withTotalShares($.tally.totalShares() + shares);
        _mintShares(to, shares);
        emit CrosschainMint(to, shares, msg.sender);
    }

    /// @inheritdoc IERC7802
    /// @dev Needs no allowance: the hub burns of whoever called it.
    function crosschainBurn(address from, uint256 shares) external onlyHub {
        PoolState storage $ = _pool();
        uint256 limit = _available();
        if (shares > limit) revert Pool_MoveExceedsAvailable(shares, limit);
        $.totals.movedOut = SafeCast.toUint96($.totals.movedOut + shares);
        _burnShares(from, shares);
        // Cannot underflow: no balance exceeds the total.
        $.tally = $.tally.withTotalShares($.tally.totalShares() - shares);
        emit CrosschainBurn(from, shares, msg.sender);
    }

    /// @inheritdoc IL2StakingPool
    /// @dev It brings no rate: the next batch is priced with one that an update brought. RateFeed opens again.
    function noteFall(uint64 rateNonce, uint256 rate_) external onlyHub returns (bool fell) {
        PoolState storage $ = _pool();
        Gate gate = $.gate;
        if (rateNonce <= $.totals.rateNonce || rate_ >= gate.rate()) return false;
        $.gate = gate.withFlag(StakeGate.STOPPED, true);
        if (rateNonce > $.fallNonce) $.fallNonce = rateNonce;
        return true;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC7802).interfaceId || interfaceId == type(IERC165).interfaceId;
    }
}
