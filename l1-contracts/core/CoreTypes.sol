// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Who may do what, given once at initialization.
struct CoreRoles {
    address owner; // timelock: parameters, upgrades
    address reportOracle; // applies reports
    address laneHub; // lands batches, holds the lanes' locked shares
    address treasury; // receives the protocol's fee shares
    address validatorLedger; // sends ether to validators
    address bonds; // burns operators' shares for deposits that are lost
    address withdrawalVault; // where validators' ether arrives
    address moveLedger; // locks and releases the shares of moves between chains
}

/// @notice Every number of the ledger at once; names as in docs/glossary.md. Wei unless said.
struct Ledger {
    uint256 buffered; // B
    uint256 vaultBooked; // V
    uint256 consensusBalance; // C
    uint256 inActivation; // A
    uint256 heldOnLanes; // ΣH
    uint256 queued; // N
    uint256 provisions; // Q
    uint256 totalPooled; // P
    uint256 totalShares; // S, shares
    uint256 undistributed; // D, rounded down
    uint256 claimable; // U
    uint256 carryReserves; // ΣX
    uint256 feeEscrowShares; // operators' fee shares not yet funded to a lane
    uint256 rate; // r, wei per 1e18 shares
    uint64 rateNonce;
    uint64 refTime; // seconds
    uint256 highWaterMark; // wei per 1e18 shares
    uint256 lossIndex; // 1e27 = no loss yet
}

/// @notice One lane's account on L1.
struct LaneAccount {
    bool exists;
    uint64 appliedNonce; // last landed batch
    uint256 lockedShares; // K
    uint256 carryReserve; // X, wei
    uint256 held; // H, wei
    uint256 releasedTotal; // shares ever released from K by moves to L1
    uint256 fundedTotal; // shares ever funded for operators' rewards
    uint64 rateNonce; // of the last landed batch
    uint256 heldCap; // most that H may grow to, wei
}

/// @notice What one batch changed on L2 (protocol names m, u, w, e, heldAfter).
struct Landing {
    uint64 rateNonce;
    uint256 minted; // shares
    uint256 burned; // shares
    uint256 forwarded; // shares
    uint256 etherSent; // wei
    uint256 heldAfter; // wei
}

/// @notice What a report does to the ledger, in wei. Totals are cumulative; the core books the differences.
struct ReportEffect {
    uint64 frame;
    uint64 refTime;
    uint256 consensusBalance;
    uint256 withdrawnTotal;
    uint256 elRewardsTotal;
    uint256 depositsProcessedTotal;
    uint256 provisions;
    uint256[6] covered;
    uint256 operatorFeeBps;
    uint256 finalizeUpTo;
}

enum RequestStatus {
    None,
    Pending,
    Finalized,
    Claimed
}

struct WithdrawalRequest {
    address owner;
    RequestStatus status;
    uint256 etherAmount; // wei at the current loss index (pending) or what a claim pays (finalized)
    uint64 requestedFrame;
    uint256 etherAhead; // wei of pending requests before this one
}
