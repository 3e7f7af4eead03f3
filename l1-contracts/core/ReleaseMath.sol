// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";

/// @title How undistributed gains become a higher rate and fee shares
/// @notice Stakers and fees share only what lifts the rate above its high-water mark: a recovery after a loss pays no
/// fee (T-83). Pure, so that it can be fuzzed alone; the executable spec is shared/src/model/release.ts.
library ReleaseMath {
    /// @param rate r after losses, wei per 1e18 shares
    /// @param highWaterMark highest r so far
    /// @param cap largest r the report may set, at least `rate`
    /// @param totalShares S, above zero
    /// @param freeE18 what may be released, D less D_min, times 1e18
    /// @param feeBps φ, all fees together, below 10,000
    struct Input {
        uint256 rate;
        uint256 highWaterMark;
        uint256 cap;
        uint256 totalShares;
        uint256 freeE18;
        uint256 feeBps;
    }

    /// @notice With h = max(hwm, r): `D_free ≤ (h−r)·S` gives `r' = min(cap, r + D_free/S)` and no fee; more gives
    /// `r' = min(cap, h + (D_free − (h−r)·S)(1−φ)/S)` and `feeShares = ⌊(r'−h)⁺·S·φ/((1−φ)·r')⌋`.
    /// @dev Both are rounded down, so `r'·(S + feeShares) ≤ r·S + D_free`: fees come out of what was released, and
    /// LEDGER-1 holds afterwards. Products stay below 2^64·2^88·2^14.
    function release(Input memory input) internal pure returns (uint256 rateAfter, uint256 feeShares) {
        uint256 mark = Math.max(input.highWaterMark, input.rate);
        uint256 recoveryE18 = (mark - input.rate) * input.totalShares;
        if (input.freeE18 <= recoveryE18) {
            return (Math.min(input.cap, input.rate + input.freeE18 / input.totalShares), 0);
        }
        uint256 keptBps = ShareMath.BPS - input.feeBps;
        uint256 rise = ((input.freeE18 - recoveryE18) * keptBps) / (ShareMath.BPS * input.totalShares);
        rateAfter = Math.min(input.cap, mark + rise);
        if (rateAfter > mark) {
            feeShares = ((rateAfter - mark) * input.totalShares * input.feeBps) / (keptBps * rateAfter);
        }
    }
}
