// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LiquidStakingCore} from "../../../l1-contracts/core/LiquidStakingCore.sol";

/// The core, and one step the allocator will take later: buffered ether goes into validators that are already proven
/// and active. Without it no loss could be larger than what reports released before.
contract CoreHarness is LiquidStakingCore {
    constructor(
        uint256 genesisTime,
        uint256 frameSeconds,
        uint256 marginSeconds
    ) LiquidStakingCore(genesisTime, frameSeconds, marginSeconds) {}

    function stakeBuffered(uint256 etherAmount) external {
        CoreState storage $ = _core();
        $.buffered -= uint88(etherAmount);
        $.consensusBalance += uint88(etherAmount);
        payable(address(0xBEAC)).transfer(etherAmount);
    }

    /// Ether deposited for validators that the consensus layer has not processed yet.
    function activateBuffered(uint256 etherAmount) external {
        CoreState storage $ = _core();
        $.buffered -= uint88(etherAmount);
        $.inActivation += uint80(etherAmount);
        payable(address(0xBEAC)).transfer(etherAmount);
    }

    function isEarlierFrame(uint16 requestFrame, uint256 reportFrame) external pure returns (bool) {
        return _isEarlierFrame(requestFrame, reportFrame);
    }
}
