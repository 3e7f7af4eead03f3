// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {CoreLedger} from "./CoreLedger.sol";
import {LaneState} from "./CoreStorage.sol";
import {CoreRoles} from "./CoreTypes.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";

/// @title What the timelock may change
/// @notice Only the way in: none of these can stop requests, claims, reports or landings, or move anyone's ether.
abstract contract CoreGovernance is CoreLedger, Ownable2StepUpgradeable {
    /// @inheritdoc ILiquidStakingCore
    function setDepositsPaused(bool paused) external onlyOwner {
        _core().depositsPaused = paused;
        emit DepositsPausedSet(paused);
    }

    /// @inheritdoc ILiquidStakingCore
    function setDepositCap(uint256 capEther) external onlyOwner {
        _setDepositCap(capEther);
    }

    /// @inheritdoc ILiquidStakingCore
    function setReserveFloor(uint256 floorWei) external onlyOwner {
        _setReserveFloor(floorWei);
    }

    /// @inheritdoc ILiquidStakingCore
    function addLane(uint16 laneId) external onlyOwner {
        LaneState storage account = _core().lanes[laneId];
        // Lane 0 is L1 itself.
        if (laneId == 0) revert Core_UnknownLane(laneId);
        if (account.exists) revert Core_LaneExists(laneId);
        account.exists = true;
        emit LaneAdded(laneId);
        _setHeldCap(laneId, Params.HELD_CAP_WEI);
    }

    /// @inheritdoc ILiquidStakingCore
    function setHeldCap(uint16 laneId, uint256 capWei) external onlyOwner {
        if (!_core().lanes[laneId].exists) revert Core_UnknownLane(laneId);
        if (capWei > Params.HELD_CAP_WEI_MAX) revert Core_AboveLimit("heldCap", capWei, Params.HELD_CAP_WEI_MAX);
        _setHeldCap(laneId, capWei);
    }

    /// @inheritdoc ILiquidStakingCore
    function roles() external view returns (CoreRoles memory) {
        CoreState storage $ = _core();
        return
            CoreRoles({
                owner: owner(),
                reportOracle: $.reportOracle,
                laneHub: $.laneHub,
                treasury: $.treasury,
                validatorLedger: $.validatorLedger,
                bonds: $.bonds,
                withdrawalVault: $.withdrawalVault,
                moveLedger: $.moveLedger
            });
    }

    /// @inheritdoc ILiquidStakingCore
    function reserveFloor() external view returns (uint256 floorWei) {
        return _core().reserveFloor;
    }

    /// @inheritdoc ILiquidStakingCore
    function depositLimits() external view returns (bool paused, uint256 capEther) {
        CoreState storage $ = _core();
        return ($.depositsPaused, $.depositCapUnits * Params.DEPOSIT_CAP_UNIT_WEI);
    }

    function _setHeldCap(uint16 laneId, uint256 capWei) private {
        // Cannot truncate: HELD_CAP_WEI_MAX is far below 2^32 ether.
        uint32 capEther = uint32(capWei / 1 ether);
        _core().lanes[laneId].heldCapEther = capEther;
        emit HeldCapSet(laneId, uint256(capEther) * 1 ether);
    }

    function _setReserveFloor(uint256 floorWei) internal {
        if (floorWei > Params.RESERVE_FLOOR_WEI_MAX) {
            revert Core_AboveLimit("reserveFloor", floorWei, Params.RESERVE_FLOOR_WEI_MAX);
        }
        // Cannot truncate: 10,000 ether fit 88 bits.
        _core().reserveFloor = uint88(floorWei);
        emit ReserveFloorSet(floorWei);
    }

    function _setDepositCap(uint256 capEther) internal {
        if (capEther > Params.DEPOSIT_CAP_WEI_MAX) {
            revert Core_AboveLimit("depositCap", capEther, Params.DEPOSIT_CAP_WEI_MAX);
        }
        uint256 units = capEther / Params.DEPOSIT_CAP_UNIT_WEI;
        // Cannot truncate: DEPOSIT_CAP_WEI_MAX is 3,750,000 units, below 2^24.
        _core().depositCapUnits = uint24(units);
        emit DepositCapSet(units * Params.DEPOSIT_CAP_UNIT_WEI);
    }
}
