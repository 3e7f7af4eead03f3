// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";
import {Test} from "forge-std/Test.sol";
import {BatchRules, HubInit} from "../../../l2-contracts/lanes/IL2Hub.sol";
import {L2Hub} from "../../../l2-contracts/lanes/L2Hub.sol";
import {NodeDesk} from "../../../l2-contracts/nom/NodeDesk.sol";
import {RewardDistributor} from "../../../l2-contracts/nom/RewardDistributor.sol";
import {L2StakingPool} from "../../../l2-contracts/staking/L2StakingPool.sol";
import {PoolExtension} from "../../../l2-contracts/staking/PoolExtension.sol";
import {PoolInit, PoolParameters} from "../../../l2-contracts/staking/PoolTypes.sol";
import {Envelope} from "../../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../../shared/contracts/messages/StateUpdateMessage.sol";
import {RecordingGateway} from "./RecordingGateway.sol";

/// @notice The L2 side of lane 1 with its real contracts behind their proxies. Starts at T0 with rate 1, fee 6 bp, pool
/// target 0, forward delay 2 days, stake limit 10,000 ether; batches close after 8 hours, or 10 minutes above 500 ether.
/// @dev Tests read time with vm.getBlockTimestamp(): the optimizer takes TIMESTAMP for constant within a call and would
/// reuse what it was before a warp.
abstract contract L2Fixture is Test {
    uint256 internal constant T0 = 1_800_000_000;
    uint16 internal constant LANE = 1;
    uint64 internal constant HELD_CAP_GWEI = 2_000_000_000_000;
    bytes internal peer = InteroperableAddress.formatEvmV1(900, address(0x1111111111111111111111111111111111111111));

    address internal timelock = makeAddr("timelock");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal carol = makeAddr("carol");

    L2StakingPool internal pool;
    L2Hub internal hub;
    NodeDesk internal desk;
    RewardDistributor internal distributor;
    RecordingGateway internal gateway;

    function setUp() public virtual {
        vm.warp(T0);
        _deploy();
        vm.deal(alice, 1_000_000 ether);
        vm.deal(bob, 1_000_000 ether);
        vm.deal(carol, 1_000_000 ether);
        vm.deal(address(gateway), 1_000_000 ether);
    }

    function _deploy() private {
        gateway = new RecordingGateway();
        address poolCode = address(new L2StakingPool(address(new PoolExtension())));
        address hubCode = address(new L2Hub());
        address deskCode = address(new NodeDesk());
        uint256 nonce = vm.getNonce(address(this));
        address hubAt = vm.computeCreateAddress(address(this), nonce + 2);
        address deskAt = vm.computeCreateAddress(address(this), nonce + 3);
        pool = L2StakingPool(payable(_proxy(poolCode, abi.encodeCall(L2StakingPool.initialize, (_poolInit(hubAt))))));
        distributor = new RewardDistributor(IERC20(address(pool)), hubAt);
        hub = L2Hub(payable(_proxy(hubCode, abi.encodeCall(L2Hub.initialize, (_hubInit(deskAt))))));
        desk = NodeDesk(_proxy(deskCode, abi.encodeCall(NodeDesk.initialize, (timelock, hub, LANE))));
        assertEq(address(hub), hubAt);
        assertEq(address(desk), deskAt);
    }

    function _parameters(
        uint32 forwardDelaySeconds,
        uint64 poolTargetGwei,
        uint64 heldCapGwei
    ) internal pure returns (PoolParameters memory) {
        return
            PoolParameters({
                stakeFeeBps: 6,
                forwardDelaySeconds: forwardDelaySeconds,
                poolTargetGwei: poolTargetGwei,
                heldCapGwei: heldCapGwei
            });
    }

    function _setParameters(uint32 forwardDelaySeconds, uint64 poolTargetGwei, uint64 heldCapGwei) internal {
        vm.prank(timelock);
        pool.setParameters(_parameters(forwardDelaySeconds, poolTargetGwei, heldCapGwei));
    }

    function _poolInit(address hubAt) internal view returns (PoolInit memory) {
        return
            PoolInit({
                owner: timelock,
                hub: hubAt,
                rate: 1e18,
                rateNonce: 0,
                refTime: uint40(T0),
                parameters: _parameters(2 days, 0, HELD_CAP_GWEI),
                stakeLimitCapacityGwei: 10_000e9,
                stakeLimitRefillGweiPerSecond: 115_740_000
            });
    }

    function _hubInit(address deskAt) internal view returns (HubInit memory) {
        return
            HubInit({
                owner: timelock,
                laneId: LANE,
                pool: address(pool),
                desk: deskAt,
                distributor: address(distributor),
                gateway: address(gateway),
                peer: peer,
                rules: BatchRules({
                    minAgeSeconds: 600,
                    maxAgeSeconds: 8 hours,
                    sizeWei: 500 ether,
                    messageGas: 4_000_000
                })
            });
    }

    function _proxy(address code, bytes memory call) internal returns (address) {
        return address(new ERC1967Proxy(code, call));
    }

    // ── Short forms ──────────────────────────────────────────────────────────────────────────────────────────────────

    function _stake(address who, uint256 amount) internal returns (uint256 shares) {
        vm.prank(who);
        return pool.stake{value: amount}(who, 0);
    }

    function _request(address who, uint256 shares) internal returns (uint256 requestId) {
        vm.prank(who);
        return pool.requestUnstake(shares, who);
    }

    function _claim(address who, uint256 requestId) internal returns (uint256 etherPaid) {
        vm.prank(who);
        return pool.claimUnstake(requestId);
    }

    /// @dev Waits for the open batch and closes it.
    function _close() internal returns (uint64 batchNonce) {
        uint256 closable = hub.closableAt();
        if (vm.getBlockTimestamp() < closable) vm.warp(closable);
        return hub.closeBatch();
    }

    /// @dev A StateUpdate of now: same rate as the pool's unless changed by the caller.
    function _update(
        uint64 rateNonce,
        uint64 rate,
        uint64 appliedNonce,
        uint96 lockedShares
    ) internal view returns (StateUpdateMessage.Body memory body) {
        body.refTime = uint64(vm.getBlockTimestamp());
        body.rateNonce = rateNonce;
        body.rate = rate;
        body.appliedNonce = appliedNonce;
        body.lockedShares = lockedShares;
    }

    function _settling(
        StateUpdateMessage.Body memory body,
        uint64 batchNonce,
        uint96 etherPaid
    ) internal pure returns (StateUpdateMessage.Body memory) {
        body.settlements = new StateUpdateMessage.Settlement[](1);
        body.settlements[0] = StateUpdateMessage.Settlement(batchNonce, etherPaid);
        return body;
    }

    function _deliver(uint64 nonce, StateUpdateMessage.Body memory body) internal {
        gateway.deliver(hub, peer, _message(nonce, body), StateUpdateMessage.totalPaid(body));
    }

    function _message(uint64 nonce, StateUpdateMessage.Body memory body) internal pure returns (bytes memory) {
        return Envelope.encode(Envelope.STATE_UPDATE, LANE, nonce, StateUpdateMessage.encode(body));
    }

    /// @dev Alice stakes 100 ether, the batch lands, L1 acknowledges its 99.94 shares: all of it may leave.
    function _landedStake() internal {
        _stake(alice, 100 ether);
        _close();
        _deliver(1, _update(1, 1e18, 1, 99.94e18));
    }
}
