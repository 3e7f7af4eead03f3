// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {ReleaseMath} from "../../../l1-contracts/core/ReleaseMath.sol";

contract ReleaseMathTest is Test {
    /// Whatever the numbers: the rate stays between r and the cap, what is promised rises by no more than was free, and
    /// the fee is at most φ of the release above the mark (T-8, T-83, LEDGER-1).
    function testFuzz_release_PromisesNoMoreThanWasFree_T8_T83(
        uint64 rateSeed,
        uint64 markSeed,
        uint64 capSeed,
        uint88 sharesSeed,
        uint96 freeSeed,
        uint16 feeSeed
    ) public pure {
        uint256 rate = bound(rateSeed, 1e15, 10e18);
        ReleaseMath.Input memory input = ReleaseMath.Input({
            rate: rate,
            highWaterMark: bound(markSeed, rate - rate / 10, rate + rate / 10),
            cap: rate + bound(capSeed, 0, rate / 100),
            totalShares: bound(sharesSeed, 1e15, 1e26),
            freeE18: uint256(bound(freeSeed, 0, 1e25)) * 1e18,
            feeBps: bound(feeSeed, 0, 1000)
        });
        (uint256 rateAfter, uint256 feeShares) = ReleaseMath.release(input);

        assertGe(rateAfter, rate);
        assertLe(rateAfter, input.cap);
        uint256 owedBefore = rate * input.totalShares;
        uint256 owedAfter = rateAfter * (input.totalShares + feeShares);
        assertLe(owedAfter, owedBefore + input.freeE18);
        uint256 mark = input.highWaterMark > rate ? input.highWaterMark : rate;
        if (rateAfter <= mark) assertEq(feeShares, 0);
        else assertLe(feeShares * rateAfter * 10_000, (owedAfter - mark * input.totalShares) * input.feeBps);
    }

    /// S = 100, r = 0.9, mark 1: of 12 ether free, 10 heal, 2 are shared. φ = 10%: r' = 1 + 2 · 0.9 / 100 = 1.018;
    /// fee = 0.018 · 100 · 1000 / (9000 · 1.018) = 0.196463654223968565 shares, worth 0.2 ether.
    function test_release_SharesOnlyWhatIsAboveTheMark_T83() public pure {
        (uint256 rateAfter, uint256 feeShares) = ReleaseMath.release(
            ReleaseMath.Input({
                rate: 0.9e18,
                highWaterMark: 1e18,
                cap: 2e18,
                totalShares: 100e18,
                freeE18: 12e36,
                feeBps: 1000
            })
        );
        assertEq(rateAfter, 1.018e18);
        assertEq(feeShares, 196_463_654_223_968_565);
    }
}
