// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Door, Refusal} from "../../shared/contracts/lens/DoorTypes.sol";
import {FlashMath} from "../../shared/contracts/math/FlashMath.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IL2Hub} from "../lanes/IL2Hub.sol";
import {IMoveLink} from "../lanes/IMoveLink.sol";
import {IFlashExit} from "./IFlashExit.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {BatchStage, IPoolLens, UnstakeStage, UnstakeView} from "./IPoolLens.sol";
import {IPoolViews} from "./IPoolViews.sol";
import {FreezeState, LaneBook, UnstakeRequest, UnstakeStatus} from "./PoolTypes.sol";

/// @title What can be done on this L2 now, what it would do, and where a request is
/// @dev What the pool previews itself it is asked, and its own error read: so the two cannot differ. The rest repeats the
/// pool's checks in the pool's order, and tests compare each with the call.
contract PoolLens is IPoolLens {
    IL2StakingPool private immutable _POOL;
    IL2Hub private immutable _HUB;

    error PoolLens_NotContract(address account);

    constructor(address pool) {
        if (pool.code.length == 0) revert PoolLens_NotContract(pool);
        _POOL = IL2StakingPool(pool);
        _HUB = IL2Hub(IL2StakingPool(pool).hub());
    }

    // ── What can be done now, and what would it do ───────────────────────────────────────────────────────────────────

    /// @inheritdoc IPoolLens
    function quoteStake(
        uint256 etherAmount
    ) external view returns (Door memory door, uint256 shares, uint256 feeWei, uint256 breakEvenDays) {
        try _POOL.previewStake(etherAmount) returns (uint256 minted, uint256 fee, uint256 breakEven) {
            door = _limit(etherAmount);
            if (door.refusal == Refusal.None) door = _tally(etherAmount, minted);
            if (door.refusal == Refusal.None) (shares, feeWei, breakEvenDays) = (minted, fee, breakEven);
        } catch (bytes memory reason) {
            door = _doorOf(reason, Params.RATE_MAX_AGE_SECONDS);
        }
    }

    /// @inheritdoc IPoolLens
    function quoteUnstake(
        address owner,
        uint256 shares
    ) external view returns (Door memory door, uint256 etherAtMost, uint256 etherAhead) {
        (uint256 rate, , , ) = _POOL.rate();
        uint256 value = ShareMath.toEtherDown(shares, rate);
        if (value < Params.REQUEST_WEI_MIN) door.refusal = Refusal.AmountTooSmall;
        else if (value > Params.REQUEST_WEI_MAX) door.refusal = Refusal.AmountTooLarge;
        else if (shares > _balanceOf(owner)) door.refusal = Refusal.BalanceTooLow;
        else (etherAtMost, etherAhead) = (value, _POOL.book().pendingValue);
    }

    /// @inheritdoc IPoolLens
    function quoteFlashExit(
        address owner,
        uint256 shares
    ) external view returns (Door memory door, uint256 etherPaid, uint256 feeWei) {
        try IFlashExit(address(_POOL)).previewFlashExit(shares) returns (uint256 paid, uint256 fee) {
            if (shares > _balanceOf(owner)) door.refusal = Refusal.BalanceTooLow;
            else (etherPaid, feeWei) = (paid, fee);
        } catch (bytes memory reason) {
            door = _doorOf(reason, Params.FLASH_RATE_MAX_AGE_SECONDS);
        }
    }

    /// @inheritdoc IPoolLens
    function quoteMove(
        address owner,
        uint256 shares,
        uint16 destination
    ) external view returns (Door memory door, uint256 sharesArriving) {
        if (shares < Params.MOVE_SHARES_MIN) door.refusal = Refusal.AmountTooSmall;
        else if (shares > type(uint96).max) door.refusal = Refusal.AmountTooLarge;
        else if (destination == _HUB.laneId()) door.refusal = Refusal.InvalidDestination;
        else if (!_hasRoomForMove()) door = _untilNextBatch();
        else if (shares > _POOL.available()) door.refusal = Refusal.NotAcknowledged;
        else if (shares > _balanceOf(owner)) door.refusal = Refusal.BalanceTooLow;
        else sharesArriving = shares - IMoveLink(address(_HUB)).moveFee();
    }

    /// @inheritdoc IPoolLens
    function netting() public view returns (Door memory door) {
        door = _openAtThisRate();
        if (door.refusal != Refusal.None) return door;
        (bool waits, UnstakeRequest memory first) = _firstWaiting();
        (uint256 rate, , uint64 refTime, ) = _POOL.rate();
        if (!waits) door.refusal = Refusal.NothingWaits;
        else if (first.requestedAt >= refTime) door.refusal = Refusal.RequestTooYoung;
        else if (first.shares > _POOL.available()) door.refusal = Refusal.NotAcknowledged;
        else if (ShareMath.toEtherDown(first.shares, rate) > _POOL.book().poolEther)
            door.refusal = Refusal.PoolEtherTooLow;
    }

    /// @inheritdoc IPoolLens
    function forwarding() external view returns (Door memory door) {
        (bool waits, UnstakeRequest memory first) = _firstWaiting();
        uint256 from = first.requestedAt + _POOL.parameters().forwardDelaySeconds;
        if (!waits) {
            door.refusal = Refusal.NothingWaits;
        } else if (netting().refusal == Refusal.None) {
            door.refusal = Refusal.NetFirst;
        } else if (block.timestamp < from) {
            door.refusal = Refusal.RequestTooYoung;
            door.opensAt = uint64(from);
        } else if (first.shares > _POOL.available()) {
            door.refusal = Refusal.NotAcknowledged;
        } else if (first.shares > _views().forwardRoom()) {
            door = _untilNextBatch();
        }
    }

    /// @inheritdoc IPoolLens
    function closing() public view returns (Door memory door) {
        uint256 from = _HUB.closableAt();
        if (from == type(uint256).max) {
            door.refusal = Refusal.NothingToClose;
        } else if (block.timestamp < from) {
            door.refusal = Refusal.TooEarly;
            door.opensAt = uint64(from);
        }
    }

    // ── Where is it ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IPoolLens
    function unstakeRequest(uint256 requestId) external view returns (UnstakeView memory shown) {
        UnstakeRequest memory request = _POOL.unstakeRequest(requestId);
        if (request.status == UnstakeStatus.None) return shown;
        shown.stage = _stageOf(request);
        shown.owner = request.owner;
        shown.shares = request.shares;
        shown.ownRate = request.ownRate;
        shown.etherAtMost = ShareMath.toEtherDown(request.shares, request.ownRate);
        shown.requestedAt = request.requestedAt;
        shown.batchNonce = request.batchNonce;
        shown.etherPayable = request.etherPayable;
        if (request.status != UnstakeStatus.Pending) return shown;
        (, uint256 servedId) = _POOL.unstakeQueue();
        shown.requestsAhead = requestId - servedId - 1;
        (shown.sharesAhead, shown.etherAhead) = _views().waitingBefore(requestId);
        shown.forwardableFrom = request.requestedAt + _POOL.parameters().forwardDelaySeconds;
    }

    /// @inheritdoc IPoolLens
    function requestsOf(
        address owner,
        uint256 fromId,
        uint256 count
    ) external view returns (uint256[] memory requestIds, uint256 nextId) {
        (uint256 lastId, ) = _POOL.unstakeQueue();
        uint256 from = fromId == 0 ? 1 : fromId;
        if (from > lastId) return (requestIds, 0);
        uint256 length = count < lastId - from + 1 ? count : lastId - from + 1;
        nextId = from + length > lastId ? 0 : from + length;
        requestIds = new uint256[](length);
        uint256 found = 0;
        for (uint256 id = from; id < from + length; ++id) {
            // The zero address owns what was claimed, and nothing else.
            if (owner != address(0) && _POOL.unstakeRequest(id).owner == owner) requestIds[found++] = id;
        }
        assembly ("memory-safe") {
            mstore(requestIds, found) // at most its length
        }
    }

    /// @inheritdoc IPoolLens
    function batch(uint64 batchNonce) public view returns (BatchStage stage) {
        uint64 open = _HUB.openBatchNonce();
        if (batchNonce == 0 || batchNonce > open) return BatchStage.None;
        if (batchNonce == open) return BatchStage.Open;
        return batchNonce > _POOL.book().ackedNonce ? BatchStage.Closed : BatchStage.Acknowledged;
    }

    /// @inheritdoc IPoolLens
    function POOL() external view returns (address) {
        return address(_POOL);
    }

    // ── Internal ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev What a preview of the pool was refused with; what it does not know it passes on.
    function _doorOf(bytes memory reason, uint256 maxAgeSeconds) private view returns (Door memory door) {
        bytes4 selector = bytes4(reason);
        if (
            selector == IL2StakingPool.Pool_StoppedAfterFall.selector || selector == IL2StakingPool.Pool_Frozen.selector
        ) return _openAtThisRate();
        if (selector == IL2StakingPool.Pool_RateTooOld.selector) {
            (, , uint64 refTime, ) = _POOL.rate();
            door.refusal = Refusal.RateTooOld;
            door.since = uint64(refTime + maxAgeSeconds);
        } else if (
            selector == IL2StakingPool.Pool_ZeroShares.selector || selector == IFlashExit.FlashExit_ZeroEther.selector
        ) {
            door.refusal = Refusal.AmountTooSmall;
        } else if (selector == IFlashExit.FlashExit_ExceedsAvailable.selector) {
            door.refusal = Refusal.NotAcknowledged;
        } else if (selector == FlashMath.FlashMath_InsufficientReserve.selector) {
            door.refusal = Refusal.ReserveTooLow;
        } else {
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
    }

    /// @dev A stop is lifted by the next update that brings no fall and knows of the newest that a move has told; a freeze
    /// by one that is not older than it, or by time.
    function _openAtThisRate() private view returns (Door memory door) {
        (, uint64 rateNonce, , bool stopped) = _POOL.rate();
        if (stopped) {
            uint64 fallNonce = _views().fallNonce();
            door.refusal = Refusal.StoppedAfterFall;
            door.opensAtRateNonce = fallNonce > rateNonce ? fallNonce : rateNonce;
            return door;
        }
        FreezeState memory freeze = _POOL.freezeState();
        if (block.timestamp >= freeze.until) return door;
        door.refusal = Refusal.Frozen;
        door.opensAt = freeze.until;
        door.opensAtRateNonce = freeze.rateNonce;
    }

    function _limit(uint256 etherAmount) private view returns (Door memory door) {
        (uint256 availableWei, uint256 capacityWei) = _POOL.stakeLimit();
        if (etherAmount <= availableWei) return door;
        if (etherAmount > capacityWei) {
            door.refusal = Refusal.AmountTooLarge;
            return door;
        }
        door.refusal = Refusal.LimitReached;
        uint256 refill = _views().stakeRefill();
        if (refill == 0) return door;
        // At most 2^24 ether by 1e12 wei a second, rounded up: the bucket fills by whole seconds.
        door.opensAt = uint64(block.timestamp + (etherAmount - availableWei + refill - 1) / refill);
    }

    /// @dev As much as {TallySlot} can count; closing the batch makes room.
    function _tally(uint256 etherAmount, uint256 shares) private view returns (Door memory door) {
        LaneBook memory book = _POOL.book();
        bool fits =
            book.poolEther + etherAmount <= type(uint80).max &&
                book.totalShares + shares <= type(uint88).max &&
                _POOL.openBatch().minted + shares <= type(uint80).max;
        if (!fits) return _untilNextBatch();
    }

    function _untilNextBatch() private view returns (Door memory door) {
        door.refusal = Refusal.BatchFull;
        uint256 from = _HUB.closableAt();
        if (from != type(uint256).max) door.opensAt = uint64(from);
    }

    function _hasRoomForMove() private view returns (bool) {
        (, uint32 count, uint256 gasDeclared) = _HUB.outbox();
        ActionCodec.MoveShares memory any;
        uint256 length = ActionCodec.encodeMoveShares(Params.MOVE_SHARES_GAS, 0, 0, any).length;
        return
            IMoveLink(address(_HUB)).openMoves() < Params.MOVES_PER_BATCH &&
            count < Params.ACTIONS_MAX &&
            gasDeclared + ActionCodec.budgetOf(Params.MOVE_SHARES_GAS, length) <= Params.ACTION_BATCH_GAS;
    }

    function _firstWaiting() private view returns (bool waits, UnstakeRequest memory first) {
        (uint256 lastId, uint256 servedId) = _POOL.unstakeQueue();
        if (servedId == lastId) return (false, first);
        return (true, _POOL.unstakeRequest(servedId + 1));
    }

    function _stageOf(UnstakeRequest memory request) private view returns (UnstakeStage) {
        if (request.status == UnstakeStatus.Pending) return UnstakeStage.Waiting;
        if (request.status == UnstakeStatus.Payable) return UnstakeStage.Payable;
        if (request.status == UnstakeStatus.Claimed) return UnstakeStage.Claimed;
        BatchStage stage = batch(request.batchNonce);
        if (stage == BatchStage.Open) return UnstakeStage.InOpenBatch;
        return stage == BatchStage.Closed ? UnstakeStage.InClosedBatch : UnstakeStage.OnL1;
    }

    function _balanceOf(address owner) private view returns (uint256) {
        return IERC20(address(_POOL)).balanceOf(owner);
    }

    function _views() private view returns (IPoolViews) {
        return IPoolViews(address(_POOL));
    }
}
