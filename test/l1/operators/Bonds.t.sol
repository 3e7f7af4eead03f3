// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {BondCurve} from "../../../l1-contracts/operators/BondCurve.sol";
import {IBonds} from "../../../l1-contracts/operators/IBonds.sol";
import {IOperatorRegistry} from "../../../l1-contracts/operators/IOperatorRegistry.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {ValidatorWorld} from "../support/ValidatorWorld.sol";

contract BondsTest is ValidatorWorld {
    uint128 private constant ALL = type(uint128).max;

    function test_deposit_AddsSharesOfAnyone() public {
        vm.startPrank(alice);
        core.approve(address(bonds), 3 ether);
        vm.expectEmit(address(bonds));
        emit IBonds.BondDeposited(OP, alice, 3 ether);
        bonds.deposit(OP, 3 ether);
        assertEq(bonds.sharesOf(OP), 13 ether);
        assertEq(bonds.etherOf(OP), 13 ether);
        assertEq(core.balanceOf(address(bonds)), 23 ether);
    }

    function test_deposit_RevertWhen_NobodyOrNothing() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_NotRegistered.selector, 99));
        bonds.deposit(99, 1 ether);
        vm.expectRevert(IBonds.Bonds_ZeroShares.selector);
        bonds.deposit(OP, 0);
        bytes memory refused = abi.encodeWithSelector(
            IERC20Errors.ERC20InsufficientAllowance.selector,
            address(bonds),
            0,
            1 ether
        );
        vm.expectRevert(refused);
        bonds.deposit(OP, 1 ether);
        assertEq(bonds.sharesOf(OP), 10 ether);
    }

    /// Professional: 2.4 ether for the first 32, 0.3 for each further; 1.1 while a predeposit waits.
    function test_claim_PaysWhatValidatorsDoNotNeed_T38() public {
        assertEq(bonds.claimableShares(OP), 10 ether);
        predeposit(OP, 1);
        assertEq(bonds.claimableShares(OP), 8.9 ether);
        prove(fresh(1));
        assertEq(bonds.claimableShares(OP), 7.6 ether);
        ledger.topUp(pubkeyOf(1), 64 ether); // two units
        assertEq(bonds.claimableShares(OP), 7.3 ether);

        vm.expectEmit(address(bonds));
        emit IBonds.BondClaimed(OP, keeper, 3 ether);
        execute(bonds.executeAction, claimAction(OP, keeper, 3 ether));
        assertEq(core.balanceOf(keeper), 3 ether);
        assertEq(bonds.sharesOf(OP), 7 ether);
        execute(bonds.executeAction, claimAction(OP, keeper, ALL)); // the rest of what is free
        assertEq(core.balanceOf(keeper), 7.3 ether);
        assertEq(bonds.sharesOf(OP), 2.7 ether);
        bytes memory again = claimAction(OP, keeper, 1);
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_NothingClaimable.selector, OP));
        execute(bonds.executeAction, again);
    }

    /// Slashed and proven here before the loss is reported: nothing leaves any more, not even what was free (T-38).
    function test_claim_RevertWhen_AValidatorWasSlashed_T38() public {
        activate(OP, 1);
        prove(shownAs(1, true, 50, 8_242, 32e9));
        assertEq(bonds.claimableShares(OP), 0);
        bytes memory action = claimAction(OP, keeper, ALL);
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_NothingClaimable.selector, OP));
        execute(bonds.executeAction, action);
        // Nor once it is withdrawn: what it lost is not settled by that.
        prove(shownAs(1, true, 50, 2, 0));
        assertEq(bonds.claimableShares(OP), 0);
        assertEq(bonds.claimableShares(OTHER), 10 ether);
    }

    /// The bond is shares, what it must cover is ether: at r = 0.9 the same lock takes more of it.
    function test_claim_PricesTheNeedAtTheRateOfNow() public {
        predeposit(OP, 1);
        vm.store(address(core), bytes32(uint256(_coreSlot()) + 1), _withRate(0.9e18));
        // ⌈1.1/0.9⌉ in shares: 1.222222222222222223 ether
        assertEq(bonds.claimableShares(OP), 10 ether - 1_222222222222222223);
        assertEq(bonds.etherOf(OP), 9 ether);
    }

    /// The recipient stands in the action: an owner that is a contract on its L2 may be somebody else's here (T-54).
    function test_claim_RevertWhen_NotByTheHubOfTheOperatorsLane_T54() public {
        bytes memory action = claimAction(OP, keeper, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_NotLaneHub.selector, keeper));
        vm.prank(keeper); // the operator's owner on L2
        bonds.executeAction(1, action);
        vm.startPrank(hub);
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_ForeignOperator.selector, OP, 2));
        bonds.executeAction(2, action);
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_UnknownKind.selector, 6));
        bonds.executeAction(1, ActionCodec.encodeRequestExit(0, OP, 1, 0));
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_InvalidRecipient.selector, address(0)));
        bonds.executeAction(1, ActionCodec.encodeClaimBond(0, OP, 1, address(0), 1));
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_InvalidRecipient.selector, address(bonds)));
        bonds.executeAction(1, ActionCodec.encodeClaimBond(0, OP, 1, address(bonds), 1));
    }

    function test_burn_RevertWhen_NotTheLedger() public {
        vm.expectRevert(abi.encodeWithSelector(IBonds.Bonds_NotValidatorLedger.selector, address(this)));
        bonds.burn(OP, 1 ether);
    }

    function test_required_FollowsTheCurveOfTheClass() public pure {
        IOperatorRegistry.OperatorClass professional = IOperatorRegistry.OperatorClass.Professional;
        assertEq(BondCurve.required(professional, 0), 0);
        assertEq(BondCurve.required(professional, 1), 2.4 ether);
        assertEq(BondCurve.required(professional, 64), 21.3 ether); // 2.4 + 63 · 0.3: one of 2,048 ether
        assertEq(BondCurve.required(IOperatorRegistry.OperatorClass.Community, 10), 14.1 ether); // 2.4 + 9 · 1.3
        assertEq(BondCurve.required(IOperatorRegistry.OperatorClass.Ssv, 2), 2.4 ether); // 1.6 + 0.8
        assertEq(BondCurve.required(IOperatorRegistry.OperatorClass.Obol, 3), 3.2 ether);
        assertEq(BondCurve.required(IOperatorRegistry.OperatorClass.Permissioned, 3), 3 ether);
    }

    /// csETH held is never below the sum of bonds, and nobody's claim touches another's (LOSS-2 is to come).
    function testFuzz_bonds_AreAlwaysBacked(uint96 a, uint96 b, uint96 claimA, uint96 claimB) public {
        bond(OP, bound(a, 1, 400 ether));
        bond(OTHER, bound(b, 1, 400 ether));
        uint256 others = bonds.sharesOf(OTHER);
        uint128 first = uint128(bound(claimA, 1, bonds.sharesOf(OP)));
        execute(bonds.executeAction, claimAction(OP, keeper, first));
        assertEq(bonds.sharesOf(OTHER), others);
        execute(bonds.executeAction, claimAction(OTHER, keeper, uint128(bound(claimB, 1, others))));
        assertEq(core.balanceOf(address(bonds)), bonds.sharesOf(OP) + bonds.sharesOf(OTHER));
    }

    function _coreSlot() private pure returns (bytes32) {
        return 0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300;
    }

    /// @dev Slot 1 of the core with another rate in its lowest 64 bits.
    function _withRate(uint64 rate) private view returns (bytes32) {
        uint256 slot = uint256(vm.load(address(core), bytes32(uint256(_coreSlot()) + 1)));
        return bytes32((slot & ~uint256(type(uint64).max)) | rate);
    }
}
