// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";
import {BatchTotals, FreezeState, LaneBook, PoolParameters, RateUpdate, UnstakeRequest} from "./PoolTypes.sol";

/// @title csETH on an L2: token, staking, unstaking FIFO, rate feed
/// @notice Mints at the ceiling of what the rate can have become, so that every minted share is backed when its batch
/// lands (LANE-2). Nothing leaves by netting or forwarding beyond what L1 has acknowledged (`available`, LANE-3).
/// @dev Warning: shares minted here move freely on this L2, but cannot leave it (by netting, forwarding or a move to L1)
/// before their batch has landed on L1 and a StateUpdate has said so: see {available}.
/// @dev At the same address: flash exits, {IFlashExit}, and what the hub pays in, {IValueLegs}.
/// @dev Only the hub and the owner (a timelock) have rights. Amounts are wei, shares are base units of csETH, a rate is
/// wei per 1e18 shares.
interface IL2StakingPool is IERC7802 {
    // ── Journey: stake ───────────────────────────────────────────────────────────────────────────────────────────────

    event Staked(address indexed sender, address indexed receiver, uint256 etherAmount, uint256 shares, uint256 feeWei);

    /// @notice Nobody could use csETH or ether sent to the zero address or to the pool itself.
    error Pool_InvalidReceiver(address receiver);
    /// @notice The amount is worth less than one share.
    error Pool_ZeroShares(uint256 etherAmount, uint256 rate);
    error Pool_SharesBelowMinimum(uint256 shares, uint256 minShares);
    /// @notice Staking is closed until the next StateUpdate: the reference time of the rate is too long ago (T-62).
    error Pool_RateTooOld(uint256 refTime, uint256 maxAgeSeconds);
    /// @notice Staking, netting and flash exits are closed until the next StateUpdate: the last one brought a fall.
    error Pool_StoppedAfterFall(uint64 rateNonce);
    /// @notice Staking, netting and flash exits are closed until then or the next StateUpdate: L1 said in a hurry that the
    /// rate fell.
    error Pool_Frozen(uint256 until);

    /// @notice Mints `⌊(x − fee)·1e18/ceil⌋` shares with `ceil = r + ⌈r·g·age⌉` and the fee rounded up, charged on what
    /// waiting unstakers cannot use: `x − max(0, pendingValue − E)`.
    /// @param receiver gets the shares. @param minShares reverts with {Pool_SharesBelowMinimum} below it.
    /// @dev Above the stake limit it reverts with StakeGate_LimitExceeded(requestedWei, availableWei).
    function stake(address receiver, uint256 minShares) external payable returns (uint256 shares);

    /// @notice What {stake} would do now; reverts where it would, its limit and minimum apart.
    /// @return shares what `stake` would mint
    /// @return feeWei wei of the ether that stay in the pool
    /// @return breakEvenDays days of yield at the gain cap that fee and ceiling cost, 1e18 = one day, rounded up
    function previewStake(
        uint256 etherAmount
    ) external view returns (uint256 shares, uint256 feeWei, uint256 breakEvenDays);

    /// @notice The bucket that new stake is drawn from.
    function stakeLimit() external view returns (uint256 availableWei, uint256 capacityWei);

    // ── Journey: unstake ─────────────────────────────────────────────────────────────────────────────────────────────

    event UnstakeRequested(
        uint256 indexed requestId,
        address indexed owner,
        address indexed sender,
        uint256 shares,
        uint256 rate
    );
    /// @notice Requests after the previous range's end up to `toId` are paid from pool ether, each share `payRate` at
    /// most. Claims return what a request's own rate leaves over.
    event UnstakesNetted(
        uint256 indexed rangeIndex,
        uint256 toId,
        uint256 shares,
        uint256 etherReserved,
        uint256 payRate
    );
    event UnstakesForwarded(uint256 indexed rangeIndex, uint256 toId, uint256 shares, uint64 indexed batchNonce);
    event BatchSettled(uint64 indexed batchNonce, uint256 etherReceived, uint256 payRate);
    event UnstakeClaimed(uint256 indexed requestId, address indexed owner, uint256 etherPaid, uint256 surplusWei);

    error Pool_RequestTooSmall(uint256 etherValue, uint256 minEther);
    error Pool_RequestTooLarge(uint256 etherValue, uint256 maxEther);
    /// @notice No update is newer than the first waiting request, or pool ether or {available} do not cover it.
    error Pool_NothingToNet();
    /// @notice The first waiting request is too young, or {available} or the batch's limit do not cover it.
    error Pool_NothingToForward();
    error Pool_UnknownRequest(uint256 requestId);
    /// @notice The request still waits, or its batch has not been paid by L1.
    error Pool_NotSettled(uint256 requestId);
    error Pool_NotRequestOwner(uint256 requestId, address owner, address caller);
    error Pool_AlreadyClaimed(uint256 requestId);
    error Pool_EtherTransferFailed(address to, uint256 amount);

    /// @notice Escrows `shares` of the caller in the FIFO at today's rate for `receiver`, who alone can claim. Never
    /// closed. It pays at most today's rate, and less when the rate falls before it is served.
    /// @dev Warning: cannot be taken back. Between 1e12 wei and 1,000 ether of value a request.
    function requestUnstake(uint256 shares, address receiver) external returns (uint256 requestId);

    /// @notice Pays the longest FIFO prefix that pool ether and `available` allow, of requests older than the last
    /// update's reference time. Anyone may call; O(log n).
    function net() external returns (uint256 shares, uint256 etherReserved);

    /// @notice Nets what it can, then forwards the longest FIFO prefix older than the forward delay into the open batch,
    /// up to `available` and the batch's limit. Reverts if there is nothing to forward. Anyone may call; O(log n).
    function forward() external returns (uint256 shares);

    /// @notice Pays a netted or settled request to its owner, who must be the caller.
    /// @dev Warning: an owner that cannot receive ether must use {claimUnstakeTo}.
    function claimUnstake(uint256 requestId) external returns (uint256 etherPaid);

    /// @notice As {claimUnstake}, paying `receiver`.
    function claimUnstakeTo(uint256 requestId, address receiver) external returns (uint256 etherPaid);

    // ── Journey: move to another chain ───────────────────────────────────────────────────────────────────────────────

    /// @notice More than may leave this L2 now: see {available}.
    error Pool_MoveExceedsAvailable(uint256 shares, uint256 availableShares);

    // ── Hub ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    event BatchClosed(uint64 indexed batchNonce, BatchTotals totals);
    event StateUpdated(uint64 indexed rateNonce, uint256 rate, uint64 refTime, uint64 appliedNonce, bool fell);
    /// @notice A state leg that no later state of L1 can be was left out; the message's value legs still apply.
    event StateLegRefused(uint64 rateNonce, uint256 rate, uint64 refTime, uint64 appliedNonce);
    /// @notice A fast freeze was heeded.
    event Frozen(uint64 indexed rateNonce, uint256 until);
    event RewardsMinted(address indexed distributor, uint256 shares, uint256 fundedTotal);

    error Pool_NotHub(address caller);
    error Pool_BatchOutOfOrder(uint64 batchNonce, uint64 expected);
    /// @notice The open batch must be closed before a new rate applies: a batch has one rate.
    error Pool_BatchOpen();
    /// @notice The batch is not closed or forwarded nothing.
    error Pool_UnknownBatch(uint64 batchNonce);
    error Pool_AlreadySettled(uint64 batchNonce);
    error Pool_ValueMismatch(uint256 received, uint256 announced);

    /// @notice Freezes the open batch and hands its ether to the hub: all but the pool target and what waiting unstakers
    /// are owed at their own rates.
    function closeBatch(uint64 batchNonce) external returns (BatchTotals memory totals);

    /// @notice State leg. The hub calls it for updates newer than the last applied one, after {closeBatch}.
    /// @return applied false when the update cannot be a later state of L1: time, nonces or released shares that go
    /// back, a batch that was never closed, or a rise above the gain cap.
    function applyRate(RateUpdate calldata update) external returns (bool applied);

    /// @notice Closes staking, netting and flash exits for {Params-FAST_FREEZE_SECONDS}, unless the pool knows that rate
    /// already or heeded another freeze lately. An update of that rate or a later one lifts it. Changes nothing else
    /// (LANE-4).
    function freeze(uint64 rateNonce) external returns (bool heeded);

    /// @notice Adds to a move from L1 what it tells of the rate: a newer and lower one than the pool's stops staking,
    /// netting and flash exits until an update that knows it, as an update would (RATE-2).
    function noteFall(uint64 rateNonce, uint256 rate_) external returns (bool fell);

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event ParametersSet(PoolParameters parameters);
    event StakeLimitSet(uint64 capacityGwei, uint56 refillGweiPerSecond);

    error Pool_ZeroAddress();
    /// @notice There is no code at that address.
    error Pool_NoExtension(address extension);
    error Pool_ParameterOutOfBounds(bytes32 name, uint256 value, uint256 min, uint256 max);

    function setParameters(PoolParameters calldata parameters_) external;
    /// @notice Changes the bucket of new stake; what is available now can only fall by it (T-17). Stored in whole ether
    /// and micro-ether per second, rounded down.
    function setStakeLimit(uint64 capacityGwei, uint56 refillGweiPerSecond) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function rate() external view returns (uint256 rate_, uint64 rateNonce, uint64 refTime, bool stopped);
    /// @notice The last fast freeze; it holds while `until` is in the future.
    function freezeState() external view returns (FreezeState memory);
    /// @notice Highest rate the stored one can have become: `r + ⌈r·g·age⌉`.
    function ceilingRate() external view returns (uint256);
    /// @notice Shares that may be burned, forwarded or moved now.
    function available() external view returns (uint256 shares);
    function openBatch() external view returns (BatchTotals memory);
    function book() external view returns (LaneBook memory);
    function unstakeRequest(uint256 requestId) external view returns (UnstakeRequest memory);
    /// @return lastRequestId newest request. @return servedRequestId every request up to it is netted or forwarded.
    function unstakeQueue() external view returns (uint256 lastRequestId, uint256 servedRequestId);
    function hub() external view returns (address);
    /// @notice Code that answers, on the pool's storage, what the pool does not know itself.
    function EXTENSION() external view returns (address);
    function parameters() external view returns (PoolParameters memory);
}
