// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Conversions between shares and ether
/// @notice A rate is wei of ether per 1e18 shares. Each name says which way it rounds; callers choose the direction
/// that favours the protocol, that is: the holders who stay.
/// @dev Arithmetic is checked: with amounts below 2^128 and rates below 2^64 no product reaches 2^193, so it never
/// reverts for what the protocol can hold; anything larger reverts instead of wrapping. A zero rate reverts.
library ShareMath {
    /// @notice Shares that make up one unit of rate.
    uint256 internal constant SHARE_UNIT = 1e18;
    /// @notice Basis points in one.
    uint256 internal constant BPS = 10_000;

    /// @notice Shares for `amount` wei, rounded down: what a depositor gets.
    function toSharesDown(uint256 amount, uint256 rate) internal pure returns (uint256) {
        return (amount * SHARE_UNIT) / rate;
    }

    /// @notice Shares for `amount` wei, rounded up: what someone must give to be paid `amount`.
    function toSharesUp(uint256 amount, uint256 rate) internal pure returns (uint256) {
        return Math.ceilDiv(amount * SHARE_UNIT, rate);
    }

    /// @notice Wei for `shares`, rounded down: what someone who leaves is paid.
    function toEtherDown(uint256 shares, uint256 rate) internal pure returns (uint256) {
        return (shares * rate) / SHARE_UNIT;
    }

    /// @notice Wei for `shares`, rounded up: what someone must pay for `shares`, or what is owed for them.
    function toEtherUp(uint256 shares, uint256 rate) internal pure returns (uint256) {
        return Math.ceilDiv(shares * rate, SHARE_UNIT);
    }

    /// @notice The highest rate that may hold `age` seconds after the reference time of `rate`, rounded up:
    /// `r + ceil(r * g * age / 1 day)`. An L2 mints at it, so that nobody mints ahead of a rise (RATE-2).
    /// @param gainCapBps g, basis points per day
    function ceilRate(uint256 rate, uint256 gainCapBps, uint256 age) internal pure returns (uint256) {
        return rate + Math.ceilDiv(rate * gainCapBps * age, BPS * 1 days);
    }

    /// @notice The highest rate a report may release up to, `elapsed` seconds of reference time after the last one,
    /// rounded down: `r + floor(r * g * releaseCapBps/10,000 * elapsed / 1 day)`.
    /// @dev With releaseCapBps < 10,000 this stays below {ceilRate} of the same age.
    /// @param gainCapBps g, basis points per day
    /// @param releaseCapBps part of g that a report may use, basis points
    function releaseCapDown(
        uint256 rate,
        uint256 gainCapBps,
        uint256 releaseCapBps,
        uint256 elapsed
    ) internal pure returns (uint256) {
        return rate + (rate * gainCapBps * releaseCapBps * elapsed) / (BPS * BPS * 1 days);
    }
}
