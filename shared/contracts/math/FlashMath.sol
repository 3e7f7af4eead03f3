// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Params} from "../params/Params.sol";
import {ShareMath} from "./ShareMath.sol";

/// @title What a flash exit pays out of a reserve R with target R*
/// @notice With u = max(0, 1 − R/R*) used up, an ether paid costs f(u): f0 with a full reserve, rising in a straight line
/// to f1 at u*, and in a steeper one to f2 at u = 1. The fee of an exit is the integral of f over the reserve it draws,
/// `gross = pay + ∫ f dR over [R − pay, R]`, so an exit in parts costs what it costs as a whole, rounded up once a part:
/// splitting gains nothing. A target of 0 is below every reserve: all of it costs f0.
/// @dev f is piecewise linear, so the integral is a sum of trapezoids, held as one fraction and rounded up once. Reserves
/// are counted in 1/10,000 wei, so that (1 − u*)·R* is an integer; with reserves and targets below 2^88 wei nothing
/// reaches 2^232. shared/src/model/flash.ts is its twin, which searches for the same integer in another way.
library FlashMath {
    uint256 private constant BPS = ShareMath.BPS;
    uint256 private constant F0 = Params.FLASH_FEE_F0_BPS;
    uint256 private constant F1 = Params.FLASH_FEE_F1_BPS;
    uint256 private constant F2 = Params.FLASH_FEE_F2_BPS;
    /// @dev u*, and the part of R* that is left there.
    uint256 private constant KINK = Params.FLASH_KINK_BPS;
    uint256 private constant BELOW = BPS - KINK;

    /// @notice Even the whole reserve is worth less than `gross`: the rest would be paid nothing.
    error FlashMath_InsufficientReserve(uint256 gross, uint256 reserve);

    /// @notice The fee of drawing `pay` ≤ `reserve`, rounded up: `⌈∫ f dR⌉`.
    function feeUp(uint256 pay, uint256 reserve, uint256 target) internal pure returns (uint256) {
        return Math.ceilDiv(_fee(pay, reserve, target), _denominator(target));
    }

    /// @notice The largest `pay` ≤ `reserve` with `pay + feeUp(pay) ≤ gross`.
    /// @dev By Newton's method from above. cost(pay) = pay + ∫ f has the slope 1 + f, which rises as the reserve falls:
    /// it is convex, so where a tangent at a pay that costs too much meets `gross` is never below the answer, and
    /// rounding that down neither: pay falls strictly, stops at the first that fits, and that is the largest. The slope
    /// changes by f2 − f0 at most, so a handful of steps do.
    function payDown(uint256 gross, uint256 reserve, uint256 target) internal pure returns (uint256 pay) {
        if (reserve == 0 || reserve + feeUp(reserve, reserve, target) < gross) {
            revert FlashMath_InsufficientReserve(gross, reserve);
        }
        uint256 denominator = _denominator(target);
        uint256 budget = gross * denominator;
        // f ≥ f0 everywhere: not below the answer either.
        pay = Math.min(reserve, (gross * BPS) / (BPS + F0));
        while (true) {
            uint256 cost = pay * denominator + _fee(pay, reserve, target);
            if (cost <= budget) return pay;
            pay -= Math.ceilDiv(cost - budget, denominator + _marginalFee(reserve - pay, target));
        }
    }

    /// @dev What {_fee} is counted in: parts of a wei.
    function _denominator(uint256 target) private pure returns (uint256) {
        return BPS * BPS * _span(target);
    }

    /// @dev Twice the width of both sloping parts, in parts of R*.
    function _span(uint256 target) private pure returns (uint256) {
        return 2 * Math.max(target, 1) * KINK * BELOW;
    }

    /// @dev ∫ f dR over [reserve − pay, reserve].
    function _fee(uint256 pay, uint256 reserve, uint256 target) private pure returns (uint256) {
        uint256 top = target * BPS;
        uint256 knee = target * BELOW;
        uint256 from = (reserve - pay) * BPS;
        uint256 to = reserve * BPS;
        (uint256 lowFrom, uint256 lowTo) = (Math.min(from, knee), Math.min(to, knee));
        (uint256 midFrom, uint256 midTo) = (_clamp(from, knee, top), _clamp(to, knee, top));

        // f0 everywhere and f1 instead below the knee; then ∫ (knee − x) dx and ∫ (top − x) dx over their parts, twice.
        uint256 flat = F0 * (to - from) + (F1 - F0) * (lowTo - lowFrom);
        uint256 low = (lowTo - lowFrom) * (2 * knee - lowFrom - lowTo);
        uint256 mid = (midTo - midFrom) * (2 * top - midFrom - midTo);
        return flat * _span(target) + (F2 - F1) * low * KINK + (F1 - F0) * mid * BELOW;
    }

    /// @dev f with `reserve` left, per wei and in the parts of {_denominator}.
    function _marginalFee(uint256 reserve, uint256 target) private pure returns (uint256) {
        uint256 top = target * BPS;
        uint256 knee = target * BELOW;
        uint256 left = reserve * BPS;
        uint256 fee = F0 * _span(target);
        if (left < top) fee += (F1 - F0) * 2 * (top - Math.max(left, knee)) * BELOW;
        if (left < knee) fee += (F2 - F1) * 2 * (knee - left) * KINK;
        return fee * BPS;
    }

    function _clamp(uint256 x, uint256 low, uint256 high) private pure returns (uint256) {
        return Math.max(low, Math.min(x, high));
    }
}
