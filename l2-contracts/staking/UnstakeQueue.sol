// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {BatchBook} from "./BatchBook.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {UnstakeRequest, UnstakeStatus} from "./PoolTypes.sol";
import {StakeGate} from "./StakeGate.sol";

/// @title The unstaking FIFO: requests in, claims out
/// @notice A request never pays more than its own rate: later gains belong to those who stay. It pays less when its
/// shares brought less: r at the netting, or the proceeds of its batch on L1.
/// @dev Requests are served in ranges ({Netting}), one {Payout} per netting or forwarding batch. Each claim takes
/// `⌊s·rate/1e18⌋` from its payout and the last one takes the rest; floors of parts never exceed the floor of the whole,
/// so no order of claims can overdraw a payout and none leaves dust behind (T-7).
abstract contract UnstakeQueue is BatchBook {
    using Checkpoints for Checkpoints.Trace208;

    /// @inheritdoc IL2StakingPool
    function requestUnstake(uint256 shares, address receiver) external returns (uint256 requestId) {
        _requireValidReceiver(receiver);
        PoolState storage $ = _pool();
        uint64 rate_ = uint64($.gate.rate());
        uint256 value = ShareMath.toEtherDown(shares, rate_);
        // The lower bound keeps dust out (T-18), the upper one keeps any single request from blocking the FIFO (T-88).
        if (value < Params.REQUEST_WEI_MIN) revert Pool_RequestTooSmall(value, Params.REQUEST_WEI_MIN);
        if (value > Params.REQUEST_WEI_MAX) revert Pool_RequestTooLarge(value, Params.REQUEST_WEI_MAX);

        uint256 previousId = $.queue.lastId;
        requestId = previousId + 1;
        Request storage previous = $.requests[previousId];
        $.requests[requestId] = Request({
            owner: receiver,
            ownRate: rate_,
            sharesSum: SafeCast.toUint96(previous.sharesSum + shares),
            valueSum: SafeCast.toUint96(previous.valueSum + value),
            requestedAt: uint40(block.timestamp)
        });
        $.queue.lastId = SafeCast.toUint40(requestId);
        $.book.pendingValue = SafeCast.toUint88($.book.pendingValue + value);
        $.gate = $.gate.withFlag(StakeGate.WAITING, true);
        _transfer(msg.sender, address(this), shares);
        emit UnstakeRequested(requestId, receiver, msg.sender, shares, rate_);
    }

    /// @inheritdoc IL2StakingPool
    function claimUnstake(uint256 requestId) external returns (uint256 etherPaid) {
        return _claim(requestId, msg.sender);
    }

    /// @inheritdoc IL2StakingPool
    function claimUnstakeTo(uint256 requestId, address receiver) external returns (uint256 etherPaid) {
        _requireValidReceiver(receiver);
        return _claim(requestId, receiver);
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2StakingPool
    function unstakeRequest(uint256 requestId) external view returns (UnstakeRequest memory result) {
        PoolState storage $ = _pool();
        if (requestId == 0 || requestId > $.queue.lastId) return result;
        Request memory request = $.requests[requestId];
        result.owner = request.owner;
        result.shares = _sharesOf($, requestId);
        result.ownRate = request.ownRate;
        result.requestedAt = request.requestedAt;
        result.status = UnstakeStatus.Pending;
        if (requestId > $.queue.servedId) return result;

        uint256 payoutId = _payoutOf($, requestId);
        Payout memory payout = $.payouts[payoutId];
        if (payoutId < NETTED) result.batchNonce = uint64(payoutId);
        if (request.owner == address(0)) {
            result.status = UnstakeStatus.Claimed;
        } else if (payout.settled) {
            result.status = UnstakeStatus.Payable;
            result.etherPayable = ShareMath.toEtherDown(result.shares, Math.min(request.ownRate, payout.rate));
        } else {
            result.status = UnstakeStatus.Forwarded;
        }
    }

    /// @inheritdoc IL2StakingPool
    function unstakeQueue() external view returns (uint256 lastRequestId, uint256 servedRequestId) {
        Queue memory queue = _pool().queue;
        return (queue.lastId, queue.servedId);
    }

    function _claim(uint256 requestId, address receiver) private nonReentrant returns (uint256 etherPaid) {
        PoolState storage $ = _pool();
        if (requestId == 0 || requestId > $.queue.lastId) revert Pool_UnknownRequest(requestId);
        Request storage request = $.requests[requestId];
        address owner = request.owner;
        if (owner == address(0)) revert Pool_AlreadyClaimed(requestId);
        if (owner != msg.sender) revert Pool_NotRequestOwner(requestId, owner, msg.sender);
        if (requestId > $.queue.servedId) revert Pool_NotSettled(requestId);
        uint256 payoutId = _payoutOf($, requestId);
        Payout memory payout = $.payouts[payoutId];
        if (!payout.settled) revert Pool_NotSettled(requestId);

        uint256 shares = _sharesOf($, requestId);
        uint256 part =
            payout.unclaimedShares == shares ? payout.unclaimedEther : ShareMath.toEtherDown(shares, payout.rate);
        etherPaid = ShareMath.toEtherDown(shares, Math.min(request.ownRate, payout.rate));
        // Requests only differ in owner and own rate once served: clearing both marks the claim and refunds gas.
        request.owner = address(0);
        request.ownRate = 0;
        payout.unclaimedShares -= SafeCast.toUint88(shares);
        payout.unclaimedEther -= SafeCast.toUint88(part);
        $.payouts[payoutId] = payout;
        $.book.claimable -= SafeCast.toUint88(part);
        uint256 surplus = part - etherPaid;
        if (surplus != 0) $.tally = $.tally.withPoolEther($.tally.poolEther() + surplus);
        emit UnstakeClaimed(requestId, owner, etherPaid, surplus);
        _sendEther(receiver, etherPaid);
    }

    /// @dev Ranges end at ascending ids, so the first range that ends at or after the request holds it: O(log n).
    function _payoutOf(PoolState storage $, uint256 requestId) private view returns (uint256 payoutId) {
        return $.ranges.lowerLookup(uint48(requestId));
    }

    function _sharesOf(PoolState storage $, uint256 requestId) private view returns (uint256) {
        return $.requests[requestId].sharesSum - $.requests[requestId - 1].sharesSum;
    }
}
