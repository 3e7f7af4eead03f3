// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Where node operators act from L2
/// @notice Each call becomes one action of the open batch and is executed on L1 after the batch has landed.
interface INodeDesk {
    event RegistrationSubmitted(
        uint64 indexed operatorId,
        address indexed owner,
        address rewardRecipient,
        uint8 class,
        uint16 commissionBps,
        bytes32 actionId
    );
    event RewardRecipientSubmitted(uint64 indexed operatorId, address recipient, bytes32 actionId);
    event ManagerSubmitted(uint64 indexed operatorId, address manager, bytes32 actionId);
    event KeysCommitted(uint64 indexed operatorId, uint32 indexed setId, bytes32 commitment, bytes32 actionId);
    /// @param keys `pubkey || signature` of each key, in order
    event KeysRevealed(uint64 indexed operatorId, uint32 indexed setId, bytes32 salt, bytes keys, bytes32 actionId);
    event ExitSubmitted(uint64 indexed operatorId, bytes pubkey, bytes32 validatorId, bytes32 actionId);
    event BondClaimSubmitted(uint64 indexed operatorId, address recipient, uint128 shares, bytes32 actionId);
    event DelegateSubmitted(uint64 indexed operatorId, address delegate, bytes32 actionId);

    error NodeDesk_ZeroAddress();
    error NodeDesk_UnknownClass(uint8 class);
    error NodeDesk_CommissionTooHigh(uint256 commissionBps, uint256 maxBps);
    error NodeDesk_NotOwner(uint64 operatorId, address owner, address caller);
    error NodeDesk_ZeroCommitment();
    /// @notice Never committed, or revealed already.
    error NodeDesk_UnknownKeySet(uint64 operatorId, uint32 setId);
    /// @notice Salt and keys are not what was committed to.
    error NodeDesk_WrongReveal(bytes32 commitment, bytes32 revealed);
    error NodeDesk_BadPubkeyLength(uint256 length);
    error NodeDesk_ZeroShares();

    /// @notice Registers the caller as owner of a new operator homed on this lane.
    function register(
        address rewardRecipient,
        uint8 class,
        uint16 commissionBps
    ) external returns (uint64 operatorId, bytes32 actionId);

    function setRewardRecipient(uint64 operatorId, address recipient) external returns (bytes32 actionId);
    function setManager(uint64 operatorId, address manager) external returns (bytes32 actionId);

    /// @notice Commits to a set of validator keys nobody has seen yet; L1 notes the order of commitments.
    /// @param commitment see {KeySets-commitmentOf}: salted, and of this operator only
    /// @return setId names the set of this operator for life, from 1
    /// @dev Warning: reveal only after `KeysCommitted` of KeyRegistry is final on L1. Keys that can be seen before can be
    /// committed first by somebody else, who then wins them; that costs new keys, never ether (T-76).
    function commitKeys(uint64 operatorId, bytes32 commitment) external returns (uint32 setId, bytes32 actionId);

    /// @notice Publishes a committed set, whole. L1 lets its keys be used a day later, so that anyone who committed to
    /// one of them earlier has time to show it.
    /// @param keys `pubkey || signature` of each key, 144 bytes each; the signature is over 1 ether and the 0x02
    /// credentials of the vault on L1
    function revealKeys(
        uint64 operatorId,
        uint32 setId,
        bytes32 salt,
        bytes calldata keys
    ) external returns (bytes32 actionId);

    /// @notice Orders the exit of a validator of this operator. On L1 anyone may then submit it, paying the fee of
    /// EIP-7002.
    function requestExit(uint64 operatorId, bytes calldata pubkey) external returns (bytes32 actionId);

    /// @notice Sends bond above what the operator's validators need to an account on L1.
    /// @param recipient on L1
    /// @param shares at most; type(uint128).max for all that can be claimed when the action is executed
    /// @dev Warning: a contract's address on this L2 may be somebody else's on L1 (T-54).
    function claimBond(uint64 operatorId, address recipient, uint128 shares) external returns (bytes32 actionId);

    /// @notice Names an account on L1 that may sign the operator's express actions there, in the owner's place: for an
    /// owner that is a contract and has no key. It may do all that {setManager}, {setRewardRecipient}, {commitKeys},
    /// {requestExit} and {claimBond} do, but not name another delegate.
    /// @param delegate on L1, a key or a contract that answers ERC-1271; zero for nobody
    /// @dev Warning: a contract's address on this L2 may be somebody else's on L1 (T-54). Dismissing takes as long as
    /// the batch takes to L1.
    function setDelegate(uint64 operatorId, address delegate) external returns (bytes32 actionId);

    /// @notice The hub actions go through, and the lane its operators are homed on.
    function connections() external view returns (address hub, uint16 laneId);
    function ownerOf(uint64 operatorId) external view returns (address);
    function operatorCount() external view returns (uint256);
    /// @notice Zero when never committed or revealed already.
    function commitmentOf(uint64 operatorId, uint32 setId) external view returns (bytes32);
}
