// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {console} from "forge-std/console.sol";
import {Test} from "forge-std/Test.sol";
import {L2Hub} from "../../l2-contracts/lanes/L2Hub.sol";
import {IFlashExit} from "../../l2-contracts/staking/IFlashExit.sol";
import {L2StakingPool} from "../../l2-contracts/staking/L2StakingPool.sol";
import {BatchTotals, LaneBook, UnstakeRequest, UnstakeStatus} from "../../l2-contracts/staking/PoolTypes.sol";
import {GhostL1} from "./support/GhostL1.sol";
import {L2Fixture} from "./support/L2Fixture.sol";
import {RecordingGateway} from "./support/RecordingGateway.sol";

/// One campaign for the L2 side of a lane; all checks stand in the handler and in the ghost of L1.
contract CampaignTest is L2Fixture {
    LaneHandler private handler;

    function setUp() public override {
        super.setUp();
        _setParameters(1 days, 50_000_000_000, HELD_CAP_GWEI);
        handler = new LaneHandler(pool, hub, gateway, peer);
        targetContract(address(handler));
    }

    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 1000
    function invariant_LANE_1_LANE_2_LANE_3_LANE_5_RATE_2_FLASH_1() public view {
        assertEq(address(hub).balance, 0);
    }

    /// A campaign whose calls do nothing would prove nothing.
    function afterInvariant() public view {
        string[11] memory names = [
            "stake",
            "request",
            "net",
            "forward",
            "claim",
            "flash exit",
            "close",
            "land",
            "report",
            "deliver",
            "doubled"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            console.log(names[i], handler.effective(names[i]));
            assertGt(handler.effective(names[i]), 0, names[i]);
        }
    }
}

/// @notice Random users, relayers and an L1 of numbers around the real L2 contracts. Updates arrive late, doubled and
/// out of order; every step checks the lane's invariants.
contract LaneHandler is Test {
    L2StakingPool private pool;
    L2Hub private hub;
    RecordingGateway private gateway;
    GhostL1 public l1;
    bytes private peer;
    address[3] private actors = [makeAddr("a"), makeAddr("b"), makeAddr("c")];

    mapping(string name => uint256 calls) public effective;

    constructor(L2StakingPool pool_, L2Hub hub_, RecordingGateway gateway_, bytes memory peer_) {
        pool = pool_;
        hub = hub_;
        gateway = gateway_;
        peer = peer_;
        l1 = new GhostL1(pool_, hub_, gateway_);
        for (uint256 i = 0; i < 3; ++i) {
            vm.deal(actors[i], 1e30);
        }
    }

    modifier checked(string memory name) {
        effective[name] += 1;
        _;
        _check();
    }

    // ── Users ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function stake(uint256 actor, uint256 amount) external {
        amount = bound(amount, 1e6, amount % 7 == 0 ? 900 ether : 30 ether);
        vm.prank(actors[actor % 3]);
        try pool.stake{value: amount}(actors[actor % 3], 0) returns (uint256 shares) {
            _staked(amount, shares);
        } catch {}
    }

    function _staked(uint256 amount, uint256 shares) private checked("stake") {
        // RATE-2: whatever rate L1 has by now, nobody minted cheaper.
        assertLe(shares * l1.rate(), amount * 1e18, "minted below the rate");
    }

    function requestUnstake(uint256 actor, uint256 shares) external {
        address who = actors[actor % 3];
        uint256 balance = pool.balanceOf(who);
        if (balance < 2e12) return;
        shares = bound(shares, 1e12, balance < 900e18 ? balance : 900e18);
        vm.prank(who);
        try pool.requestUnstake(shares, who) {
            effective["request"] += 1;
        } catch {}
        _check();
    }

    function net() external {
        try pool.net() {
            effective["net"] += 1;
        } catch {}
        _check();
    }

    function forward() external {
        try pool.forward() {
            effective["forward"] += 1;
        } catch {}
        _check();
    }

    function claim(uint256 seed) external {
        (uint256 lastId, ) = pool.unstakeQueue();
        if (lastId == 0) return;
        uint256 requestId = (seed % lastId) + 1;
        UnstakeRequest memory request = pool.unstakeRequest(requestId);
        if (request.status != UnstakeStatus.Payable) return;
        _claimed(request, requestId);
    }

    function _claimed(UnstakeRequest memory request, uint256 requestId) private checked("claim") {
        vm.prank(request.owner);
        uint256 paid = pool.claimUnstake(requestId);
        assertEq(paid, request.etherPayable, "preview");
        assertLe(paid * 1e18, request.shares * request.ownRate, "paid above its own rate");
    }

    /// @dev Mostly small, so that all find some reserve left.
    function flashExit(uint256 actor, uint256 shares) external {
        address who = actors[actor % 3];
        IFlashExit exit = IFlashExit(address(pool));
        (, , uint256 room) = exit.flashReserve();
        uint256 balance = pool.balanceOf(who);
        uint256 limit = balance < room ? balance : room;
        if (limit == 0) return;
        shares = bound(shares, 1, shares % 5 == 0 ? limit : limit / 20 + 1);
        vm.prank(who);
        try exit.flashExit(shares, who, 0) returns (uint256 paid) {
            _left(shares, paid);
        } catch {}
    }

    function _left(uint256 shares, uint256 paid) private checked("flash exit") {
        // RATE-2: who does not wait pays ten basis points at least.
        assertLe(paid * 10_010 * 1e18, shares * _rate() * 10_000, "left for too little");
        // FLASH-1: who waits keeps its place, at its own rate and at what two more reports can make of today's.
        LaneBook memory book = pool.book();
        assertGe(book.poolEther, book.pendingValue, "FLASH-1: ether owed");
        assertGe((book.poolEther + 1) * 10_000 * 1e18, book.pendingShares * _rate() * 10_004, "FLASH-1: ether to net");
        assertGe(pool.available(), book.pendingShares, "FLASH-1: available");
    }

    // ── Lane ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    function close() external {
        if (hub.closableAt() > block.timestamp) return;
        _close();
    }

    function _close() private checked("close") {
        hub.closeBatch();
    }

    function land() external {
        if (l1.land()) effective["land"] += 1;
        _check();
    }

    function report(uint256 seed) external checked("report") {
        l1.report(seed);
    }

    /// @dev Any message in flight, not the oldest; it stays there, to be brought again.
    function deliver(uint256 seed) external {
        uint256 count = l1.messageCount();
        if (count == 0) return;
        // Every other time the newest, else any of the last six.
        uint256 index = seed % 2 == 0 ? count - 1 : count - 1 - ((seed >> 1) % (count < 6 ? count : 6));
        (bytes memory message, uint256 value) = l1.message(index);
        bool before = hub.isApplied(uint64(index + 1));
        vm.deal(address(gateway), address(gateway).balance + value);
        try gateway.deliver(hub, peer, message, value) {
            assertFalse(before, "LANE-5: applied twice");
            effective["deliver"] += 1;
            l1.delivered(index);
        } catch {
            assertTrue(before, "a StateUpdate of L1 was refused");
            effective["doubled"] += 1;
        }
        _check();
    }

    function wait_(uint256 time) external checked("wait") {
        vm.warp(block.timestamp + bound(time, 1 minutes, 9 hours));
    }

    // ── Invariants ───────────────────────────────────────────────────────────────────────────────────────────────────

    function _check() private {
        l1.observe();
        LaneBook memory book = pool.book();
        BatchTotals memory open = pool.openBatch();
        // Nothing but E and Y; the hub keeps nothing.
        assertEq(address(pool).balance, book.poolEther + book.claimable, "ether = E + Y");
        assertEq(address(hub).balance, 0, "hub holds ether");
        // Shares are the holders', the escrow's and the distributor's.
        uint256 held = pool.balanceOf(address(l1.distributor()));
        for (uint256 i = 0; i < 3; ++i) {
            held += pool.balanceOf(actors[i]);
        }
        assertEq(pool.balanceOf(address(pool)), book.pendingShares, "escrow");
        assertEq(held + book.pendingShares, book.totalShares, "T = balances");
        // LANE-1: K + Σ closed, unapplied (m − u − w) + open = T + funded, undelivered.
        int256 left = int256(l1.locked()) + l1.unapplied() + int256(open.minted) - int256(open.burned + open.forwarded);
        assertEq(left, int256(book.totalShares + l1.funded() - book.rewardsFundedTotal), "LANE-1");
        // LANE-2, per lane: E is what the last closed batch left and what came and went since.
        assertGe(
            int256(book.poolEther * 1e18) - int256(l1.lastHeldAfter() * 1e18) + int256(open.burned * _rate()),
            int256(open.minted * _rate()),
            "LANE-2 of the open batch"
        );
    }

    function _rate() private view returns (uint256 rate) {
        (rate, , , ) = pool.rate();
    }
}
