// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor} from "../lanes/IActionExecutor.sol";

/// @title Who committed to which validator keys, and in which order
/// @notice Roots and counts, never keys: an operator commits to a salted set on its L2, L1 numbers the commitments in
/// the order it executes them, the keys are revealed on that L2 afterwards, whole. Of a public key in two sets the
/// earlier commitment's counts, shown by proof (VAL-1, T-32, T-76).
/// @dev Assumptions: an honest operator reveals after its commitment is final here; the desk of a lane reports only sets
/// it has published. A lane that lies about it can take keys of that moment into its own operators' hands, never ether:
/// the credentials are the vault's whoever the operator is.
interface IKeyRegistry is IActionExecutor {
    struct KeySet {
        /// what was committed to until it is revealed, then the root of the keys
        bytes32 root;
        /// position among all commitments, from 1; 0 for a set that does not exist
        uint64 order;
        /// seconds
        uint40 committedAt;
        /// seconds; 0 until revealed
        uint40 revealedAt;
        /// keys; 0 until revealed
        uint16 count;
        /// bit i is set when key i was used or lost to an earlier commitment
        uint256 taken;
    }

    /// @notice One key, shown to stand in a set.
    struct KeyProof {
        uint64 operatorId;
        uint32 setId;
        uint16 index;
        /// keys of the set
        uint16 count;
        /// of the commitment; read only while the set is not revealed here
        bytes32 salt;
        bytes32 root;
        bytes signature;
        bytes32[] siblings;
    }

    event KeysCommitted(uint64 indexed operatorId, uint32 indexed setId, uint64 order, bytes32 commitment);
    event KeysRevealed(
        uint64 indexed operatorId,
        uint32 indexed setId,
        uint256 count,
        bytes32 root,
        uint256 usableFrom
    );
    event KeyVoided(
        uint64 indexed operatorId,
        uint32 indexed setId,
        uint256 index,
        uint64 earlierOperatorId,
        uint32 earlierSetId,
        bytes pubkey
    );
    event KeyTaken(uint64 indexed operatorId, uint32 indexed setId, uint256 index);

    error KeyRegistry_NotLaneHub(address caller);
    error KeyRegistry_NotValidatorLedger(address caller);
    error KeyRegistry_ForeignOperator(uint64 operatorId, uint16 laneId);
    error KeyRegistry_UnknownKind(uint8 kind);
    error KeyRegistry_AlreadyCommitted(uint64 operatorId, uint32 setId);
    error KeyRegistry_NotCommitted(uint64 operatorId, uint32 setId);
    error KeyRegistry_AlreadyRevealed(uint64 operatorId, uint32 setId);
    error KeyRegistry_NotRevealed(uint64 operatorId, uint32 setId);
    error KeyRegistry_BadCount(uint256 count, uint256 maximum);
    /// @notice Salt and root do not open the commitment.
    error KeyRegistry_WrongReveal(bytes32 commitment, bytes32 revealed);
    /// @notice The key does not stand at this index of the set.
    error KeyRegistry_KeyNotInSet(uint64 operatorId, uint32 setId, uint256 index);
    error KeyRegistry_NotEarlier(uint64 order, uint64 otherOrder);
    /// @notice Used already, or lost to an earlier commitment.
    error KeyRegistry_KeyTaken(uint64 operatorId, uint32 setId, uint256 index);
    error KeyRegistry_TooEarly(uint256 now_, uint256 usableFrom);
    error KeyRegistry_ZeroAddress();

    /// @notice Takes `pubkey` from the later of two sets that hold it. Anyone may, until the later one's key is used.
    /// @param earlier need not be revealed on its L2 yet: salt and root open its commitment here
    /// @dev A set may hold a pubkey with a signature that is worth nothing: its owner blocks that key and gains nothing.
    /// So a key must be fresh when it is committed to.
    function voidDuplicate(bytes calldata pubkey, KeyProof calldata earlier, KeyProof calldata later) external;

    /// @notice Uses up one key, once, not before its challenge time is over. Only the validator ledger.
    function take(
        uint64 operatorId,
        uint32 setId,
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature,
        bytes32[] calldata siblings
    ) external;

    /// @notice All zero for a set that does not exist.
    function keySet(uint64 operatorId, uint32 setId) external view returns (KeySet memory);
    /// @notice Commitments so far.
    function commitmentCount() external view returns (uint64);
    function CHALLENGE_SECONDS() external view returns (uint256);
    function LANE_HUB() external view returns (address);
    function VALIDATOR_LEDGER() external view returns (address);
}
