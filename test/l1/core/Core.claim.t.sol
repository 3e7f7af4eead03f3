// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RequestStatus} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {CoreHarness} from "./CoreHarness.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreClaimTest is CoreTest {
    function setUp() public override {
        super.setUp();
        deposit(alice, 100 ether);
    }

    function test_claim_PaysTheOwnerOnce_T13() public {
        request(alice, 4e18);
        report(0, 1);
        vm.expectEmit();
        emit Core.WithdrawalClaimed(1, alice, 4 ether);
        vm.prank(alice);
        assertEq(core.claim(1), 4 ether);

        assertEq(alice.balance, 4 ether);
        assertEq(core.ledger().claimable, 0);
        assertEq(uint8(core.withdrawalRequest(1).status), uint8(RequestStatus.Claimed));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_AlreadyClaimed.selector, 1));
        core.claim(1);
    }

    function test_claim_RevertWhen_NotFinalized() public {
        request(alice, 4e18);
        request(alice, 1e18);
        report(0, 1);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotFinalized.selector, 2, 1));
        core.claim(2);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotFinalized.selector, 7, 1));
        core.claim(7);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_UnknownRequest.selector, 0));
        core.claim(0);
    }

    function test_claim_RevertWhen_CallerIsNotTheOwner() public {
        request(alice, 4e18);
        report(0, 1);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotRequestOwner.selector, 1, alice, bob));
        core.claim(1);
    }

    function test_claim_RevertWhen_OwnerRefusesEther_T19() public {
        Receiver receiver = new Receiver(core, Receiver.Mode.Refuse);
        vm.prank(alice);
        core.requestWithdrawal(4e18, address(receiver));
        report(0, 1);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_EtherTransferFailed.selector, address(receiver), 4 ether));
        receiver.claim(1);
        assertEq(core.ledger().claimable, 4 ether);
    }

    /// While it is paid the receiver claims the same request again, and its other one, and skims: only the other pays.
    function test_claim_ReentrancyPaysEachRequestOnce_T11_T12() public {
        Receiver receiver = new Receiver(core, Receiver.Mode.Reenter);
        vm.startPrank(alice);
        core.requestWithdrawal(4e18, address(receiver));
        core.requestWithdrawal(1e18, address(receiver));
        vm.stopPrank();
        report(0, 2);

        receiver.claim(1);
        assertEq(address(receiver).balance, 5 ether);
        assertTrue(receiver.sameRequestRefused());
        // Read in the middle of the payment: nothing that left is still counted, no rate has moved (T-11).
        assertEq(receiver.claimableSeen(), 1 ether);
        assertEq(receiver.rateSeen(), 1e18);
        assertEq(receiver.skimmed(), 0);
        assertEq(core.ledger().claimable, 0);
        assertSolvent();
    }

    function test_claimMany_PaysAllInOneTransfer() public {
        request(alice, 4e18);
        request(alice, 1e18);
        report(0, 2);
        vm.prank(alice);
        assertEq(core.claimMany(ids(2, 1)), 5 ether);
        assertEq(alice.balance, 5 ether);
    }

    function test_claimMany_RevertWhen_AnIdIsGivenTwice_T13() public {
        request(alice, 4e18);
        request(alice, 1e18);
        report(0, 2);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_AlreadyClaimed.selector, 1));
        core.claimMany(ids(1, 1));
    }

    function test_pushWithdrawals_PaysOwnersAndSkipsWhatCannotBePaid_T19() public {
        Receiver refusing = new Receiver(core, Receiver.Mode.Refuse);
        Receiver burning = new Receiver(core, Receiver.Mode.BurnGas);
        vm.startPrank(alice);
        core.requestWithdrawal(1e18, address(refusing));
        core.requestWithdrawal(2e18, address(burning));
        core.requestWithdrawal(4e18, bob);
        core.requestWithdrawal(8e18, alice);
        vm.stopPrank();
        report(0, 3);

        uint256[] memory list = new uint256[](6);
        (list[0], list[1], list[2], list[3], list[4], list[5]) = (1, 2, 3, 3, 4, 9);
        uint256 gasBefore = gasleft();
        core.pushWithdrawals(list);
        assertLt(gasBefore - gasleft(), 250_000, "a receiver burns at most what it is given");

        assertEq(bob.balance, 4 ether);
        assertEq(core.ledger().claimable, 3 ether);
        assertEq(core.withdrawalRequest(1).etherAmount, 1 ether);
        assertEq(core.withdrawalRequest(1).owner, address(refusing));
        assertEq(uint8(core.withdrawalRequest(4).status), uint8(RequestStatus.Pending));
        // The refused one is still there when its owner changes its mind.
        refusing.setMode(Receiver.Mode.Accept);
        core.pushWithdrawals(ids(1));
        assertEq(address(refusing).balance, 1 ether);
    }

    function test_pushWithdrawals_NeverTakesTheHubsRequests_T75() public {
        vm.prank(alice);
        core.requestWithdrawal(1e18, hub);
        report(0, 1);
        core.pushWithdrawals(ids(1));
        assertEq(hub.balance, 0);
        vm.prank(hub);
        assertEq(core.claimRange(1, 1), 1 ether);
        assertEq(hub.balance, 1 ether);
    }

    function test_claimRange_RevertWhen_CallerIsNotTheHub() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotLaneHub.selector, alice));
        core.claimRange(1, 1);
    }

    function test_claimRange_RevertWhen_OneOfTheRangeIsAnothers_T75() public {
        vm.prank(alice);
        core.requestWithdrawal(1e18, hub);
        request(alice, 1e18);
        report(0, 2);
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotRequestOwner.selector, 2, alice, hub));
        core.claimRange(1, 2);
    }
}

/// A contract that owns requests and misbehaves when it is paid.
contract Receiver {
    enum Mode {
        Accept,
        Refuse,
        BurnGas,
        Reenter
    }

    CoreHarness private immutable CORE;
    Mode private mode;
    bool private entered;
    bool public sameRequestRefused;
    uint256 public claimableSeen;
    uint256 public rateSeen;
    uint256 public skimmed;

    constructor(CoreHarness core, Mode mode_) {
        CORE = core;
        mode = mode_;
    }

    function setMode(Mode mode_) external {
        mode = mode_;
    }

    function claim(uint256 requestId) external {
        CORE.claim(requestId);
    }

    receive() external payable {
        require(mode != Mode.Refuse, "no ether please");
        if (mode == Mode.BurnGas) while (true) {}
        if (mode != Mode.Reenter || entered) return;
        entered = true;
        claimableSeen = CORE.ledger().claimable;
        (rateSeen, , ) = CORE.rate();
        skimmed = CORE.skim();
        try CORE.claim(1) {} catch {
            sameRequestRefused = true;
        }
        CORE.claim(2);
    }
}
