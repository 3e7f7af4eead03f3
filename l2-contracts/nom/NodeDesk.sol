// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {KeySets} from "../../shared/contracts/keys/KeySets.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IL2Hub} from "../lanes/IL2Hub.sol";
import {INodeDesk} from "./INodeDesk.sol";

/// @title Where node operators act from L2, behind a UUPS proxy; the owner is a timelock
/// @dev Checks here only save a useless trip: the registry on L1 decides, and checks everything again.
contract NodeDesk is INodeDesk, Ownable2StepUpgradeable, UUPSUpgradeable {
    struct Operator {
        address owner;
        uint40 lastIssuedAt;
        uint32 keySetCount;
    }

    /// @custom:storage-location erc7201:cseth.storage.NodeDesk
    struct DeskState {
        IL2Hub hub;
        uint48 operatorCount;
        uint16 laneId;
        mapping(uint64 operatorId => Operator) operators;
        mapping(uint64 operatorId => mapping(uint32 setId => bytes32)) commitments; // of sets not revealed yet
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.NodeDesk")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant DESK_STORAGE = 0x95b847ee95c3bea453a243bae6c83b12408f9c1c55908e8fb963a917043dcb00;

    /// @dev Classes are numbered from 0 in the order of docs/glossary.md, PERMISSIONED last.
    uint8 private constant LAST_CLASS = 4;

    constructor() {
        _disableInitializers();
    }

    /// @param laneId_ the hub's lane; given, because the hub may be deployed later
    function initialize(address owner_, IL2Hub hub_, uint16 laneId_) external initializer {
        __Ownable_init(owner_);
        if (address(hub_) == address(0) || laneId_ == Ids.L1_LANE) revert NodeDesk_ZeroAddress();
        DeskState storage $ = _desk();
        $.hub = hub_;
        $.laneId = laneId_;
    }

    /// @inheritdoc INodeDesk
    function register(
        address rewardRecipient,
        uint8 class,
        uint16 commissionBps
    ) external returns (uint64 operatorId, bytes32 actionId) {
        if (rewardRecipient == address(0)) revert NodeDesk_ZeroAddress();
        if (class > LAST_CLASS) revert NodeDesk_UnknownClass(class);
        if (commissionBps > Params.OPERATOR_COMMISSION_BPS_MAX) {
            revert NodeDesk_CommissionTooHigh(commissionBps, Params.OPERATOR_COMMISSION_BPS_MAX);
        }
        DeskState storage $ = _desk();
        operatorId = Ids.operatorId($.laneId, ++$.operatorCount);
        Operator storage operator = $.operators[operatorId];
        operator.owner = msg.sender;
        operator.lastIssuedAt = uint40(block.timestamp);
        actionId = _append(
            $,
            ActionCodec.encodeRegisterOperator(
                Params.REGISTER_OPERATOR_GAS,
                operatorId,
                uint40(block.timestamp),
                ActionCodec.RegisterOperator({
                    owner: msg.sender,
                    rewardRecipient: rewardRecipient,
                    class: class,
                    commissionBps: commissionBps
                })
            )
        );
        emit RegistrationSubmitted(operatorId, msg.sender, rewardRecipient, class, commissionBps, actionId);
    }

    /// @inheritdoc INodeDesk
    function setRewardRecipient(uint64 operatorId, address recipient) external returns (bytes32 actionId) {
        if (recipient == address(0)) revert NodeDesk_ZeroAddress();
        uint40 issuedAt = _issue(operatorId);
        actionId = _append(
            _desk(),
            ActionCodec.encodeSetRewardRecipient(Params.SET_REWARD_RECIPIENT_GAS, operatorId, issuedAt, recipient)
        );
        emit RewardRecipientSubmitted(operatorId, recipient, actionId);
    }

    /// @inheritdoc INodeDesk
    function setManager(uint64 operatorId, address manager) external returns (bytes32 actionId) {
        uint40 issuedAt = _issue(operatorId);
        actionId = _append(
            _desk(),
            ActionCodec.encodeSetManager(Params.SET_MANAGER_GAS, operatorId, issuedAt, manager)
        );
        emit ManagerSubmitted(operatorId, manager, actionId);
    }

    /// @inheritdoc INodeDesk
    function commitKeys(uint64 operatorId, bytes32 commitment) external returns (uint32 setId, bytes32 actionId) {
        if (commitment == 0) revert NodeDesk_ZeroCommitment();
        uint40 issuedAt = _issue(operatorId);
        DeskState storage $ = _desk();
        setId = ++$.operators[operatorId].keySetCount;
        $.commitments[operatorId][setId] = commitment;
        actionId = _append(
            $,
            ActionCodec.encodeCommitKeys(Params.COMMIT_KEYS_GAS, operatorId, issuedAt, setId, commitment)
        );
        emit KeysCommitted(operatorId, setId, commitment, actionId);
    }

    /// @inheritdoc INodeDesk
    /// @dev That the keys were published here, whole, is what L1 takes from this lane; that they are the committed ones
    /// it checks itself.
    function revealKeys(
        uint64 operatorId,
        uint32 setId,
        bytes32 salt,
        bytes calldata keys
    ) external returns (bytes32 actionId) {
        uint40 issuedAt = _issue(operatorId);
        (uint256 count, bytes32 root) = KeySets.rootOf(keys);
        _open(operatorId, setId, KeySets.commitmentOf(operatorId, salt, root));
        // Cannot truncate: a set has at most KEYS_PER_SET_MAX keys.
        ActionCodec.RevealKeys memory revealed = ActionCodec.RevealKeys(setId, uint16(count), salt, root);
        bytes memory action = ActionCodec.encodeRevealKeys(Params.REVEAL_KEYS_GAS, operatorId, issuedAt, revealed);
        actionId = _append(_desk(), action);
        emit KeysRevealed(operatorId, setId, salt, keys, actionId);
    }

    /// @inheritdoc INodeDesk
    function requestExit(uint64 operatorId, bytes calldata pubkey) external returns (bytes32 actionId) {
        if (pubkey.length != KeySets.PUBKEY_LENGTH) revert NodeDesk_BadPubkeyLength(pubkey.length);
        uint40 issuedAt = _issue(operatorId);
        bytes32 validatorId = Ids.validatorId(pubkey);
        actionId = _append(
            _desk(),
            ActionCodec.encodeRequestExit(Params.REQUEST_EXIT_GAS, operatorId, issuedAt, validatorId)
        );
        emit ExitSubmitted(operatorId, pubkey, validatorId, actionId);
    }

    /// @inheritdoc INodeDesk
    function claimBond(uint64 operatorId, address recipient, uint128 shares) external returns (bytes32 actionId) {
        if (recipient == address(0)) revert NodeDesk_ZeroAddress();
        if (shares == 0) revert NodeDesk_ZeroShares();
        uint40 issuedAt = _issue(operatorId);
        actionId = _append(
            _desk(),
            ActionCodec.encodeClaimBond(Params.CLAIM_BOND_GAS, operatorId, issuedAt, recipient, shares)
        );
        emit BondClaimSubmitted(operatorId, recipient, shares, actionId);
    }

    /// @inheritdoc INodeDesk
    function setDelegate(uint64 operatorId, address delegate) external returns (bytes32 actionId) {
        uint40 issuedAt = _issue(operatorId);
        actionId = _append(
            _desk(),
            ActionCodec.encodeSetDelegate(Params.SET_DELEGATE_GAS, operatorId, issuedAt, delegate)
        );
        emit DelegateSubmitted(operatorId, delegate, actionId);
    }

    /// @inheritdoc INodeDesk
    function connections() external view returns (address hub, uint16 laneId) {
        DeskState storage $ = _desk();
        return (address($.hub), $.laneId);
    }

    /// @inheritdoc INodeDesk
    function ownerOf(uint64 operatorId) external view returns (address) {
        return _desk().operators[operatorId].owner;
    }

    /// @inheritdoc INodeDesk
    function operatorCount() external view returns (uint256) {
        return _desk().operatorCount;
    }

    /// @inheritdoc INodeDesk
    function commitmentOf(uint64 operatorId, uint32 setId) external view returns (bytes32) {
        return _desk().commitments[operatorId][setId];
    }

    /// @dev Strictly rising per operator, so that of two actions of one block the later one wins on L1 (T-82). An
    /// operator that acts n times within a second is n seconds ahead of the clock: harmless, times are only compared
    /// with each other.
    function _issue(uint64 operatorId) private returns (uint40 issuedAt) {
        Operator storage operator = _desk().operators[operatorId];
        address owner_ = operator.owner;
        if (owner_ != msg.sender) revert NodeDesk_NotOwner(operatorId, owner_, msg.sender);
        uint40 next = operator.lastIssuedAt + 1;
        issuedAt = block.timestamp > next ? uint40(block.timestamp) : next;
        operator.lastIssuedAt = issuedAt;
    }

    /// @dev Takes the commitment out: a set is revealed once.
    function _open(uint64 operatorId, uint32 setId, bytes32 revealed) private {
        mapping(uint32 => bytes32) storage commitments = _desk().commitments[operatorId];
        bytes32 commitment = commitments[setId];
        if (commitment == 0) revert NodeDesk_UnknownKeySet(operatorId, setId);
        if (commitment != revealed) revert NodeDesk_WrongReveal(commitment, revealed);
        delete commitments[setId];
    }

    function _append(DeskState storage $, bytes memory action) private returns (bytes32) {
        (uint64 batchNonce, uint32 index) = $.hub.appendAction(action);
        return Ids.actionId($.laneId, batchNonce, index);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    function _desk() private pure returns (DeskState storage $) {
        bytes32 slot = DESK_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
