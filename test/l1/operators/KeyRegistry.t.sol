// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeyRegistry} from "../../../l1-contracts/operators/IKeyRegistry.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {KeySets} from "../../../shared/contracts/keys/KeySets.sol";
import {ValidatorWorld} from "../support/ValidatorWorld.sol";

contract KeyRegistryTest is ValidatorWorld {
    bytes32 private constant SALT = keccak256("salt");

    // ── Commit and reveal ────────────────────────────────────────────────────────────────────────────────────────────

    function test_commitAndReveal_KeepTheOrderAndTheRoot() public {
        uint256 committedAt = vm.getBlockTimestamp();
        uint32 first = commit(OP, 1, SALT);
        uint32 second = commit(OTHER, 2, SALT);
        assertEq(keys.commitmentCount(), 2);
        assertEq(keys.keySet(OP, first).order, 1);
        assertEq(keys.keySet(OTHER, second).order, 2);
        assertEq(keys.keySet(OP, first).committedAt, committedAt);
        assertEq(keys.keySet(OP, first).root, keccak256(abi.encodePacked(uint8(4), OP, SALT, rootOfOne(1))));
        assertEq(keys.keySet(OP, first).revealedAt, 0);

        skip(7 days);
        vm.expectEmit(address(keys));
        emit IKeyRegistry.KeysRevealed(OP, first, 1, rootOfOne(1), committedAt + 8 days);
        reveal(OP, first, 1, SALT);
        IKeyRegistry.KeySet memory set = keys.keySet(OP, first);
        assertEq(set.root, rootOfOne(1));
        assertEq(set.revealedAt, committedAt + 7 days);
        assertEq(set.count, 1);
        assertEq(set.order, 1);
        assertEq(set.taken, 0);
    }

    function test_commit_RevertWhen_TheSetExists() public {
        uint32 setId = commit(OP, 1, SALT);
        bytes memory again = ActionCodec.encodeCommitKeys(0, OP, 9, setId, bytes32(uint256(1)));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_AlreadyCommitted.selector, OP, setId));
        execute(keys.executeAction, again);
    }

    /// The commitment names its operator: one copied from the L2's pool, and committed first, opens for nobody (T-76).
    function test_reveal_RevertWhen_TheCommitmentIsAnOperatorsElse_T76() public {
        bytes32 commitment = keccak256(abi.encodePacked(uint8(4), OP, SALT, rootOfOne(1)));
        execute(keys.executeAction, ActionCodec.encodeCommitKeys(0, OTHER, 9, 77, commitment));
        uint32 setId = commit(OP, 1, SALT);
        bytes32 opened = keccak256(abi.encodePacked(uint8(4), OTHER, SALT, rootOfOne(1)));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_WrongReveal.selector, commitment, opened));
        reveal(OTHER, 77, 1, SALT);
        reveal(OP, setId, 1, SALT);
        assertEq(keys.keySet(OP, setId).root, rootOfOne(1));
    }

    function test_reveal_RevertWhen_ItDoesNotOpenOrOpensTwice() public {
        uint32 setId = commit(OP, 1, SALT);
        bytes32 commitment = keys.keySet(OP, setId).root;
        bytes32 opened = keccak256(abi.encodePacked(uint8(4), OP, bytes32(0), rootOfOne(1)));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_WrongReveal.selector, commitment, opened));
        reveal(OP, setId, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotCommitted.selector, OP, 99));
        reveal(OP, 99, 1, SALT);
        reveal(OP, setId, 1, SALT);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_AlreadyRevealed.selector, OP, setId));
        reveal(OP, setId, 1, SALT);
    }

    function test_reveal_RevertWhen_TheCountIsImpossible() public {
        uint32 setId = commit(OP, 1, SALT);
        ActionCodec.RevealKeys memory fields = ActionCodec.RevealKeys(setId, 257, SALT, rootOfOne(1));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_BadCount.selector, 257, 256));
        execute(keys.executeAction, ActionCodec.encodeRevealKeys(0, OP, 9, fields));
        fields.count = 0;
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_BadCount.selector, 0, 256));
        execute(keys.executeAction, ActionCodec.encodeRevealKeys(0, OP, 9, fields));
    }

    function test_executeAction_RevertWhen_NotTheHubOrNotTheLanesOperator_T56() public {
        bytes memory action = ActionCodec.encodeCommitKeys(0, OP, 9, 1, bytes32(uint256(1)));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotLaneHub.selector, address(this)));
        keys.executeAction(1, action);
        vm.startPrank(hub);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_ForeignOperator.selector, OP, 2));
        keys.executeAction(2, action);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_UnknownKind.selector, 3));
        keys.executeAction(1, ActionCodec.encodeSetManager(0, OP, 9, alice));
    }

    // ── Duplicates ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// Mallory reads revealed keys and commits to them as well: later, whatever she does (VAL-1, T-32, T-76).
    function test_voidDuplicate_TheEarlierCommitmentKeepsTheKey_VAL_1_T76() public {
        uint32 mine = commit(OP, 1, SALT);
        reveal(OP, mine, 1, SALT);
        uint32 copied = commit(OTHER, 1, "mallory");
        reveal(OTHER, copied, 1, "mallory");
        IKeyRegistry.KeyProof memory earlier = _shown(OP, mine, 1, SALT);
        IKeyRegistry.KeyProof memory later = _shown(OTHER, copied, 1, "mallory");
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotEarlier.selector, 2, 1));
        keys.voidDuplicate(pubkeyOf(1), later, earlier);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotEarlier.selector, 1, 1));
        keys.voidDuplicate(pubkeyOf(1), earlier, earlier);

        vm.expectEmit(address(keys));
        emit IKeyRegistry.KeyVoided(OTHER, copied, 0, OP, mine, pubkeyOf(1));
        keys.voidDuplicate(pubkeyOf(1), earlier, later);
        assertEq(keys.keySet(OTHER, copied).taken, 1);
        assertEq(keys.keySet(OP, mine).taken, 0);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyTaken.selector, OTHER, copied, 0));
        keys.voidDuplicate(pubkeyOf(1), earlier, later);

        skip(CHALLENGE);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyTaken.selector, OTHER, copied, 0));
        ledger.predeposit(OTHER, copied, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
        ledger.predeposit(OP, mine, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
    }

    /// The earlier set's reveal may still be on its way over the bridge: it is opened here.
    function test_voidDuplicate_OpensACommitmentNotRevealedYet_T76() public {
        uint32 mine = commit(OP, 1, SALT);
        uint32 copied = commit(OTHER, 1, "mallory");
        reveal(OTHER, copied, 1, "mallory");
        IKeyRegistry.KeyProof memory earlier = _shown(OP, mine, 1, "not the salt");
        bytes32 commitment = keys.keySet(OP, mine).root;
        bytes32 opened = keccak256(abi.encodePacked(uint8(4), OP, bytes32("not the salt"), rootOfOne(1)));
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_WrongReveal.selector, commitment, opened));
        keys.voidDuplicate(pubkeyOf(1), earlier, _shown(OTHER, copied, 1, "mallory"));
        earlier.salt = SALT;
        keys.voidDuplicate(pubkeyOf(1), earlier, _shown(OTHER, copied, 1, "mallory"));
        assertEq(keys.keySet(OTHER, copied).taken, 1);
    }

    function test_voidDuplicate_RevertWhen_AKeyIsNotInItsSet() public {
        uint32 a = commit(OP, 1, SALT);
        uint32 b = commit(OTHER, 2, SALT);
        reveal(OP, a, 1, SALT);
        reveal(OTHER, b, 2, SALT);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyNotInSet.selector, OTHER, b, 0));
        keys.voidDuplicate(pubkeyOf(1), _shown(OP, a, 1, SALT), _shown(OTHER, b, 2, SALT));
        // An earlier commitment to other keys takes nobody's key.
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyNotInSet.selector, OP, a, 0));
        keys.voidDuplicate(pubkeyOf(2), _shown(OP, a, 1, SALT), _shown(OTHER, b, 2, SALT));
        IKeyRegistry.KeyProof memory foreign = _shown(OTHER, b, 1, SALT); // a root that is not the set's
        bytes memory wrong = abi.encodeWithSelector(
            IKeyRegistry.KeyRegistry_WrongReveal.selector,
            rootOfOne(2),
            rootOfOne(1)
        );
        vm.expectRevert(wrong);
        keys.voidDuplicate(pubkeyOf(1), _shown(OP, a, 1, SALT), foreign);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotCommitted.selector, OP, 50));
        keys.voidDuplicate(pubkeyOf(1), _shown(OP, 50, 1, SALT), _shown(OTHER, b, 2, SALT));
    }

    // ── Take ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_take_WaitsForTheChallengeAndHappensOnce() public {
        uint32 setId = commit(OP, 1, SALT);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotRevealed.selector, OP, setId));
        _take(setId, 1);
        uint256 revealedAt = vm.getBlockTimestamp();
        reveal(OP, setId, 1, SALT);
        skip(CHALLENGE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IKeyRegistry.KeyRegistry_TooEarly.selector,
                revealedAt + CHALLENGE - 1,
                revealedAt + CHALLENGE
            )
        );
        _take(setId, 1);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyNotInSet.selector, OP, setId, 0));
        _take(setId, 2);
        _take(setId, 1);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_KeyTaken.selector, OP, setId, 0));
        _take(setId, 1);
    }

    function test_take_RevertWhen_NotTheLedger() public {
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_NotValidatorLedger.selector, address(this)));
        keys.take(OP, 1, 0, pubkeyOf(1), signatureOf(1), new bytes32[](0));
    }

    /// Every key of a set of any size can be taken, each once, and no other position holds it.
    function testFuzz_take_EveryKeyOfASet(uint256 count, uint256 index, uint256 elsewhere) public {
        count = bound(count, 2, 256);
        index = bound(index, 0, count - 1);
        elsewhere = bound(elsewhere, 0, count - 1);
        bytes memory encoded = "";
        for (uint256 i = 0; i < count; ++i) encoded = bytes.concat(encoded, pubkeyOf(i), signatureOf(i));
        (uint256 counted, bytes32 root) = this.rootOf(encoded);
        assertEq(counted, count);
        bytes32 commitment = keccak256(abi.encodePacked(uint8(4), OP, SALT, root));
        execute(keys.executeAction, ActionCodec.encodeCommitKeys(0, OP, 9, 500, commitment));
        ActionCodec.RevealKeys memory fields = ActionCodec.RevealKeys(500, uint16(count), SALT, root);
        execute(keys.executeAction, ActionCodec.encodeRevealKeys(0, OP, 9, fields));
        skip(CHALLENGE);

        bytes32[] memory siblings = _siblings(count, index);
        vm.startPrank(address(ledger));
        if (elsewhere != index) {
            vm.expectRevert();
            keys.take(OP, 500, elsewhere, pubkeyOf(index), signatureOf(index), siblings);
        }
        keys.take(OP, 500, index, pubkeyOf(index), signatureOf(index), siblings);
        assertEq(keys.keySet(OP, 500).taken, 1 << index);
    }

    function rootOf(bytes calldata encoded) external pure returns (uint256, bytes32) {
        return KeySets.rootOf(encoded);
    }

    function test_rootOf_RevertWhen_KeysAreNotWholeOrTooMany() public {
        vm.expectRevert(abi.encodeWithSelector(KeySets.KeySets_BadLength.selector, 143));
        this.rootOf(new bytes(143));
        vm.expectRevert(abi.encodeWithSelector(KeySets.KeySets_BadLength.selector, 0));
        this.rootOf("");
        vm.expectRevert(abi.encodeWithSelector(KeySets.KeySets_BadLength.selector, 144 * 257));
        this.rootOf(new bytes(144 * 257));
    }

    /// @dev A Merkle proof made level by level, apart from the library's own.
    function _siblings(uint256 count, uint256 index) private pure returns (bytes32[] memory siblings) {
        bytes32[] memory level = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            level[i] = keccak256(abi.encodePacked(uint8(3), uint16(i), pubkeyOf(i), signatureOf(i)));
        }
        siblings = new bytes32[](8);
        uint256 used = 0;
        bytes32 zero = 0;
        while (level.length > 1) {
            if (index ^ 1 < level.length) siblings[used++] = level[index ^ 1];
            bytes32[] memory above = new bytes32[]((level.length + 1) / 2);
            for (uint256 i = 0; i < above.length; ++i) {
                bytes32 right = 2 * i + 1 < level.length ? level[2 * i + 1] : zero;
                above[i] = keccak256(abi.encodePacked(uint8(1), level[2 * i], right));
            }
            (level, index, zero) = (above, index / 2, keccak256(abi.encodePacked(uint8(1), zero, zero)));
        }
        assembly {
            mstore(siblings, used)
        }
    }

    function _take(uint32 setId, uint256 seed) private {
        vm.prank(address(ledger));
        keys.take(OP, setId, 0, pubkeyOf(seed), signatureOf(seed), new bytes32[](0));
    }

    function _shown(
        uint64 operatorId,
        uint32 setId,
        uint256 seed,
        bytes32 salt
    ) private pure returns (IKeyRegistry.KeyProof memory) {
        return
            IKeyRegistry.KeyProof({
                operatorId: operatorId,
                setId: setId,
                index: 0,
                count: 1,
                salt: salt,
                root: rootOfOne(seed),
                signature: signatureOf(seed),
                siblings: new bytes32[](0)
            });
    }
}
