// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IL2Hub} from "../../l2-contracts/lanes/IL2Hub.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {BatchTotals} from "../../l2-contracts/staking/PoolTypes.sol";
import {IValueLegs} from "../../l2-contracts/staking/IValueLegs.sol";
import {L2Fixture} from "./support/L2Fixture.sol";
import {RecordingGateway} from "./support/RecordingGateway.sol";

contract BatchTest is L2Fixture {
    /// 12-byte header: version 1, type 1, lane 1, nonce 1; body: rateNonce 0, m 9.994e18, u 0, w 0, e 10 ether, held 0.
    function test_closeBatch_SendsTotalsAndEther() public {
        _stake(alice, 10 ether);
        vm.warp(T0 + 8 hours);
        assertEq(hub.closeBatch(), 1);
        RecordingGateway.Sent memory sent = gateway.sent(0);
        assertEq(sent.recipient, peer);
        assertEq(sent.value, 10 ether);
        assertEq(sent.gasLimit, 4_000_000);
        assertEq(
            sent.payload,
            bytes.concat(
                hex"01010001_0000000000000001", // version, type, lane; nonce
                hex"0000000000000000", // rate nonce
                hex"000000008ab1d20cad410000", // m = 9994000000000000000
                hex"000000000000000000000000_000000000000000000000000", // u, w
                hex"000000008ac7230489e80000_000000000000000000000000", // e, held
                hex"00000000_0000000000000000000000000000000000000000000000000000000000000000" // no actions
            )
        );
        assertEq(hub.openBatchNonce(), 2);
        assertEq(address(hub).balance, 0);
        assertEq(address(pool).balance, 0);
        BatchTotals memory open = pool.openBatch();
        assertEq(open.minted + open.burned + open.forwarded + open.etherSent + open.heldAfter, 0);
    }

    /// The target and what waiting unstakers are owed stay on L2.
    function test_closeBatch_KeepsTargetAndPendingValue() public {
        _setParameters(2 days, 3_000_000_000, HELD_CAP_GWEI);
        _stake(alice, 10 ether);
        _request(alice, 2e18);
        _close();
        assertEq(gateway.sent(0).value, 5 ether);
        assertEq(pool.book().poolEther, 5 ether);
    }

    /// L1 believes no more than its cap: what 90 waiting ether could use beyond it goes to L1, and pays them from there.
    function test_closeBatch_KeepsNoMoreThanTheCap_T64() public {
        _setParameters(2 days, 3_000_000_000, 40_000_000_000);
        _stake(alice, 100 ether);
        _request(alice, 90e18);
        _close();
        assertEq(gateway.sent(0).value, 60 ether);
        assertEq(pool.book().poolEther, 40 ether);
    }

    /// Nobody keeps the lane busy with nothing, nor faster than the minimum age with much.
    function test_closeBatch_RevertWhen_EmptyOrTooEarly_T67() public {
        vm.warp(T0 + 30 days);
        assertEq(hub.closableAt(), type(uint256).max);
        vm.expectRevert(IL2Hub.L2Hub_NothingToClose.selector);
        hub.closeBatch();
        _deliver(1, _update(1, 1e18, 0, 0));

        _stake(alice, 1 ether);
        hub.closeBatch(); // 30 days old
        _stake(alice, 400 ether);
        assertEq(hub.closableAt(), T0 + 30 days + 8 hours);
        vm.expectRevert(
            abi.encodeWithSelector(IL2Hub.L2Hub_TooEarlyToClose.selector, T0 + 30 days, T0 + 30 days + 8 hours)
        );
        hub.closeBatch();
        // 400 + 101 ether less fee are above 500.
        _stake(alice, 101 ether);
        assertEq(hub.closableAt(), T0 + 30 days + 600);
        vm.warp(T0 + 30 days + 600);
        assertEq(hub.closeBatch(), 2);
    }

    function test_poolEntries_RevertWhen_CallerIsNotTheHub() public {
        vm.startPrank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotHub.selector, timelock));
        pool.closeBatch(1);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotHub.selector, timelock));
        IValueLegs(address(pool)).mintRewards(timelock, 1e18);
        vm.deal(timelock, 1 ether);
        (bool success, bytes memory reason) = address(hub).call{value: 1 ether}("");
        assertFalse(success);
        assertEq(reason, abi.encodeWithSelector(IL2Hub.L2Hub_NotPool.selector, timelock));
        vm.stopPrank();
        vm.startPrank(address(hub));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_BatchOutOfOrder.selector, 2, 1));
        pool.closeBatch(2);
        vm.stopPrank();
    }
}
