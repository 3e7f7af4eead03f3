// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {Freeze} from "./Freeze.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {RateUpdate} from "./PoolTypes.sol";
import {Gate, StakeGate} from "./StakeGate.sol";

/// @title What the pool knows of L1: rate, acknowledgements
/// @notice A StateUpdate may arrive late, twice removed from its order, or never. Its state leg is one consistent
/// snapshot of L1 and replaces an older one as a whole or not at all (T-58, T-85).
abstract contract RateFeed is Freeze {
    /// @inheritdoc IL2StakingPool
    function applyRate(RateUpdate calldata update) external onlyHub returns (bool applied) {
        PoolState storage $ = _pool();
        // One batch has one rate: the hub closes first, so this stops only a broken hub.
        if ($.tally.minted() != 0 || $.queue.burned != 0 || $.queue.forwarded != 0) revert Pool_BatchOpen();

        Gate gate = $.gate;
        if (!_isCredible($, gate, update)) {
            emit StateLegRefused(update.rateNonce, update.rate, update.refTime, update.appliedNonce);
            return false;
        }
        // An update that was sent before a fall of which a move has told does not open the pool again.
        bool fell = update.rate < gate.rate() || update.rateNonce < $.fallNonce;
        gate = gate.withRate(SafeCast.toUint64(update.rate), SafeCast.toUint40(update.refTime));
        $.gate = _thawed($, gate.withFlag(StakeGate.STOPPED, fell), update.rateNonce);
        $.totals.rateNonce = SafeCast.toUint40(update.rateNonce);
        $.acknowledged = Acknowledged({
            lockedShares: SafeCast.toUint96(update.lockedShares),
            releasedTotal: SafeCast.toUint96(update.releasedTotal),
            nonce: update.appliedNonce
        });
        emit StateUpdated(update.rateNonce, update.rate, update.refTime, update.appliedNonce, fell);
        return true;
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IL2StakingPool
    function rate() external view returns (uint256 rate_, uint64 rateNonce, uint64 refTime, bool stopped) {
        PoolState storage $ = _pool();
        Gate gate = $.gate;
        return (gate.rate(), $.totals.rateNonce, uint64(gate.refTime()), gate.has(StakeGate.STOPPED));
    }

    /// @inheritdoc IL2StakingPool
    function ceilingRate() external view returns (uint256) {
        Gate gate = _pool().gate;
        return ShareMath.ceilRate(gate.rate(), Params.GAIN_CAP_BPS, _age(gate.refTime()));
    }

    /// @dev L2 clocks may run behind L1's: a reference time from the future counts as age 0, which is r itself, the
    /// rate of that very time.
    function _age(uint256 refTime) internal view returns (uint256) {
        return block.timestamp > refTime ? block.timestamp - refTime : 0;
    }

    /// @dev Everything L1 sends only grows with time, L1 releases at most 0.9·g per second of reference time, and it
    /// cannot have landed what was not closed. What breaks this is no later state of our L1, so the leg is left out;
    /// its value still arrives and staking ends by itself once the old rate is too old.
    function _isCredible(PoolState storage $, Gate gate, RateUpdate calldata update) private view returns (bool) {
        if (update.refTime < gate.refTime() || update.rateNonce < $.totals.rateNonce || update.rate == 0) return false;
        Acknowledged memory ack = $.acknowledged;
        if (update.appliedNonce < ack.nonce || update.appliedNonce > $.book.closedNonce) return false;
        if (update.releasedTotal < ack.releasedTotal || update.releasedTotal > $.totals.movedOut) return false;
        uint256 highest = ShareMath.releaseCapDown(
            gate.rate(),
            Params.GAIN_CAP_BPS,
            ShareMath.BPS,
            update.refTime - gate.refTime()
        );
        return update.rate <= highest;
    }
}
