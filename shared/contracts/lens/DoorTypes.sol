// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Why a call would be refused now. Lenses of both chains share the list; shared/src/lens/refusals.ts is its twin.
enum Refusal {
    None,
    // ── the protocol
    DepositsPaused, // by the timelock
    StoppedAfterFall, // the rate fell: until a StateUpdate that knows the fall
    Frozen, // L1 said in a hurry that the rate fell
    RateTooOld, // until the next report, or the StateUpdate that tells of it
    // ── how much
    AmountTooSmall,
    AmountTooLarge, // more than one call may have at any time
    LimitReached, // the bucket of new stake, which refills
    CapReached, // on all that the protocol holds
    BatchFull, // the next one has room
    BalanceTooLow,
    NotAcknowledged, // L1 has not acknowledged as much, or who waits in the FIFO needs it
    ReserveTooLow, // ether that nobody waits for
    // ── whose turn it is
    NothingWaits,
    RequestTooYoung, // the first one that waits
    PoolEtherTooLow, // for the first one that waits
    NetFirst, // what waits first can be netted; what is left may be forwarded then
    NothingToClose,
    TooEarly,
    InvalidDestination
}

/// @notice Whether a call is open, and what opens it. Several things may keep it shut: this is the first that the call
/// itself would name. Whatever is 0 is not known.
struct Door {
    Refusal refusal;
    uint64 since; // seconds: shut from then on
    uint64 opensAt; // seconds: from then on this refusal is gone, or BatchFull anybody's to end
    uint64 opensAtRateNonce; // a StateUpdate of this rate nonce or a later one ends it
}
