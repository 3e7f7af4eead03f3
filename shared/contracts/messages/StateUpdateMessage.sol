// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Body of a STATE_UPDATE message: what a report means for one lane, L1 to L2
/// @notice `refTime u64 | rateNonce u64 | rate u64 | appliedNonce u64 | lockedShares u96 | releasedTotal u96 |
/// rewardsFrame u64 | rewardsRoot b32 | rewardsTotal u96 | settlementCount u16 | settlements`, packed, big-endian, with
/// `settlement = batchNonce u64 | etherPaid u96`: 110 + 20 * settlementCount bytes exactly.
/// @dev Assumption of the receiver: the value delivered with the message equals {totalPaid}.
library StateUpdateMessage {
    /// @notice Ether that the L1 queue paid for the forwarded shares of one batch.
    struct Settlement {
        uint64 batchNonce;
        /// wei, delivered with the message
        uint96 etherPaid;
    }

    struct Body {
        /// reference time of the report, seconds; age of the rate counts from here
        uint64 refTime;
        /// number of changes of the rate so far
        uint64 rateNonce;
        /// r: wei per 1e18 shares
        uint64 rate;
        /// nonce of the last batch L1 has landed
        uint64 appliedNonce;
        /// K: shares locked on L1 for the lane
        uint96 lockedShares;
        /// cumulative shares released on L1 for moves out of the lane
        uint96 releasedTotal;
        /// frame of the rewards root
        uint64 rewardsFrame;
        /// root of the cumulative reward tree of the lane. See {RewardLeaf}
        bytes32 rewardsRoot;
        /// cumulative shares funded to the lane's reward distributor
        uint96 rewardsTotal;
        Settlement[] settlements;
    }

    /// @notice Bytes before the settlements.
    uint256 internal constant FIXED_LENGTH = 110;
    /// @notice Bytes of one settlement.
    uint256 internal constant SETTLEMENT_LENGTH = 20;

    /// @notice The body has missing or trailing bytes for the settlement count it states.
    error StateUpdateMessage_BadLength(uint256 actual, uint256 expected);
    /// @notice The settlement count does not fit its two bytes.
    error StateUpdateMessage_TooManySettlements(uint256 count, uint256 maximum);

    function encode(Body memory body) internal pure returns (bytes memory) {
        uint256 count = body.settlements.length;
        if (count > type(uint16).max) revert StateUpdateMessage_TooManySettlements(count, type(uint16).max);
        bytes memory packed = new bytes(count * SETTLEMENT_LENGTH);
        for (uint256 i = 0; i < count; ++i) {
            uint256 word = (uint256(body.settlements[i].batchNonce) << 96) | body.settlements[i].etherPaid;
            assembly ("memory-safe") {
                // Each write covers 12 bytes beyond its settlement, which the next write replaces; the last one may
                // spill into free memory, which nobody has allocated.
                mstore(add(add(packed, 32), mul(i, SETTLEMENT_LENGTH)), shl(96, word))
            }
        }
        return bytes.concat(_encodeFixed(body), bytes2(uint16(count)), packed);
    }

    /// @dev Injective: the count fixes the length, and each field has one place.
    function decode(bytes calldata data) internal pure returns (Body memory body) {
        if (data.length < FIXED_LENGTH) revert StateUpdateMessage_BadLength(data.length, FIXED_LENGTH);
        uint256 count = uint16(bytes2(data[108:110]));
        uint256 expected = FIXED_LENGTH + SETTLEMENT_LENGTH * count;
        if (data.length != expected) revert StateUpdateMessage_BadLength(data.length, expected);

        uint256 word = _word(data, 0);
        body.refTime = uint64(word >> 192);
        body.rateNonce = uint64(word >> 128);
        body.rate = uint64(word >> 64);
        body.appliedNonce = uint64(word);
        word = _word(data, 32);
        body.lockedShares = uint96(word >> 160);
        body.releasedTotal = uint96(word >> 64);
        body.rewardsFrame = uint64(word);
        body.rewardsRoot = bytes32(_word(data, 64));
        body.rewardsTotal = uint96(_word(data, 76));

        body.settlements = new Settlement[](count);
        for (uint256 i = 0; i < count; ++i) {
            // The settlement is the 20 low bytes of the word that ends with it; the word starts at 98 + 20 * i >= 0.
            word = _word(data, FIXED_LENGTH + SETTLEMENT_LENGTH * i - 12);
            body.settlements[i] = Settlement({batchNonce: uint64(word >> 96), etherPaid: uint96(word)});
        }
    }

    /// @notice Wei that must travel with the message: the sum of all settlements.
    function totalPaid(Body memory body) internal pure returns (uint256 total) {
        uint256 count = body.settlements.length;
        for (uint256 i = 0; i < count; ++i) {
            total += body.settlements[i].etherPaid;
        }
    }

    function _encodeFixed(Body memory body) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                body.refTime,
                body.rateNonce,
                body.rate,
                body.appliedNonce,
                body.lockedShares,
                body.releasedTotal,
                body.rewardsFrame,
                body.rewardsRoot,
                body.rewardsTotal
            );
    }

    /// @dev The caller has checked that bytes [offset, offset + 32) lie inside `data`.
    function _word(bytes calldata data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := calldataload(add(data.offset, offset))
        }
    }
}
