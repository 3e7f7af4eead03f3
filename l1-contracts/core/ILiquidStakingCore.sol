// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CoreRoles, Ledger, LaneAccount, Landing, ReportEffect, WithdrawalRequest} from "./CoreTypes.sol";

/// @title csETH: token, deposits, ledger, withdrawal queue and lane ledgers in one contract
/// @notice The ledger is docs/protocol in code: `P = B + V + C + A + ΣH − N − Q`, `D = P − r·S/1e18 ≥ 0` after every
/// call (LEDGER-1). Amounts are wei, shares are base units of csETH, `r` is wei per 1e18 shares.
/// @dev Only these have rights: the report oracle (`applyReport`), the lane hub (lane functions), the move ledger (K of
/// moves), the validator ledger, bonds and vault (one function each), and the owner, a timelock (parameters, upgrades).
/// Everyone else acts on their own shares.
interface ILiquidStakingCore {
    // ── Journey: deposit ─────────────────────────────────────────────────────────────────────────────────────────────

    event Deposited(address indexed sender, address indexed receiver, uint256 etherAmount, uint256 shares);
    event Referred(address indexed receiver, bytes32 indexed referral, uint256 etherAmount);

    /// @notice The ether is worth less than one base unit of shares at `rate`: nothing would be minted.
    error Core_ZeroShares(uint256 etherAmount, uint256 rate);
    error Core_SharesBelowMinimum(uint256 shares, uint256 minShares);
    /// @notice The zero address, or the core itself: shares or requests there could never be moved.
    error Core_InvalidReceiver(address receiver);
    error Core_DepositsPaused();
    /// @notice No report for more than `maxAgeSeconds`: deposits wait for the next one; requests and claims do not.
    error Core_RateTooOld(uint256 refTime, uint256 maxAgeSeconds);
    /// @notice r·S would exceed the cap, wei.
    error Core_DepositCapExceeded(uint256 etherAfter, uint256 capEther);

    /// @notice Mints `⌊msg.value·1e18/r⌋` shares to `receiver`.
    /// @param minShares reverts with {Core_SharesBelowMinimum} below it.
    function deposit(address receiver, uint256 minShares) external payable returns (uint256 shares);

    /// @notice As {deposit}, emitting {Referred} as well.
    function depositWithReferral(
        address receiver,
        uint256 minShares,
        bytes32 referral
    ) external payable returns (uint256 shares);

    // ── Journey: leave through the queue ─────────────────────────────────────────────────────────────────────────────

    event WithdrawalRequested(
        uint256 indexed requestId,
        address indexed owner,
        address sender,
        uint256 shares,
        uint256 etherValue
    );
    /// @notice Requests `[fromId, toId]` are paid at `lossIndex`, whatever happens later.
    event WithdrawalsFinalized(uint256 indexed fromId, uint256 indexed toId, uint256 etherLocked, uint256 lossIndex);
    /// @notice The buffer could not cover the report's range; the report stands, a later one finalizes.
    event FinalizationDeferred(uint256 upTo, uint256 etherNeeded, uint256 etherBuffered);
    /// @dev Found by its request: an index of the owner, whom {WithdrawalRequested} names, would cost every claim more.
    event WithdrawalClaimed(uint256 indexed requestId, address owner, uint256 etherPaid);

    error Core_RequestTooSmall(uint256 etherValue, uint256 minEther);
    error Core_RequestTooLarge(uint256 etherValue, uint256 maxEther);
    error Core_UnknownRequest(uint256 requestId);
    error Core_NotFinalized(uint256 requestId, uint256 lastFinalizedId);
    error Core_NotRequestOwner(uint256 requestId, address owner, address caller);
    error Core_AlreadyClaimed(uint256 requestId);
    error Core_EtherTransferFailed(address to, uint256 amount);
    /// @notice The request is not older than the report's reference time by more than the margin.
    error Core_FinalizeTooYoung(uint256 requestId, uint256 requestedFrame, uint256 reportFrame);
    error Core_FinalizeOutOfRange(uint256 upTo, uint256 lastFinalizedId, uint256 lastRequestId);

    /// @notice Burns `shares` of the caller and queues their value at today's rate for `receiver`. Strict FIFO.
    /// A later gain is not the request's; a loss before its finalization is, pro rata.
    function requestWithdrawal(uint256 shares, address receiver) external returns (uint256 requestId);

    /// @notice Pays a finalized request to its owner, who must be the caller.
    function claim(uint256 requestId) external returns (uint256 etherPaid);

    /// @notice Pays several finalized requests of the caller in one transfer.
    function claimMany(uint256[] calldata requestIds) external returns (uint256 etherPaid);

    /// @notice Pays finalized requests to their owners on their behalf; an owner that refuses ether keeps its claim.
    /// @dev Requests of the lane hub are skipped: their ether must leave with a StateUpdate.
    function pushWithdrawals(uint256[] calldata requestIds) external;

    // ── Journey: gains ───────────────────────────────────────────────────────────────────────────────────────────────

    event Skimmed(uint256 etherAmount);

    /// @notice Books ether that arrived unasked (forced, coinbase) as an undistributed gain.
    function skim() external returns (uint256 etherAmount);

    // ── Report oracle ────────────────────────────────────────────────────────────────────────────────────────────────

    event ReportApplied(
        uint64 indexed frame,
        uint64 refTime,
        uint256 rateBefore,
        uint256 rateAfter,
        uint256 undistributedGains,
        uint256 protocolFeeShares,
        uint256 operatorFeeShares
    );
    event RateChanged(uint64 indexed rateNonce, uint256 rate);
    event LossBooked(uint256 etherLost, uint256 lossIndex, uint256 rate);

    error Core_NotReportOracle(address caller);
    /// @notice The report says a tranche covers a loss, but no tranche exists yet.
    error Core_CoverUnavailable(uint256 tranche, uint256 coveredWei);
    /// @notice The report books more vault ether than the vaults hold.
    error Core_VaultUnderfunded(uint256 bookedWei, uint256 balanceWei);
    /// @notice A cumulative total is below what an earlier report said.
    error Core_FlowFell(uint256 reportedWei, uint256 seenWei);
    error Core_ActivationUnderflow(uint256 processedWei, uint256 activationWei);
    /// @notice Penalties still to come in the consensus balance cannot exceed it.
    error Core_ProvisionsExceedBalance(uint256 provisionsWei, uint256 consensusBalanceWei);
    error Core_WrongFrame(uint256 frame, uint256 expected);
    error Core_WrongRefTime(uint256 refTime, uint256 expected);

    /// @notice Applies one frame's report in the order flows, Q, covers, loss, release and fees, finalization.
    function applyReport(ReportEffect calldata effect) external;

    // ── Lane hub ─────────────────────────────────────────────────────────────────────────────────────────────────────

    event BatchLanded(
        uint16 indexed laneId,
        uint64 indexed batchNonce,
        uint256 minted,
        uint256 burned,
        uint256 forwarded,
        uint256 etherReceived,
        uint256 heldAfter,
        int256 gapWei,
        uint256 carryReserveAfter
    );
    event RewardsFunded(uint16 indexed laneId, uint256 shares, uint256 fundedTotal);
    /// @notice A report promises a lane more fee shares than the escrow holds: its root waits, everything else goes on.
    event RewardsNotFunded(uint16 indexed laneId, uint256 shares, uint256 escrowedShares);

    error Core_NotLaneHub(address caller);
    error Core_BatchOutOfOrder(uint16 laneId, uint64 batchNonce, uint64 expected);
    error Core_LandingValueMismatch(uint256 receivedWei, uint256 announcedWei);
    /// @notice `e + ΔH` (wei) is below `(m − u)·r[rateNonce]` (wei times 1e18): the batch would dilute everyone.
    error Core_BatchInadmissible(uint16 laneId, int256 backingWei, int256 owedWeiE18);
    error Core_UnknownRateNonce(uint64 rateNonce, uint64 current);
    /// @notice The batch names an older rate than the lane's last one: its shares would be minted below their price.
    error Core_RateNonceFell(uint16 laneId, uint64 rateNonce, uint64 last);
    /// @notice The lane says it holds more on its L2 than L1 believes it. An honest pool closes with less.
    error Core_HeldAboveCap(uint16 laneId, uint256 heldWei, uint256 capWei);
    /// @notice The batch takes more shares than its lane locked (LANE-3).
    error Core_LockedSharesExceeded(uint16 laneId, uint256 requested, uint256 locked);

    /// @notice Books one canonical batch with its ether (`msg.value` = `landing.etherSent`).
    /// @return firstRequestId first of `requestCount` queue requests opened for forwarded shares, owned by the hub.
    function landBatch(
        uint16 laneId,
        uint64 batchNonce,
        Landing calldata landing
    ) external payable returns (uint256 firstRequestId, uint256 requestCount);

    /// @notice Moves operators' fee shares from escrow to a lane's locked shares up to the cumulative `fundedTotal`;
    /// does nothing when that much is funded already.
    /// @return funded false, and nothing moved, when the escrow is short. No error: a wrong total in a report must not
    /// keep rate and settlements from the lane.
    function fundLane(uint16 laneId, uint256 fundedTotal) external returns (bool funded);

    /// @notice Claims the hub's contiguous requests `[firstRequestId, firstRequestId + count)` to the hub.
    function claimRange(uint256 firstRequestId, uint256 count) external returns (uint256 etherPaid);

    // ── Moves between chains ─────────────────────────────────────────────────────────────────────────────────────────

    event SharesLocked(uint16 indexed laneId, uint256 shares);
    /// @param fee shares for the treasury, beside `shares`
    event SharesReleased(uint16 indexed laneId, address indexed recipient, uint256 shares, uint256 fee);

    error Core_NotMoveLedger(address caller);

    /// @notice Takes `shares` of the caller, the move ledger, into a lane's locked shares: K + x.
    function lockShares(uint16 laneId, uint256 shares) external;

    /// @notice Pays `shares` to `recipient` and `fee` to the treasury out of a lane's locked shares: K − x. More than
    /// are locked is refused with {Core_LockedSharesExceeded} (LANE-3, T-64).
    function releaseShares(uint16 laneId, address recipient, uint256 shares, uint256 fee) external;

    // ── Validators ───────────────────────────────────────────────────────────────────────────────────────────────────

    event ValidatorsFunded(uint256 etherAmount);
    /// @param sharesBurnt of an operator's bond
    event DepositWrittenOff(uint256 etherAmount, uint256 sharesBurnt);
    event VaultEtherAccepted(uint256 etherAmount);

    error Core_NotValidatorLedger(address caller);
    error Core_NotBonds(address caller);
    error Core_NotWithdrawalVault(address caller);
    /// @notice More than B − N − R*, wei: requests and the reserve come first.
    error Core_NotDepositable(uint256 etherAmount, uint256 depositable);
    /// @notice The vault may pay in what reports have booked of it, no more.
    error Core_VaultEtherNotBooked(uint256 etherAmount, uint256 bookedWei);

    /// @notice Sends ether of the buffer to the validator ledger, which deposits it in the same call.
    function fundValidators(uint256 etherAmount) external;

    /// @notice Takes a deposit that is lost out of A and burns shares of the caller, Bonds, worth as much at the rate
    /// now, `maxShares` at most; what is lacking is a loss.
    function writeOffDeposit(uint256 etherAmount, uint256 maxShares) external returns (uint256 sharesBurnt);

    /// @notice Books ether of the vault that a report has booked there: from V to B. Only the vault.
    function acceptVaultEther() external payable;

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event DepositsPausedSet(bool paused);
    event DepositCapSet(uint256 capEther);
    event ReserveFloorSet(uint256 floorWei);
    event LaneAdded(uint16 indexed laneId);
    event HeldCapSet(uint16 indexed laneId, uint256 capWei);

    error Core_ZeroAddress(bytes32 role);
    error Core_BootstrapMissing(uint256 heldWei, uint256 neededWei);
    error Core_UnknownLane(uint16 laneId);
    error Core_LaneExists(uint16 laneId);
    error Core_AboveLimit(bytes32 parameter, uint256 value, uint256 max);

    /// @notice Closes or opens deposits; requests, claims, reports and landings never stop.
    function setDepositsPaused(bool paused) external;
    /// @notice Limits r·S, wei, rounded down to multiples of 32 ether.
    function setDepositCap(uint256 capEther) external;
    /// @notice Wei that stay in the buffer beside what requests wait for, however small P is.
    function setReserveFloor(uint256 floorWei) external;
    /// @notice Opens the account of a lane; lane 0 is L1 itself. Lanes are never removed: their shares stay locked.
    function addLane(uint16 laneId) external;
    /// @notice Limits what a lane may say it holds on its L2, whole ether: the most that a lane whose L2 lies can take
    /// from everybody else (T-64).
    /// @dev Warning: raise it here before the pool's own limit is raised, and lower it only when every batch closed above
    /// the new one has landed; a batch that makes H grow beyond it waits until it is raised again.
    function setHeldCap(uint16 laneId, uint256 capWei) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function ledger() external view returns (Ledger memory);
    function lane(uint16 laneId) external view returns (LaneAccount memory);
    /// @notice Who has rights here: docs/trust.md.
    function roles() external view returns (CoreRoles memory);
    /// @param capEther limit of r·S, wei
    function depositLimits() external view returns (bool paused, uint256 capEther);
    function rate() external view returns (uint256 rate, uint64 rateNonce, uint64 refTime);
    function reserveFloor() external view returns (uint256 floorWei);
    /// @notice max(0, B − N − R*), wei: what may go to validators now.
    function depositableEther() external view returns (uint256 etherAmount);
    /// @notice V, wei.
    function vaultBooked() external view returns (uint256 etherAmount);
    /// @notice Every rate ever, by nonce; reverts with {Core_UnknownRateNonce} beyond the current one.
    function rateAt(uint64 rateNonce) external view returns (uint256 rate);
    /// @notice Status None for an id never given; of a claimed request only the status is left.
    function withdrawalRequest(uint256 requestId) external view returns (WithdrawalRequest memory);
    function lastFinalizedId() external view returns (uint256);
    function lastRequestId() external view returns (uint256);
    function previewDeposit(uint256 etherAmount) external view returns (uint256 shares);
    function previewRequest(uint256 shares) external view returns (uint256 etherValue);
    /// @notice ERC-7535-style views at the stored rate.
    function convertToShares(uint256 etherAmount) external view returns (uint256 shares);
    function convertToAssets(uint256 shares) external view returns (uint256 etherAmount);
    /// @notice What all shares are worth at the stored rate; undistributed gains are not in it.
    function totalAssets() external view returns (uint256 etherAmount);
}
