// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "forge-std/Vm.sol";
import {IL2Hub} from "../../l2-contracts/lanes/IL2Hub.sol";
import {INodeDesk} from "../../l2-contracts/nom/INodeDesk.sol";
import {KeySets} from "../../shared/contracts/keys/KeySets.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

contract NodeDeskTest is L2Fixture {
    uint64 private constant FIRST = (1 << 48) + 1;

    /// Header: kind 1, gas 100,000 (0x186a0), operator 1<<48 | 1, issued at T0 (0x6b49d200); then the payload.
    function test_register_AppendsItsAction() public {
        vm.recordLogs();
        vm.prank(alice);
        (uint64 operatorId, bytes32 actionId) = desk.register(bob, 1, 300);
        assertEq(operatorId, FIRST);
        assertEq(actionId, keccak256(abi.encodePacked(uint16(1), uint64(1), uint32(0))));
        assertEq(desk.ownerOf(operatorId), alice);
        assertEq(desk.operatorCount(), 1);
        assertEq(
            _lastAction(),
            abi.encodePacked(hex"01_000186a0_0001000000000001_006b49d200", alice, bob, hex"01_012c")
        );
    }

    /// 61 bytes and their length at 40 gas, 100,000 declared, 5,500 overhead: 108,020 each.
    function test_outbox_CountsWhatABatchCostsOnL1() public {
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        desk.register(bob, 0, 0);
        (bytes32 root, uint32 count, uint256 gasDeclared) = hub.outbox();
        assertEq(count, 2);
        assertEq(gasDeclared, 216_040);
        assertNotEq(root, bytes32(0));
    }

    /// ⌊14,000,000 / 108,020⌋ = 129 registrations fit a batch; from the 98th on (three quarters) anyone may close it.
    function test_outbox_RefusesWhatDoesNotFitOneTransaction() public {
        vm.startPrank(alice);
        for (uint256 i = 0; i < 97; ++i) {
            desk.register(bob, 0, 0);
        }
        assertEq(hub.closableAt(), T0 + 8 hours);
        desk.register(bob, 0, 0);
        assertEq(hub.closableAt(), T0 + 600);
        for (uint256 i = 98; i < 129; ++i) {
            desk.register(bob, 0, 0);
        }
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_BatchFull.selector, 1, 14_042_600, 14_000_000));
        desk.register(bob, 0, 0);
        vm.warp(T0 + 600);
        hub.closeBatch();
        (, bytes32 actionId) = desk.register(bob, 0, 0);
        assertEq(actionId, keccak256(abi.encodePacked(uint16(1), uint64(2), uint32(0))));
    }

    /// 38 bytes and their length at 40 gas, 6,500 declared, 5,500 overhead: 13,600 each, so that a thousand take 13.6M.
    function test_outbox_TakesAThousandRoleChanges() public {
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        vm.warp(T0 + 8 hours);
        hub.closeBatch();
        for (uint256 i = 0; i < 1_000; ++i) {
            desk.setManager(FIRST, bob);
        }
        (, uint32 count, uint256 gasDeclared) = hub.outbox();
        assertEq(count, 1_000);
        assertEq(gasDeclared, 13_600_000);
    }

    /// Two orders of one block are still ordered, and so are those that follow within the second.
    function test_setRewardRecipient_IsIssuedLaterThanWhatCameBefore_T82() public {
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        vm.recordLogs();
        desk.setRewardRecipient(FIRST, bob);
        assertEq(_lastAction(), abi.encodePacked(hex"02_00001964_0001000000000001_006b49d201", bob));
        desk.setRewardRecipient(FIRST, carol);
        assertEq(_lastAction(), abi.encodePacked(hex"02_00001964_0001000000000001_006b49d202", carol));
        vm.warp(T0 + 1);
        desk.setManager(FIRST, bob);
        assertEq(_lastAction(), abi.encodePacked(hex"03_00001964_0001000000000001_006b49d203", bob));
        vm.warp(T0 + 10);
        desk.setManager(FIRST, address(0));
        assertEq(_lastAction(), abi.encodePacked(hex"03_00001964_0001000000000001_006b49d20a", address(0)));
    }

    /// Only the caller's own operators: an alias or a namesake on another chain is another address (T-54).
    function test_setManager_RevertWhen_NotTheOwner_T54() public {
        vm.prank(alice);
        desk.register(bob, 0, 0);
        address aliased = address(uint160(alice) + uint160(0x1111000000000000000000000000000000001111));
        vm.startPrank(aliased);
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_NotOwner.selector, FIRST, alice, aliased));
        desk.setManager(FIRST, bob);
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_NotOwner.selector, FIRST + 1, address(0), aliased));
        desk.setRewardRecipient(FIRST + 1, bob);
    }

    // ── Keys, exits, bonds ───────────────────────────────────────────────────────────────────────────────────────────

    bytes32 private constant SALT = keccak256("salt");

    /// Two keys; their leaves, root and commitment computed here (T-76).
    function test_commitAndRevealKeys_AppendTheirActions_T76() public {
        bytes memory keys = bytes.concat(_key(1), _key(2));
        bytes32 first = keccak256(abi.encodePacked(uint8(3), uint16(0), _key(1)));
        bytes32 second = keccak256(abi.encodePacked(uint8(3), uint16(1), _key(2)));
        bytes32 top = keccak256(abi.encodePacked(uint8(1), first, second));
        bytes32 root = keccak256(abi.encodePacked(uint8(2), uint32(2), top));
        bytes32 commitment = keccak256(abi.encodePacked(uint8(4), FIRST, SALT, root));

        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        vm.recordLogs();
        (uint32 setId, bytes32 actionId) = desk.commitKeys(FIRST, commitment);
        assertEq(setId, 1);
        assertEq(actionId, keccak256(abi.encodePacked(uint16(1), uint64(1), uint32(1))));
        assertEq(_lastAction(), abi.encodePacked(hex"04_0001d4c0_0001000000000001_006b49d201_00000001", commitment));
        assertEq(desk.commitmentOf(FIRST, 1), commitment);
        (setId, ) = desk.commitKeys(FIRST, bytes32(uint256(9)));
        assertEq(setId, 2);

        vm.recordLogs();
        vm.expectEmit(address(desk));
        actionId = keccak256(abi.encodePacked(uint16(1), uint64(1), uint32(3)));
        emit INodeDesk.KeysRevealed(FIRST, 1, SALT, keys, actionId);
        desk.revealKeys(FIRST, 1, SALT, keys);
        assertEq(
            _lastAction(),
            abi.encodePacked(hex"05_00013880_0001000000000001_006b49d203_00000001_0002", SALT, root)
        );
        assertEq(desk.commitmentOf(FIRST, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_UnknownKeySet.selector, FIRST, 1));
        desk.revealKeys(FIRST, 1, SALT, keys);
    }

    /// What is published is what was committed to, whole and by its operator, or nothing (T-76).
    function test_revealKeys_RevertWhen_TheyAreNotTheCommittedOnes_T76() public {
        bytes32 root = keccak256(
            abi.encodePacked(uint8(2), uint32(1), keccak256(abi.encodePacked(uint8(3), uint16(0), _key(1))))
        );
        bytes32 commitment = keccak256(abi.encodePacked(uint8(4), FIRST, SALT, root));
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        desk.register(bob, 0, 0);
        desk.commitKeys(FIRST, commitment);
        desk.commitKeys(FIRST + 1, commitment);
        bytes32 withoutSalt = keccak256(abi.encodePacked(uint8(4), FIRST, bytes32(0), root));
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_WrongReveal.selector, commitment, withoutSalt));
        desk.revealKeys(FIRST, 1, 0, _key(1));
        bytes32 others = keccak256(abi.encodePacked(uint8(4), FIRST + 1, SALT, root));
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_WrongReveal.selector, commitment, others));
        desk.revealKeys(FIRST + 1, 1, SALT, _key(1));
        vm.expectRevert(abi.encodeWithSelector(KeySets.KeySets_BadLength.selector, 145));
        desk.revealKeys(FIRST, 1, SALT, bytes.concat(_key(1), hex"00"));
        desk.revealKeys(FIRST, 1, SALT, _key(1));
    }

    function test_requestExit_NamesTheValidatorByItsKey() public {
        bytes memory pubkey = abi.encodePacked(SALT, bytes16(SALT));
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        vm.recordLogs();
        desk.requestExit(FIRST, pubkey);
        bytes32 validatorId = sha256(abi.encodePacked(pubkey, bytes16(0)));
        assertEq(_lastAction(), abi.encodePacked(hex"06_00013880_0001000000000001_006b49d201", validatorId));
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_BadPubkeyLength.selector, 47));
        desk.requestExit(FIRST, new bytes(47));
    }

    function test_claimBond_NamesItsRecipientOnL1_T54() public {
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        vm.recordLogs();
        desk.claimBond(FIRST, carol, 5 ether);
        assertEq(
            _lastAction(),
            abi.encodePacked(hex"07_00030d40_0001000000000001_006b49d201", carol, uint128(5 ether))
        );
        vm.expectRevert(INodeDesk.NodeDesk_ZeroAddress.selector);
        desk.claimBond(FIRST, address(0), 1);
        vm.expectRevert(INodeDesk.NodeDesk_ZeroShares.selector);
        desk.claimBond(FIRST, carol, 0);
        vm.expectRevert(INodeDesk.NodeDesk_ZeroCommitment.selector);
        desk.commitKeys(FIRST, 0);
    }

    /// Gas 45,000 is 0xafc8. Nobody is a delegate too: that dismisses the one before.
    function test_setDelegate_NamesAnAccountOnL1() public {
        vm.startPrank(alice);
        desk.register(bob, 0, 0);
        vm.recordLogs();
        desk.setDelegate(FIRST, carol);
        assertEq(_lastAction(), abi.encodePacked(hex"09_0000afc8_0001000000000001_006b49d201", carol));
        vm.recordLogs();
        desk.setDelegate(FIRST, address(0));
        assertEq(_lastAction(), abi.encodePacked(hex"09_0000afc8_0001000000000001_006b49d202", address(0)));
    }

    function test_validatorActions_RevertWhen_NotTheOwner_T33() public {
        vm.prank(alice);
        desk.register(bob, 0, 0);
        bytes memory refused = abi.encodeWithSelector(INodeDesk.NodeDesk_NotOwner.selector, FIRST, alice, bob);
        vm.startPrank(bob);
        vm.expectRevert(refused);
        desk.commitKeys(FIRST, SALT);
        vm.expectRevert(refused);
        desk.revealKeys(FIRST, 1, SALT, _key(1));
        vm.expectRevert(refused);
        desk.requestExit(FIRST, new bytes(48));
        vm.expectRevert(refused);
        desk.claimBond(FIRST, bob, 1);
        vm.expectRevert(refused);
        desk.setDelegate(FIRST, bob);
    }

    /// 48 + 96 bytes; the desk does not look inside.
    function _key(uint256 seed) private pure returns (bytes memory) {
        return abi.encodePacked(bytes32(seed), bytes16(0), keccak256("a"), keccak256("b"), bytes32(seed));
    }

    function test_register_RevertWhen_BadInput() public {
        vm.expectRevert(INodeDesk.NodeDesk_ZeroAddress.selector);
        desk.register(address(0), 0, 0);
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_UnknownClass.selector, 5));
        desk.register(bob, 5, 0);
        vm.expectRevert(abi.encodeWithSelector(INodeDesk.NodeDesk_CommissionTooHigh.selector, 301, 300));
        desk.register(bob, 0, 301);
    }

    function test_appendAction_RevertWhen_NotTheDesk() public {
        vm.prank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_NotDesk.selector, timelock));
        hub.appendAction(new bytes(61));
    }

    function test_appendAction_RevertWhen_ItDeclaresTooMuchGas() public {
        vm.prank(address(desk));
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_ActionGasTooHigh.selector, 1_000_001, 1_000_000));
        hub.appendAction(abi.encodePacked(uint8(1), uint32(1_000_001), FIRST, uint40(T0), bytes20(alice)));
    }

    function _lastAction() private returns (bytes memory action) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IL2Hub.ActionAppended.selector)
                (, action) = abi.decode(logs[i].data, (uint32, bytes));
        }
    }
}
