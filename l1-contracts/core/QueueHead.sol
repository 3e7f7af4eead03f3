// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice How far the queue is finalized, in one word, from the lowest bit:
/// claimable wei (U) 88 | running total of units 48 (modulo) | last finalized id 32 | number of loss checkpoints 32.
/// @dev Packed by hand, as {QueueSlot}: fields of a struct cost a claim four reads of this slot instead of one.
type QueueHead is uint256;

using QueueHeads for QueueHead global;

library QueueHeads {
    /// @notice U would fall below zero: more is paid than was set aside.
    error QueueHead_ClaimableExceeded(uint256 amount, uint256 claimable);

    /// @dev The caller makes sure that claimable wei, id and count fit their bits; the total is cut to its own.
    function pack(
        uint256 claimable_,
        uint256 unitsFinalized_,
        uint256 lastFinalizedId_,
        uint256 checkpointCount_
    ) internal pure returns (QueueHead) {
        return
            QueueHead.wrap(
                claimable_ |
                    (uint256(uint48(unitsFinalized_)) << 88) |
                    (lastFinalizedId_ << 136) |
                    (checkpointCount_ << 168)
            );
    }

    function claimable(QueueHead head) internal pure returns (uint256) {
        return uint88(QueueHead.unwrap(head));
    }

    /// @notice Running total of units up to {lastFinalizedId}, modulo 2^48.
    function unitsFinalized(QueueHead head) internal pure returns (uint48) {
        return uint48(QueueHead.unwrap(head) >> 88);
    }

    function lastFinalizedId(QueueHead head) internal pure returns (uint256) {
        return uint32(QueueHead.unwrap(head) >> 136);
    }

    function checkpointCount(QueueHead head) internal pure returns (uint256) {
        return uint32(QueueHead.unwrap(head) >> 168);
    }

    /// @notice The same with `amount` wei less to claim.
    function afterPayment(QueueHead head, uint256 amount) internal pure returns (QueueHead) {
        if (amount > head.claimable()) revert QueueHead_ClaimableExceeded(amount, head.claimable());
        // Cannot borrow from the bits above: claimable wei are the lowest ones, and there are enough.
        unchecked {
            return QueueHead.wrap(QueueHead.unwrap(head) - amount);
        }
    }
}
