// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Door} from "../../shared/contracts/lens/DoorTypes.sol";

/// @notice Where an unstake request is on its way.
enum UnstakeStage {
    None, // no such request
    Waiting, // in the FIFO
    InOpenBatch, // forwarded; the batch is not closed yet
    InClosedBatch, // under way to L1, or landed there without this L2 knowing
    OnL1, // L1 has acknowledged the batch: its ether comes with one of the next StateUpdates
    Payable,
    Claimed
}

struct UnstakeView {
    UnstakeStage stage;
    address owner; // zero once claimed
    uint256 shares;
    uint256 ownRate; // wei per 1e18 shares at the request; zero once claimed
    uint256 etherAtMost; // wei: the shares at their own rate; zero once claimed
    uint64 requestedAt; // seconds
    uint256 requestsAhead; // while it waits
    uint256 sharesAhead;
    uint256 etherAhead; // wei that those get at most
    uint64 forwardableFrom; // seconds; while it waits
    uint64 batchNonce; // that forwarded it, else 0
    uint256 etherPayable; // wei, once payable
}

/// @notice How far a batch of this lane is, as this L2 knows.
enum BatchStage {
    None, // not begun
    Open,
    Closed, // sent to L1
    Acknowledged // landed there, and a StateUpdate has said so
}

/// @title What can be done on this L2 now, what it would do, and where a request is
/// @notice A view of pool and hub: no rights, no state, no ether; nothing on chain relies on it, and a new one is deployed
/// when it changes. A door is open when the call would succeed now for these amounts, with valid receivers and without
/// the caller's own minimum; shut, it names the first reason that the call itself would revert with.
/// @dev Amounts are wei, shares are base units of csETH; numbers beyond all ether overflow here as there.
interface IPoolLens {
    // ── What can be done now, and what would it do ───────────────────────────────────────────────────────────────────

    /// @notice {IL2StakingPool-stake}, and what it mints. Numbers are 0 while it is shut.
    function quoteStake(
        uint256 etherAmount
    ) external view returns (Door memory door, uint256 shares, uint256 feeWei, uint256 breakEvenDays);

    /// @notice {IL2StakingPool-requestUnstake} of `owner`'s shares.
    /// @return door shut for lack of shares, or for an amount out of bounds; never otherwise
    /// @return etherAtMost wei that the request would pay at most
    /// @return etherAhead wei that those before it get at most
    function quoteUnstake(
        address owner,
        uint256 shares
    ) external view returns (Door memory door, uint256 etherAtMost, uint256 etherAhead);

    /// @notice {IFlashExit-flashExit} of `owner`'s shares, and what it pays.
    function quoteFlashExit(
        address owner,
        uint256 shares
    ) external view returns (Door memory door, uint256 etherPaid, uint256 feeWei);

    /// @notice {IMoveLink-moveShares} of `owner`'s shares.
    /// @return door whether it is open
    /// @return sharesArriving at the destination: without the fee
    function quoteMove(
        address owner,
        uint256 shares,
        uint16 destination
    ) external view returns (Door memory door, uint256 sharesArriving);

    /// @notice {IL2StakingPool-net}.
    function netting() external view returns (Door memory door);

    /// @notice {IL2StakingPool-forward}. Says NetFirst while netting is open: forwarding begins with that, and what it
    /// leaves decides.
    function forwarding() external view returns (Door memory door);

    /// @notice {IL2Hub-closeBatch}.
    function closing() external view returns (Door memory door);

    // ── Where is it ──────────────────────────────────────────────────────────────────────────────────────────────────

    function unstakeRequest(uint256 requestId) external view returns (UnstakeView memory);

    /// @notice Unclaimed requests of `owner` among the `count` from `fromId` on.
    /// @return requestIds of them
    /// @return nextId to go on with; 0 at the end
    function requestsOf(
        address owner,
        uint256 fromId,
        uint256 count
    ) external view returns (uint256[] memory requestIds, uint256 nextId);

    function batch(uint64 batchNonce) external view returns (BatchStage stage);
    function POOL() external view returns (address);
}
