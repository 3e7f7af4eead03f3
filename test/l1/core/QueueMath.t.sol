// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Test} from "forge-std/Test.sol";
import {QueueMath} from "../../../l1-contracts/core/QueueMath.sol";

contract QueueMathTest is Test {
    /// One unit at an index a hair below 1 is worth 1e12 − 1e-15 wei.
    function test_conversions_RoundInTheProtocolsFavour_T7() public pure {
        assertEq(QueueMath.toWeiDown(1, 1e27 - 1), 1e12 - 1);
        assertEq(QueueMath.toWeiUp(1, 1e27 - 1), 1e12);
        assertEq(QueueMath.toUnitsDown(1e12 - 1, 1e27), 0);
        assertEq(QueueMath.toUnitsDown(1e12, 0.3e27), 3);
        assertEq(QueueMath.toWeiDown(3, 0.3e27), 0.9e12);
    }

    /// 100 owed, 80 there: the index falls to four fifths of what it was.
    function test_lossIndexAfter_IsThePartThatIsCovered() public pure {
        assertEq(QueueMath.lossIndexAfter(1e27, 80 ether, 100e36), 0.8e27);
        assertEq(QueueMath.lossIndexAfter(0.8e27, 80 ether, 100e36), 0.64e27);
        assertEq(QueueMath.lossIndexAfter(1e27, 0, 100e36), 0);
    }

    function testFuzz_conversions_AreTheFormulasOfTheSpec(uint96 weiAmount, uint48 units, uint96 index) public pure {
        uint256 lossIndex = bound(index, 1, 1e27);
        assertEq(QueueMath.toUnitsDown(weiAmount, lossIndex), Math.mulDiv(weiAmount, 1e27, lossIndex * 1e12));
        assertEq(QueueMath.toWeiDown(units, lossIndex), Math.mulDiv(uint256(units) * 1e12, lossIndex, 1e27));
        assertEq(
            QueueMath.toWeiUp(units, lossIndex),
            Math.mulDiv(uint256(units) * 1e12, lossIndex, 1e27, Math.Rounding.Ceil)
        );
    }

    /// A request never claims more than it brought, whatever the index of its time.
    function testFuzz_roundTrip_NeverGains_T7(uint96 weiAmount, uint96 index) public pure {
        uint256 lossIndex = bound(index, 1e15, 1e27);
        assertLe(QueueMath.toWeiUp(QueueMath.toUnitsDown(weiAmount, lossIndex), lossIndex), weiAmount);
    }
}
