// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Report} from "../../shared/contracts/oracle/Reports.sol";

/// @title Pays keepers for calls that the protocol needs and nobody else gains from
/// @notice Each function here makes the public call of the same name and pays the caller for it: a constant amount of gas
/// at the price of {KeeperPrice}, for what the call was the first to change, out of a budget that refills within a day.
/// Whoever calls the hub or the oracle itself does the same work unpaid.
/// @dev Anyone funds the purse by sending ether. A call never fails for want of money: it pays what there is, and nothing
/// to a caller that refuses ether. T-89: constants are below what the cheapest such call costs, so that repeating,
/// splitting or inventing work costs more than it brings; all a block's builder can win is the margin of the price.
interface IKeeperPurse {
    /// @param call selector of the function here
    /// @param gas constant that was paid for
    event Rebated(address indexed keeper, bytes4 indexed call, uint256 gas, uint256 amount);
    event Funded(address indexed funder, uint256 amount);
    event Withdrawn(address indexed to, uint256 amount);
    event DailyBudgetSet(uint64 gwei_);

    error KeeperPurse_NotContract(address account);
    error KeeperPurse_BudgetTooHigh(uint256 gwei_, uint256 maximum);
    error KeeperPurse_WithdrawalFailed(address to, uint256 amount);

    /// @notice As {ILaneHub-executeActions}. Pays Params.KEEPER_BATCH_GAS for the first run of a batch and
    /// Params.KEEPER_ACTION_GAS for each action, however the batch is divided into runs.
    function executeActions(
        uint16 laneId,
        uint64 batchNonce,
        uint32 start,
        bytes calldata run,
        bytes32[] calldata proof
    ) external;

    /// @notice As {ILaneHub-pushStateUpdate}, for a lane whose carrier is free. Pays Params.KEEPER_PUSH_GAS once per lane
    /// and report.
    /// @dev Takes no ether: a carrier refunds what is left on the L2 to whom the hub was called by, and this contract has
    /// no account there. Where the carrier has a price (Arbitrum), call the hub.
    function pushStateUpdate(uint16 laneId, Report calldata report) external;

    /// @notice As {IReportOracle-submitReport}. Pays Params.KEEPER_REPORT_GAS, once per frame.
    function submitReport(Report calldata report, bytes calldata signatures) external;

    /// @notice Takes ether out, to any account. Only the owner, a timelock.
    function withdraw(address to, uint256 amount) external;

    /// @notice Sets what may be paid within a day; within Params' bounds. Only the owner, a timelock.
    /// @param gwei_ capacity of the budget, which refills in a day; 0 to pay nothing
    function setDailyBudget(uint64 gwei_) external;

    /// @notice Wei that can be paid now.
    function available() external view returns (uint256);
    function dailyBudget() external view returns (uint64 gwei_);
    function connections() external view returns (address laneHub, address reportOracle);
}
