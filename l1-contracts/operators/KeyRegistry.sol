// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {KeySets} from "../../shared/contracts/keys/KeySets.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IActionExecutor} from "../lanes/IActionExecutor.sol";
import {IKeyRegistry} from "./IKeyRegistry.sol";

/// @title Who committed to which validator keys, and in which order
contract KeyRegistry is IKeyRegistry, Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @custom:storage-location erc7201:cseth.storage.KeyRegistry
    struct KeyRegistryState {
        uint64 commitmentCount;
        mapping(uint64 operatorId => mapping(uint32 setId => KeySet)) sets;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.KeyRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant KEY_REGISTRY_STORAGE = 0x70480e5233d7b87af6a666eef336a3daaf42ffcb96f2ce6e22b6578da359c100;

    /// @inheritdoc IKeyRegistry
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address public immutable LANE_HUB;
    /// @inheritdoc IKeyRegistry
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address public immutable VALIDATOR_LEDGER;
    /// @inheritdoc IKeyRegistry
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    uint256 public immutable CHALLENGE_SECONDS;

    /// @param laneHub the only caller of {executeAction}; an upgrade must be given the same values
    /// @param validatorLedger the only caller of {take}
    /// @param challengeSeconds Params: KEY_CHALLENGE_SECONDS
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address laneHub, address validatorLedger, uint256 challengeSeconds) {
        if (laneHub == address(0) || validatorLedger == address(0)) revert KeyRegistry_ZeroAddress();
        LANE_HUB = laneHub;
        VALIDATOR_LEDGER = validatorLedger;
        CHALLENGE_SECONDS = challengeSeconds;
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner) external initializer {
        __Ownable_init(owner);
    }

    /// @inheritdoc IActionExecutor
    function executeAction(uint16 laneId, bytes calldata action) external {
        if (msg.sender != LANE_HUB) revert KeyRegistry_NotLaneHub(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        if (Ids.laneOf(header.operatorId) != laneId) revert KeyRegistry_ForeignOperator(header.operatorId, laneId);
        bytes calldata payload = ActionCodec.payloadOf(action);

        if (header.kind == ActionCodec.COMMIT_KEYS) {
            (uint32 setId, bytes32 commitment) = ActionCodec.decodeCommitKeys(payload);
            _commit(header.operatorId, setId, commitment);
        } else if (header.kind == ActionCodec.REVEAL_KEYS) {
            _reveal(header.operatorId, ActionCodec.decodeRevealKeys(payload));
        } else {
            revert KeyRegistry_UnknownKind(header.kind);
        }
    }

    /// @inheritdoc IKeyRegistry
    function voidDuplicate(bytes calldata pubkey, KeyProof calldata earlier, KeyProof calldata later) external {
        KeySet storage first = _registry().sets[earlier.operatorId][earlier.setId];
        KeySet storage second = _registry().sets[later.operatorId][later.setId];
        if (first.order >= second.order) revert KeyRegistry_NotEarlier(first.order, second.order);
        _requireOpened(first, earlier);
        _requireOpened(second, later);
        _requireInSet(earlier, pubkey);
        _requireInSet(later, pubkey);
        _mark(second, later.operatorId, later.setId, later.index);
        emit KeyVoided(later.operatorId, later.setId, later.index, earlier.operatorId, earlier.setId, pubkey);
    }

    /// @inheritdoc IKeyRegistry
    function take(
        uint64 operatorId,
        uint32 setId,
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature,
        bytes32[] calldata siblings
    ) external {
        if (msg.sender != VALIDATOR_LEDGER) revert KeyRegistry_NotValidatorLedger(msg.sender);
        KeySet storage set = _registry().sets[operatorId][setId];
        uint256 revealedAt = set.revealedAt;
        if (revealedAt == 0) revert KeyRegistry_NotRevealed(operatorId, setId);
        uint256 usableFrom = revealedAt + CHALLENGE_SECONDS;
        if (block.timestamp < usableFrom) revert KeyRegistry_TooEarly(block.timestamp, usableFrom);
        if (!KeySets.verify(set.root, set.count, index, pubkey, signature, siblings)) {
            revert KeyRegistry_KeyNotInSet(operatorId, setId, index);
        }
        _mark(set, operatorId, setId, index);
        emit KeyTaken(operatorId, setId, index);
    }

    function _commit(uint64 operatorId, uint32 setId, bytes32 commitment) private {
        KeySet storage set = _registry().sets[operatorId][setId];
        if (set.order != 0) revert KeyRegistry_AlreadyCommitted(operatorId, setId);
        uint64 order = ++_registry().commitmentCount;
        set.root = commitment;
        set.order = order;
        set.committedAt = uint40(block.timestamp);
        emit KeysCommitted(operatorId, setId, order, commitment);
    }

    function _reveal(uint64 operatorId, ActionCodec.RevealKeys memory revealed) private {
        KeySet storage set = _registry().sets[operatorId][revealed.setId];
        if (set.order == 0) revert KeyRegistry_NotCommitted(operatorId, revealed.setId);
        if (set.revealedAt != 0) revert KeyRegistry_AlreadyRevealed(operatorId, revealed.setId);
        if (revealed.count == 0 || revealed.count > Params.KEYS_PER_SET_MAX) {
            revert KeyRegistry_BadCount(revealed.count, Params.KEYS_PER_SET_MAX);
        }
        _requireCommitment(set.root, operatorId, revealed.salt, revealed.root);
        set.root = revealed.root;
        set.revealedAt = uint40(block.timestamp);
        set.count = revealed.count;
        emit KeysRevealed(
            operatorId,
            revealed.setId,
            revealed.count,
            revealed.root,
            block.timestamp + CHALLENGE_SECONDS
        );
    }

    /// @dev That `shown.root` is the set's: as revealed, or by opening its commitment.
    function _requireOpened(KeySet storage set, KeyProof calldata shown) private view {
        if (set.revealedAt == 0) {
            if (set.order == 0) revert KeyRegistry_NotCommitted(shown.operatorId, shown.setId);
            _requireCommitment(set.root, shown.operatorId, shown.salt, shown.root);
        } else if (set.root != shown.root) {
            revert KeyRegistry_WrongReveal(set.root, shown.root);
        }
    }

    function _requireCommitment(bytes32 commitment, uint64 operatorId, bytes32 salt, bytes32 root) private pure {
        bytes32 revealed = KeySets.commitmentOf(operatorId, salt, root);
        if (revealed != commitment) revert KeyRegistry_WrongReveal(commitment, revealed);
    }

    /// @dev The root binds the count, so a wrong one proves nothing.
    function _requireInSet(KeyProof calldata shown, bytes calldata pubkey) private pure {
        if (!KeySets.verify(shown.root, shown.count, shown.index, pubkey, shown.signature, shown.siblings)) {
            revert KeyRegistry_KeyNotInSet(shown.operatorId, shown.setId, shown.index);
        }
    }

    /// @dev Each index once: used or voided, never both, never twice. A set that is not revealed can be voided in part
    /// as well: its index is below 256, because a proof within KEYS_PER_SET_MAX keys has shown it.
    function _mark(KeySet storage set, uint64 operatorId, uint32 setId, uint256 index) private {
        uint256 bit = 1 << index;
        if (bit == 0 || set.taken & bit != 0) revert KeyRegistry_KeyTaken(operatorId, setId, index);
        set.taken |= bit;
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IKeyRegistry
    function keySet(uint64 operatorId, uint32 setId) external view returns (KeySet memory) {
        return _registry().sets[operatorId][setId];
    }

    /// @inheritdoc IKeyRegistry
    function commitmentCount() external view returns (uint64) {
        return _registry().commitmentCount;
    }

    function _registry() private pure returns (KeyRegistryState storage $) {
        bytes32 slot = KEY_REGISTRY_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
