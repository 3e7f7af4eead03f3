// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {Landing} from "./CoreTypes.sol";
import {LaneState} from "./CoreStorage.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {WithdrawalQueue} from "./WithdrawalQueue.sol";

/// @title One account per lane
/// @notice Books what batches changed on L2. Shares of all lanes are the lane hub's token balance; K says how many of
/// them are whose. An admissible batch is never refused for what the rate did since it was closed: that is carry.
abstract contract LaneLedger is WithdrawalQueue {
    using SafeCast for uint256;

    /// @inheritdoc ILiquidStakingCore
    function landBatch(
        uint16 laneId,
        uint64 batchNonce,
        Landing calldata landing
    ) external payable returns (uint256 firstRequestId, uint256 requestCount) {
        address hub = _requireLaneHub();
        LaneState storage account = _requireLane(laneId);
        if (msg.value != landing.etherSent) revert Core_LandingValueMismatch(msg.value, landing.etherSent);
        uint64 expected = account.appliedNonce + 1;
        if (batchNonce != expected) revert Core_BatchOutOfOrder(laneId, batchNonce, expected);
        account.appliedNonce = batchNonce;

        int256 gapWei = _bookBatch(laneId, account, landing);
        _moveLocked(laneId, account, landing, hub);
        // The gap first, then a loss: forwarded shares leave at the rate and index of the landing.
        _absorbLoss(_readBook());
        if (landing.forwarded != 0) {
            (firstRequestId, requestCount) = _enqueueInParts(hub, landing.forwarded);
        }
        emit BatchLanded(
            laneId,
            batchNonce,
            landing.minted,
            landing.burned,
            landing.forwarded,
            msg.value,
            landing.heldAfter,
            gapWei,
            account.carryReserve
        );
    }

    /// @inheritdoc ILiquidStakingCore
    function fundLane(uint16 laneId, uint256 fundedTotal) external returns (bool funded) {
        address hub = _requireLaneHub();
        LaneState storage account = _requireLane(laneId);
        CoreState storage $ = _core();
        // Cumulative: a total already funded is no error, so a StateUpdate can always be sent.
        if (fundedTotal <= account.fundedTotal) return true;
        uint256 shares = fundedTotal - account.fundedTotal;
        if (shares > $.feeEscrow) {
            emit RewardsNotFunded(laneId, shares, $.feeEscrow);
            return false;
        }
        // Cannot underflow or truncate: bounded by the escrow, which is part of S.
        $.feeEscrow = uint96($.feeEscrow - shares);
        account.fundedTotal = uint96(fundedTotal);
        account.lockedShares = (account.lockedShares + shares).toUint96();
        _transfer(address(this), hub, shares);
        emit RewardsFunded(laneId, shares, fundedTotal);
        return true;
    }

    /// @dev LANE-2, then B, H and the gap to today's rate: X takes a surplus up to the ether that came, so B never falls;
    /// a deficit takes X, and what is left of it D.
    function _bookBatch(
        uint16 laneId,
        LaneState storage account,
        Landing calldata landing
    ) private returns (int256 gapWei) {
        _requireBelievable(laneId, account, landing);
        CoreState storage $ = _core();
        int256 backing = (landing.etherSent + landing.heldAfter).toInt256() - int256(uint256(account.held));
        int256 net = landing.minted.toInt256() - landing.burned.toInt256();
        _requireAdmissible(laneId, backing, net, _rateAt(landing.rateNonce));

        $.heldOnLanes = ($.heldOnLanes - account.held + landing.heldAfter).toUint88();
        account.held = landing.heldAfter.toUint96();
        account.rateNonce = uint24(landing.rateNonce); // known to {_rateAt}, so at most the current one
        int256 gapE18 = backing * 1e18 - net * int256(uint256($.rate));
        uint256 buffered = $.buffered + landing.etherSent;
        if (gapE18 >= 0) {
            uint256 gap = uint256(gapE18) / 1e18;
            gapWei = int256(gap);
            uint256 kept = Math.min(Math.min(gap, landing.etherSent), _carryRoom(account));
            account.carryReserve += uint80(kept);
            $.carryReserves += uint80(kept);
            buffered -= kept;
        } else {
            uint256 deficit = Math.ceilDiv(uint256(-gapE18), 1e18);
            gapWei = -int256(deficit);
            uint256 drawn = Math.min(deficit, account.carryReserve);
            account.carryReserve -= uint80(drawn);
            $.carryReserves -= uint80(drawn);
            buffered += drawn;
        }
        $.buffered = buffered.toUint88();
    }

    /// @dev S,K += m − u, then w leaves K; one movement of the hub's balance. S still counts w until it is queued.
    /// LANE-3: K is never below zero; the pool on L2 hands out no more than K by its own `avail`.
    function _moveLocked(uint16 laneId, LaneState storage account, Landing calldata landing, address hub) private {
        CoreState storage $ = _core();
        uint256 available = account.lockedShares + landing.minted;
        uint256 leaving = landing.burned + landing.forwarded;
        if (leaving > available) revert Core_LockedSharesExceeded(laneId, leaving, available);
        account.lockedShares = (available - leaving).toUint96();
        // Cannot underflow: u ≤ K + m ≤ S + m.
        $.totalShares = ($.totalShares + landing.minted - landing.burned).toUint88();
        if (landing.minted > leaving) _mintShares(hub, landing.minted - leaving);
        else if (landing.minted < leaving) _burnShares(hub, leaving - landing.minted);
    }

    /// @dev What L1 cannot check it bounds, for a lane whose L2 lies (T-64). Ether said to be held backs shares that L1 pays
    /// for, so it may grow to a cap only; an L2 never goes back to an older rate, at which shares would be too cheap.
    /// No batch of an honest L2 is refused: its pool keeps less, and its feed takes newer rates only.
    function _requireBelievable(uint16 laneId, LaneState storage account, Landing calldata landing) private view {
        uint256 cap = uint256(account.heldCapEther) * 1 ether;
        if (landing.heldAfter > cap && landing.heldAfter > account.held) {
            revert Core_HeldAboveCap(laneId, landing.heldAfter, cap);
        }
        if (landing.rateNonce < account.rateNonce) {
            revert Core_RateNonceFell(laneId, landing.rateNonce, account.rateNonce);
        }
    }

    /// @dev Exact, against the rate L1 itself sent: `e + ΔH ≥ (m − u)·r[rateNonce]` (LANE-2).
    function _requireAdmissible(uint16 laneId, int256 backing, int256 net, uint256 rate) private pure {
        int256 owedE18 = net * int256(rate);
        if (backing * 1e18 < owedE18) revert Core_BatchInadmissible(laneId, backing, owedE18);
    }

    /// @dev What X may still take: up to its cap, and never beyond its 80 bits; the rest of a gap stays in D.
    function _carryRoom(LaneState storage account) private view returns (uint256) {
        uint256 cap = ((account.held + Params.CARRY_CAP_BASE_WEI) * Params.CARRY_CAP_BPS) / ShareMath.BPS;
        uint256 room = cap > account.carryReserve ? cap - account.carryReserve : 0;
        return Math.min(room, type(uint80).max - _core().carryReserves);
    }

    function _requireLaneHub() private view returns (address hub) {
        hub = _core().laneHub;
        if (msg.sender != hub) revert Core_NotLaneHub(msg.sender);
    }

    function _requireLane(uint16 laneId) internal view returns (LaneState storage account) {
        account = _core().lanes[laneId];
        if (!account.exists) revert Core_UnknownLane(laneId);
    }
}
