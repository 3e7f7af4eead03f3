// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One batch's totals: m, u, w in shares; e and heldAfter in wei.
struct BatchTotals {
    uint64 rateNonce;
    uint256 minted;
    uint256 burned;
    uint256 forwarded;
    uint256 etherSent;
    uint256 heldAfter;
}

/// @notice The lane's book on L2; names as in docs/glossary.md.
struct LaneBook {
    uint256 totalShares; // T, escrowed unstakers included
    uint256 poolEther; // E
    uint256 claimable; // Y, settled and unclaimed
    uint256 pendingShares; // escrowed, neither netted nor forwarded
    uint256 pendingValue; // wei at each request's own rate
    uint256 movedOutTotal; // shares
    uint256 rewardsFundedTotal; // shares
    uint64 ackedNonce;
    uint256 ackedLocked; // K at ackedNonce
    uint256 unacknowledged; // shares burned or forwarded in closed batches L1 has not acknowledged
}

/// @notice The state leg of a StateUpdate.
struct RateUpdate {
    uint64 refTime;
    uint64 rateNonce;
    uint256 rate;
    uint64 appliedNonce;
    uint256 lockedShares;
    uint256 releasedTotal;
}

/// @notice What a fast freeze has done. Seconds.
struct FreezeState {
    uint40 until; // staking, netting and flash exits are closed before
    uint40 heedFrom; // no other fast freeze is heeded before
    uint64 rateNonce; // the fall it was about
}

/// @notice Ether of one forwarded batch.
struct Settlement {
    uint64 batchNonce;
    uint256 etherPaid;
}

enum UnstakeStatus {
    None,
    Pending,
    Forwarded,
    Payable,
    Claimed
}

struct UnstakeRequest {
    address owner; // zero once claimed
    UnstakeStatus status;
    uint256 shares;
    uint256 ownRate; // wei per 1e18 shares at the request; zero once claimed
    uint64 requestedAt;
    uint64 batchNonce; // of the forwarding batch, else 0
    uint256 etherPayable; // wei, once payable
}

/// @notice What the owner may tune, within the bounds of shared/params.json.
struct PoolParameters {
    uint16 stakeFeeBps; // of what waiting unstakers cannot use
    uint32 forwardDelaySeconds; // a request waits this long for netting before it may be forwarded
    uint64 poolTargetGwei; // ether a close leaves on L2 beside what waiting unstakers need
    uint64 heldCapGwei; // most ether a close leaves on L2; at most what L1 lets the lane hold
}

/// @notice What a new pool starts with. Rate, nonce and reference time are those of L1 at deployment.
struct PoolInit {
    address owner;
    address hub;
    uint64 rate; // wei per 1e18 shares
    uint40 rateNonce;
    uint40 refTime; // seconds
    PoolParameters parameters;
    uint64 stakeLimitCapacityGwei;
    uint56 stakeLimitRefillGweiPerSecond;
}
