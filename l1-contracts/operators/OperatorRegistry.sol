// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {ActionHead} from "../../shared/contracts/actions/ActionHead.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IActionExecutor, IRunExecutor} from "../lanes/IActionExecutor.sol";
import {IOperatorRegistry} from "./IOperatorRegistry.sol";

/// @title Node operators as L1 knows them
/// @dev One slot per role, opened by the registration: setting a role rewrites one slot and opens none. So that a run of
/// actions costs little more than its slots, a refusal is a value and no revert inside: {executeAction} reverts with it,
/// {executeRun} logs it.
contract OperatorRegistry is IOperatorRegistry, Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @dev `exists u1 | issuedAt u40 | account a20`: an address and the issuedAt of the action that set it, 0 for never.
    /// Packed by hand, because the compiler reads and writes the slot once for each field of a struct.
    type Role is uint256;

    struct OperatorState {
        // ── slot 0
        address owner;
        OperatorClass class;
        uint16 commissionBps;
        Status status;
        uint40 registeredAt;
        // ── slots 1 and 2; not zero exactly when the operator is registered
        Role rewardRecipient;
        Role manager;
        // ── slot 3; set rarely, so that neither the registration nor the loop over roles pays for it
        Role delegate;
    }

    /// @custom:storage-location erc7201:cseth.storage.OperatorRegistry
    struct OperatorRegistryState {
        mapping(uint64 operatorId => OperatorState) operators;
        uint256 operatorCount;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.OperatorRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant OPERATOR_REGISTRY_STORAGE =
        0x3e9202f4c00d89499b25fe811e38945b3ffabed43bcddad675cb742235149300;

    uint256 private constant ROLE_EXISTS = 0x0100000000000000000000000000000000000000000000000000; // 1 << 200
    /// @dev Header and address, see {ActionCodec}: a literal, because assembly takes no other constant.
    uint256 private constant ROLE_ACTION_LENGTH = 38;

    /// @inheritdoc IOperatorRegistry
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address public immutable LANE_HUB;

    /// @param laneHub the only caller of {executeAction} and {executeRun}; an upgrade must be given the same one
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
        _requireHub();
        uint8 kind = ActionCodec.headOf(action).kind();
        bytes memory refusal;
        if (!_isRole(kind)) refusal = _tryOther(laneId, kind, action);
        else if (_setRoles(laneId, ActionCodec.asRun(action)) != 0) refusal = _whyNoRole(laneId, action);
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
    }

    /// @inheritdoc IRunExecutor
    function executeRun(uint16 laneId, bytes calldata run) external returns (uint256 refused) {
        _requireHub();
        uint8 kind = ActionCodec.kindAt(run, 0);
        if (_isRole(kind)) return _setRoles(laneId, run);
        uint256 offset = 0;
        for (uint256 i = 0; offset < run.length; ++i) {
            bytes calldata action;
            (action, offset) = ActionCodec.nextOfChecked(run, offset);
            bytes memory refusal = _tryOther(laneId, kind, action);
            if (refusal.length != 0) refused |= _refuse(i, action, refusal);
        }
    }

    // ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Sets what can be set, and refuses the rest.
    function _setRoles(uint16 laneId, bytes calldata run) private returns (uint256 refused) {
        // Room for all: an action that sets a role has this length, two more in a run.
        uint256[] memory settings = new uint256[](run.length / (ROLE_ACTION_LENGTH + 2));
        assembly ("memory-safe") {
            mstore(settings, 0) // as long as what it holds
        }
        uint256 offset = 0;
        uint256 others = 0;
        while (true) {
            offset += _setRolesUntilRefusal(laneId, run[offset:], settings);
            if (offset == run.length) break;
            (bytes calldata action, uint256 next) = ActionCodec.nextOfChecked(run, offset);
            // Every action before this one was set, or is one of the others.
            refused |= _refuse(settings.length + others, action, _whyNoRole(laneId, action));
            offset = next;
            ++others;
        }
        if (settings.length != 0) emit RolesSet(laneId, ActionCodec.kindAt(run, 0), settings);
    }

    /// @dev Sets roles up to the end of the run, or to an action that cannot apply for one of the reasons of {_whyNoRole}.
    /// By hand: this loop is most of what an action costs beside its slot, and the compiler takes three times as much.
    /// Of an action of another length it reads what follows, and refuses it.
    /// @param settings grows by how {RolesSet} tells each; there is room for all
    /// @return done bytes of the run behind which it has stopped
    function _setRolesUntilRefusal(
        uint16 laneId,
        bytes calldata run,
        uint256[] memory settings
    ) private returns (uint256 done) {
        OperatorRegistryState storage $ = _registry(); // `operators` is its first field
        bool isManager = ActionCodec.kindAt(run, 0) == ActionCodec.SET_MANAGER;
        assembly ("memory-safe") {
            let setting := add(add(settings, 32), shl(5, mload(settings)))
            for {} lt(done, run.length) {} {
                let operatorId
                let role
                {
                    // length u16 | kind u8 | gasLimit u32 | operatorId u64 | issuedAt u40 | account a20, in two words
                    let position := add(run.offset, done)
                    let word := calldataload(position)
                    operatorId := and(shr(136, word), 0xffffffffffffffff)
                    role := or(shl(160, and(shr(96, word), 0xffffffffff)), shr(96, calldataload(add(position, 20))))
                }
                mstore(0, operatorId)
                mstore(32, $.slot)
                // Slots of OperatorState: 1 rewardRecipient, 2 manager.
                let slot := add(add(keccak256(0, 64), 1), isManager)
                let current := sload(slot)
                // Of the lane; not newer is refused, equal included, because a late retry must not undo what came after
                // it (T-82); registered; nobody only as manager; an action that sets a role.
                let applies := eq(shr(48, operatorId), laneId)
                applies := and(applies, gt(shr(160, role), and(shr(160, current), 0xffffffffff)))
                applies := and(applies, and(lt(0, current), or(isManager, lt(0, shl(96, role)))))
                if iszero(and(applies, eq(shr(240, calldataload(add(run.offset, done))), ROLE_ACTION_LENGTH))) {
                    break
                }
                sstore(slot, or(ROLE_EXISTS, role))
                mstore(setting, or(shl(200, and(operatorId, 0xffffffffffff)), role))
                setting := add(setting, 32)
                done := add(done, add(ROLE_ACTION_LENGTH, 2))
            }
            mstore(settings, shr(5, sub(sub(setting, settings), 32)))
        }
    }

    /// @return refusal the encoded error that keeps this action from setting a role
    function _whyNoRole(uint16 laneId, bytes calldata action) private view returns (bytes memory refusal) {
        ActionHead head = ActionCodec.headOf(action);
        uint64 operatorId = head.operatorId();
        if (Ids.laneOf(operatorId) != laneId) {
            return abi.encodeWithSelector(OperatorRegistry_ForeignOperator.selector, operatorId, laneId);
        }
        if (action.length != ROLE_ACTION_LENGTH) return _badLength(action.length, ActionCodec.ADDRESS_LENGTH);
        if (ActionCodec.addressOf(action) == address(0) && head.kind() != ActionCodec.SET_MANAGER) {
            return abi.encodeWithSelector(OperatorRegistry_ZeroAddress.selector);
        }
        OperatorState storage state = _registry().operators[operatorId];
        Role current = head.kind() == ActionCodec.SET_MANAGER ? state.manager : state.rewardRecipient;
        if (Role.unwrap(current) == 0) {
            return abi.encodeWithSelector(OperatorRegistry_NotRegistered.selector, operatorId);
        }
        return abi.encodeWithSelector(OperatorRegistry_Stale.selector, operatorId, head.issuedAt(), _issuedAt(current));
    }

    function _isRole(uint8 kind) private pure returns (bool) {
        return kind == ActionCodec.SET_MANAGER || kind == ActionCodec.SET_REWARD_RECIPIENT;
    }

    // ── Registration and delegate ────────────────────────────────────────────────────────────────────────────────────

    /// @return refusal the encoded error that kept the action from applying; empty when it has applied
    function _tryOther(uint16 laneId, uint8 kind, bytes calldata action) private returns (bytes memory refusal) {
        bool isRegistration = kind == ActionCodec.REGISTER_OPERATOR;
        if (!isRegistration && kind != ActionCodec.SET_DELEGATE) {
            return abi.encodeWithSelector(OperatorRegistry_UnknownKind.selector, kind);
        }
        ActionHead head = ActionCodec.headOf(action);
        uint64 operatorId = head.operatorId();
        if (Ids.laneOf(operatorId) != laneId) {
            return abi.encodeWithSelector(OperatorRegistry_ForeignOperator.selector, operatorId, laneId);
        }
        bytes calldata payload = action[ActionCodec.HEADER_LENGTH:];
        uint256 expected = isRegistration ? ActionCodec.REGISTER_OPERATOR_LENGTH : ActionCodec.ADDRESS_LENGTH;
        if (payload.length != expected) return _badLength(action.length, expected);
        if (!isRegistration) return _trySetDelegate(head, ActionCodec.addressOf(action));
        ActionCodec.RegisterOperator memory registration = ActionCodec.decodeRegisterOperator(payload);
        refusal = _whyNoRegistration(operatorId, registration);
        if (refusal.length == 0) _register(operatorId, head.issuedAt(), registration);
    }

    function _register(uint64 operatorId, uint40 issuedAt, ActionCodec.RegisterOperator memory registration) private {
        OperatorClass class = OperatorClass(registration.class);
        OperatorState storage state = _registry().operators[operatorId];
        state.owner = registration.owner;
        state.class = class;
        state.commissionBps = registration.commissionBps;
        state.status = Status.Registered;
        state.registeredAt = issuedAt;
        state.rewardRecipient = _pack(registration.rewardRecipient, issuedAt);
        state.manager = _pack(address(0), 0);
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

    /// @return refusal the encoded error that keeps the operator from being registered; empty when nothing does
    function _whyNoRegistration(
        uint64 operatorId,
        ActionCodec.RegisterOperator memory registration
    ) private view returns (bytes memory refusal) {
        if (Ids.sequenceOf(operatorId) == 0) {
            return abi.encodeWithSelector(OperatorRegistry_InvalidOperatorId.selector, operatorId);
        }
        if (registration.owner == address(0) || registration.rewardRecipient == address(0)) {
            return abi.encodeWithSelector(OperatorRegistry_ZeroAddress.selector);
        }
        if (registration.class > uint8(type(OperatorClass).max)) {
            return abi.encodeWithSelector(OperatorRegistry_UnknownClass.selector, registration.class);
        }
        uint256 maxBps = Params.OPERATOR_COMMISSION_BPS_MAX;
        if (registration.commissionBps > maxBps) {
            return
                abi.encodeWithSelector(OperatorRegistry_CommissionTooHigh.selector, registration.commissionBps, maxBps);
        }
        if (_registry().operators[operatorId].status != Status.None) {
            return abi.encodeWithSelector(OperatorRegistry_AlreadyRegistered.selector, operatorId);
        }
    }

    /// @return refusal the encoded error that kept the delegate from being set; empty when it is
    function _trySetDelegate(ActionHead head, address delegate) private returns (bytes memory refusal) {
        (uint64 operatorId, uint40 issuedAt) = (head.operatorId(), head.issuedAt());
        OperatorState storage state = _registry().operators[operatorId];
        if (state.status == Status.None) {
            return abi.encodeWithSelector(OperatorRegistry_NotRegistered.selector, operatorId);
        }
        uint40 lastIssuedAt = _issuedAt(state.delegate);
        // As with roles: a late retry must not bring back whom a newer action has dismissed (T-82).
        if (issuedAt <= lastIssuedAt) {
            return abi.encodeWithSelector(OperatorRegistry_Stale.selector, operatorId, issuedAt, lastIssuedAt);
        }
        state.delegate = _pack(delegate, issuedAt);
        emit DelegateSet(operatorId, delegate, issuedAt);
    }

    // ── Internal ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @return bit of the run's `index`-th action
    function _refuse(uint256 index, bytes calldata action, bytes memory refusal) private returns (uint256 bit) {
        ActionHead head = ActionCodec.headOf(action);
        emit ActionRefused(head.operatorId(), head.kind(), head.issuedAt(), bytes4(refusal));
        return 1 << index;
    }

    function _requireHub() private view {
        if (msg.sender != LANE_HUB) revert OperatorRegistry_NotLaneHub(msg.sender);
    }

    function _badLength(uint256 actionLength, uint256 expected) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ActionCodec.ActionCodec_BadPayloadLength.selector,
                actionLength - ActionCodec.HEADER_LENGTH,
                expected
            );
    }

    function _pack(address account, uint40 issuedAt) private pure returns (Role) {
        return Role.wrap(ROLE_EXISTS | (uint256(issuedAt) << 160) | uint160(account));
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
                managerSetAt: _issuedAt(state.manager),
                delegate: _account(state.delegate),
                delegateSetAt: _issuedAt(state.delegate)
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
