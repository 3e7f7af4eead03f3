// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {KeeperPrice} from "../../shared/contracts/keepers/KeeperPrice.sol";
import {RateBucket} from "../../shared/contracts/limits/RateBucket.sol";
import {Report} from "../../shared/contracts/oracle/Reports.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ILaneHub} from "../lanes/ILaneHub.sol";
import {IReportOracle} from "../oracle/IReportOracle.sol";
import {IKeeperPurse} from "./IKeeperPurse.sol";

/// @title Pays keepers for calls that the protocol needs and nobody else gains from
/// @dev Stands before hub and oracle and is nothing to them: they let anybody in. So it can be replaced by deploying
/// another, and nothing depends on its money.
contract KeeperPurse is IKeeperPurse, Ownable2Step, ReentrancyGuardTransient {
    using RateBucket for RateBucket.Bucket;

    ILaneHub private immutable _LANE_HUB;
    IReportOracle private immutable _REPORT_ORACLE;

    RateBucket.Bucket private _budget;

    /// @param owner timelock
    /// @param dailyBudgetGwei what may be paid within a day
    constructor(address owner, address laneHub, address reportOracle, uint64 dailyBudgetGwei) Ownable(owner) {
        if (laneHub.code.length == 0) revert KeeperPurse_NotContract(laneHub);
        if (reportOracle.code.length == 0) revert KeeperPurse_NotContract(reportOracle);
        _LANE_HUB = ILaneHub(laneHub);
        _REPORT_ORACLE = IReportOracle(reportOracle);
        _requireBudget(dailyBudgetGwei);
        _budget.initialize(dailyBudgetGwei, _refillOf(dailyBudgetGwei));
        emit DailyBudgetSet(dailyBudgetGwei);
    }

    receive() external payable {
        emit Funded(msg.sender, msg.value);
    }

    /// @inheritdoc IKeeperPurse
    function executeActions(
        uint16 laneId,
        uint64 batchNonce,
        uint32 start,
        bytes calldata run,
        bytes32[] calldata proof
    ) external nonReentrant {
        // Reverts unless `start` is the cursor and at least one action follows.
        _LANE_HUB.executeActions(laneId, batchNonce, start, run, proof);
        uint256 executed = _LANE_HUB.batch(laneId, batchNonce).cursor - start;
        uint256 gasUnits = executed * Params.KEEPER_ACTION_GAS;
        if (start == 0) gasUnits += Params.KEEPER_BATCH_GAS;
        _rebate(gasUnits);
    }

    /// @inheritdoc IKeeperPurse
    function pushStateUpdate(uint16 laneId, Report calldata report) external nonReentrant {
        uint64 pushedBefore = _LANE_HUB.laneConfig(laneId).lastPushedFrame;
        _LANE_HUB.pushStateUpdate(laneId, report);
        // A later one of the same frame settles batches that found no room: as many as somebody cares to make.
        if (pushedBefore < report.frame) _rebate(Params.KEEPER_PUSH_GAS);
    }

    /// @inheritdoc IKeeperPurse
    function submitReport(Report calldata report, bytes calldata signatures) external nonReentrant {
        // Reverts but for the one frame that is next.
        _REPORT_ORACLE.submitReport(report, signatures);
        _rebate(Params.KEEPER_REPORT_GAS);
    }

    /// @inheritdoc IKeeperPurse
    function withdraw(address to, uint256 amount) external onlyOwner {
        emit Withdrawn(to, amount);
        (bool success, ) = to.call{value: amount}("");
        if (!success) revert KeeperPurse_WithdrawalFailed(to, amount);
    }

    /// @inheritdoc IKeeperPurse
    function setDailyBudget(uint64 gwei_) external onlyOwner {
        _requireBudget(gwei_);
        _budget.setLimits(gwei_, _refillOf(gwei_));
        emit DailyBudgetSet(gwei_);
    }

    /// @inheritdoc IKeeperPurse
    function available() public view returns (uint256) {
        return Math.min(_budget.available(), address(this).balance);
    }

    /// @inheritdoc IKeeperPurse
    function dailyBudget() external view returns (uint64 gwei_) {
        return _budget.capacityGwei;
    }

    /// @inheritdoc IKeeperPurse
    function connections() external view returns (address laneHub, address reportOracle) {
        return (address(_LANE_HUB), address(_REPORT_ORACLE));
    }

    /// @dev Pays what there is, and drops what the keeper refuses: the work is done, whatever becomes of its pay. The
    /// budget is drawn first; refusing it only leaves the ether here.
    function _rebate(uint256 gasUnits) private {
        uint256 amount = Math.min(KeeperPrice.rebateFor(gasUnits), available());
        if (amount == 0) return;
        _budget.consume(amount);
        // No data is copied back: the keeper pays for its own gas and can cost nobody else's.
        bool paid;
        assembly ("memory-safe") {
            paid := call(gas(), caller(), amount, 0, 0, 0, 0)
        }
        if (paid) emit Rebated(msg.sender, msg.sig, gasUnits, amount);
    }

    function _requireBudget(uint64 gwei_) private pure {
        uint256 maximum = Params.KEEPER_DAILY_BUDGET_GWEI_MAX;
        if (gwei_ > maximum) revert KeeperPurse_BudgetTooHigh(gwei_, maximum);
    }

    /// @dev Rounded down: at most the budget within a day.
    function _refillOf(uint64 gwei_) private pure returns (uint56) {
        // Cannot truncate: the maximum is far below 2^56.
        return uint56(gwei_ / 1 days);
    }
}
