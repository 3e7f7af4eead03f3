// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareToken} from "../../shared/contracts/token/ShareToken.sol";
import {CoreStorage} from "./CoreStorage.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {QueueMath} from "./QueueMath.sol";

/// @title The sums behind the rate, and what a loss does to them
/// @notice `P = B + V + C + A + ΣH − N − Q` and `D = P − r·S/1e18` are derived from their parts on every use and never
/// stored, so they cannot drift apart from them.
abstract contract CoreLedger is ILiquidStakingCore, CoreStorage, ShareToken {
    /// @dev A reading of the ledger, in wei and shares. `assets` is P + N: what holders and the queue share.
    struct Book {
        uint256 assets;
        uint256 queued;
        uint256 rate;
        uint256 totalShares;
    }

    function _readBook() internal view returns (Book memory book) {
        CoreState storage $ = _core();
        uint256 gross = uint256($.buffered) + $.vaultBooked + $.consensusBalance + $.inActivation + $.heldOnLanes;
        // Cannot underflow: Q ≤ C is checked where either is set, and nothing else is below zero.
        book.assets = gross - $.provisions;
        book.queued = QueueMath.toWeiUp(_pendingUnits(), $.lossIndex);
        book.rate = $.rate;
        book.totalShares = $.totalShares;
    }

    /// @dev What holders and the queue are promised, times 1e18; LEDGER-1 says `assets·1e18` is never below it.
    function _owedE18(Book memory book) internal pure returns (uint256) {
        return book.rate * book.totalShares + book.queued * 1e18;
    }

    /// @dev Lowers loss index and rate pro rata when assets no longer cover what is owed; D has absorbed what it could
    /// by then, since it is what exceeds the debt. Both round down: afterwards no more is promised than is there.
    function _absorbLoss(Book memory book) internal {
        CoreState storage $ = _core();
        uint256 owedE18 = _owedE18(book);
        if (book.assets * 1e18 >= owedE18) return;
        uint256 etherLost = Math.ceilDiv(owedE18 - book.assets * 1e18, 1e18);

        uint256 lossIndex = QueueMath.lossIndexAfter($.lossIndex, book.assets, owedE18);
        // Cannot truncate: the index only falls.
        $.lossIndex = uint96(lossIndex);
        book.queued = QueueMath.toWeiUp(_pendingUnits(), lossIndex);
        // Cannot underflow: N' ≤ ⌈N·assets/owed⌉ ≤ assets, because owed ≥ N.
        uint256 pooled = book.assets - book.queued;
        // Cannot divide by zero: the bootstrap shares are never burnt.
        book.rate = Math.min(book.rate, (pooled * 1e18) / book.totalShares);
        _setRate(book.rate);
        emit LossBooked(etherLost, lossIndex, book.rate);
    }

    /// @dev Stores a changed rate under the next nonce; an unchanged rate keeps its nonce.
    function _setRate(uint256 newRate) internal {
        CoreState storage $ = _core();
        if (newRate == $.rate) return;
        uint256 nonce = uint256($.rateNonce) + 1;
        $.rate = SafeCast.toUint64(newRate);
        $.rateNonce = SafeCast.toUint24(nonce);
        _recordRate(nonce, newRate);
        emit RateChanged(uint64(nonce), newRate);
    }

    /// @dev Four rates share a word, so that three reports of four rewrite a slot instead of opening one.
    function _recordRate(uint256 nonce, uint256 newRate) internal {
        // Never overwrites: a nonce is recorded once, its 64 bits are still zero.
        _core().rates[nonce / 4] |= newRate << (64 * (nonce % 4));
    }

    function _rateAt(uint256 nonce) internal view returns (uint256) {
        uint256 current = _core().rateNonce;
        if (nonce > current) revert Core_UnknownRateNonce(uint64(nonce), uint64(current));
        return uint64(_core().rates[nonce / 4] >> (64 * (nonce % 4)));
    }

    /// @dev Units requested and not finalized.
    function _pendingUnits() internal view returns (uint256) {
        CoreState storage $ = _core();
        return _unitsBetween($.queueHead.unitsFinalized(), $.unitsTotal);
    }

    /// @dev Distance between two running totals. They wrap at 2^48 units, 281 million ether; as long as less than that
    /// is pending at once the distance is exact.
    function _unitsBetween(uint48 from, uint48 to) internal pure returns (uint256) {
        unchecked {
            return uint48(to - from);
        }
    }

    /// @dev Shares or requests of the core itself could never be moved again.
    function _requireReceiver(address receiver) internal view {
        if (receiver == address(0) || receiver == address(this)) revert Core_InvalidReceiver(receiver);
    }

    function _totalShares() internal view override returns (uint256) {
        return _core().totalShares;
    }
}
