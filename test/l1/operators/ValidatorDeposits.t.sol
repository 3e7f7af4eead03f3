// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {IKeyRegistry} from "../../../l1-contracts/operators/IKeyRegistry.sol";
import {IValidatorLedger} from "../../../l1-contracts/operators/IValidatorLedger.sol";
import {ValidatorStatus} from "../../../l1-contracts/operators/ValidatorStatus.sol";
import {OperatorValidators, Status, Step, Validator} from "../../../l1-contracts/operators/ValidatorTypes.sol";
import {ValidatorWorld} from "../support/ValidatorWorld.sol";

contract ValidatorDepositsTest is ValidatorWorld {
    event DepositEvent(bytes pubkey, bytes withdrawal_credentials, bytes amount, bytes signature, bytes index);

    // ── Predeposit ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_predeposit_SendsOneEtherWithTheVaultsCredentials() public {
        uint32 setId = usableKey(OP, 1);
        assertEq(credentials, bytes32(abi.encodePacked(hex"02", bytes11(0), address(vault))));
        bytes memory index = hex"0000000000000000";
        bytes memory oneEther = hex"00ca9a3b00000000"; // 1e9 gwei, little-endian
        vm.expectEmit(DEPOSIT_CONTRACT);
        emit DepositEvent(pubkeyOf(1), abi.encodePacked(credentials), oneEther, signatureOf(1), index);
        vm.prank(keeper);
        ledger.predeposit(OP, setId, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));

        Ledger memory book = core.ledger();
        assertEq(book.buffered, 999 ether + 1e15);
        assertEq(book.inActivation, 1 ether);
        assertEq(book.totalPooled, 1_000 ether + 1e15);
        assertEq(DEPOSIT_CONTRACT.balance, 1 ether);
        assertEq(address(ledger).balance, 0);
        Validator memory validator = ledger.validator(idOf(1));
        assertEq(validator.operatorId, OP);
        assertEq(uint8(validator.status), uint8(Status.Predeposited));
        assertEq(validator.fundedGwei, 1e9);
        assertEq(validator.statusAt, vm.getBlockTimestamp());
        OperatorValidators memory sums = ledger.operatorValidators(OP);
        assertEq(sums.predeposited, 1);
        assertEq(sums.units, 0);
        (uint256 requiredWei, bool frozen) = ledger.bondRequirement(OP);
        assertEq(requiredWei, 1.1 ether);
        assertFalse(frozen);
        assertSolvent();
    }

    /// Of one public key in two operators' sets, both beyond challenge, one is ever funded (VAL-1, T-32).
    function test_predeposit_RevertWhen_TheKeyIsFundedAlready_VAL_1_T32() public {
        uint32 mine = usableKey(OP, 1);
        uint32 copied = usableKey(OTHER, 1);
        ledger.predeposit(OP, mine, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
        bytes memory used = abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_KeyUsed.selector, idOf(1), OP);
        vm.expectRevert(used);
        ledger.predeposit(OTHER, copied, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyTaken.selector, OP, mine, 0));
        ledger.predeposit(OP, mine, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
        // Nor after it was lost.
        skip(90 days);
        ledger.writeOffMissing(idOf(1));
        vm.expectRevert(used);
        ledger.predeposit(OTHER, copied, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
        assertEq(ledger.validator(idOf(1)).operatorId, OP);
    }

    function test_predeposit_RevertWhen_TheBondDoesNotCoverIt_T38() public {
        bytes memory all = claimAction(OP, keeper, 10 ether - 2.2 ether + 1);
        execute(bonds.executeAction, all);
        predeposit(OP, 1);
        uint32 setId = usableKey(OP, 2);
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_BondTooSmall.selector, OP, 2.2 ether - 1, 2.2 ether)
        );
        ledger.predeposit(OP, setId, 0, pubkeyOf(2), signatureOf(2), new bytes32[](0));
        bond(OP, 1);
        ledger.predeposit(OP, setId, 0, pubkeyOf(2), signatureOf(2), new bytes32[](0));
    }

    function test_predeposit_RevertWhen_GovernanceCappedTheOperator() public {
        vm.prank(timelock);
        ledger.setOperatorCap(OP, 1);
        predeposit(OP, 1);
        uint32 setId = usableKey(OP, 2);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_CapExceeded.selector, OP, 2, 1));
        ledger.predeposit(OP, setId, 0, pubkeyOf(2), signatureOf(2), new bytes32[](0));
    }

    /// Requests and the reserve come first: max(0, B − N − R*), R* the floor of 10 ether here.
    function test_predeposit_RevertWhen_TheBufferIsNeeded() public {
        uint32 setId = usableKey(OP, 1);
        assertEq(core.depositableEther(), 990.00099 ether); // 1% of 1,000.001 stays
        vm.startPrank(alice);
        core.requestWithdrawal(900 ether, alice);
        assertEq(core.depositableEther(), 90 ether + 1e15);
        core.requestWithdrawal(80 ether, alice); // all but the bonds' 20
        vm.stopPrank();
        assertEq(core.depositableEther(), 10 ether + 1e15);
        vm.prank(timelock);
        core.setReserveFloor(20 ether);
        assertEq(core.depositableEther(), 1e15);
        vm.expectRevert(abi.encodeWithSelector(ILiquidStakingCore.Core_NotDepositable.selector, 1 ether, 1e15));
        ledger.predeposit(OP, setId, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
    }

    // ── Top-up ───────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_topUp_TakesAProvenValidatorTo32Ether() public {
        predeposit(OP, 1);
        prove(fresh(1));
        bytes memory amount = hex"0076be3707000000"; // 31e9 gwei, little-endian
        vm.expectEmit(DEPOSIT_CONTRACT);
        bytes memory index = hex"0100000000000000";
        emit DepositEvent(pubkeyOf(1), abi.encodePacked(credentials), amount, new bytes(96), index);
        vm.prank(keeper);
        ledger.topUp(pubkeyOf(1), 32 ether);
        assertStatus(1, Status.Active);
        assertEq(ledger.validator(idOf(1)).fundedGwei, 32e9);
        assertEq(ledger.operatorValidators(OP).units, 1);
        assertEq(core.ledger().inActivation, 32 ether);
        assertEq(DEPOSIT_CONTRACT.balance, 32 ether);
        assertSolvent();
    }

    /// More than 1 ether only after a proof that the chain recorded our credentials (VAL-2, T-31).
    function test_topUp_RevertWhen_NotProven_VAL_2_T31() public {
        bytes memory unknown = abi.encodeWithSelector(
            ValidatorStatus.ValidatorStatus_NotAllowed.selector,
            Status.None,
            Step.Fund
        );
        vm.expectRevert(unknown);
        ledger.topUp(pubkeyOf(1), 32 ether);
        predeposit(OP, 1);
        bytes memory unproven = abi.encodeWithSelector(
            ValidatorStatus.ValidatorStatus_NotAllowed.selector,
            Status.Predeposited,
            Step.Fund
        );
        vm.expectRevert(unproven);
        ledger.topUp(pubkeyOf(1), 32 ether);
        ledger.prove(proofOf(one(fresh(1)), bytes32(uint256(1) << 248), 100));
        bytes memory dead = abi.encodeWithSelector(
            ValidatorStatus.ValidatorStatus_NotAllowed.selector,
            Status.Dead,
            Step.Fund
        );
        vm.expectRevert(dead);
        ledger.topUp(pubkeyOf(1), 32 ether);
        assertEq(DEPOSIT_CONTRACT.balance, 1 ether);
    }

    function test_topUp_RevertWhen_TheAmountIsOff() public {
        vm.prank(timelock);
        ledger.setOperatorCap(OP, 64);
        bond(OP, 20 ether);
        deposit(alice, 2_000 ether);
        predeposit(OP, 1);
        prove(fresh(1));
        vm.expectRevert(_badAmount(32 ether - 1 gwei));
        ledger.topUp(pubkeyOf(1), 32 ether - 1 gwei);
        vm.expectRevert(_badAmount(32 ether + 1));
        ledger.topUp(pubkeyOf(1), 32 ether + 1);
        vm.expectRevert(_badAmount(2_048 ether + 1 gwei));
        ledger.topUp(pubkeyOf(1), 2_048 ether + 1 gwei);
        ledger.topUp(pubkeyOf(1), 2_048 ether);
        assertEq(ledger.operatorValidators(OP).units, 64);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_BadPubkeys.selector, 47));
        ledger.topUp(new bytes(47), 32 ether);
    }

    function test_topUp_RevertWhen_TheOperatorHasNoRoom_T38() public {
        predeposit(OP, 1);
        prove(fresh(1));
        // Ten units: 2.4 + 9 · 0.3 = 5.1 ether.
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_CapExceeded.selector, OP, 11, 10));
        ledger.topUp(pubkeyOf(1), 321 ether);
        execute(bonds.executeAction, claimAction(OP, keeper, 4.9 ether + 1));
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_BondTooSmall.selector, OP, 5.1 ether - 1, 5.1 ether)
        );
        ledger.topUp(pubkeyOf(1), 320 ether);
        ledger.topUp(pubkeyOf(1), 288 ether); // nine units
        assertEq(ledger.operatorValidators(OP).units, 9);
    }

    function test_topUp_RevertWhen_TheExitIsOrdered() public {
        activate(OP, 1);
        execute(ledger.executeAction, exitAction(OP, idOf(1)));
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_ExitOrdered.selector, idOf(1)));
        ledger.topUp(pubkeyOf(1), 64 ether);
    }

    /// Two keepers that want the same, in one block.
    function test_topUp_RevertWhen_AnotherHasDoneIt() public {
        activate(OP, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_AlreadyFunded.selector, idOf(1), 32 ether)
        );
        ledger.topUp(pubkeyOf(1), 32 ether);
        assertEq(DEPOSIT_CONTRACT.balance, 32 ether);
        assertEq(ledger.operatorValidators(OP).units, 1);
    }

    function test_receive_RevertWhen_NotTheCore() public {
        vm.deal(address(this), 1 ether);
        (bool accepted, bytes memory reason) = address(ledger).call{value: 1 ether}("");
        assertFalse(accepted);
        assertEq(reason, abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotCore.selector, address(this)));
    }

    /// Any amounts that fit: A rises by what the deposit contract holds, P stays, the ledger keeps nothing.
    function testFuzz_topUp_MovesEtherFromBToA(uint256 first, uint256 second) public {
        vm.prank(timelock);
        ledger.setOperatorCap(OP, 64);
        bond(OP, 20 ether);
        deposit(alice, 3_000 ether);
        predeposit(OP, 1);
        prove(fresh(1));
        first = bound(first, 31e9, 1_500e9) * 1 gwei;
        second = bound(second, 1e9, 2_047e9 - first / 1 gwei) * 1 gwei;
        ledger.topUp(pubkeyOf(1), 1 ether + first);
        ledger.topUp(pubkeyOf(1), 1 ether + first + second);
        Ledger memory book = core.ledger();
        assertEq(book.inActivation, 1 ether + first + second);
        assertEq(DEPOSIT_CONTRACT.balance, book.inActivation);
        assertEq(book.buffered + book.inActivation, 4_000 ether + 1e15);
        assertEq(book.totalPooled, 4_000 ether + 1e15);
        uint256 funded = 1e9 + (first + second) / 1 gwei;
        assertEq(ledger.operatorValidators(OP).units, (funded + 32e9 - 1) / 32e9);
        assertEq(address(ledger).balance, 0);
        assertSolvent();
    }

    function _badAmount(uint256 funded) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_BadAmount.selector, funded, 32 ether, 2_048 ether);
    }
}
