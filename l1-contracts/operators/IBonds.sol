// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor} from "../lanes/IActionExecutor.sol";

/// @title Operators' bonds, held as csETH
/// @notice Shares, so that a bond earns what stakers earn and loses what they lose. What an operator's validators need
/// stays; the rest can be claimed, by an action of the operator's home lane only.
interface IBonds is IActionExecutor {
    event BondDeposited(uint64 indexed operatorId, address indexed from, uint256 shares);
    event BondClaimed(uint64 indexed operatorId, address indexed recipient, uint256 shares);
    /// @param etherAmount what the loss was; the shares are worth it, or all there were
    event BondBurnt(uint64 indexed operatorId, uint256 etherAmount, uint256 shares);

    error Bonds_NotLaneHub(address caller);
    error Bonds_NotValidatorLedger(address caller);
    error Bonds_ForeignOperator(uint64 operatorId, uint16 laneId);
    error Bonds_UnknownKind(uint8 kind);
    error Bonds_NotRegistered(uint64 operatorId);
    error Bonds_ZeroShares();
    error Bonds_InvalidRecipient(address recipient);
    /// @notice All of it is needed, or a slashing of this operator is not settled yet (T-38).
    error Bonds_NothingClaimable(uint64 operatorId);
    error Bonds_ZeroAddress();

    /// @notice Adds csETH of the caller to an operator's bond; anyone may, for any operator.
    /// @dev Needs an allowance. Warning: it belongs to the operator from then on.
    function deposit(uint64 operatorId, uint256 shares) external;

    /// @notice Burns shares worth `etherAmount` of the whole bond, locked or not, or all there are. Only the validator
    /// ledger, for a predeposit that is lost.
    function burn(uint64 operatorId, uint256 etherAmount) external returns (uint256 shares);

    function sharesOf(uint64 operatorId) external view returns (uint256);
    /// @notice Worth at the rate now, rounded down.
    function etherOf(uint64 operatorId) external view returns (uint256);
    /// @notice What a claim would pay now at most.
    function claimableShares(uint64 operatorId) external view returns (uint256);
    function connections()
        external
        view
        returns (address laneHub, address core, address operatorRegistry, address validatorLedger);
}
