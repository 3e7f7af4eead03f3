// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger} from "../../../l1-contracts/core/CoreTypes.sol";
import {IBonds} from "../../../l1-contracts/operators/IBonds.sol";
import {IValidatorLedger} from "../../../l1-contracts/operators/IValidatorLedger.sol";
import {ValidatorStatus} from "../../../l1-contracts/operators/ValidatorStatus.sol";
import {OperatorValidators, Status, Step} from "../../../l1-contracts/operators/ValidatorTypes.sol";
import {ValidatorWorld} from "../support/ValidatorWorld.sol";

contract ValidatorFactsTest is ValidatorWorld {
    /// 0x01 and an account of the operator's: what it deposited before us.
    bytes32 private constant FOREIGN = bytes32((uint256(1) << 248) | 0xbad);

    // ── Credentials ──────────────────────────────────────────────────────────────────────────────────────────────────

    function test_prove_OurCredentialsReleaseTheLock() public {
        predeposit(OP, 1);
        vm.expectEmit(address(ledger));
        emit IValidatorLedger.StatusChanged(idOf(1), OP, Status.Predeposited, Status.Proven);
        vm.prank(keeper);
        prove(fresh(1));
        assertStatus(1, Status.Proven);
        OperatorValidators memory sums = ledger.operatorValidators(OP);
        assertEq(sums.predeposited, 0);
        assertEq(sums.units, 1);
        // Its ether is still in activation: a report moves it.
        assertEq(core.ledger().inActivation, 1 ether);
        assertEq(bonds.sharesOf(OP), 10 ether);
    }

    /// The operator deposited first, with credentials of its own: our ether is on them. The bond pays (T-31).
    function test_prove_ForeignCredentialsBurnTheBond_T31() public {
        predeposit(OP, 1);
        bytes memory proof = proofOf(one(fresh(1)), FOREIGN, 100);
        vm.expectEmit(address(ledger));
        emit IValidatorLedger.PredepositLost(idOf(1), OP, FOREIGN);
        vm.expectEmit(address(bonds));
        emit IBonds.BondBurnt(OP, 1 ether, 1 ether);
        ledger.prove(proof);
        assertStatus(1, Status.Dead);
        assertEq(ledger.operatorValidators(OP).predeposited, 0);
        assertEq(ledger.operatorValidators(OP).units, 0);
        assertEq(bonds.sharesOf(OP), 9 ether);
        assertEq(bonds.sharesOf(OTHER), 10 ether);
        Ledger memory book = core.ledger();
        assertEq(book.inActivation, 0);
        assertEq(book.totalPooled, 999 ether + 1e15);
        assertEq(book.totalShares, 999 ether + 1e15);
        assertEq(book.rate, 1e18);
        assertSolvent();
    }

    /// Priced when used: at a rate of 1.05 fewer shares pay for one ether, ⌈1e36/1.05e18⌉; D does not fall.
    function test_prove_ForeignCredentialsArePricedAtTheRateOfNow_T31() public {
        report(0, 0, 0);
        _setRate(1.05e18);
        vm.deal(address(core), address(core).balance + 50.01 ether);
        core.skim(); // backs the rate
        predeposit(OP, 1);
        Ledger memory before = core.ledger();
        ledger.prove(proofOf(one(fresh(1)), FOREIGN, 100));
        assertEq(bonds.sharesOf(OP), 10 ether - 952380952380952381);
        Ledger memory book = core.ledger();
        assertEq(book.rate, 1.05e18);
        assertGe(book.undistributed, before.undistributed);
        assertLe(book.undistributed, before.undistributed + 1);
        assertSolvent();
    }

    /// 0x01 with our own vault is not what we asked for either: such a validator cannot hold more than 32 ether.
    function test_prove_TheVaultUnder0x01IsForeign_T31() public {
        predeposit(OP, 1);
        bytes32 old = bytes32((uint256(1) << 248) | uint160(address(vault)));
        ledger.prove(proofOf(one(fresh(1)), old, 100));
        assertStatus(1, Status.Dead);
    }

    /// The whole bond answers, and what it lacks is everybody's: here 0.2 of 1 ether, D being nothing.
    function test_prove_ABondThatIsTooSmallLeavesALoss_T31() public {
        execute(bonds.executeAction, claimAction(OP, keeper, 8.9 ether)); // 1.1 left
        predeposit(OP, 1);
        predeposit(OTHER, 2);
        // As if a penalty had taken 0.3 of the bond since: ether of A against shares, as any write-off.
        vm.prank(address(ledger));
        bonds.burn(OP, 0.3 ether);
        assertEq(bonds.sharesOf(OP), 0.8 ether);
        ledger.prove(proofOf(one(fresh(1)), FOREIGN, 100));
        assertEq(bonds.sharesOf(OP), 0);
        assertEq(bonds.sharesOf(OTHER), 10 ether);
        // P: 1,000.001 − 0.3 − 1; S: 1,000.001 − 0.3 − 0.8; r = ⌊998.701/998.901 · 1e18⌋.
        assertEq(core.ledger().totalPooled, 998.701 ether);
        assertEq(core.ledger().totalShares, 998.901 ether);
        assertEq(core.ledger().rate, 999799779958174033);
        assertSolvent();
    }

    function test_prove_ProvenCredentialsAreNeverDoubtedAgain() public {
        predeposit(OP, 1);
        prove(fresh(1));
        bytes memory proof = proofOf(one(fresh(1)), FOREIGN, 100);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 1));
        ledger.prove(proof);
    }

    // ── Many at once ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// What is known or not ours is skipped: proving one of them first spoils nobody's proof of all (T-37).
    function test_prove_SkipsWhatIsKnownAndRevertsWhenNothingIsNew_T37() public {
        predeposit(OP, 1);
        predeposit(OTHER, 2);
        Shown[] memory all = new Shown[](4);
        all[0] = fresh(1);
        all[1] = fresh(77); // nobody's
        all[2] = fresh(2);
        all[3] = fresh(78);
        prove(fresh(2));
        bytes memory proof = proofOf(all, credentials, 100);
        assertEq(ledger.prove(proof), 1);
        assertStatus(1, Status.Proven);
        assertStatus(2, Status.Proven);
        assertStatus(77, Status.None);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 4));
        ledger.prove(proof); // the same again
    }

    function testFuzz_prove_SumsFollowEachValidator(uint256 seed) public {
        for (uint256 i = 0; i < 8; ++i) predeposit(i % 2 == 0 ? OP : OTHER, i);
        Shown[] memory all = new Shown[](8);
        uint256[2] memory proven;
        for (uint256 i = 0; i < 8; ++i) {
            bool show = (seed >> i) & 1 == 1;
            all[i] = fresh(show ? i : i + 1_000);
            if (show) ++proven[i % 2];
        }
        vm.assume(proven[0] + proven[1] != 0);
        assertEq(ledger.prove(proofOf(all, credentials, 100)), proven[0] + proven[1]);
        assertEq(ledger.operatorValidators(OP).units, proven[0]);
        assertEq(ledger.operatorValidators(OTHER).units, proven[1]);
        assertEq(ledger.operatorValidators(OP).predeposited, 4 - proven[0]);
        assertEq(ledger.operatorValidators(OTHER).predeposited, 4 - proven[1]);
    }

    // ── Exit, slashing, withdrawal ───────────────────────────────────────────────────────────────────────────────────

    function test_prove_FollowsAnExitToItsEnd_VAL_3() public {
        activate(OP, 1);
        prove(shownAs(1, false, 90, 346, 32e9));
        assertStatus(1, Status.Exiting);
        assertEq(ledger.operatorValidators(OP).units, 1); // the bond goes on answering
        // Withdrawable at epoch 346, slots 11,072 to 11,103; its balance is still there, then gone.
        bytes memory waiting = proofOf(one(shownAs(1, false, 90, 346, 32e9)), credentials, 11_072);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 1));
        ledger.prove(waiting);
        bytes memory early = proofOf(one(shownAs(1, false, 90, 346, 0)), credentials, 11_071);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 1));
        ledger.prove(early);
        ledger.prove(proofOf(one(shownAs(1, false, 90, 346, 0)), credentials, 11_072));
        assertStatus(1, Status.Exited);
        assertEq(ledger.operatorValidators(OP).units, 0);
        assertEq(bonds.claimableShares(OP), 10 ether);
    }

    function test_prove_ASlashingFreezesTheBond_T38() public {
        activate(OP, 1);
        prove(shownAs(1, true, 90, 8_282, 31e9));
        assertStatus(1, Status.Slashed);
        (uint256 requiredWei, bool frozen) = ledger.bondRequirement(OP);
        assertEq(requiredWei, 2.4 ether);
        assertTrue(frozen);
        assertEq(ledger.operatorValidators(OP).slashed, 1);
    }

    /// One late proof shows all that happened since the last one.
    function test_prove_SeveralStepsAtOnce() public {
        predeposit(OP, 1);
        vm.expectEmit(address(ledger));
        emit IValidatorLedger.StatusChanged(idOf(1), OP, Status.Predeposited, Status.Proven);
        emit IValidatorLedger.StatusChanged(idOf(1), OP, Status.Proven, Status.Slashed);
        emit IValidatorLedger.StatusChanged(idOf(1), OP, Status.Slashed, Status.Exited);
        prove(shownAs(1, true, 1, 2, 0));
        assertStatus(1, Status.Exited);
        assertEq(ledger.operatorValidators(OP).units, 0);
        assertEq(ledger.operatorValidators(OP).slashed, 1);
    }

    /// A balance that is gone means nothing while the validator has not left, and a side deposit changes nothing at all
    /// (T-28, T-86).
    function test_prove_BalancesAloneChangeNothing_T28_T86() public {
        activate(OP, 1);
        bytes memory empty = proofOf(one(shownAs(1, false, FAR, FAR, 0)), credentials, 11_072);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 1));
        ledger.prove(empty);
        bytes memory rich = proofOf(one(shownAs(1, false, FAR, FAR, 2_048e9)), credentials, 11_072);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 1));
        ledger.prove(rich);
        assertEq(ledger.validator(idOf(1)).fundedGwei, 32e9);
        assertEq(ledger.operatorValidators(OP).units, 1);
    }

    // ── Never appearing ──────────────────────────────────────────────────────────────────────────────────────────────

    /// An invalid signature: the consensus layer drops the deposit, and there is no proof of what does not exist (T-31).
    function test_writeOffMissing_AfterTheExpiry_T31() public {
        predeposit(OP, 1);
        bytes32 id = idOf(1);
        uint256 expiresAt = vm.getBlockTimestamp() + 90 days;
        vm.warp(expiresAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotExpired.selector, id, expiresAt));
        ledger.writeOffMissing(id);
        vm.warp(expiresAt);
        vm.prank(keeper);
        ledger.writeOffMissing(id);
        assertStatus(1, Status.Dead);
        assertEq(bonds.sharesOf(OP), 9 ether);
        assertEq(core.ledger().inActivation, 0);
        assertSolvent();
        // For good: a validator that appears now is nobody's.
        bytes memory late = proofOf(one(fresh(1)), credentials, 100);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NothingNew.selector, 1));
        ledger.prove(late);
    }

    function test_writeOffMissing_RevertWhen_ThereIsNoPredeposit() public {
        activate(OP, 1);
        (bytes32 active, bytes32 unknown) = (idOf(1), idOf(9));
        skip(365 days);
        vm.expectRevert(
            abi.encodeWithSelector(ValidatorStatus.ValidatorStatus_NotAllowed.selector, Status.Active, Step.WriteOff)
        );
        ledger.writeOffMissing(active);
        vm.expectRevert(
            abi.encodeWithSelector(ValidatorStatus.ValidatorStatus_NotAllowed.selector, Status.None, Step.WriteOff)
        );
        ledger.writeOffMissing(unknown);
    }

    /// @dev Slot 1 of the core, lowest 64 bits.
    function _setRate(uint64 rate) private {
        bytes32 at = bytes32(uint256(0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300) + 1);
        uint256 slot = uint256(vm.load(address(core), at));
        vm.store(address(core), at, bytes32((slot & ~uint256(type(uint64).max)) | rate));
    }
}
