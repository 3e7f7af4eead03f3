// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Test} from "forge-std/Test.sol";
import {CoreRoles, Landing, Ledger, ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {LiquidStakingCore} from "../../../l1-contracts/core/LiquidStakingCore.sol";
import {CoreHarness} from "./CoreHarness.sol";

/// A core behind its proxy at the start of frame 0, r = 1, with one lane and the bootstrap shares only.
abstract contract CoreTest is Test {
    uint256 internal constant GENESIS = 1_700_000_000;
    uint256 internal constant FRAME = 1 days;
    uint256 internal constant MARGIN = 384;
    uint256 internal constant BOOTSTRAP = 1e15;
    uint256 internal constant RESERVE_FLOOR = 5 ether;
    uint16 internal constant LANE = 1;

    address internal owner = makeAddr("owner");
    address internal oracle = makeAddr("oracle");
    address internal hub = makeAddr("hub");
    address internal treasury = makeAddr("treasury");
    address internal validatorLedger = makeAddr("validatorLedger");
    address internal bonds = makeAddr("bonds");
    address internal vault = makeAddr("vault");
    address internal moveLedger = makeAddr("moveLedger");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    CoreHarness internal core;
    uint64 internal lastFrame;

    function setUp() public virtual {
        vm.warp(GENESIS);
        CoreHarness implementation = new CoreHarness(GENESIS, FRAME, MARGIN);
        core = CoreHarness(
            address(
                new ERC1967Proxy{value: BOOTSTRAP}(
                    address(implementation),
                    abi.encodeCall(LiquidStakingCore.initialize, (roles(), 1_000_000 ether, RESERVE_FLOOR))
                )
            )
        );
        vm.prank(owner);
        core.addLane(LANE);
    }

    function roles() internal view returns (CoreRoles memory) {
        return
            CoreRoles({
                owner: owner,
                reportOracle: oracle,
                laneHub: hub,
                treasury: treasury,
                validatorLedger: validatorLedger,
                bonds: bonds,
                withdrawalVault: vault,
                moveLedger: moveLedger
            });
    }

    function deposit(address account, uint256 etherAmount) internal returns (uint256 shares) {
        vm.deal(account, account.balance + etherAmount);
        vm.prank(account);
        return core.deposit{value: etherAmount}(account, 0);
    }

    function request(address account, uint256 shares) internal returns (uint256 requestId) {
        vm.prank(account);
        return core.requestWithdrawal(shares, account);
    }

    /// A report of the next frame, at its reference time or now, whichever is later.
    function nextReport() internal returns (ReportEffect memory effect) {
        effect.frame = lastFrame + 1;
        effect.refTime = uint64(GENESIS + effect.frame * FRAME);
        effect.consensusBalance = core.ledger().consensusBalance;
        if (block.timestamp < effect.refTime) vm.warp(effect.refTime);
    }

    function applyReport(ReportEffect memory effect) internal {
        lastFrame = effect.frame;
        vm.prank(oracle);
        core.applyReport(effect);
    }

    function report(uint256 consensusBalance, uint256 finalizeUpTo) internal {
        ReportEffect memory effect = nextReport();
        effect.consensusBalance = consensusBalance;
        effect.finalizeUpTo = finalizeUpTo;
        applyReport(effect);
    }

    /// Ether moved out of B into validators, and the report that sees it there.
    function stakeBuffered(uint256 etherAmount) internal {
        core.stakeBuffered(etherAmount);
    }

    function land(uint64 nonce, Landing memory landing) internal returns (uint256 firstId, uint256 count) {
        vm.deal(hub, hub.balance + landing.etherSent);
        vm.prank(hub);
        return core.landBatch{value: landing.etherSent}(LANE, nonce, landing);
    }

    /// LEDGER-1 exact, and LEDGER-2 for ether.
    function assertSolvent() internal view {
        Ledger memory book = core.ledger();
        assertGe(book.totalPooled * 1e18, book.rate * book.totalShares, "LEDGER-1");
        assertGe(address(core).balance, book.buffered + book.claimable + book.carryReserves, "LEDGER-2");
    }

    function ids(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function ids(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }
}
