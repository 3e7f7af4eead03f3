// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {
    LaneAccount,
    Landing,
    Ledger,
    ReportEffect,
    RequestStatus,
    WithdrawalRequest
} from "../../../l1-contracts/core/CoreTypes.sol";
import {CoreHarness} from "./CoreHarness.sol";
import {CoreTest} from "./CoreTest.sol";

/// LEDGER-1, LEDGER-2, LANE-1 and LANE-2 (their L1 side), LANE-3, QUEUE-1, QUEUE-2, RATE-1 over random histories. The
/// checks stand in the handler's `step`, so every single step is checked, not only the end of a history.
contract CoreInvariantTest is CoreTest {
    CoreHandler private handler;

    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        core.addLane(2);
        handler = new CoreHandler(core, CoreHandler.Roles(oracle, hub, treasury, GENESIS, FRAME));
        targetContract(address(handler));
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_LEDGER_1_LEDGER_2_LANE_1_LANE_2_LANE_3_QUEUE_1_QUEUE_2_RATE_1() public view {
        assertSolvent();
    }

    /// A campaign whose calls do nothing would prove nothing.
    function afterInvariant() public view {
        assertGt(handler.effective("deposit") + handler.effective("request") + handler.effective("land"), 10);
        assertGt(handler.effective("report"), 0);
    }
}

/// One step of the campaign is one call of a function below; the `step` modifier checks every invariant after it, at a
/// cost that does not grow with the history: totals are ghosts, not scans.
contract CoreHandler is Test {
    struct Roles {
        address oracle;
        address hub;
        address treasury;
        uint256 genesis;
        uint256 frameSeconds;
    }

    struct HubRange {
        uint256 firstId;
        uint256 count;
    }

    CoreHarness private immutable CORE;
    Roles private roles;
    address[4] private actors = [makeAddr("ann"), makeAddr("ben"), makeAddr("cleo"), makeAddr("dan")];

    uint256 private constant HELD_CAP = 2000 ether;

    // ── ghosts
    uint256 private stray; // forced ether not skimmed yet
    uint256 private outstanding; // Σ payouts of finalized, unclaimed requests
    mapping(uint16 laneId => uint256 shares) private locked; // K from the batches alone
    mapping(uint16 laneId => uint256 etherAmount) private held;
    mapping(uint16 laneId => uint64 nonce) private landed;
    mapping(uint256 requestId => uint256 etherValue) private valueOf;
    HubRange[] private hubRanges;
    uint256 private hubRangesClaimed;
    Ledger private last;
    uint256 private lastFinalized;
    uint256 private lastRequested;
    bool private reporting;
    mapping(string action => uint256 count) public effective;
    uint256 public steps;

    constructor(CoreHarness core, Roles memory roles_) {
        CORE = core;
        roles = roles_;
        last = core.ledger();
    }

    modifier step(string memory action) {
        ++steps;
        ++effective[action];
        _;
        checkLedger();
        checkLanes();
        checkQueue();
        checkRate();
        last = CORE.ledger();
        lastFinalized = CORE.lastFinalizedId();
        lastRequested = CORE.lastRequestId();
        reporting = false;
    }

    // ── users

    function deposit(uint256 seed, uint256 amount) external step("deposit") {
        address actor = actors[seed % 4];
        amount = bound(amount, 10, seed % 16 == 0 ? 5000 ether : 50 ether);
        uint256 shares = CORE.previewDeposit(amount);
        vm.deal(actor, amount);
        vm.prank(actor);
        assertEq(CORE.deposit{value: amount}(actors[(seed >> 8) % 4], 0), shares, "preview agrees");
    }

    function request(uint256 seed, uint256 shares) external {
        address actor = actors[seed % 4];
        uint256 balance = CORE.balanceOf(actor);
        if (CORE.previewRequest(balance) < 2e12) return;
        uint256 max = CORE.convertToShares(400 ether);
        _request(
            actor,
            actors[(seed >> 8) % 4],
            bound(shares, CORE.convertToShares(2e12), balance < max ? balance : max)
        );
    }

    function _request(address actor, address receiver, uint256 shares) private step("request") {
        uint256 value = CORE.previewRequest(shares);
        vm.prank(actor);
        uint256 id = CORE.requestWithdrawal(shares, receiver);
        assertEq(id, CORE.lastRequestId(), "QUEUE-1: ids are handed out in order");
        valueOf[id] = value;
        assertLe(CORE.withdrawalRequest(id).etherAmount, value);
    }

    function transfer(uint256 seed, uint256 amount) external step("transfer") {
        address actor = actors[seed % 4];
        amount = bound(amount, 0, CORE.balanceOf(actor));
        vm.prank(actor);
        CORE.transfer(actors[(seed >> 8) % 4], amount);
    }

    function claim(uint256 seed) external {
        uint256 id = bound(seed, 1, CORE.lastRequestId() + 1);
        WithdrawalRequest memory r = CORE.withdrawalRequest(id);
        if (r.owner == roles.hub) return;
        if (r.status == RequestStatus.Finalized) return _claim(id, r, seed & 1 == 1);
        // Pending, paid or unknown: nobody can draw ether for it (QUEUE-1, T-13).
        vm.prank(r.owner == address(0) ? actors[seed % 4] : r.owner);
        try CORE.claim(id) returns (uint256) {
            assertTrue(false, "claimed what is not payable");
        } catch {}
    }

    function _claim(uint256 id, WithdrawalRequest memory r, bool push) private step("claim") {
        uint256 before = r.owner.balance;
        if (push) {
            uint256[] memory list = new uint256[](2);
            (list[0], list[1]) = (id, id);
            CORE.pushWithdrawals(list);
        } else {
            vm.prank(r.owner);
            CORE.claim(id);
        }
        uint256 paid = r.owner.balance - before;
        assertEq(paid, r.etherAmount, "the view said so");
        assertLe(paid, valueOf[id], "never more than it brought (T-79)");
        outstanding -= paid;
    }

    // ── ether that nobody asked for

    function forceEther(uint256 amount) external step("forceEther") {
        amount = bound(amount, 0, 3 ether);
        vm.deal(address(CORE), address(CORE).balance + amount);
        stray += amount;
    }

    function skim() external step("skim") {
        assertEq(CORE.skim(), stray, "T-75: exactly what nobody owns");
        stray = 0;
    }

    // ── validators and the oracle

    function stake(uint256 amount) external {
        Ledger memory book = CORE.ledger();
        if (book.buffered <= book.queued) return;
        _stake(bound(amount, 0, book.buffered - book.queued));
    }

    function _stake(uint256 amount) private step("stake") {
        CORE.stakeBuffered(amount);
    }

    function report(uint256 seed, uint256 change) external step("report") {
        reporting = true;
        (, , uint64 refTime) = CORE.rate();
        ReportEffect memory effect;
        effect.frame = uint64((refTime - roles.genesis) / roles.frameSeconds + 1);
        effect.refTime = uint64(refTime + roles.frameSeconds);
        if (block.timestamp < effect.refTime) vm.warp(effect.refTime + (seed % 1 hours));
        effect.operatorFeeBps = (seed >> 16) % 501;
        effect.consensusBalance = newBalance(last.consensusBalance, seed, change);
        if ((seed >> 32) % 8 == 0) effect.provisions = effect.consensusBalance / 50;
        effect.finalizeUpTo = finalizable(effect.frame, seed >> 64);

        vm.prank(roles.oracle);
        CORE.applyReport(effect);
        uint256 finalized = CORE.lastFinalizedId();
        uint256 added;
        for (uint256 id = lastFinalized + 1; id <= finalized; ++id) {
            added += CORE.withdrawalRequest(id).etherAmount;
        }
        uint256 aside = CORE.ledger().claimable - last.claimable;
        assertLe(added, aside, "QUEUE-2: a range is fully covered");
        assertLe(aside - added, finalized - lastFinalized, "QUEUE-2: to dust");
        outstanding += added;
    }

    function newBalance(uint256 balance, uint256 seed, uint256 change) private pure returns (uint256) {
        if (seed % 5 == 0) return balance - bound(change, 0, balance / 10);
        return balance + bound(change, 0, balance / 500);
    }

    /// The last request the report may finalize, at random among them; 0 when there is none.
    function finalizable(uint64 frame, uint256 seed) private view returns (uint256 upTo) {
        uint256 pending = CORE.lastRequestId() - lastFinalized;
        if (pending == 0) return 0;
        upTo = lastFinalized + bound(seed, 1, pending);
        return CORE.withdrawalRequest(upTo).requestedFrame < frame ? upTo : 0;
    }

    function wait_(uint256 duration) external step("wait") {
        (, , uint64 refTime) = CORE.rate();
        if (block.timestamp < refTime + 1 days) skip(bound(duration, 1, 4 hours));
    }

    // ── lanes

    function landBatch(uint256 seed, uint96 minted, uint96 burned, uint96 forwarded) external step("land") {
        uint16 laneId = uint16(1 + (seed % 2));
        Landing memory landing;
        (, uint64 current, ) = CORE.rate();
        // An L2 may be told late, and never goes back.
        uint64 oldest = CORE.lane(laneId).rateNonce;
        if (current > oldest + 3) oldest = current - 3;
        landing.rateNonce = uint64(bound(seed >> 8, oldest, current));
        landing.minted = bound(minted, 0, 300e18);
        uint256 rate = CORE.rateAt(landing.rateNonce);
        landing.burned = bound(burned, 0, locked[laneId] + landing.minted);
        // No more is burned than the pool's ether pays for.
        uint256 affordable = (held[laneId] * 1e18) / rate + landing.minted;
        if (landing.burned > affordable) landing.burned = affordable;
        landing.forwarded = bound(forwarded, 0, (locked[laneId] + landing.minted - landing.burned) / 3);
        // Just admissible, and now and then a little more.
        uint256 backing = held[laneId] + (landing.minted * rate + 1e18 - 1) / 1e18;
        backing -= (landing.burned * rate) / 1e18 < backing ? (landing.burned * rate) / 1e18 : backing;
        if ((seed >> 24) % 3 == 0) backing += (seed >> 32) % 1 ether;
        landing.etherSent = bound(seed >> 96, backing > HELD_CAP ? backing - HELD_CAP : 0, backing);
        landing.heldAfter = backing - landing.etherSent;

        vm.deal(roles.hub, landing.etherSent);
        vm.prank(roles.hub);
        (uint256 firstId, uint256 count) = CORE.landBatch{value: landing.etherSent}(laneId, ++landed[laneId], landing);
        locked[laneId] = locked[laneId] + landing.minted - landing.burned - landing.forwarded;
        held[laneId] = landing.heldAfter;
        recordForwarded(firstId, count);
    }

    function recordForwarded(uint256 firstId, uint256 count) private {
        if (count == 0) return;
        hubRanges.push(HubRange(firstId, count));
        for (uint256 id = firstId; id < firstId + count; ++id) {
            valueOf[id] = CORE.withdrawalRequest(id).etherAmount;
        }
    }

    /// A forged batch that takes a share more than the lane locked, comes out of order, says the lane holds more than its
    /// cap, or names an older rate than its last, changes nothing (T-64).
    function landForged(uint256 seed) external step("forged") {
        uint16 laneId = uint16(1 + (seed % 2));
        Landing memory landing;
        uint64 nonce = landed[laneId] + 1;
        landing.heldAfter = held[laneId];
        landing.rateNonce = CORE.lane(laneId).rateNonce;
        uint256 lie = (seed >> 1) % 4;
        if (lie == 1) nonce += uint64(1 + ((seed >> 8) % 3));
        else if (lie == 2) landing.heldAfter = bound(seed >> 8, HELD_CAP + 1, type(uint88).max);
        else if (lie == 3 && landing.rateNonce != 0) --landing.rateNonce;
        else landing.forwarded = locked[laneId] + 1;
        vm.prank(roles.hub);
        try CORE.landBatch(laneId, nonce, landing) {
            assertTrue(false, "LANE-3: a forged batch landed");
        } catch {}
    }

    function fundLane(uint256 seed) external step("fund") {
        uint16 laneId = uint16(1 + (seed % 2));
        uint256 shares = bound(seed >> 8, 0, last.feeEscrowShares);
        uint256 total = CORE.lane(laneId).fundedTotal + shares;
        vm.prank(roles.hub);
        CORE.fundLane(laneId, total);
        locked[laneId] += shares;
    }

    function claimForLane() external {
        if (hubRangesClaimed == hubRanges.length) return;
        HubRange memory range = hubRanges[hubRangesClaimed];
        if (range.firstId + range.count - 1 > lastFinalized) return;
        _claimForLane(range);
    }

    function _claimForLane(HubRange memory range) private step("claimForLane") {
        ++hubRangesClaimed;
        vm.prank(roles.hub);
        outstanding -= CORE.claimRange(range.firstId, range.count);
    }

    // ── invariants

    function checkLedger() private view {
        Ledger memory book = CORE.ledger();
        assertEq(
            book.totalPooled + book.queued + book.provisions,
            book.buffered + book.vaultBooked + book.consensusBalance + book.inActivation + book.heldOnLanes,
            "P is its parts"
        );
        assertGe(book.totalPooled * 1e18, book.rate * book.totalShares, "LEDGER-1");
        assertEq(address(CORE).balance, book.buffered + book.claimable + book.carryReserves + stray, "LEDGER-2: ether");
        uint256 sum =
            CORE.balanceOf(CORE.DEAD_ADDRESS()) +
                CORE.balanceOf(roles.hub) +
                CORE.balanceOf(roles.treasury) +
                CORE.balanceOf(address(CORE));
        for (uint256 i = 0; i < 4; ++i) {
            sum += CORE.balanceOf(actors[i]);
        }
        assertEq(sum, book.totalShares, "LEDGER-2: shares");
        assertEq(CORE.balanceOf(address(CORE)), book.feeEscrowShares, "LEDGER-2: escrow");
    }

    function checkLanes() private view {
        LaneAccount memory one = CORE.lane(1);
        LaneAccount memory two = CORE.lane(2);
        assertEq(one.lockedShares, locked[1], "LANE-1");
        assertEq(two.lockedShares, locked[2], "LANE-1");
        assertEq(one.held, held[1], "LANE-2");
        assertEq(two.held, held[2], "LANE-2");
        Ledger memory book = CORE.ledger();
        assertEq(book.heldOnLanes, held[1] + held[2], "LANE-2: sum of H");
        assertEq(book.carryReserves, one.carryReserve + two.carryReserve, "sum of X");
        assertEq(CORE.balanceOf(roles.hub), locked[1] + locked[2], "LANE-3: the hub holds all that is locked");
    }

    function checkQueue() private view {
        uint256 finalized = CORE.lastFinalizedId();
        assertGe(finalized, lastFinalized, "QUEUE-1: finalization never goes back");
        assertLe(finalized, CORE.lastRequestId());
        uint256 claimable = CORE.ledger().claimable;
        assertGe(claimable, outstanding, "QUEUE-2");
        assertLe(claimable - outstanding, finalized, "QUEUE-2: dust");
    }

    function checkRate() private view {
        Ledger memory book = CORE.ledger();
        if (book.rate > last.rate) {
            assertTrue(reporting, "RATE-1: only a report raises the rate");
            uint256 elapsed = book.refTime - last.refTime;
            assertLe(
                book.rate,
                last.rate + (last.rate * 18 * elapsed) / (100_000 * 1 days),
                "RATE-1: by 0.9 g at most"
            );
        }
        if (book.rate < last.rate) {
            assertLt(book.lossIndex, last.lossIndex, "RATE-1: the queue bears a loss too");
            assertEq(book.rateNonce, last.rateNonce + 1, "RATE-1: every change has a nonce");
            if (!reporting) checkNothingWasLeft(book);
        }
        assertGe(book.highWaterMark, book.rate);
        assertGe(book.highWaterMark, last.highWaterMark);
        assertLe(book.lossIndex, last.lossIndex);
        assertEq(CORE.rateAt(book.rateNonce), book.rate);
    }

    /// A landing's loss reaches holders only after D: P·1e18 − r·S < S, but for what forwarded parts rounded off, less
    /// than 1e12 wei each.
    function checkNothingWasLeft(Ledger memory book) private view {
        uint256 parts = CORE.lastRequestId() - lastRequested + 1;
        assertLt(
            book.totalPooled * 1e18 - book.rate * book.totalShares,
            last.totalShares + 300e18 + parts * 1e30,
            "RATE-1: D first"
        );
    }
}
