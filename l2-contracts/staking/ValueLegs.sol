// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {IValueLegs} from "./IValueLegs.sol";
import {PoolStorage} from "./PoolStorage.sol";
import {Settlement} from "./PoolTypes.sol";

/// @title What L1 pays back and mints with a StateUpdate, whatever becomes of the update's state
abstract contract ValueLegs is IValueLegs, PoolStorage, ReentrancyGuardTransient {
    /// @inheritdoc IValueLegs
    function settleBatches(Settlement[] calldata settlements) external payable onlyHub nonReentrant {
        PoolState storage $ = _pool();
        uint64 closedNonce = $.book.closedNonce;
        uint256 total = 0;
        for (uint256 i = 0; i < settlements.length; ++i) {
            Settlement calldata settlement = settlements[i];
            uint64 batchNonce = settlement.batchNonce;
            Payout memory payout = $.payouts[batchNonce];
            if (payout.settled) revert IL2StakingPool.Pool_AlreadySettled(batchNonce);
            // Nothing is claimed before the settlement, so what is unclaimed is all that the batch forwarded.
            if (batchNonce > closedNonce || payout.unclaimedShares == 0)
                revert IL2StakingPool.Pool_UnknownBatch(batchNonce);
            payout.unclaimedEther = SafeCast.toUint88(settlement.etherPaid);
            payout.rate = SafeCast.toUint64((settlement.etherPaid * 1e18) / payout.unclaimedShares);
            payout.settled = true;
            $.payouts[batchNonce] = payout;
            total += settlement.etherPaid;
            emit IL2StakingPool.BatchSettled(batchNonce, settlement.etherPaid, payout.rate);
        }
        if (msg.value != total) revert IL2StakingPool.Pool_ValueMismatch(msg.value, total);
        $.book.claimable = SafeCast.toUint88($.book.claimable + total);
    }

    /// @inheritdoc IValueLegs
    function mintRewards(address distributor, uint256 fundedTotal) external onlyHub {
        PoolState storage $ = _pool();
        uint256 minted = $.totals.rewardsFunded;
        // Cumulative: an older total was already minted as part of a newer one (REW-2).
        if (fundedTotal <= minted) return;
        uint256 shares = fundedTotal - minted;
        $.totals.rewardsFunded = SafeCast.toUint96(fundedTotal);
        $.tally = $.tally.withTotalShares($.tally.totalShares() + shares);
        _mintShares(distributor, shares);
        emit IL2StakingPool.RewardsMinted(distributor, shares, fundedTotal);
    }
}
