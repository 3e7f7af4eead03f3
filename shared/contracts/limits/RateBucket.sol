// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A refilling bucket in one storage slot
/// @notice Starts full, is drawn from by {consume} and refills linearly up to its capacity. OpenZeppelin's RateLimiter
/// does the same in three slots and a mapping (5,000 gas more on a hot path); it is the oracle of this one in tests.
/// @dev T-17: {setLimits} settles the refill at the old speed first and then only ever lowers the level: neither a
/// larger capacity nor a faster refill makes anything available at once.
library RateBucket {
    /// @notice 96 + 40 + 64 + 56 = 256 bits.
    struct Bucket {
        /// wei available at updatedAt
        uint96 level;
        /// seconds
        uint40 updatedAt;
        /// gwei
        uint64 capacityGwei;
        /// gwei per second
        uint56 refillGweiPerSecond;
    }

    uint256 private constant GWEI = 1e9;

    /// @notice More was asked for than the bucket holds now.
    error RateBucket_Exceeded(uint256 requested, uint256 available);
    /// @notice The amount is above the capacity: no wait is long enough.
    error RateBucket_AboveCapacity(uint256 requested, uint256 capacity);

    /// @notice Sets the limits and fills the bucket.
    /// @dev Warning: call once, when the bucket is created. {setLimits} is the one for changes.
    function initialize(Bucket storage self, uint64 capacityGwei, uint56 refillGweiPerSecond) internal {
        self.level = uint96(capacityGwei * GWEI); // < 2^64 * 2^30 = 2^94
        self.updatedAt = uint40(block.timestamp);
        self.capacityGwei = capacityGwei;
        self.refillGweiPerSecond = refillGweiPerSecond;
    }

    /// @notice Draws `amount` wei; reverts when the bucket holds less.
    function consume(Bucket storage self, uint256 amount) internal {
        Bucket memory bucket = self;
        uint256 held = _availableOf(bucket);
        if (amount > held) revert RateBucket_Exceeded(amount, held);
        unchecked {
            // amount <= held <= capacityGwei * 1e9 < 2^94
            self.level = uint96(held - amount);
        }
        self.updatedAt = uint40(block.timestamp);
    }

    /// @notice Changes capacity and speed. What is available now can fall by this, never rise (T-17).
    function setLimits(Bucket storage self, uint64 capacityGwei, uint56 refillGweiPerSecond) internal {
        uint256 held = available(self);
        uint256 capacity = capacityGwei * GWEI;
        self.level = uint96(held < capacity ? held : capacity);
        self.updatedAt = uint40(block.timestamp);
        self.capacityGwei = capacityGwei;
        self.refillGweiPerSecond = refillGweiPerSecond;
    }

    /// @notice Wei that {consume} would grant now.
    function available(Bucket storage self) internal view returns (uint256) {
        return _availableOf(self);
    }

    /// @notice Seconds until `amount` wei is available if nobody else draws; 0 when it is now.
    /// @dev Reverts with {RateBucket_AboveCapacity} for amounts that never will be; a bucket that does not refill
    /// answers type(uint256).max.
    function secondsUntil(Bucket storage self, uint256 amount) internal view returns (uint256) {
        Bucket memory bucket = self;
        uint256 capacity = bucket.capacityGwei * GWEI;
        if (amount > capacity) revert RateBucket_AboveCapacity(amount, capacity);
        uint256 held = _availableOf(bucket);
        if (amount <= held) return 0;
        uint256 refill = bucket.refillGweiPerSecond * GWEI;
        if (refill == 0) return type(uint256).max;
        // Counted from updatedAt, where the level is exact.
        uint256 fromUpdate = (amount - bucket.level + refill - 1) / refill;
        return fromUpdate - (block.timestamp - bucket.updatedAt);
    }

    function _availableOf(Bucket memory bucket) private view returns (uint256) {
        unchecked {
            // updatedAt was block.timestamp once, so the difference is >= 0 and < 2^40; times refill < 2^86, plus
            // level < 2^96: nothing reaches 2^97.
            uint256 held = bucket.level + (block.timestamp - bucket.updatedAt) * (bucket.refillGweiPerSecond * GWEI);
            uint256 capacity = bucket.capacityGwei * GWEI;
            return held < capacity ? held : capacity;
        }
    }
}
