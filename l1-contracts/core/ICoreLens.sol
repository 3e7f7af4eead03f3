// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Door} from "../../shared/contracts/lens/DoorTypes.sol";
import {RequestStatus} from "./CoreTypes.sol";

struct RequestView {
    RequestStatus status;
    address owner; // zero once claimed
    uint256 etherAmount; // wei: what a claim pays; while pending, at today's loss index
    uint256 requestsAhead; // while pending
    uint256 etherAhead; // wei that those wait for
    uint256 etherMissing; // wei that the buffer lacks to pay it and all before it; 0 once finalized
    uint64 finalizableFrame; // while pending: the first report that may finalize it
    uint64 finalizableFrom; // seconds: that report's reference time
}

/// @title What can be done on L1 now, what it would do, and where a withdrawal request is
/// @notice A view of the core: no rights, no state, no ether; nothing on chain relies on it, and a new one is deployed when
/// it changes. A door is open when the call would succeed now for these amounts, with valid receivers and without the
/// caller's own minimum; shut, it names the first reason that the call itself would revert with.
/// @dev Claims need no hints. Amounts are wei, shares are base units of csETH; numbers beyond all ether overflow here as there.
interface ICoreLens {
    // ── What can be done now, and what would it do ───────────────────────────────────────────────────────────────────

    /// @notice {ILiquidStakingCore-deposit}, and what it mints; 0 while it is shut.
    function quoteDeposit(uint256 etherAmount) external view returns (Door memory door, uint256 shares);

    /// @notice {ILiquidStakingCore-requestWithdrawal} of `owner`'s shares.
    /// @return door shut for lack of shares, or for an amount out of bounds; never otherwise
    /// @return etherAtMost wei that the request would pay, unless a loss comes first
    /// @return etherAhead wei that those before it wait for
    function quoteRequest(
        address owner,
        uint256 shares
    ) external view returns (Door memory door, uint256 etherAtMost, uint256 etherAhead);

    // ── Where is it ──────────────────────────────────────────────────────────────────────────────────────────────────

    function request(uint256 requestId) external view returns (RequestView memory);

    /// @notice Unclaimed requests of `owner` among the `count` from `fromId` on.
    /// @return requestIds of them
    /// @return claimable how many of them, the first ones, {ILiquidStakingCore-claimMany} would pay now
    /// @return etherClaimable wei that it would pay
    /// @return nextId to go on with; 0 at the end
    function requestsOf(
        address owner,
        uint256 fromId,
        uint256 count
    ) external view returns (uint256[] memory requestIds, uint256 claimable, uint256 etherClaimable, uint256 nextId);

    function CORE() external view returns (address);
}
