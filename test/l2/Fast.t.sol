// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {IFastLink} from "../../l2-contracts/lanes/IFastLink.sol";
import {IL2Hub} from "../../l2-contracts/lanes/IL2Hub.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {FastGatewayProbe} from "../shared/lanes/harness/FastGatewayProbe.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

contract FastTest is L2Fixture {
    FastGatewayProbe private fast;

    receive() external payable {}

    function setUp() public override {
        super.setUp();
        fast = new FastGatewayProbe();
        vm.prank(timelock);
        hub.setFastGateway(address(fast));
        vm.deal(address(this), 10 ether);
    }

    // ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_sendFastNote_AnnouncesAClosedBatchOnce() public {
        _stake(alice, 10 ether);
        _close();
        bytes32 digest = keccak256(gateway.sent(0).payload);
        assertEq(hub.unannounced(1), digest);
        assertEq(hub.quoteFastNote(1), 0.01 ether);
        vm.expectEmit(address(hub));
        emit IFastLink.FastNoteSent(1, 1, digest, bytes32(uint256(1)));
        hub.sendFastNote{value: 1 ether}(1);
        assertEq(address(this).balance, 9.99 ether);
        assertEq(address(hub).balance, 0);
        assertEq(fast.lastPayload(), abi.encodePacked(hex"01030001", uint64(1), uint64(1), digest));
        assertEq(fast.lastRecipient(), peer);
        assertEq(fast.lastGasLimit(), 150_000);
        vm.expectRevert(abi.encodeWithSelector(IFastLink.L2Hub_NothingToNote.selector, 1));
        hub.sendFastNote{value: 1 ether}(1);
        vm.expectRevert(abi.encodeWithSelector(IFastLink.L2Hub_NothingToNote.selector, 1));
        hub.quoteFastNote(1);
    }

    function test_sendFastNote_InAnyOrderOfBatches() public {
        for (uint256 i = 0; i < 2; ++i) {
            _stake(alice, 10 ether);
            _close();
        }
        hub.sendFastNote{value: 1 ether}(2);
        hub.sendFastNote{value: 1 ether}(1);
        bytes32 digest = keccak256(gateway.sent(0).payload);
        assertEq(fast.lastPayload(), abi.encodePacked(hex"01030001", uint64(2), uint64(1), digest));
        vm.expectRevert(abi.encodeWithSelector(IFastLink.L2Hub_NothingToNote.selector, 3));
        hub.sendFastNote{value: 1 ether}(3);
    }

    function test_sendFastNote_RevertWhen_TheLaneHasNoFastWay() public {
        _stake(alice, 10 ether);
        _close();
        vm.prank(timelock);
        hub.setFastGateway(address(0));
        vm.expectRevert(IFastLink.L2Hub_NoFastGateway.selector);
        hub.sendFastNote{value: 1 ether}(1);
    }

    // ── Freezes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// LANE-4: staking, netting and flash exits close; nothing that is counted moves, and everything that leaves stays open.
    function test_freeze_ClosesStakingAndNettingAndMovesNoNumber_T_93_LANE_4() public {
        _landedStake();
        _request(alice, 30e18);
        vm.warp(T0 + 2 days);
        _deliver(2, _update(2, 1e18, 1, 99.94e18));
        bytes memory before = _counted();
        vm.expectEmit(address(pool));
        emit IL2StakingPool.Frozen(3, T0 + 3 days);
        _freeze(1, 3);
        assertEq(_counted(), before);

        vm.warp(T0 + 3 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_Frozen.selector, T0 + 3 days));
        _stake(bob, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_Frozen.selector, T0 + 3 days));
        pool.previewStake(1 ether);
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_Frozen.selector, T0 + 3 days));
        pool.net();
        assertEq(_request(alice, 1e18), 2);
        vm.prank(alice);
        pool.transfer(bob, 1e18);
        // Forwarding goes the long way: what could be netted is not.
        assertEq(pool.forward(), 30e18);
        _close();

        vm.warp(T0 + 3 days);
        assertGt(_stake(bob, 1 ether), 0);
    }

    /// However often it is forged, and under whatever nonce: a day, then six in which none is heeded.
    function testFuzz_freeze_IsBoundedAndNeverProlonged_T_73_T_93(
        uint64 nonce,
        uint64 rateNonce,
        uint256 later
    ) public {
        nonce = uint64(bound(nonce, 1, type(uint64).max));
        rateNonce = uint64(bound(rateNonce, 1, type(uint64).max));
        later = bound(later, 0, 7 days - 1);
        _freeze(nonce, rateNonce);
        vm.warp(T0 + later);
        vm.expectEmit(address(hub));
        emit IFastLink.FastFreezeReceived(nonce, type(uint64).max, false);
        _freeze(nonce, type(uint64).max);
        assertEq(pool.freezeState().until, T0 + 1 days);
        assertEq(pool.freezeState().heedFrom, T0 + 7 days);
        assertEq(pool.freezeState().rateNonce, rateNonce);
        vm.warp(T0 + 7 days);
        _freeze(nonce, rateNonce);
        assertEq(pool.freezeState().until, T0 + 8 days);
    }

    function test_freeze_BehindTheUpdateThatTellsIsIgnored_T_58() public {
        vm.warp(T0 + 1 days);
        _deliver(1, _update(3, 0.99e18, 0, 0));
        vm.expectEmit(address(hub));
        emit IFastLink.FastFreezeReceived(1, 3, false);
        _freeze(1, 3);
        assertEq(pool.freezeState().until, 0);
        _freeze(2, 4);
        assertEq(pool.freezeState().until, T0 + 2 days);
    }

    function test_freeze_IsLiftedByTheUpdateThatTellsNotByAnOlderOne_T_58() public {
        _freeze(1, 3);
        vm.warp(T0 + 1 hours);
        _deliver(1, _update(2, 1e18, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_Frozen.selector, T0 + 1 days));
        _stake(bob, 1 ether);
        vm.warp(T0 + 2 hours);
        _deliver(2, _update(3, 1e18, 0, 0));
        assertEq(pool.freezeState().until, 0);
        assertGt(_stake(bob, 1 ether), 0);
        // Lifted, not forgotten: the pause goes on.
        _freeze(2, 9);
        assertGt(_stake(bob, 1 ether), 0);
    }

    /// A fall that the update brings outranks the freeze it lifts.
    function test_freeze_LiftedByAFallLeavesTheLaneStopped() public {
        _freeze(1, 3);
        vm.warp(T0 + 1 hours);
        _deliver(1, _update(3, 0.99e18, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_StoppedAfterFall.selector, 3));
        _stake(bob, 1 ether);
    }

    // ── Who may bring what ───────────────────────────────────────────────────────────────────────────────────────────

    /// T-60: a StateUpdate by the fast gateway, and a freeze by the canonical one, are refused.
    function test_receiveMessage_RevertWhen_AMessageComesByTheOtherTransport_T_60() public {
        bytes memory update = _message(1, _update(1, 1e18, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, 2, 4));
        fast.deliver(hub, peer, update);
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, 4, 2));
        gateway.deliver(hub, peer, _freezeMessage(1, 3), 0);
        assertFalse(hub.isApplied(1));
    }

    function test_receiveMessage_RevertWhen_TheFreezeIsForged_T_56() public {
        bytes memory freeze = _freezeMessage(1, 3);
        bytes memory stranger = InteroperableAddress.formatEvmV1(900, address(0x2222));
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotPeer.selector, stranger));
        fast.deliver(hub, stranger, freeze);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_ValueMismatch.selector, 1, 0));
        fast.deliver{value: 1}(hub, peer, freeze);
        FastGatewayProbe other = new FastGatewayProbe();
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotGateway.selector, other));
        other.deliver(hub, peer, freeze);
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedLane.selector, 2, 1));
        fast.deliver(hub, peer, abi.encodePacked(hex"01040002", uint64(1), uint64(3)));
        vm.expectRevert(abi.encodeWithSelector(IL2StakingPool.Pool_NotHub.selector, address(this)));
        pool.freeze(3);
    }

    function test_setFastGateway_NeverTheCanonicalOne_T_60() public {
        vm.startPrank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IFastLink.L2Hub_GatewayTaken.selector, gateway));
        hub.setFastGateway(address(gateway));
        vm.expectRevert(abi.encodeWithSelector(IFastLink.L2Hub_GatewayTaken.selector, fast));
        hub.setGateway(address(fast), peer);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, address(this)));
        hub.setFastGateway(address(0));
    }

    function _freeze(uint64 nonce, uint64 rateNonce) private {
        fast.deliver(hub, peer, _freezeMessage(nonce, rateNonce));
    }

    /// version, FAST_FREEZE, lane, nonce; packed by hand, as the wire format says.
    function _freezeMessage(uint64 nonce, uint64 rateNonce) private pure returns (bytes memory) {
        return abi.encodePacked(hex"01040001", nonce, rateNonce);
    }

    /// Everything the pool counts and knows of L1.
    function _counted() private view returns (bytes memory) {
        (uint256 rate, uint64 rateNonce, uint64 refTime, bool stopped) = pool.rate();
        bytes memory knows = abi.encode(rate, rateNonce, refTime, stopped, pool.available(), pool.ceilingRate());
        return abi.encode(pool.book(), pool.openBatch(), pool.totalSupply(), knows, address(pool).balance);
    }
}
