// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IActionExecutor} from "../lanes/IActionExecutor.sol";
import {IOperatorRegistry} from "./IOperatorRegistry.sol";

/// @title Node operators as L1 knows them
/// @dev One slot per role, with the issuedAt of the action that set it: changing a role touches one slot.
contract OperatorRegistry is IOperatorRegistry, Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @dev `issuedAt u40 << 160 | account`: an address and the issuedAt of the action that set it, 0 for never. Packed by
    /// hand, because the compiler reads and writes the slot once for each field of a struct.
    type Role is uint256;

    struct OperatorState {
        // ── slot 0
        address owner;
        OperatorClass class;
        uint16 commissionBps;
        Status status;
        uint40 registeredAt;
        // ── slot 1; not zero exactly when the operator is registered
        Role rewardRecipient;
        // ── slot 2
        Role manager;
    }

    /// @custom:storage-location erc7201:cseth.storage.OperatorRegistry
    struct OperatorRegistryState {
        mapping(uint64 operatorId => OperatorState) operators;
        uint256 operatorCount;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.OperatorRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant OPERATOR_REGISTRY_STORAGE =
        0x3e9202f4c00d89499b25fe811e38945b3ffabed43bcddad675cb742235149300;

    /// @inheritdoc IOperatorRegistry
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address public immutable LANE_HUB;

    /// @param laneHub the only caller of {executeAction}; an upgrade must be given the same one
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address laneHub) {
        if (laneHub == address(0)) revert OperatorRegistry_ZeroAddress();
        LANE_HUB = laneHub;
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner) external initializer {
        __Ownable_init(owner);
    }

    /// @inheritdoc IActionExecutor
    function executeAction(uint16 laneId, bytes calldata action) external {
        if (msg.sender != LANE_HUB) revert OperatorRegistry_NotLaneHub(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        uint64 operatorId = header.operatorId;
        if (Ids.laneOf(operatorId) != laneId) revert OperatorRegistry_ForeignOperator(operatorId, laneId);
        bytes calldata payload = ActionCodec.payloadOf(action);

        if (header.kind == ActionCodec.SET_REWARD_RECIPIENT) {
            _setRewardRecipient(operatorId, header.issuedAt, ActionCodec.decodeAddress(payload));
        } else if (header.kind == ActionCodec.SET_MANAGER) {
            _setManager(operatorId, header.issuedAt, ActionCodec.decodeAddress(payload));
        } else if (header.kind == ActionCodec.REGISTER_OPERATOR) {
            _register(operatorId, header.issuedAt, ActionCodec.decodeRegisterOperator(payload));
        } else {
            revert OperatorRegistry_UnknownKind(header.kind);
        }
    }

    function _register(uint64 operatorId, uint40 issuedAt, ActionCodec.RegisterOperator memory registration) private {
        if (Ids.sequenceOf(operatorId) == 0) revert OperatorRegistry_InvalidOperatorId(operatorId);
        if (registration.owner == address(0) || registration.rewardRecipient == address(0)) {
            revert OperatorRegistry_ZeroAddress();
        }
        if (registration.class > uint8(type(OperatorClass).max))
            revert OperatorRegistry_UnknownClass(registration.class);
        if (registration.commissionBps > Params.OPERATOR_COMMISSION_BPS_MAX) {
            revert OperatorRegistry_CommissionTooHigh(registration.commissionBps, Params.OPERATOR_COMMISSION_BPS_MAX);
        }
        OperatorState storage state = _registry().operators[operatorId];
        if (state.status != Status.None) revert OperatorRegistry_AlreadyRegistered(operatorId);

        OperatorClass class = OperatorClass(registration.class);
        state.owner = registration.owner;
        state.class = class;
        state.commissionBps = registration.commissionBps;
        state.status = Status.Registered;
        state.registeredAt = issuedAt;
        state.rewardRecipient = _pack(registration.rewardRecipient, issuedAt);
        ++_registry().operatorCount;
        emit OperatorRegistered(
            operatorId,
            registration.owner,
            registration.rewardRecipient,
            class,
            registration.commissionBps,
            issuedAt
        );
    }

    function _setRewardRecipient(uint64 operatorId, uint40 issuedAt, address recipient) private {
        if (recipient == address(0)) revert OperatorRegistry_ZeroAddress();
        OperatorState storage state = _registry().operators[operatorId];
        Role current = state.rewardRecipient;
        if (Role.unwrap(current) == 0) revert OperatorRegistry_NotRegistered(operatorId);
        _requireNewer(current, operatorId, issuedAt);
        state.rewardRecipient = _pack(recipient, issuedAt);
        emit RewardRecipientSet(operatorId, recipient, issuedAt);
    }

    function _setManager(uint64 operatorId, uint40 issuedAt, address manager) private {
        OperatorState storage state = _registry().operators[operatorId];
        Role current = state.manager;
        // Only a registered operator can ever have had a manager set: then slot 0 need not be read.
        if (Role.unwrap(current) == 0 && state.status == Status.None) {
            revert OperatorRegistry_NotRegistered(operatorId);
        }
        _requireNewer(current, operatorId, issuedAt);
        state.manager = _pack(manager, issuedAt);
        emit ManagerSet(operatorId, manager, issuedAt);
    }

    /// @dev Not newer is refused, equal included: a late retry must not undo what came after it (T-82).
    function _requireNewer(Role current, uint64 operatorId, uint40 issuedAt) private pure {
        uint40 last = _issuedAt(current);
        if (issuedAt <= last) revert OperatorRegistry_Stale(operatorId, issuedAt, last);
    }

    function _pack(address account, uint40 issuedAt) private pure returns (Role) {
        return Role.wrap((uint256(issuedAt) << 160) | uint160(account));
    }

    function _account(Role role) private pure returns (address) {
        return address(uint160(Role.unwrap(role)));
    }

    function _issuedAt(Role role) private pure returns (uint40) {
        return uint40(Role.unwrap(role) >> 160);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOperatorRegistry
    function operator(uint64 operatorId) external view returns (Operator memory) {
        OperatorState storage state = _registry().operators[operatorId];
        return
            Operator({
                owner: state.owner,
                rewardRecipient: _account(state.rewardRecipient),
                manager: _account(state.manager),
                class: state.class,
                commissionBps: state.commissionBps,
                status: state.status,
                registeredAt: state.registeredAt,
                rewardRecipientSetAt: _issuedAt(state.rewardRecipient),
                managerSetAt: _issuedAt(state.manager)
            });
    }

    /// @inheritdoc IOperatorRegistry
    function operatorCount() external view returns (uint256) {
        return _registry().operatorCount;
    }

    function _registry() private pure returns (OperatorRegistryState storage $) {
        bytes32 slot = OPERATOR_REGISTRY_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
