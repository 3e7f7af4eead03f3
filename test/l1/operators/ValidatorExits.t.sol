// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {IValidatorLedger} from "../../../l1-contracts/operators/IValidatorLedger.sol";
import {ValidatorLedger} from "../../../l1-contracts/operators/ValidatorLedger.sol";
import {Status} from "../../../l1-contracts/operators/ValidatorTypes.sol";
import {IWithdrawalVault} from "../../../l1-contracts/vaults/IWithdrawalVault.sol";
import {RateBucket} from "../../../shared/contracts/limits/RateBucket.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {ValidatorWorld} from "../support/ValidatorWorld.sol";

contract ValidatorExitsTest is ValidatorWorld {
    function setUp() public override {
        super.setUp();
        vm.deal(keeper, 10 ether);
        vm.deal(timelock, 10 ether);
    }

    // ── Order ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_requestExit_OrdersAndAnyoneSubmits() public {
        activate(OP, 1);
        vm.expectEmit(address(ledger));
        emit IValidatorLedger.ExitOrdered(idOf(1), OP, true);
        execute(ledger.executeAction, exitAction(OP, idOf(1)));
        assertEq(ledger.validator(idOf(1)).exitOrderedAt, vm.getBlockTimestamp());
        assertStatus(1, Status.Active); // until the chain says otherwise

        vm.expectEmit(address(ledger));
        emit IValidatorLedger.ExitSubmitted(idOf(1), OP);
        vm.prank(keeper);
        ledger.submitExits{value: 1 ether}(pubkeyOf(1));
        assertEq(keeper.balance, 10 ether - 1); // the fee is 1 wei, the rest came back
        assertEq(ledger.validator(idOf(1)).exitSubmittedAt, vm.getBlockTimestamp());
        // Source is the vault, the amount 0: a full exit.
        assertEq(dequeueWithdrawalRequests(), abi.encodePacked(address(vault), pubkeyOf(1), uint64(0)));
    }

    /// A copied key in somebody's set, or any other claim to it, does not make a validator one's own (T-33).
    function test_requestExit_RevertWhen_TheValidatorIsAnothers_T33() public {
        activate(OP, 1);
        usableKey(OTHER, 1);
        bytes memory action = exitAction(OTHER, idOf(1));
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotItsValidator.selector, idOf(1), OP, OTHER)
        );
        execute(ledger.executeAction, action);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotLaneHub.selector, keeper));
        vm.prank(keeper);
        ledger.executeAction(1, action);
        action = exitAction(OP, idOf(1));
        vm.startPrank(hub);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_ForeignOperator.selector, OP, 2));
        ledger.executeAction(2, action);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_UnknownKind.selector, 7));
        ledger.executeAction(1, ActionCodec.encodeClaimBond(0, OP, 1, keeper, 1));
    }

    function test_requestExit_RevertWhen_NotActiveOrOrderedAlready_T34() public {
        predeposit(OP, 1);
        prove(fresh(1));
        bytes memory action = exitAction(OP, idOf(1));
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotActive.selector, idOf(1), Status.Proven)
        );
        execute(ledger.executeAction, action);
        ledger.topUp(pubkeyOf(1), 32 ether);
        execute(ledger.executeAction, action);
        vm.expectRevert(
            abi.encodeWithSelector(
                IValidatorLedger.ValidatorLedger_ExitAlreadyOrdered.selector,
                idOf(1),
                vm.getBlockTimestamp()
            )
        );
        execute(ledger.executeAction, action);
        uint256 left = ledger.exitLimit();
        assertEq(left, 10_000 ether - 32 ether); // drawn once
    }

    /// 10,000 ether a day, whoever asks: a compromised lane empties nothing at once (T-34).
    function test_requestExit_RevertWhen_TheDaysLimitIsUsed_T34() public {
        vm.startPrank(timelock);
        ledger.setOperatorCap(OP, 1_000);
        vm.stopPrank();
        deposit(alice, 12_000 ether);
        bond(OP, 500 ether);
        for (uint256 i = 1; i <= 5; ++i) {
            predeposit(OP, i);
            prove(fresh(i));
            ledger.topUp(pubkeyOf(i), 2_048 ether);
        }
        for (uint256 i = 1; i <= 4; ++i) execute(ledger.executeAction, exitAction(OP, idOf(i)));
        bytes memory fifth = exitAction(OP, idOf(5));
        vm.expectRevert(abi.encodeWithSelector(RateBucket.RateBucket_Exceeded.selector, 2_048 ether, 1_808 ether));
        execute(ledger.executeAction, fifth);
        // 240 ether refill in 240e9/115,740,740 s.
        skip(2_074);
        execute(ledger.executeAction, fifth);
        // Governance is not limited, nor does it draw.
        assertLt(ledger.exitLimit(), 1 ether);
    }

    function test_orderExits_ByGovernanceHasNoLimit() public {
        activate(OP, 1);
        activate(OTHER, 2);
        bytes32[] memory ids = new bytes32[](2);
        (ids[0], ids[1]) = (idOf(1), idOf(2));
        vm.expectEmit(address(ledger));
        emit IValidatorLedger.ExitOrdered(idOf(2), OTHER, false);
        vm.prank(timelock);
        ledger.orderExits(ids);
        assertEq(ledger.exitLimit(), 10_000 ether);
        vm.prank(keeper);
        ledger.submitExits{value: 2}(bytes.concat(pubkeyOf(1), pubkeyOf(2)));
        assertEq(
            dequeueWithdrawalRequests(),
            abi.encodePacked(address(vault), pubkeyOf(1), uint64(0), address(vault), pubkeyOf(2), uint64(0))
        );
    }

    // ── Submit ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// While the fee is too high the order waits; nothing is lost, the same call works later (T-35).
    function test_submitExits_AFeeSpikeOnlyDelays_T35() public {
        activate(OP, 1);
        execute(ledger.executeAction, exitAction(OP, idOf(1)));
        setWithdrawalExcess(340); // e^20 wei
        (uint256 fee, ) = vault.fees();
        assertGt(fee, 480_000_000);
        vm.startPrank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalVault.WithdrawalVault_FeeAboveValue.selector, fee, 1_000));
        ledger.submitExits{value: 1_000}(pubkeyOf(1));
        setWithdrawalExcess(0);
        ledger.submitExits{value: 1_000}(pubkeyOf(1));
        assertEq(keeper.balance, 10 ether - 1);
    }

    /// One live request per key: not twice in a call, not again within a day, not without an order (T-34).
    function test_submitExits_RevertWhen_SubmittedAlready_T34() public {
        activate(OP, 1);
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NoExitOrdered.selector, idOf(1)));
        ledger.submitExits(pubkeyOf(1));
        execute(ledger.executeAction, exitAction(OP, idOf(1)));
        uint256 retryFrom = vm.getBlockTimestamp() + 1 days;
        bytes memory just = abi.encodeWithSelector(
            IValidatorLedger.ValidatorLedger_ExitJustSubmitted.selector,
            idOf(1),
            retryFrom
        );
        vm.startPrank(keeper);
        vm.expectRevert(just);
        ledger.submitExits{value: 2}(bytes.concat(pubkeyOf(1), pubkeyOf(1)));
        ledger.submitExits{value: 1}(pubkeyOf(1));
        vm.warp(retryFrom - 1);
        vm.expectRevert(just);
        ledger.submitExits{value: 1}(pubkeyOf(1));
        // The consensus layer ignored it, perhaps because it was too young: once more.
        vm.warp(retryFrom);
        ledger.submitExits{value: 1}(pubkeyOf(1));
        vm.stopPrank();
        // Once the chain shows the exit there is nothing left to submit.
        prove(shownAs(1, false, 90, 346, 32e9));
        skip(1 days);
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotActive.selector, idOf(1), Status.Exiting)
        );
        ledger.submitExits(pubkeyOf(1));
    }

    function test_submitExits_RevertWhen_PubkeysAreNotWhole() public {
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_BadPubkeys.selector, 0));
        ledger.submitExits("");
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_BadPubkeys.selector, 95));
        ledger.submitExits(new bytes(95));
    }

    // ── Governance ───────────────────────────────────────────────────────────────────────────────────────────────────

    function test_withdrawPartially_AsksForExactlyThat() public {
        activate(OP, 1);
        vm.prank(timelock);
        ledger.withdrawPartially{value: 5}(pubkeyOf(1), 0x0102030405);
        assertEq(timelock.balance, 10 ether - 1);
        // In the request little-endian.
        assertEq(dequeueWithdrawalRequests(), abi.encodePacked(address(vault), pubkeyOf(1), hex"0504030201000000"));
        vm.startPrank(timelock);
        vm.expectRevert(IValidatorLedger.ValidatorLedger_ZeroAmount.selector);
        ledger.withdrawPartially{value: 5}(pubkeyOf(1), 0);
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotActive.selector, idOf(5), Status.None)
        );
        ledger.withdrawPartially{value: 5}(pubkeyOf(5), 1);
    }

    /// Between two of our own only, of one operator; what was funded moves along (T-36).
    function test_consolidate_OwnToOwnOnly_T36() public {
        activate(OP, 1);
        activate(OP, 2);
        activate(OTHER, 3);
        vm.startPrank(timelock);
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotActive.selector, idOf(9), Status.None)
        );
        ledger.consolidate{value: 1}(pubkeyOf(1), pubkeyOf(9));
        vm.expectRevert(
            abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotActive.selector, idOf(9), Status.None)
        );
        ledger.consolidate{value: 1}(pubkeyOf(9), pubkeyOf(1));
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_NotOfOneOperator.selector, OP, OTHER));
        ledger.consolidate{value: 1}(pubkeyOf(1), pubkeyOf(3));
        vm.expectRevert(abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_SameValidator.selector, idOf(1)));
        ledger.consolidate{value: 1}(pubkeyOf(1), pubkeyOf(1));

        vm.expectEmit(address(ledger));
        emit IValidatorLedger.Consolidated(idOf(1), idOf(2), OP);
        ledger.consolidate{value: 3}(pubkeyOf(1), pubkeyOf(2));
        vm.stopPrank();
        assertEq(timelock.balance, 10 ether - 1);
        assertEq(dequeueConsolidationRequests(), abi.encodePacked(address(vault), pubkeyOf(1), pubkeyOf(2)));
        assertEq(ledger.validator(idOf(1)).fundedGwei, 0);
        assertEq(ledger.validator(idOf(2)).fundedGwei, 64e9);
        assertEq(ledger.operatorValidators(OP).units, 2);
        // The source leaves; the bond still answers for both parts.
        prove(shownAs(1, false, 90, 346, 32e9));
        ledger.prove(proofOf(one(shownAs(1, false, 90, 346, 0)), credentials, 11_072));
        assertStatus(1, Status.Exited);
        assertEq(ledger.operatorValidators(OP).units, 2);
    }

    function test_consolidate_RevertWhen_TooMuchOrLeaving_T36() public {
        vm.prank(timelock);
        ledger.setOperatorCap(OP, 100);
        deposit(alice, 3_000 ether);
        bond(OP, 100 ether);
        activate(OP, 1);
        activate(OP, 2);
        activate(OP, 3);
        ledger.topUp(pubkeyOf(2), 2_048 ether);
        execute(ledger.executeAction, exitAction(OP, idOf(3)));
        vm.startPrank(timelock);
        vm.expectRevert(
            abi.encodeWithSelector(
                IValidatorLedger.ValidatorLedger_BadAmount.selector,
                2_080 ether,
                32 ether,
                2_048 ether
            )
        );
        ledger.consolidate{value: 1}(pubkeyOf(1), pubkeyOf(2));
        bytes memory leaving = abi.encodeWithSelector(IValidatorLedger.ValidatorLedger_ExitOrdered.selector, idOf(3));
        vm.expectRevert(leaving);
        ledger.consolidate{value: 1}(pubkeyOf(1), pubkeyOf(3));
        vm.expectRevert(leaving);
        ledger.consolidate{value: 1}(pubkeyOf(3), pubkeyOf(1));
    }

    function test_governance_RevertWhen_CallerIsNotTheTimelock_T71() public {
        bytes memory refused = abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, keeper);
        vm.startPrank(keeper);
        vm.expectRevert(refused);
        ledger.setOperatorCap(OP, 1);
        vm.expectRevert(refused);
        ledger.setBeaconProofs(keeper);
        vm.expectRevert(refused);
        ledger.orderExits(new bytes32[](1));
        vm.expectRevert(refused);
        ledger.withdrawPartially(pubkeyOf(1), 1);
        vm.expectRevert(refused);
        ledger.consolidate(pubkeyOf(1), pubkeyOf(2));
        vm.expectRevert(refused);
        ledger.upgradeToAndCall(keeper, "");
        vm.expectRevert(refused);
        vault.upgradeToAndCall(keeper, "");
        vm.expectRevert(refused);
        bonds.upgradeToAndCall(keeper, "");
        vm.expectRevert(refused);
        keys.upgradeToAndCall(keeper, "");
    }

    function test_initialize_RevertWhen_Again_T72() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        ledger.initialize(keeper, keeper);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        vault.initialize(keeper);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        bonds.initialize(keeper);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        keys.initialize(keeper);
        IValidatorLedger.Connections memory to = ledger.connections();
        ValidatorLedger implementation = new ValidatorLedger(to);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(keeper, keeper);
        to.vault = address(0);
        vm.expectRevert(IValidatorLedger.ValidatorLedger_ZeroAddress.selector);
        new ValidatorLedger(to);
    }

    function test_setBeaconProofs_ReplacesTheVerifier_T37() public {
        vm.startPrank(timelock);
        vm.expectRevert(IValidatorLedger.ValidatorLedger_ZeroAddress.selector);
        ledger.setBeaconProofs(address(0));
        vm.expectEmit(address(ledger));
        emit IValidatorLedger.BeaconProofsSet(address(0xbeac));
        ledger.setBeaconProofs(address(0xbeac));
        assertEq(ledger.connections().beaconProofs, address(0xbeac));
    }
}
