// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Test} from "forge-std/Test.sol";
import {ShareMath} from "../../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../../shared/contracts/params/Params.sol";

contract ShareMathTest is Test {
    function testFuzz_conversions_AgreeWithOpenZeppelinsMulDiv(uint128 amount, uint64 rate) public pure {
        vm.assume(rate != 0);
        assertEq(ShareMath.toSharesDown(amount, rate), Math.mulDiv(amount, 1e18, rate));
        assertEq(ShareMath.toSharesUp(amount, rate), Math.mulDiv(amount, 1e18, rate, Math.Rounding.Ceil));
        assertEq(ShareMath.toEtherDown(amount, rate), Math.mulDiv(amount, rate, 1e18));
        assertEq(ShareMath.toEtherUp(amount, rate), Math.mulDiv(amount, rate, 1e18, Math.Rounding.Ceil));
    }

    /// T-7: going in and out again never gains a wei or a share.
    function testFuzz_roundTrips_NeverGain_T_7(uint128 amount, uint64 rate) public pure {
        vm.assume(rate != 0);
        assertLe(ShareMath.toEtherDown(ShareMath.toSharesDown(amount, rate), rate), amount);
        assertLe(ShareMath.toSharesDown(ShareMath.toEtherDown(amount, rate), rate), amount);
        assertGe(ShareMath.toEtherUp(ShareMath.toSharesUp(amount, rate), rate), amount);
    }

    /// What an L2 mints at never lies below what a report can have made of the rate meanwhile.
    function testFuzz_ceilRate_IsNeverBelowTheReleaseCap(uint64 rate, uint40 age) public pure {
        uint256 ceiling = ShareMath.ceilRate(rate, Params.GAIN_CAP_BPS, age);
        uint256 released = ShareMath.releaseCapDown(rate, Params.GAIN_CAP_BPS, Params.RELEASE_CAP_BPS, age);
        assertGe(ceiling, released);
        assertGe(released, rate);
    }
}
