// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor} from "./IActionExecutor.sol";

/// @title csETH that moves between chains, seen from L1
/// @notice Down: locks shares and has the hub tell the lane. Up: executes MOVE_SHARES actions: pays the recipient, or
/// parks what goes to another lane until somebody sends it on. Nothing is scaled or rounded (T-66). What was tried
/// against it: docs/moves.md.
/// @dev Holds exactly what is parked. Only the lane hub and the owner, a timelock, have rights; everyone else moves their
/// own shares, or pays the carrier of somebody's.
interface IMoveLedger is IActionExecutor {
    /// @notice A move that has left its lane and stays on L1 for the time being. Only its hash is stored.
    struct ParkedMove {
        /// lane it came from
        uint16 laneId;
        /// of the move, on that lane
        uint64 moveNonce;
        /// lane it wants to; 0 when L1 could not pay its recipient
        uint16 destination;
        /// who burnt the shares, on the lane it came from
        address sender;
        /// on the destination
        address recipient;
        /// without the fee
        uint96 shares;
    }

    // ── Journey: down to a lane ──────────────────────────────────────────────────────────────────────────────────────

    /// @param nonce of the SHARES message, contiguous from 1 per lane
    event MovedToLane(
        uint16 indexed laneId,
        uint64 indexed nonce,
        address indexed sender,
        address recipient,
        uint256 shares,
        bytes32 sendId
    );

    error MoveLedger_ZeroShares();
    /// @notice The timelock has not named the lane's token, or has taken the name back: nothing moves there.
    error MoveLedger_LaneClosed(uint16 laneId);
    /// @notice Nobody could have csETH there: the zero address, or the token itself.
    error MoveLedger_InvalidRecipient(address recipient);

    /// @notice Locks `shares` of the caller and sends the lane's L2 word of them: `recipient` has them there within
    /// minutes, once, whatever else happens to the lane. Needs an allowance. `msg.value` pays the carrier, the rest comes
    /// back.
    /// @param recipient on the L2. Warning: an account of the same address there may be somebody else's.
    /// @return nonce of the SHARES message
    function moveToLane(uint16 laneId, address recipient, uint256 shares) external payable returns (uint64 nonce);

    // ── Journey: up from a lane ──────────────────────────────────────────────────────────────────────────────────────

    event MoveReleased(
        uint16 indexed laneId,
        uint64 indexed moveNonce,
        address indexed recipient,
        address sender,
        uint256 shares,
        uint256 fee
    );
    /// @notice All that {sendParked} needs.
    event MoveParked(
        uint16 indexed laneId,
        uint16 indexed destination,
        uint64 indexed moveNonce,
        ParkedMove move,
        uint256 fee
    );

    error MoveLedger_NotLaneHub(address caller);
    error MoveLedger_UnknownKind(uint8 kind);
    /// @notice A move is no operator's: it can only come in a batch of the lane that burnt the shares.
    error MoveLedger_NamesOperator(uint64 operatorId);
    /// @notice The lane has sent a move of this nonce before: its L2 lies.
    error MoveLedger_AlreadyArrived(uint16 laneId, uint64 moveNonce);
    error MoveLedger_FeeAboveShares(uint256 fee, uint256 shares);

    // ── Journey: on to another lane ──────────────────────────────────────────────────────────────────────────────────

    /// @param laneId where the shares go now: the destination, or back where they came from
    /// @param nonce of the SHARES message
    event ParkedSent(uint16 indexed fromLaneId, uint64 indexed moveNonce, uint16 indexed laneId, uint64 nonce);

    /// @notice No such move is parked: it never was, or was sent on.
    error MoveLedger_NotParked(uint16 laneId, uint64 moveNonce);

    /// @notice Sends a parked move on to its recipient; while its destination is closed or cannot have it, back to its
    /// sender on the lane it came from. Anyone may call; `msg.value` pays the carrier, the rest comes back.
    /// @dev Never to anybody on L1: the same address on another chain need not have the same owner.
    function sendParked(ParkedMove calldata move) external payable returns (uint16 laneId, uint64 nonce);

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event LaneTokenSet(uint16 indexed laneId, address token);

    error MoveLedger_ZeroAddress();

    /// @notice Opens a lane for moves down by naming its csETH on the L2, or closes it with the zero address. What is
    /// under way arrives all the same.
    function setLaneToken(uint16 laneId, address token) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice csETH of the lane's L2, zero while the lane is closed for moves.
    function laneToken(uint16 laneId) external view returns (address token);
    function isParked(ParkedMove calldata move) external view returns (bool);
    /// @notice Shares that are parked, of all lanes.
    function parkedShares() external view returns (uint256 shares);
    /// @notice Whether the move of that nonce has arrived from the lane.
    function hasArrived(uint16 laneId, uint64 moveNonce) external view returns (bool);
    function connections() external view returns (address laneHub, address core);
}
