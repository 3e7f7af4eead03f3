// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILiquidStakingCore} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {IWithdrawalVault} from "../../../l1-contracts/vaults/IWithdrawalVault.sol";
import {WithdrawalVault} from "../../../l1-contracts/vaults/WithdrawalVault.sol";
import {ValidatorWorld} from "../support/ValidatorWorld.sol";

contract WithdrawalVaultTest is ValidatorWorld {
    // ── Ether ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// A withdrawal of the consensus layer is a balance that grows; a report books it, anyone moves it.
    function test_sendBooked_MovesWhatAReportBookedAndNoMore_T84() public {
        vm.deal(address(vault), 7 ether);
        assertEq(vault.sendBooked(), 0);
        assertEq(core.ledger().buffered, 1_000 ether + 1e15);
        report(0, 0, 5 ether);
        assertEq(core.vaultBooked(), 5 ether);
        assertEq(core.ledger().totalPooled, 1_005 ether + 1e15);

        vm.expectEmit(address(vault));
        emit IWithdrawalVault.BookedEtherSent(5 ether);
        vm.prank(keeper);
        assertEq(vault.sendBooked(), 5 ether);
        assertEq(core.vaultBooked(), 0);
        assertEq(core.ledger().buffered, 1_005 ether + 1e15);
        assertEq(core.ledger().totalPooled, 1_005 ether + 1e15);
        assertEq(address(core).balance, 1_005 ether + 1e15);
        assertEq(address(vault).balance, 2 ether);
        assertEq(vault.sendBooked(), 0); // once
        assertSolvent();
        // The sweep is in the next report's total; it is not counted twice.
        report(0, 0, 7 ether);
        assertEq(vault.sendBooked(), 2 ether);
        assertEq(address(vault).balance, 0);
    }

    function test_applyReport_RevertWhen_TheVaultHoldsLess() public {
        vm.deal(address(vault), 5 ether - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILiquidStakingCore.Core_VaultUnderfunded.selector, 5 ether, 5 ether - 1)
        );
        this.reportOf(5 ether);
        vm.deal(address(vault), 5 ether);
        this.reportOf(5 ether);
    }

    function reportOf(uint256 withdrawn) external {
        report(0, 0, withdrawn);
    }

    function test_acceptVaultEther_RevertWhen_NotTheVaultOrNotBooked_T75() public {
        vm.deal(alice, 1 ether);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILiquidStakingCore.Core_NotWithdrawalVault.selector, alice));
        core.acceptVaultEther{value: 1}();
        vm.deal(address(vault), 3 ether);
        report(0, 0, 1 ether);
        vm.startPrank(address(vault));
        vm.expectRevert(
            abi.encodeWithSelector(ILiquidStakingCore.Core_VaultEtherNotBooked.selector, 1 ether + 1, 1 ether)
        );
        core.acceptVaultEther{value: 1 ether + 1}();
        core.acceptVaultEther{value: 1 ether}();
    }

    function testFuzz_sendBooked_TheVaultNeverHoldsLessThanV(uint96 a, uint96 b, uint96 stray) public {
        uint256 first = bound(a, 0, 10_000 ether);
        uint256 total = first + bound(b, 0, 10_000 ether);
        vm.deal(address(vault), first + uint256(stray));
        report(0, 0, first);
        assertGe(address(vault).balance, core.vaultBooked());
        vm.deal(address(vault), total + uint256(stray));
        report(0, 0, total);
        assertGe(address(vault).balance, core.vaultBooked());
        assertEq(vault.sendBooked(), total);
        assertEq(address(vault).balance, stray);
        assertSolvent();
    }

    // ── Requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_requests_RevertWhen_NotTheLedger_T33_T36() public {
        bytes memory refused = abi.encodeWithSelector(
            IWithdrawalVault.WithdrawalVault_NotValidatorLedger.selector,
            keeper
        );
        vm.startPrank(keeper);
        vm.expectRevert(refused);
        vault.requestWithdrawals(pubkeyOf(1), new uint64[](1), keeper);
        vm.expectRevert(refused);
        vault.requestConsolidation(pubkeyOf(1), pubkeyOf(2), keeper);
    }

    function test_requestWithdrawals_RevertWhen_LengthsDiffer() public {
        vm.startPrank(address(ledger));
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_BadPubkeys.selector, 48, 2));
        vault.requestWithdrawals(pubkeyOf(1), new uint64[](2), keeper);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_BadPubkeys.selector, 0, 0));
        vault.requestWithdrawals("", new uint64[](0), keeper);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_BadPubkeys.selector, 95, 2));
        vault.requestConsolidation(new bytes(47), pubkeyOf(2), keeper);
    }

    /// The caller's value is the cap; the vault's own ether never pays (T-35).
    function test_requestWithdrawals_PaysTheFeeOfNowFromTheValueOnly_T35() public {
        vm.deal(address(vault), 100 ether);
        vm.deal(address(ledger), 1 ether);
        setWithdrawalExcess(170); // e^10
        (uint256 fee, ) = vault.fees();
        assertEq(fee, 22_019); // e^10 by the series of EIP-7002
        vm.startPrank(address(ledger));
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_FeeAboveValue.selector, 44_038, 44_037)
        );
        vault.requestWithdrawals{value: 44_037}(bytes.concat(pubkeyOf(1), pubkeyOf(2)), new uint64[](2), keeper);
        vault.requestWithdrawals{value: 50_000}(bytes.concat(pubkeyOf(1), pubkeyOf(2)), new uint64[](2), keeper);
        assertEq(keeper.balance, 50_000 - 44_038);
        assertEq(WITHDRAWAL_REQUESTS.balance, 44_038);
        assertEq(address(vault).balance, 100 ether);
    }

    function test_requestWithdrawals_RevertWhen_TheRestCannotReturnOrThereIsNoSystemContract() public {
        vm.deal(address(ledger), 1 ether);
        vm.startPrank(address(ledger));
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_RefundFailed.selector, address(proofs), 9)
        );
        vault.requestWithdrawals{value: 10}(pubkeyOf(1), new uint64[](1), address(proofs));
        vm.etch(WITHDRAWAL_REQUESTS, "");
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_NoFee.selector, WITHDRAWAL_REQUESTS));
        vault.requestWithdrawals{value: 10}(pubkeyOf(1), new uint64[](1), keeper);
    }

    function test_constructor_RevertWhen_AnAddressIsMissing() public {
        vm.expectRevert(IWithdrawalVault.WithdrawalVault_ZeroAddress.selector);
        new WithdrawalVault(address(0), address(ledger));
        (address theCore, address theLedger) = vault.connections();
        assertEq(theCore, address(core));
        assertEq(theLedger, address(ledger));
    }
}
