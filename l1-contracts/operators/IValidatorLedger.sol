// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor} from "../lanes/IActionExecutor.sol";
import {OperatorValidators, Status, Validator} from "./ValidatorTypes.sol";

/// @title Validators: funded in two steps, followed by proofs, exited on order
/// @notice The first deposit of a public key fixes its withdrawal credentials for good, and a valid signature does not
/// stop somebody from being first. So 1 ether goes first, under a lock of the operator's bond; the rest only after a
/// proof that the chain recorded the vault's credentials (VAL-2, T-31). A validator is named by its id, the SSZ root of
/// its public key.
/// @dev Assumption: the contract behind {connections}.beaconProofs knows the layout of the states it accepts.
interface IValidatorLedger is IActionExecutor {
    // ── Journey: fund ────────────────────────────────────────────────────────────────────────────────────────────────

    event Predeposited(
        bytes32 indexed validatorId,
        uint64 indexed operatorId,
        uint32 setId,
        uint256 index,
        bytes pubkey
    );
    event ToppedUp(bytes32 indexed validatorId, uint64 indexed operatorId, uint256 etherAmount, uint256 fundedGwei);
    event StatusChanged(bytes32 indexed validatorId, uint64 indexed operatorId, Status from, Status to);

    /// @notice The operator has as many as governance lets it have.
    error ValidatorLedger_CapExceeded(uint64 operatorId, uint256 units, uint256 cap);
    /// @notice The bond does not cover what the operator would have then: more csETH must be deposited first.
    error ValidatorLedger_BondTooSmall(uint64 operatorId, uint256 bondWei, uint256 requiredWei);
    /// @notice The key has been predeposited before, by this operator or another (VAL-1, T-32).
    error ValidatorLedger_KeyUsed(bytes32 validatorId, uint64 operatorId);
    /// @notice After a top-up a validator has 32 to 2,048 ether from us, in whole gwei.
    error ValidatorLedger_BadAmount(uint256 fundedWei, uint256 minimum, uint256 maximum);
    /// @notice The validator has got that much already: nothing is left to do.
    error ValidatorLedger_AlreadyFunded(bytes32 validatorId, uint256 fundedWei);
    error ValidatorLedger_ExitOrdered(bytes32 validatorId);
    error ValidatorLedger_NotCore(address caller);

    /// @notice Sends 1 ether for a revealed key; anyone may call. Who is funded is up to the caller within the caps that
    /// governance sets and what the bonds cover.
    /// @param signature deposit signature over 1 ether and the vault's credentials; not checked here: one that is wrong
    /// costs the operator its predeposit
    /// @param siblings of the key in its set, see {IKeyRegistry}
    function predeposit(
        uint64 operatorId,
        uint32 setId,
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature,
        bytes32[] calldata siblings
    ) external;

    /// @notice Brings what a proven validator has got from us up to `fundedWei`; anyone may call. A total and not a
    /// difference: of two calls for the same purpose the second moves nothing and reverts.
    /// @param fundedWei 32 to 2,048 ether, whole gwei, more than it has
    function topUp(bytes calldata pubkey, uint256 fundedWei) external;

    // ── Journey: what the chain says ─────────────────────────────────────────────────────────────────────────────────

    event PredepositLost(bytes32 indexed validatorId, uint64 indexed operatorId, bytes32 credentials);

    /// @notice None of the validators is ours, or all of it is known.
    error ValidatorLedger_NothingNew(uint256 validators);
    error ValidatorLedger_NotExpired(bytes32 validatorId, uint256 expiresAt);

    /// @notice Books what a proof shows of any of our validators; anyone may call. Only facts that never change back:
    /// credentials, slashed, an exit epoch, a balance that is withdrawn. No balance is ever taken from a proof (T-86).
    /// @param proof see {IBeaconProofs}
    /// @return changed validators whose status changed; the others are skipped, so that nobody can spoil a proof of many
    /// by proving one of them
    function prove(bytes calldata proof) external returns (uint256 changed);

    /// @notice Gives up a predeposit that nobody could prove for {Params.PREDEPOSIT_EXPIRY_SECONDS}: the consensus layer
    /// drops a deposit whose signature is wrong, and of what does not exist there is no proof (T-31).
    function writeOffMissing(bytes32 validatorId) external;

    // ── Journey: exit ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @param byOperator false when governance ordered it
    event ExitOrdered(bytes32 indexed validatorId, uint64 indexed operatorId, bool byOperator);
    event ExitSubmitted(bytes32 indexed validatorId, uint64 indexed operatorId);
    event PartialWithdrawalRequested(bytes32 indexed validatorId, uint64 indexed operatorId, uint64 amountGwei);
    event Consolidated(bytes32 indexed sourceId, bytes32 indexed targetId, uint64 indexed operatorId);

    error ValidatorLedger_NotLaneHub(address caller);
    error ValidatorLedger_UnknownKind(uint8 kind);
    error ValidatorLedger_ForeignOperator(uint64 operatorId, uint16 laneId);
    /// @notice A lane acts only for operators homed on it, an operator only for its own validators (T-33).
    error ValidatorLedger_NotItsValidator(bytes32 validatorId, uint64 operatorId, uint64 caller);
    error ValidatorLedger_NotActive(bytes32 validatorId, Status status);
    /// @notice One live request per key (T-34).
    error ValidatorLedger_ExitAlreadyOrdered(bytes32 validatorId, uint256 orderedAt);
    error ValidatorLedger_NoExitOrdered(bytes32 validatorId);
    error ValidatorLedger_ExitJustSubmitted(bytes32 validatorId, uint256 retryFrom);
    error ValidatorLedger_BadPubkeys(uint256 length);
    error ValidatorLedger_ZeroAmount();
    error ValidatorLedger_NotOfOneOperator(uint64 sourceOperatorId, uint64 targetOperatorId);
    error ValidatorLedger_SameValidator(bytes32 validatorId);

    /// @notice Submits ordered exits to EIP-7002; anyone may, paying the fees: the value is the cap, the rest returns.
    /// While the fee is too high an order waits. The consensus layer ignores a request it cannot follow, of a validator
    /// that is too young for example, so the same exit may be submitted again after {Params.EXIT_RETRY_SECONDS}.
    /// @param pubkeys 48 bytes each
    function submitExits(bytes calldata pubkeys) external payable;

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event OperatorCapSet(uint64 indexed operatorId, uint32 cap);
    event BeaconProofsSet(address beaconProofs);

    error ValidatorLedger_ZeroAddress();

    /// @notice Most units of 32 ether an operator may have, predeposits included; 0 until set. Lowering it stops new
    /// stake only.
    function setOperatorCap(uint64 operatorId, uint32 cap) external;
    /// @notice For a fork that changes what states look like.
    function setBeaconProofs(address beaconProofs) external;
    /// @notice Orders exits whatever their operators want, without limit.
    function orderExits(bytes32[] calldata validatorIds) external;
    /// @notice Asks for a part of a validator's balance above 32 ether; pays the fee of EIP-7002.
    function withdrawPartially(bytes calldata pubkey, uint64 amountGwei) external payable;
    /// @notice Moves the balance of one validator to another of the same operator (T-36); pays the fee of EIP-7251.
    function consolidate(bytes calldata sourcePubkey, bytes calldata targetPubkey) external payable;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Status None for an id never predeposited.
    function validator(bytes32 validatorId) external view returns (Validator memory);
    function operatorValidators(uint64 operatorId) external view returns (OperatorValidators memory);
    /// @notice What an operator's bond must be worth, and whether it is frozen for a slashing that is not settled.
    /// @dev A slashed validator freezes the whole bond for good: whatever settles its loss will also release the rest.
    function bondRequirement(uint64 operatorId) external view returns (uint256 requiredWei, bool frozen);
    /// @notice Stake whose exit operators may order now, wei.
    function exitLimit() external view returns (uint256 available);
    /// @notice 0x02 and the vault.
    function CREDENTIALS() external view returns (bytes32);
    function connections() external view returns (Connections memory);

    struct Connections {
        address laneHub;
        address core;
        address operatorRegistry;
        address keyRegistry;
        address bonds;
        address vault;
        address depositContract;
        address beaconProofs;
    }
}
