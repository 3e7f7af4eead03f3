// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Loss-normalised queue amounts
/// @notice A request is kept in units of 1e12 wei divided by the loss index of its time, so that one index lowers every
/// pending request at once and none keeps a minimum of its own (T-79). An index of 1e27 means no loss yet.
/// @dev Unchecked, because no product can overflow: wei below 2^96, index at most 1e27 < 2^90, units below 2^48, shares
/// below 2^88, rates below 2^64; the largest, in {lossIndexAfter}, stays below 2^90·2^96·2^60.
library QueueMath {
    /// @notice Wei of one unit at an index of 1e27.
    uint256 internal constant UNIT_WEI = 1e12;
    uint256 internal constant NO_LOSS = 1e27;

    /// @notice Units for `weiAmount`, down: a request never claims more than it brought.
    function toUnitsDown(uint256 weiAmount, uint256 lossIndex) internal pure returns (uint256) {
        unchecked {
            return (weiAmount * (NO_LOSS / UNIT_WEI)) / lossIndex;
        }
    }

    /// @notice What a request of `units` pays, down.
    function toWeiDown(uint256 units, uint256 lossIndex) internal pure returns (uint256) {
        unchecked {
            return (units * lossIndex) / (NO_LOSS / UNIT_WEI);
        }
    }

    /// @notice What must stand against `units`, up: N. So a range's N covers the sum of its payouts (QUEUE-2).
    function toWeiUp(uint256 units, uint256 lossIndex) internal pure returns (uint256) {
        unchecked {
            return Math.ceilDiv(units * lossIndex, NO_LOSS / UNIT_WEI);
        }
    }

    /// @notice The index after a loss: the part of what is owed, holders' `owedE18/1e18`, that `assets` still cover.
    /// Down, so that N falls at least by its part. Source: docs/protocol "Losses".
    /// @param assets P + N in wei
    /// @param owedE18 r·S + N·1e18, above assets·1e18
    function lossIndexAfter(uint256 lossIndex, uint256 assets, uint256 owedE18) internal pure returns (uint256) {
        unchecked {
            return (lossIndex * (assets * 1e18)) / owedE18;
        }
    }
}
