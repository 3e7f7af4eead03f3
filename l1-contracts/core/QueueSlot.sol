// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A queue request in one word, from the lowest bit:
/// owner 160 | units 32 | running total of units 48 (modulo) | frame 16 (modulo). Zero: none, or paid.
/// @dev `units` is the loss-normalised value, see {QueueMath}; the running total includes it; a report of a LATER frame
/// may finalize it, see {CoreTiming}. Packed by hand: a struct costs a request 300 gas more.
type QueueSlot is uint256;

using QueueSlots for QueueSlot global;

library QueueSlots {
    QueueSlot internal constant EMPTY = QueueSlot.wrap(0);

    /// @dev The caller makes sure that `units` fits 32 bits; total and frame are cut to theirs.
    function pack(address owner_, uint256 units_, uint256 total, uint256 frame_) internal pure returns (QueueSlot) {
        return
            QueueSlot.wrap(
                uint256(uint160(owner_)) | (units_ << 160) | (uint256(uint48(total)) << 192) | (frame_ << 240)
            );
    }

    function owner(QueueSlot slot) internal pure returns (address) {
        return address(uint160(QueueSlot.unwrap(slot)));
    }

    function units(QueueSlot slot) internal pure returns (uint256) {
        return uint32(QueueSlot.unwrap(slot) >> 160);
    }

    function unitsTotal(QueueSlot slot) internal pure returns (uint48) {
        return uint48(QueueSlot.unwrap(slot) >> 192);
    }

    function frame(QueueSlot slot) internal pure returns (uint16) {
        return uint16(QueueSlot.unwrap(slot) >> 240);
    }
}
