// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One slot, from the low end: `level u56 | updatedAt u40 | capacity u24 | refill u24 | rate u64 | refTime u40 |
/// flags u8`. Level in gwei, capacity in ether, refill in micro-ether per second, times in seconds, rate in wei per 1e18
/// shares.
type Gate is uint256;

using StakeGate for Gate global;

/// @title What every stake must read, in one slot: the rate, its reference time, and a refilling bucket of new stake
/// @notice RateBucket of shared/contracts in coarser units, so that the bucket that each stake writes and the rate that
/// each stake reads share a slot: 2,400 gas a stake. Tests compare the two.
/// @dev T-17: {withLimits} settles the refill at the old speed and then only lowers the level. Functions return a new
/// value; nothing is stored here.
library StakeGate {
    /// @notice The last update brought a fall.
    uint256 internal constant STOPPED = 1 << 248;
    /// @notice There are unstake requests that are neither netted nor forwarded.
    uint256 internal constant WAITING = 1 << 249;
    /// @notice A fast freeze was heeded and no update has lifted it; it may have ended by time.
    uint256 internal constant FROZEN = 1 << 250;

    uint256 private constant UPDATED_AT = 56;
    uint256 private constant CAPACITY = 96;
    uint256 private constant REFILL = 120;
    uint256 private constant RATE = 144;
    uint256 private constant REF_TIME = 208;
    uint256 private constant LEVEL_AND_TIME_MASK = (1 << CAPACITY) - 1;
    uint256 private constant BUCKET_MASK = (1 << RATE) - 1;
    uint256 private constant RATE_AND_TIME_MASK = ((1 << 104) - 1) << RATE;

    uint256 private constant GWEI_PER_ETHER = 1e9;
    uint256 private constant GWEI_PER_MICRO_ETHER = 1e3;

    /// @notice More stake than the limit lets in now.
    error StakeGate_LimitExceeded(uint256 requestedWei, uint256 availableWei);

    /// @notice Draws `amount` wei, rounded up to gwei.
    function consume(Gate gate, uint256 amount) internal view returns (Gate) {
        uint256 held = gate.availableGwei();
        unchecked {
            // amount is the value of a call, below 2^128, so the sum does not wrap; held >= amountGwei below.
            uint256 amountGwei = (amount + 1 gwei - 1) / 1 gwei;
            if (amountGwei > held) revert StakeGate_LimitExceeded(amount, held * 1 gwei);
            return gate.withLevel(held - amountGwei);
        }
    }

    /// @notice Changes capacity and speed; what is available now can only fall by it (T-17).
    function withLimits(Gate gate, uint24 capacityEther_, uint24 refillMicroEther) internal view returns (Gate) {
        uint256 held = gate.availableGwei();
        uint256 capacity = capacityEther_ * GWEI_PER_ETHER;
        uint256 kept = Gate.unwrap(gate) & ~BUCKET_MASK;
        uint256 limits = (uint256(capacityEther_) << CAPACITY) | (uint256(refillMicroEther) << REFILL);
        return Gate.wrap(kept | limits).withLevel(held < capacity ? held : capacity);
    }

    /// @notice Fills the bucket. For a new one only.
    function filled(Gate gate) internal view returns (Gate) {
        return gate.withLevel(gate.capacityEther() * GWEI_PER_ETHER);
    }

    function withRate(Gate gate, uint64 rate_, uint40 refTime_) internal pure returns (Gate) {
        uint256 kept = Gate.unwrap(gate) & ~RATE_AND_TIME_MASK;
        return Gate.wrap(kept | (uint256(rate_) << RATE) | (uint256(refTime_) << REF_TIME));
    }

    /// @param flag STOPPED, WAITING or FROZEN
    function withFlag(Gate gate, uint256 flag, bool set) internal pure returns (Gate) {
        return Gate.wrap(set ? Gate.unwrap(gate) | flag : Gate.unwrap(gate) & ~flag);
    }

    /// @return whether it has any of the flags
    function has(Gate gate, uint256 flags) internal pure returns (bool) {
        return Gate.unwrap(gate) & flags != 0;
    }

    /// @notice Wei per 1e18 shares.
    function rate(Gate gate) internal pure returns (uint256) {
        return uint64(Gate.unwrap(gate) >> RATE);
    }

    /// @notice Reference time of the rate, seconds.
    function refTime(Gate gate) internal pure returns (uint256) {
        return uint40(Gate.unwrap(gate) >> REF_TIME);
    }

    function capacityEther(Gate gate) internal pure returns (uint256) {
        return uint24(Gate.unwrap(gate) >> CAPACITY);
    }

    /// @notice Wei per second.
    function refillWei(Gate gate) internal pure returns (uint256) {
        return uint24(Gate.unwrap(gate) >> REFILL) * GWEI_PER_MICRO_ETHER * 1 gwei;
    }

    /// @notice Gwei that {consume} would grant now; at most 2^24 * 1e9 < 2^54.
    function availableGwei(Gate gate) internal view returns (uint256) {
        uint256 word = Gate.unwrap(gate);
        unchecked {
            // updatedAt was block.timestamp once: the difference is >= 0 and < 2^40; times refill < 2^24 * 2^10 stays
            // below 2^74, and the level adds less than 2^56.
            uint256 elapsed = block.timestamp - uint40(word >> UPDATED_AT);
            uint256 held = uint56(word) + elapsed * uint24(word >> REFILL) * GWEI_PER_MICRO_ETHER;
            uint256 capacity = uint24(word >> CAPACITY) * GWEI_PER_ETHER;
            return held < capacity ? held : capacity;
        }
    }

    /// @dev The level is at most a capacity, below 2^54.
    function withLevel(Gate gate, uint256 levelGwei) internal view returns (Gate) {
        uint256 kept = Gate.unwrap(gate) & ~LEVEL_AND_TIME_MASK;
        return Gate.wrap(kept | levelGwei | (uint256(uint40(block.timestamp)) << UPDATED_AT));
    }
}
