// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Landing, Ledger} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreTest} from "./CoreTest.sol";

/// A rollup that fails, or a pool with a bug, can say anything of its L2. It may take what its lane has, and from everybody
/// else no more than the cap of what it may say it holds.
contract CoreLaneLiesTest is CoreTest {
    uint16 private constant HONEST = 2;

    uint64 private nextNonce = 1;

    /// S = 10,000: nearly all of it alice's, on L1.
    function setUp() public override {
        super.setUp();
        deposit(alice, 9_999.999 ether);
        vm.prank(owner);
        core.addLane(HONEST);
    }

    /// 5,000 shares for 5,000 ether that nobody ever sent; forwarded, they would take 5,000 of alice's ether.
    function test_landBatch_RevertWhen_TheLaneSaysItHoldsMoreThanItsCap_T64() public {
        expectRejected(
            batch(0, 5000e18, 0, 0, 0, 5000 ether),
            abi.encodeWithSelector(Core.Core_HeldAboveCap.selector, LANE, 5000 ether, 2000 ether)
        );
        expectRejected(
            batch(0, 2000e18, 0, 0, 0, 2000 ether + 1),
            abi.encodeWithSelector(Core.Core_HeldAboveCap.selector, LANE, 2000 ether + 1, 2000 ether)
        );
    }

    /// The worst it can do: 2,000 ether, once. What it forwards then is no longer locked, and nothing new is believed.
    function test_landBatch_ALyingLaneTakesItsCapAndNoMore_T64() public {
        land(1, batch(0, 2000e18, 0, 0, 0, 2000 ether));
        (uint256 firstId, uint256 count) = land(2, batch(0, 0, 0, 2000e18, 0, 2000 ether));
        report(0, firstId + count - 1);
        vm.prank(hub);
        assertEq(core.claimRange(firstId, count), 2000 ether);

        nextNonce = 3;
        expectRejected(
            batch(0, 1e18, 0, 0, 0, 2001 ether),
            abi.encodeWithSelector(Core.Core_HeldAboveCap.selector, LANE, 2001 ether, 2000 ether)
        );
        expectRejected(
            batch(0, 0, 0, 1, 0, 2000 ether),
            abi.encodeWithSelector(Core.Core_LockedSharesExceeded.selector, LANE, 1, 0)
        );
        assertEq(core.ledger().buffered, 8000 ether);
    }

    /// ΣH has 88 bits. Filled by one lane's word, no other lane's batch could be booked.
    function test_landBatch_ALyingLaneCannotFillTheSumOfAllLanes_T64() public {
        uint256 most = type(uint88).max;
        expectRejected(
            batch(0, 0, 0, 0, 0, most),
            abi.encodeWithSelector(Core.Core_HeldAboveCap.selector, LANE, most, 2000 ether)
        );
        vm.prank(hub);
        core.landBatch(HONEST, 1, batch(0, 10e18, 0, 0, 0, 10 ether));
    }

    /// The rate has risen from 1 to 1.00018. At the first rate there ever was, 5,000 ether buy 0.9 ether of everybody's.
    function test_landBatch_RevertWhen_TheRateIsOlderThanTheLanesLast_T64() public {
        report(10 ether, 0);
        land(1, batch(1, 10e18, 0, 0, 10.0018 ether, 0));
        nextNonce = 2;
        expectRejected(
            batch(0, 5000e18, 0, 0, 5000 ether, 0),
            abi.encodeWithSelector(Core.Core_RateNonceFell.selector, LANE, 0, 1)
        );
        // A lane that has been told nothing newer is believed: its stakes were minted so.
        vm.deal(hub, 10 ether);
        vm.prank(hub);
        core.landBatch{value: 10 ether}(HONEST, 1, batch(0, 10e18, 0, 0, 10 ether, 0));
        assertSolvent();
    }

    /// Ether a lane holds already is not taken from it by a lower cap: it may shrink in steps, and not grow again.
    function test_setHeldCap_StopsGrowthOnly() public {
        land(1, batch(0, 2000e18, 0, 0, 0, 2000 ether));
        vm.prank(owner);
        vm.expectEmit();
        emit Core.HeldCapSet(LANE, 500 ether);
        core.setHeldCap(LANE, 500.9 ether);
        assertEq(core.lane(LANE).heldCap, 500 ether);
        land(2, batch(0, 0, 0, 0, 0, 2000 ether));
        land(3, batch(0, 0, 500e18, 0, 0, 1500 ether));
        nextNonce = 4;
        expectRejected(
            batch(0, 1e18, 0, 0, 0, 1501 ether),
            abi.encodeWithSelector(Core.Core_HeldAboveCap.selector, LANE, 1501 ether, 500 ether)
        );
        Ledger memory book = core.ledger();
        assertEq(book.heldOnLanes, 1500 ether);
    }

    function test_setHeldCap_RevertWhen_UnknownLaneTooHighOrNotTheTimelock_T71() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_UnknownLane.selector, 9));
        core.setHeldCap(9, 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(Core.Core_AboveLimit.selector, bytes32("heldCap"), 100_001 ether, 100_000 ether)
        );
        core.setHeldCap(LANE, 100_001 ether);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(this)));
        core.setHeldCap(LANE, 1 ether);
    }

    function expectRejected(Landing memory landing, bytes memory reason) private {
        vm.deal(hub, landing.etherSent);
        vm.prank(hub);
        vm.expectRevert(reason);
        core.landBatch{value: landing.etherSent}(LANE, nextNonce, landing);
    }

    function batch(
        uint64 rateNonce,
        uint256 minted,
        uint256 burned,
        uint256 forwarded,
        uint256 etherSent,
        uint256 heldAfter
    ) private pure returns (Landing memory landing) {
        landing.rateNonce = rateNonce;
        landing.minted = minted;
        landing.burned = burned;
        landing.forwarded = forwarded;
        landing.etherSent = etherSent;
        landing.heldAfter = heldAfter;
    }
}
