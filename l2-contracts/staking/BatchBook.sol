// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {PoolStorage} from "./PoolStorage.sol";
import {BatchTotals, LaneBook} from "./PoolTypes.sol";
import {Tally} from "./Tally.sol";

/// @title What the pool tells L1
abstract contract BatchBook is IL2StakingPool, PoolStorage, ReentrancyGuardTransient {
    /// @inheritdoc IL2StakingPool
    function closeBatch(uint64 batchNonce) external onlyHub nonReentrant returns (BatchTotals memory totals) {
        PoolState storage $ = _pool();
        uint64 closedNonce = $.book.closedNonce;
        if (batchNonce != closedNonce + 1) revert Pool_BatchOutOfOrder(batchNonce, closedNonce + 1);

        totals = openBatch();
        $.tally = $.tally.withPoolEther(totals.heldAfter).withoutMinted();
        $.queue.burned = 0;
        $.queue.forwarded = 0;
        $.book.closedNonce = batchNonce;
        $.leftTotalAt[batchNonce] = $.leftTotalAt[closedNonce] + totals.burned + totals.forwarded;
        emit BatchClosed(batchNonce, totals);
        _sendEther(msg.sender, totals.etherSent);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2StakingPool
    function available() external view returns (uint256 shares) {
        return _available();
    }

    /// @inheritdoc IL2StakingPool
    function openBatch() public view returns (BatchTotals memory) {
        PoolState storage $ = _pool();
        Tally tally = $.tally;
        uint256 poolEther = tally.poolEther();
        Queue memory queue = $.queue;
        Config memory config = $.config;
        // Never above the cap: L1 would refuse the batch.
        uint256 kept = Math.min(
            $.book.pendingValue + uint256(config.poolTargetGwei) * 1 gwei,
            uint256(config.heldCapGwei) * 1 gwei
        );
        uint256 etherSent = poolEther > kept ? poolEther - kept : 0;
        return
            BatchTotals({
                rateNonce: $.totals.rateNonce,
                minted: tally.minted(),
                burned: queue.burned,
                forwarded: queue.forwarded,
                etherSent: etherSent,
                heldAfter: poolEther - etherSent
            });
    }

    /// @inheritdoc IL2StakingPool
    function book() external view returns (LaneBook memory) {
        PoolState storage $ = _pool();
        Acknowledged memory ack = $.acknowledged;
        return
            LaneBook({
                totalShares: $.tally.totalShares(),
                poolEther: $.tally.poolEther(),
                claimable: $.book.claimable,
                pendingShares: _pendingShares($),
                pendingValue: $.book.pendingValue,
                movedOutTotal: $.totals.movedOut,
                rewardsFundedTotal: $.totals.rewardsFunded,
                ackedNonce: ack.nonce,
                ackedLocked: ack.lockedShares,
                unacknowledged: _unacknowledged($, ack.nonce)
            });
    }
}
