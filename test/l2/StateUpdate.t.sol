// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {IL2Hub} from "../../l2-contracts/lanes/IL2Hub.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {RateUpdate} from "../../l2-contracts/staking/PoolTypes.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

contract StateUpdateTest is L2Fixture {
    function _rate() private view returns (uint256 rate, uint64 nonce, uint64 refTime) {
        (rate, nonce, refTime, ) = pool.rate();
    }

    /// One batch has one rate: what was minted at the old one is closed under its nonce first.
    function test_receiveMessage_ClosesTheOpenBatchBeforeANewRate_T61() public {
        _stake(alice, 10 ether);
        vm.warp(T0 + 1 hours);
        _deliver(1, _update(1, 1.000008e18, 0, 0));
        assertEq(gateway.count(), 1);
        assertEq(uint64(bytes8(_slice(gateway.sent(0).payload, 12, 8))), 0);
        assertEq(pool.openBatch().rateNonce, 1);
        assertEq(hub.openBatchNonce(), 2);
        (uint256 rate, uint64 nonce, uint64 refTime) = _rate();
        assertEq(rate, 1.000008e18);
        assertEq(nonce, 1);
        assertEq(refTime, T0 + 1 hours);
    }

    function test_applyRate_RevertWhen_TheOpenBatchIsNotClosed() public {
        _stake(alice, 10 ether);
        vm.prank(address(hub));
        vm.expectRevert(IL2StakingPool.Pool_BatchOpen.selector);
        pool.applyRate(RateUpdate(uint64(T0 + 1), 1, 1e18, 0, 0, 0));
    }

    /// An older update that arrives later changes neither rate nor acknowledgement (T-58).
    function test_receiveMessage_IgnoresTheStateLegOfAnOlderUpdate_T58() public {
        vm.warp(T0 + 1 days);
        StateUpdateMessage.Body memory older = _update(1, 1.0001e18, 0, 5e18);
        vm.warp(T0 + 2 days);
        _deliver(2, _update(2, 1.0002e18, 0, 7e18));
        assertEq(hub.latestStateNonce(), 2);
        _deliver(1, older);
        (uint256 rate, uint64 nonce, uint64 refTime) = _rate();
        assertEq(rate, 1.0002e18);
        assertEq(nonce, 2);
        assertEq(refTime, T0 + 2 days);
        assertEq(pool.book().ackedLocked, 7e18);
        assertEq(hub.latestStateNonce(), 2);
        assertTrue(hub.isApplied(1));
    }

    /// LANE-5: update n executed after n + 1 still brings its ether and rewards, and each only once.
    function test_receiveMessage_DeliversValueInAnyOrderOnce_T85_LANE_5() public {
        _landedStake();
        _request(alice, 30e18);
        vm.warp(T0 + 3 days);
        pool.forward();
        _close();
        StateUpdateMessage.Body memory first = _settling(_update(2, 1e18, 2, 70.94e18), 2, 30 ether);
        first.rewardsFrame = 1;
        first.rewardsRoot = bytes32(uint256(1));
        first.rewardsTotal = 1e18;
        vm.warp(T0 + 4 days);
        StateUpdateMessage.Body memory second = _update(3, 1.0001e18, 2, 71.94e18);
        second.rewardsFrame = 2;
        second.rewardsRoot = bytes32(uint256(2));
        second.rewardsTotal = 2e18;

        _deliver(3, second);
        assertEq(pool.balanceOf(address(distributor)), 2e18);
        _deliver(2, first);
        assertEq(pool.book().claimable, 30 ether);
        assertEq(pool.balanceOf(address(distributor)), 2e18);
        assertEq(distributor.root(), bytes32(uint256(2)));
        assertEq(pool.book().rewardsFundedTotal, 2e18);
        assertEq(pool.book().totalShares, 99.94e18 - 30e18 + 2e18);

        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_AlreadyApplied.selector, 2));
        _deliver(2, first);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_AlreadyApplied.selector, 3));
        _deliver(3, second);
    }

    /// What no later state of L1 can be is left out; the value of the message arrives all the same.
    function test_receiveMessage_RefusesAnIncredibleStateLeg() public {
        _landedStake();
        _request(alice, 30e18);
        vm.warp(T0 + 3 days);
        pool.forward();
        _close();
        // 4 days after refTime T0 + 8 h would be less than 8 bp.
        _deliver(2, _settling(_update(2, 1.001e18, 2, 69.94e18), 2, 30 ether));
        (uint256 rate, , ) = _rate();
        assertEq(rate, 1e18);
        assertEq(pool.book().claimable, 30 ether);
        assertEq(hub.latestStateNonce(), 1);
        _refused(3, _update(0, 1e18, 2, 69.94e18)); // rate nonce falls
        _refused(4, _update(2, 1e18, 3, 69.94e18)); // batch 3 was never closed
        _refused(5, _update(2, 1e18, 0, 69.94e18)); // acknowledges less than before
        _refused(6, _update(2, 0, 2, 69.94e18)); // a rate of 0
        StateUpdateMessage.Body memory body = _update(2, 1e18, 2, 69.94e18);
        body.releasedTotal = 1; // nothing ever moved out
        _refused(7, body);
        body = _update(2, 1e18, 2, 69.94e18);
        body.refTime = uint64(T0);
        _refused(8, body);
        _deliver(9, _update(2, 1.0001e18, 2, 69.94e18));
        assertEq(hub.latestStateNonce(), 9);
    }

    function _refused(uint64 nonce, StateUpdateMessage.Body memory body) private {
        _deliver(nonce, body);
        assertEq(hub.latestStateNonce(), 1);
    }

    // ── Who and what may come in ─────────────────────────────────────────────────────────────────────────────────────

    function test_receiveMessage_RevertWhen_NotFromGatewayOrPeer_T56() public {
        bytes memory message = _message(1, _update(1, 1e18, 0, 0));
        vm.prank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotGateway.selector, timelock));
        hub.receiveMessage(bytes32(0), peer, message);
        // The same account on another chain, and another account on L1.
        bytes memory other = InteroperableAddress.formatEvmV1(901, address(0x1111111111111111111111111111111111111111));
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotPeer.selector, other));
        gateway.deliver(hub, other, message, 0);
        other = InteroperableAddress.formatEvmV1(900, address(0x1111111111111111111111111111111111111112));
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotPeer.selector, other));
        gateway.deliver(hub, other, message, 0);
    }

    function test_receiveMessage_RevertWhen_OfAnotherLaneOrType_T60() public {
        bytes memory body = StateUpdateMessage.encode(_update(1, 1e18, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedLane.selector, 2, 1));
        gateway.deliver(hub, peer, Envelope.encode(Envelope.STATE_UPDATE, 2, 1, body), 0);
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, 1, 2));
        gateway.deliver(hub, peer, Envelope.encode(Envelope.BATCH, LANE, 1, body), 0);
    }

    function test_receiveMessage_RevertWhen_ValueDiffers() public {
        bytes memory message = _message(1, _settling(_update(1, 1e18, 0, 0), 1, 5 ether));
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_ValueMismatch.selector, 4 ether, 5 ether));
        gateway.deliver(hub, peer, message, 4 ether);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_ValueMismatch.selector, 1, 0));
        gateway.deliver(hub, peer, _message(1, _update(1, 1e18, 0, 0)), 1);
    }

    /// A failed delivery leaves nothing behind: the carrier can bring the same message again.
    function test_receiveMessage_CanBeRepeatedAfterAFailure() public {
        StateUpdateMessage.Body memory body = _settling(_update(1, 1e18, 0, 0), 1, 5 ether);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_UnknownBatch.selector, 1));
        _deliver(1, body);
        assertFalse(hub.isApplied(1));
        assertEq(address(hub).balance, 0);
        _deliver(1, _update(1, 1e18, 0, 0));
    }

    function _slice(bytes memory data, uint256 start, uint256 length) private pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            part[i] = data[start + i];
        }
    }
}
