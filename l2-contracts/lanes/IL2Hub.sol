// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice When a batch may be closed and how it is sent. Bounds in shared/params.json.
struct BatchRules {
    uint32 minAgeSeconds; // never closed by a caller sooner after the last one
    uint32 maxAgeSeconds; // closable from this age on, if not empty
    uint96 sizeWei; // closable from minAge on if it mints and forwards this much
    uint64 messageGas; // gas the landing gets on L1
}

/// @notice What a new hub starts with. Addresses may be predicted ones.
struct HubInit {
    address owner;
    uint16 laneId;
    address pool;
    address desk;
    address distributor;
    address gateway;
    bytes peer; // ERC-7930 interoperable address of the hub on L1
    BatchRules rules;
}

/// @title L2 end of one lane
/// @notice Closes batches, keeps the action outbox and applies StateUpdates. Failures revert: the carrier replays.
/// @dev Relaying needs no privilege. The hub holds no ether between calls.
interface IL2Hub {
    event ActionAppended(
        bytes32 indexed actionId,
        uint64 indexed batchNonce,
        uint32 index,
        uint64 indexed operatorId,
        bytes action
    );
    event BatchSent(
        uint64 indexed batchNonce,
        bytes32 actionsRoot,
        uint32 actionCount,
        uint256 value,
        bytes message,
        bytes32 sendId
    );
    /// @param newer whether the state leg applied; value legs always do.
    event StateUpdateReceived(uint64 indexed nonce, uint64 rateNonce, bool newer, uint256 value);
    event GatewaySet(address gateway, bytes peer);
    event BatchRulesSet(BatchRules rules);

    error L2Hub_NotGateway(address caller);
    error L2Hub_NotPeer(bytes sender);
    error L2Hub_NotDesk(address caller);
    /// @notice Only holders move csETH.
    error L2Hub_NotDesks(uint8 kind);
    error L2Hub_NotPool(address caller);
    error L2Hub_ZeroAddress();
    error L2Hub_ZeroLane();
    error L2Hub_RulesOutOfBounds(BatchRules rules);
    error L2Hub_NothingToClose();
    error L2Hub_TooEarlyToClose(uint256 now_, uint256 closableAt);
    /// @notice The action does not fit the open batch: it fits the next one, from {closableAt} on.
    error L2Hub_BatchFull(uint64 batchNonce, uint256 gasDeclared, uint256 gasBudget);
    error L2Hub_ActionGasTooHigh(uint256 gasLimit, uint256 maxGas);
    error L2Hub_ValueMismatch(uint256 received, uint256 announced);
    error L2Hub_AlreadyApplied(uint64 nonce);

    /// @notice Closes the open batch and sends it by the canonical gateway. Anyone may call from {closableAt} on.
    function closeBatch() external returns (uint64 batchNonce);

    /// @notice Appends an action to the open batch's tree. Only the node desk.
    /// @param action header and payload, see ActionCodec. Its declared gas, its bytes and an overhead count against the
    /// batch's budget, so that a batch can always be executed in one transaction on L1.
    /// @return batchNonce and `index` name the action for life: actionId = keccak256(laneId, batchNonce, index).
    function appendAction(bytes calldata action) external returns (uint64 batchNonce, uint32 index);

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Warning: messages in flight on the old gateway can no longer arrive. Only for a lane that has been drained.
    function setGateway(address gateway, bytes calldata peer) external;
    function setBatchRules(BatchRules calldata rules) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function laneId() external view returns (uint16);
    function openBatchNonce() external view returns (uint64);
    /// @notice From when on {closeBatch} works for the open batch as it is; type(uint256).max while it is empty.
    function closableAt() external view returns (uint256 timestamp);
    function outbox() external view returns (bytes32 root, uint32 count, uint256 gasDeclared);
    function isApplied(uint64 stateUpdateNonce) external view returns (bool);
    /// @notice The newest StateUpdate whose state leg applied.
    function latestStateNonce() external view returns (uint64);
    function batchRules() external view returns (BatchRules memory);
    function connections()
        external
        view
        returns (address pool, address desk, address distributor, address gateway, bytes memory peer);
}
