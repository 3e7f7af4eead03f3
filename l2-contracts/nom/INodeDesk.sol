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

    error NodeDesk_ZeroAddress();
    error NodeDesk_UnknownClass(uint8 class);
    error NodeDesk_CommissionTooHigh(uint256 commissionBps, uint256 maxBps);
    error NodeDesk_NotOwner(uint64 operatorId, address owner, address caller);

    /// @notice Registers the caller as owner of a new operator homed on this lane.
    function register(
        address rewardRecipient,
        uint8 class,
        uint16 commissionBps
    ) external returns (uint64 operatorId, bytes32 actionId);

    function setRewardRecipient(uint64 operatorId, address recipient) external returns (bytes32 actionId);
    function setManager(uint64 operatorId, address manager) external returns (bytes32 actionId);

    /// @notice The hub actions go through, and the lane its operators are homed on.
    function connections() external view returns (address hub, uint16 laneId);
    function ownerOf(uint64 operatorId) external view returns (address);
    function operatorCount() external view returns (uint256);
}
