// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Where a validator stands. The one way on is {ValidatorStatus-next}.
enum Status {
    None,
    Predeposited, // 1 ether sent under a lock; nobody knows yet whose credentials the chain recorded
    Proven, // the chain recorded the vault's credentials
    Active, // topped up to 32 ether or more
    Exiting, // the chain has set its exit epoch
    Exited, // its balance is withdrawn
    Slashed, // the chain has slashed it; its balance is not withdrawn yet
    Dead // other credentials, or never appeared; its predeposit was written off
}

/// @notice What can happen to a validator.
enum Step {
    Predeposit,
    ProveCredentials,
    WriteOff,
    Fund,
    SeeExit,
    SeeSlashing,
    SeeWithdrawal
}

/// @notice A validator as the ledger knows it.
struct Validator {
    uint64 operatorId;
    Status status;
    /// what we deposited for it
    uint64 fundedGwei;
    /// when the status changed last, seconds
    uint40 statusAt;
    /// when its exit was ordered, seconds; 0 for never
    uint40 exitOrderedAt;
    /// when its exit was submitted to EIP-7002 last, seconds; 0 for never
    uint40 exitSubmittedAt;
}

/// @notice An operator's validators together. One slot.
struct OperatorValidators {
    /// waiting for their credentials to be proven
    uint32 predeposited;
    /// Σ⌈funded/32 ether⌉ over those proven and not exited
    uint32 units;
    /// ever slashed
    uint32 slashed;
    /// most `predeposited + units`, set by governance
    uint32 cap;
}
