// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {PoolStorage} from "./PoolStorage.sol";
import {BatchTotals, LaneBook, Settlement} from "./PoolTypes.sol";
import {Tally} from "./Tally.sol";

/// @title What the pool tells L1 and what L1 pays back
abstract contract BatchBook is PoolStorage, ReentrancyGuardTransient {
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

    /// @inheritdoc IL2StakingPool
    function settleBatches(Settlement[] calldata settlements) external payable onlyHub nonReentrant {
        PoolState storage $ = _pool();
        uint64 closedNonce = $.book.closedNonce;
        uint256 total = 0;
        for (uint256 i = 0; i < settlements.length; ++i) {
            Settlement calldata settlement = settlements[i];
            uint64 batchNonce = settlement.batchNonce;
            Payout memory payout = $.payouts[batchNonce];
            if (payout.settled) revert Pool_AlreadySettled(batchNonce);
            // Nothing is claimed before the settlement, so what is unclaimed is all that the batch forwarded.
            if (batchNonce > closedNonce || payout.unclaimedShares == 0) revert Pool_UnknownBatch(batchNonce);
            payout.unclaimedEther = SafeCast.toUint88(settlement.etherPaid);
            payout.rate = SafeCast.toUint64((settlement.etherPaid * 1e18) / payout.unclaimedShares);
            payout.settled = true;
            $.payouts[batchNonce] = payout;
            total += settlement.etherPaid;
            emit BatchSettled(batchNonce, settlement.etherPaid, payout.rate);
        }
        if (msg.value != total) revert Pool_ValueMismatch(msg.value, total);
        $.book.claimable = SafeCast.toUint88($.book.claimable + total);
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
        Queue memory queue = $.queue;
        Acknowledged memory ack = $.acknowledged;
        return
            LaneBook({
                totalShares: $.tally.totalShares(),
                poolEther: $.tally.poolEther(),
                claimable: $.book.claimable,
                pendingShares: $.requests[queue.lastId].sharesSum - $.requests[queue.servedId].sharesSum,
                pendingValue: $.book.pendingValue,
                movedOutTotal: $.totals.movedOut,
                rewardsFundedTotal: $.totals.rewardsFunded,
                ackedNonce: ack.nonce,
                ackedLocked: ack.lockedShares,
                unacknowledged: _unacknowledged($, ack.nonce)
            });
    }

    /// @dev The last effect of a call. The receiver gets all gas but no return data is copied (T-19).
    function _sendEther(address to, uint256 amount) internal {
        if (amount == 0) return;
        if (!LowLevelCall.callNoReturn(to, amount, "")) revert Pool_EtherTransferFailed(to, amount);
    }
}
