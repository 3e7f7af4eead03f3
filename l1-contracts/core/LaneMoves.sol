// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LaneState} from "./CoreStorage.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {LaneLedger} from "./LaneLedger.sol";

/// @title Shares that move between chains
/// @notice K changes together with the lane hub's balance, share for share; P, S and r do not change at all. Why K always
/// suffices: docs/moves.md.
abstract contract LaneMoves is LaneLedger {
    using SafeCast for uint256;

    /// @inheritdoc ILiquidStakingCore
    function lockShares(uint16 laneId, uint256 shares) external {
        _requireMoveLedger();
        LaneState storage account = _requireLane(laneId);
        account.lockedShares = (account.lockedShares + shares).toUint96();
        _transfer(msg.sender, _core().laneHub, shares);
        emit SharesLocked(laneId, shares);
    }

    /// @inheritdoc ILiquidStakingCore
    function releaseShares(uint16 laneId, address recipient, uint256 shares, uint256 fee) external {
        _requireMoveLedger();
        _requireReceiver(recipient);
        LaneState storage account = _requireLane(laneId);
        uint256 leaving = shares + fee;
        uint256 locked = account.lockedShares;
        if (leaving > locked) revert Core_LockedSharesExceeded(laneId, leaving, locked);
        account.lockedShares = uint96(locked - leaving);
        account.releasedTotal = (account.releasedTotal + leaving).toUint96();
        address hub = _core().laneHub;
        _transfer(hub, recipient, shares);
        if (fee != 0) _transfer(hub, _core().treasury, fee);
        emit SharesReleased(laneId, recipient, shares, fee);
    }

    function _requireMoveLedger() private view {
        if (msg.sender != _core().moveLedger) revert Core_NotMoveLedger(msg.sender);
    }
}
