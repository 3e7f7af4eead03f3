// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger, ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {CoreTest} from "./CoreTest.sol";

/// What the validator ledger, bonds and vault may do to the ledger. The reserve's floor is 5 ether.
contract CoreValidatorsTest is CoreTest {
    function setUp() public override {
        super.setUp();
        deposit(alice, 200 ether);
    }

    function test_fundValidators_MovesBToA() public {
        assertEq(core.depositableEther(), 195 ether + 1e15);
        vm.expectEmit(address(core));
        emit Core.ValidatorsFunded(32 ether);
        vm.prank(validatorLedger);
        core.fundValidators(32 ether);
        Ledger memory book = core.ledger();
        assertEq(book.buffered, 168 ether + 1e15);
        assertEq(book.inActivation, 32 ether);
        assertEq(book.totalPooled, 200 ether + 1e15);
        assertEq(validatorLedger.balance, 32 ether);
        assertSolvent();
    }

    /// B − N − R*: first the floor, then 1% of P is what stays.
    function test_fundValidators_RevertWhen_TheBufferIsSpokenFor() public {
        request(alice, 100 ether);
        assertEq(core.depositableEther(), 95 ether + 1e15);
        deposit(bob, 900 ether); // P = 1,000.001
        assertEq(core.depositableEther(), 1_000 ether + 1e15 - 10 ether - 1e13);
        uint256 most = core.depositableEther();
        vm.startPrank(validatorLedger);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotDepositable.selector, most + 1, most));
        core.fundValidators(most + 1);
        core.fundValidators(most);
        assertEq(core.depositableEther(), 0);
        // Still enough for everyone who waits.
        assertGe(core.ledger().buffered, core.ledger().queued);
    }

    function test_fundValidators_RevertWhen_NotTheLedgerOrItRefuses() public {
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotValidatorLedger.selector, alice));
        vm.prank(alice);
        core.fundValidators(1 ether);
        vm.etch(validatorLedger, hex"5f5ffd");
        vm.expectRevert(abi.encodeWithSelector(Core.Core_EtherTransferFailed.selector, validatorLedger, 1 ether));
        vm.prank(validatorLedger);
        core.fundValidators(1 ether);
    }

    function test_writeOffDeposit_BurnsWhatItIsWorth() public {
        _fundAndBond(32 ether, 10 ether);
        vm.expectEmit(address(core));
        emit Core.DepositWrittenOff(1 ether, 1 ether);
        vm.prank(bonds);
        assertEq(core.writeOffDeposit(1 ether, 10 ether), 1 ether);
        Ledger memory book = core.ledger();
        assertEq(book.inActivation, 31 ether);
        assertEq(book.totalShares, 199 ether + 1e15);
        assertEq(book.totalPooled, 199 ether + 1e15);
        assertEq(book.rate, 1e18);
        assertEq(core.balanceOf(bonds), 9 ether);
        assertSolvent();
    }

    function test_writeOffDeposit_WhatTheBondLacksIsALoss() public {
        _fundAndBond(32 ether, 0.4 ether);
        vm.prank(bonds);
        assertEq(core.writeOffDeposit(1 ether, 0.4 ether), 0.4 ether);
        // P = 199.001, S = 199.601; r = ⌊199.001/199.601 · 1e18⌋
        assertEq(core.ledger().rate, 996994003036056933);
        assertSolvent();
    }

    function test_writeOffDeposit_RevertWhen_NotBondsOrNotInActivation() public {
        _fundAndBond(1 ether, 10 ether);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_NotBonds.selector, validatorLedger));
        vm.prank(validatorLedger);
        core.writeOffDeposit(1 ether, 1 ether);
        vm.startPrank(bonds);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_ActivationUnderflow.selector, 1 ether + 1, 1 ether));
        core.writeOffDeposit(1 ether + 1, 10 ether);
    }

    /// At any rate and any bond: D never falls while the bond suffices, and LEDGER-1 holds in any case.
    function testFuzz_writeOffDeposit_NeverBreaksLEDGER_1(uint256 lossWei, uint256 bondShares) public {
        lossWei = bound(lossWei, 0, 100 ether);
        bondShares = bound(bondShares, 0, 3 ether);
        stakeBuffered(101 ether);
        report(101 ether - lossWei, 0); // lowers the rate to 100/200 at least
        if (bondShares != 0) {
            vm.prank(alice);
            core.transfer(bonds, bondShares);
        }
        vm.prank(validatorLedger);
        core.fundValidators(1 ether);
        Ledger memory before = core.ledger();
        vm.prank(bonds);
        uint256 burnt = core.writeOffDeposit(1 ether, bondShares);
        Ledger memory book = core.ledger();
        assertLe(burnt, bondShares);
        if (burnt < bondShares) {
            assertEq(book.rate, before.rate);
            assertGe(book.undistributed, before.undistributed);
            assertGe(burnt * before.rate, 1e36);
            assertLt((burnt - 1) * before.rate, 1e36);
        }
        assertSolvent();
    }

    function test_acceptVaultEther_MovesVToB() public {
        vm.deal(vault, 3 ether);
        ReportEffect memory effect = nextReport();
        effect.withdrawnTotal = 3 ether;
        applyReport(effect);
        assertEq(core.vaultBooked(), 3 ether);
        vm.expectEmit(address(core));
        emit Core.VaultEtherAccepted(2 ether);
        vm.prank(vault);
        core.acceptVaultEther{value: 2 ether}();
        assertEq(core.vaultBooked(), 1 ether);
        assertEq(core.ledger().buffered, 202 ether + 1e15);
        assertEq(core.ledger().totalPooled, 203 ether + 1e15);
        assertSolvent();
    }

    function test_setReserveFloor_IsTheTimelocksAndBounded() public {
        assertEq(core.reserveFloor(), 5 ether);
        vm.expectRevert(abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, alice));
        vm.prank(alice);
        core.setReserveFloor(1 ether);
        vm.startPrank(owner);
        vm.expectRevert(
            abi.encodeWithSelector(
                Core.Core_AboveLimit.selector,
                bytes32("reserveFloor"),
                10_000 ether + 1,
                10_000 ether
            )
        );
        core.setReserveFloor(10_000 ether + 1);
        vm.expectEmit(address(core));
        emit Core.ReserveFloorSet(50 ether);
        core.setReserveFloor(50 ether);
        assertEq(core.depositableEther(), 150 ether + 1e15);
    }

    function _fundAndBond(uint256 funded, uint256 bondShares) private {
        vm.prank(validatorLedger);
        core.fundValidators(funded);
        vm.prank(alice);
        core.transfer(bonds, bondShares);
    }
}
