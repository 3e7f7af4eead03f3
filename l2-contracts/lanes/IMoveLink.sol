// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title csETH that leaves this L2, and csETH that comes to it
/// @notice A move off this L2 rides in the open batch as an action: burnt here at once, paid out on L1 when the batch has
/// landed and the action is executed, days later. A move to it mints as soon as the canonical bridge has brought it. What
/// was tried against both: docs/moves.md.
interface IMoveLink {
    // ── Journey: off this L2 ─────────────────────────────────────────────────────────────────────────────────────────

    /// @param shares burnt here, the fee included
    /// @param destination lane, 0 is L1
    event SharesMoved(
        uint64 indexed moveNonce,
        address indexed sender,
        address indexed recipient,
        uint256 shares,
        uint256 fee,
        uint16 destination,
        bytes32 actionId
    );

    /// @notice Less than {Params-MOVE_SHARES_MIN}: the fee would be most of it.
    error L2Hub_MoveTooSmall(uint256 shares, uint256 minShares);
    /// @notice This lane itself.
    error L2Hub_InvalidDestination(uint16 destination);
    error L2Hub_InvalidRecipient(address recipient);
    /// @notice The batch takes no more moves, so that operators' actions find room (T-67). It may be closed soon.
    error L2Hub_MovesFull(uint64 batchNonce, uint256 maxMoves);

    /// @notice Burns `shares` of the caller, within the pool's {available}, and has L1 pay `shares − fee` to `recipient`,
    /// or send them on to another lane.
    /// @param destination lane, 0 for L1
    /// @param recipient there. Warning: an account of the same address there may be somebody else's.
    /// @return moveNonce of the move on this lane, from 1
    /// @return actionId under which it can be followed to its execution on L1
    /// @dev Not closed by a fall or a freeze: a share is a share at every rate.
    function moveShares(
        uint16 destination,
        address recipient,
        uint256 shares
    ) external returns (uint64 moveNonce, bytes32 actionId);

    // ── Journey: to this L2 ──────────────────────────────────────────────────────────────────────────────────────────

    /// @param fell the message told of a fall of the rate: the pool has stopped until an update that knows it
    event SharesReceived(uint64 indexed nonce, address indexed recipient, uint256 shares, bool fell);

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event MoveFeeSet(uint256 shares);
    error L2Hub_FeeTooHigh(uint256 shares, uint256 maxShares);

    /// @notice Sets the fee of a move off this L2; moves under way keep theirs (T-61).
    function setMoveFee(uint64 shares) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Shares that a move off this L2 costs now.
    function moveFee() external view returns (uint256 shares);
    /// @notice Moves in the open batch; it takes {Params-MOVES_PER_BATCH}.
    function openMoves() external view returns (uint256 count);
    /// @notice Moves off this L2 so far.
    function lastMoveNonce() external view returns (uint64);
    function isSharesReceived(uint64 nonce) external view returns (bool);
    /// @notice Shares of all SHARES messages that have arrived.
    function sharesReceivedTotal() external view returns (uint256 shares);
}
