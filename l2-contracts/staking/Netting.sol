// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Freeze} from "./Freeze.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {StakeGate} from "./StakeGate.sol";
import {UnstakeQueue} from "./UnstakeQueue.sol";

/// @title How the FIFO is served: from pool ether, or through L1's queue
/// @notice Both serve the longest prefix they can, so order never changes. Anyone may call; neither can pay anyone more
/// or less than waiting would.
abstract contract Netting is UnstakeQueue, Freeze {
    using Checkpoints for Checkpoints.Trace208;

    /// @inheritdoc IL2StakingPool
    function net() external nonReentrant returns (uint256 shares, uint256 etherReserved) {
        PoolState storage $ = _pool();
        _requireOpen($, $.gate);
        (shares, etherReserved) = _net($);
        if (shares == 0) revert Pool_NothingToNet();
    }

    /// @inheritdoc IL2StakingPool
    /// @dev Nets first: otherwise a stranger could send requests the long way round that the pool can pay now.
    function forward() external nonReentrant returns (uint256 shares) {
        PoolState storage $ = _pool();
        if (_isOpen($, $.gate)) _net($);

        Queue memory queue = $.queue;
        uint256 delay = $.config.forwardDelaySeconds;
        if (block.timestamp < delay) revert Pool_NothingToForward();
        uint256 maxShares = Math.min(_available(), _forwardRoom($, queue));
        uint256 toId = _longestPrefix($, queue, maxShares, block.timestamp - delay + 1);
        if (toId == queue.servedId) revert Pool_NothingToForward();

        uint64 batchNonce = $.book.closedNonce + 1;
        shares = _serve($, toId, batchNonce);
        $.queue.forwarded = SafeCast.toUint88(queue.forwarded + shares);
        Payout storage payout = $.payouts[batchNonce];
        payout.unclaimedShares = SafeCast.toUint88(payout.unclaimedShares + shares);
        emit UnstakesForwarded($.ranges.length() - 1, toId, shares, batchNonce);
    }

    /// @dev A request is netted only after an update whose reference time is later than the request, and never above
    /// its own rate: whoever asks knows neither gain nor loss that decides what it gets (T-16, T-80).
    function _net(PoolState storage $) private returns (uint256 shares, uint256 reserve) {
        uint64 rate_ = uint64($.gate.rate());
        Queue memory queue = $.queue;
        uint256 poolEther = $.tally.poolEther();
        // ⌊s·r/1e18⌋ ≤ E  ⇔  s·r < (E + 1)·1e18
        uint256 payableShares = ((poolEther + 1) * ShareMath.SHARE_UNIT - 1) / rate_;
        uint256 toId = _longestPrefix($, queue, Math.min(payableShares, _available()), $.gate.refTime());
        if (toId == queue.servedId) return (0, 0);

        uint256 payoutId = NETTED | $.ranges.length();
        shares = _serve($, toId, payoutId);
        reserve = ShareMath.toEtherDown(shares, rate_);
        $.queue.burned = SafeCast.toUint88(queue.burned + shares);
        $.tally = $.tally.withPoolEther(poolEther - reserve);
        $.book.claimable = SafeCast.toUint88($.book.claimable + reserve);
        $.payouts[payoutId] = Payout({
            unclaimedShares: SafeCast.toUint88(shares),
            unclaimedEther: SafeCast.toUint88(reserve),
            rate: rate_,
            settled: true
        });
        emit UnstakesNetted(payoutId - NETTED, toId, shares, reserve, rate_);
    }

    /// @dev Takes requests up to `toId` out of the FIFO and out of the supply.
    function _serve(PoolState storage $, uint256 toId, uint256 payoutId) private returns (uint256 shares) {
        Request storage last = $.requests[toId];
        Request storage served = $.requests[$.queue.servedId];
        shares = last.sharesSum - served.sharesSum;
        $.book.pendingValue -= SafeCast.toUint88(last.valueSum - served.valueSum);
        if (toId == $.queue.lastId) $.gate = $.gate.withFlag(StakeGate.WAITING, false);
        $.queue.servedId = uint40(toId);
        $.tally = $.tally.withTotalShares($.tally.totalShares() - shares);
        $.ranges.push(uint48(toId), uint208(payoutId));
        _burnShares(address(this), shares);
    }

    /// @dev Largest id whose request is older than `requestedBefore` and up to which at most `maxShares` wait. Sums and
    /// times never fall along the FIFO, so bisection finds it.
    function _longestPrefix(
        PoolState storage $,
        Queue memory queue,
        uint256 maxShares,
        uint256 requestedBefore
    ) private view returns (uint256 id) {
        uint256 sharesSumLimit = $.requests[queue.servedId].sharesSum + maxShares;
        id = queue.servedId;
        uint256 high = queue.lastId;
        while (id < high) {
            uint256 middle = (id + high + 1) / 2;
            Request storage request = $.requests[middle];
            if (request.sharesSum <= sharesSumLimit && request.requestedAt < requestedBefore) id = middle;
            else high = middle - 1;
        }
    }
}
