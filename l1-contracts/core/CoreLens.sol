// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {Door, Refusal} from "../../shared/contracts/lens/DoorTypes.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {CoreTiming} from "./CoreTiming.sol";
import {Ledger, RequestStatus, WithdrawalRequest} from "./CoreTypes.sol";
import {ICoreLens, RequestView} from "./ICoreLens.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {QueueMath} from "./QueueMath.sol";

/// @title What can be done on L1 now, what it would do, and where a withdrawal request is
/// @dev Repeats the core's checks in the core's order; tests compare each with the call.
contract CoreLens is ICoreLens {
    ILiquidStakingCore private immutable _CORE;
    uint64 private immutable _GENESIS_TIME;
    uint64 private immutable _FRAME_SECONDS;

    error CoreLens_NotContract(address account);

    constructor(address core) {
        if (core.code.length == 0) revert CoreLens_NotContract(core);
        _CORE = ILiquidStakingCore(core);
        _GENESIS_TIME = uint64(CoreTiming(core).GENESIS_TIME());
        _FRAME_SECONDS = uint64(CoreTiming(core).FRAME_SECONDS());
    }

    // ── What can be done now, and what would it do ───────────────────────────────────────────────────────────────────

    /// @inheritdoc ICoreLens
    function quoteDeposit(uint256 etherAmount) external view returns (Door memory door, uint256 shares) {
        (bool paused, uint256 cap) = _CORE.depositLimits();
        (uint256 rate, , uint64 refTime) = _CORE.rate();
        uint256 minted = ShareMath.toSharesDown(etherAmount, rate);
        if (paused) {
            door.refusal = Refusal.DepositsPaused;
        } else if (block.timestamp > refTime + Params.RATE_MAX_AGE_SECONDS) {
            door.refusal = Refusal.RateTooOld;
            door.since = uint64(refTime + Params.RATE_MAX_AGE_SECONDS);
        } else if (minted == 0) {
            door.refusal = Refusal.AmountTooSmall;
        } else if (ShareMath.toEtherDown(_token().totalSupply() + minted, rate) > cap) {
            door.refusal = Refusal.CapReached;
        } else {
            shares = minted;
        }
    }

    /// @inheritdoc ICoreLens
    function quoteRequest(
        address owner,
        uint256 shares
    ) external view returns (Door memory door, uint256 etherAtMost, uint256 etherAhead) {
        uint256 value = _CORE.previewRequest(shares);
        Ledger memory ledger = _CORE.ledger();
        if (value < Params.REQUEST_WEI_MIN) door.refusal = Refusal.AmountTooSmall;
        else if (value > Params.REQUEST_WEI_MAX) door.refusal = Refusal.AmountTooLarge;
        else if (shares > _token().balanceOf(owner)) door.refusal = Refusal.BalanceTooLow;
        else if (QueueMath.toUnitsDown(value, ledger.lossIndex) > type(uint32).max)
            door.refusal = Refusal.AmountTooLarge;
        else (etherAtMost, etherAhead) = (value, ledger.queued);
    }

    // ── Where is it ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICoreLens
    function request(uint256 requestId) external view returns (RequestView memory shown) {
        WithdrawalRequest memory found = _CORE.withdrawalRequest(requestId);
        shown.status = found.status;
        shown.owner = found.owner;
        shown.etherAmount = found.etherAmount;
        if (found.status != RequestStatus.Pending) return shown;
        shown.requestsAhead = requestId - _CORE.lastFinalizedId() - 1;
        shown.etherAhead = found.etherAhead;
        uint256 needed = found.etherAhead + found.etherAmount;
        uint256 buffered = _CORE.ledger().buffered;
        shown.etherMissing = needed > buffered ? needed - buffered : 0;
        // A report finalizes requests of earlier frames, and the next one is of the frame after the last.
        (, , uint64 refTime) = _CORE.rate();
        uint64 lastFrame = (refTime - _GENESIS_TIME) / _FRAME_SECONDS;
        shown.finalizableFrame = (found.requestedFrame > lastFrame ? found.requestedFrame : lastFrame) + 1;
        shown.finalizableFrom = _GENESIS_TIME + shown.finalizableFrame * _FRAME_SECONDS;
    }

    /// @inheritdoc ICoreLens
    function requestsOf(
        address owner,
        uint256 fromId,
        uint256 count
    ) external view returns (uint256[] memory requestIds, uint256 claimable, uint256 etherClaimable, uint256 nextId) {
        uint256 lastId = _CORE.lastRequestId();
        uint256 from = fromId == 0 ? 1 : fromId;
        if (from > lastId) return (requestIds, 0, 0, 0);
        uint256 length = count < lastId - from + 1 ? count : lastId - from + 1;
        nextId = from + length > lastId ? 0 : from + length;
        requestIds = new uint256[](length);
        uint256 found = 0;
        for (uint256 id = from; id < from + length; ++id) {
            WithdrawalRequest memory each = _CORE.withdrawalRequest(id);
            // The zero address owns what was claimed, and nothing else.
            if (owner == address(0) || each.owner != owner) continue;
            requestIds[found++] = id;
            if (each.status != RequestStatus.Finalized) continue;
            ++claimable;
            etherClaimable += each.etherAmount;
        }
        assembly ("memory-safe") {
            mstore(requestIds, found) // at most its length
        }
    }

    /// @inheritdoc ICoreLens
    function CORE() external view returns (address) {
        return address(_CORE);
    }

    function _token() private view returns (IERC20) {
        return IERC20(address(_CORE));
    }
}
