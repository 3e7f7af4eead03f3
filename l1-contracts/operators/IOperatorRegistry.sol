// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRunExecutor} from "../lanes/IActionExecutor.sol";

/// @title Node operators as L1 knows them
/// @notice Written only by actions of the operator's home lane, which the lane hub executes (ILaneHub). Actions that
/// set state carry `issuedAt` and apply only if newer per operator and role (T-82), so batches may be executed in any
/// order. A failing action is recorded by the hub and can be retried.
/// @dev Assumption: the node desk on L2 issues an operator's actions with strictly increasing `issuedAt`; of two with
/// the same second only the first to be executed applies.
interface IOperatorRegistry is IRunExecutor {
    enum Status {
        None,
        Registered
    }

    enum OperatorClass {
        Professional,
        Community,
        Ssv,
        Obol,
        Permissioned
    }

    struct Operator {
        address owner;
        /// receives rewards; never zero once registered
        address rewardRecipient;
        /// may act in daily business; zero for nobody
        address manager;
        OperatorClass class;
        /// asked on top of the base fee, basis points of rewards
        uint16 commissionBps;
        Status status;
        /// issuedAt of the registration, L2 seconds
        uint40 registeredAt;
        /// issuedAt of the action that set rewardRecipient, L2 seconds
        uint40 rewardRecipientSetAt;
        /// issuedAt of the action that set manager, 0 for never, L2 seconds
        uint40 managerSetAt;
        /// may sign express actions on L1 for the owner; zero for nobody
        address delegate;
        /// issuedAt of the action that set delegate, 0 for never, L2 seconds
        uint40 delegateSetAt;
    }

    event OperatorRegistered(
        uint64 indexed operatorId,
        address indexed owner,
        address rewardRecipient,
        OperatorClass class,
        uint16 commissionBps,
        uint40 issuedAt
    );
    /// @notice Roles that a run of actions has set, in its order.
    /// @param kind ActionCodec.SET_REWARD_RECIPIENT or SET_MANAGER
    /// @param settings `sequence u48 | issuedAt u40 | account a20` each; the operator's id is `laneId << 48 | sequence`
    /// @dev One word for each, because an event of its own would cost as much as rewriting a warm slot ten times.
    event RolesSet(uint16 indexed laneId, uint8 indexed kind, uint256[] settings);
    /// @param delegate zero for nobody
    event DelegateSet(uint64 indexed operatorId, address delegate, uint40 issuedAt);
    /// @notice An action of a run has changed nothing.
    /// @param reason selector of the error that {executeAction} would have reverted with; simulating the hub's
    /// `retryAction` shows its values
    event ActionRefused(uint64 indexed operatorId, uint8 kind, uint40 issuedAt, bytes4 reason);

    error OperatorRegistry_NotLaneHub(address caller);
    /// @notice A lane acts only for operators homed on it.
    error OperatorRegistry_ForeignOperator(uint64 operatorId, uint16 laneId);
    /// @notice Sequence 0 is no operator.
    error OperatorRegistry_InvalidOperatorId(uint64 operatorId);
    error OperatorRegistry_AlreadyRegistered(uint64 operatorId);
    error OperatorRegistry_NotRegistered(uint64 operatorId);
    /// @notice A newer action has set this role already.
    error OperatorRegistry_Stale(uint64 operatorId, uint40 issuedAt, uint40 lastIssuedAt);
    error OperatorRegistry_CommissionTooHigh(uint256 commissionBps, uint256 maxBps);
    error OperatorRegistry_UnknownClass(uint8 class);
    error OperatorRegistry_ZeroAddress();
    error OperatorRegistry_UnknownKind(uint8 kind);

    /// @notice All zero, status None, when not registered.
    function operator(uint64 operatorId) external view returns (Operator memory);
    function operatorCount() external view returns (uint256);
    function LANE_HUB() external view returns (address);
}
