// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IExpressDesk} from "../../../l1-contracts/lanes/IExpressDesk.sol";
import {ExpressDesk} from "../../../l1-contracts/lanes/ExpressDesk.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {IBonds} from "../../../l1-contracts/operators/IBonds.sol";
import {IKeyRegistry} from "../../../l1-contracts/operators/IKeyRegistry.sol";
import {IOperatorRegistry} from "../../../l1-contracts/operators/IOperatorRegistry.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {ExpressWorld} from "./harness/ExpressWorld.sol";
import {SmartAccount} from "./harness/SmartAccount.sol";

contract ExpressDeskTest is ExpressWorld {
    address private stranger = makeAddr("stranger");

    // ── What an owner signs happens ──────────────────────────────────────────────────────────────────────────────────

    function test_execute_SetsAManagerByTheOwnersSignature() public {
        uint40 issuedAt = now_();
        bytes memory action = manager(issuedAt, address(5));
        bytes memory signature = signed(OWNER_KEY, action, issuedAt + 600);
        bytes32 digest = desk.digest(action, issuedAt + 600);
        skip(600); // the last moment
        vm.expectEmit(address(desk));
        emit IExpressDesk.ExpressExecuted(digest, MINE, 3, owner);
        vm.prank(stranger); // anyone submits
        desk.execute(action, issuedAt + 600, signature);
        assertEq(registry.operator(MINE).manager, address(5));
        assertEq(registry.operator(MINE).managerSetAt, issuedAt);
        assertTrue(desk.isExecuted(digest));
    }

    function test_execute_SetsARewardRecipient() public {
        express(OWNER_KEY, ActionCodec.encodeSetRewardRecipient(6_500, MINE, now_(), address(6)));
        assertEq(registry.operator(MINE).rewardRecipient, address(6));
    }

    function test_execute_CommitsToKeys() public {
        express(OWNER_KEY, ActionCodec.encodeCommitKeys(120_000, MINE, now_(), 1, keccak256("commitment")));
        assertEq(keys.keySet(MINE, 1).root, keccak256("commitment"));
        assertEq(keys.keySet(MINE, 1).committedAt, now_());
    }

    function test_execute_OrdersAnExit() public {
        bond(MINE, 10 ether);
        activate(MINE, 1);
        express(OWNER_KEY, ActionCodec.encodeRequestExit(80_000, MINE, now_(), idOf(1)));
        assertEq(ledger.validator(idOf(1)).exitOrderedAt, now_());
        assertEq(ledger.exitLimit(), 10_000 ether - 32 ether); // T-34: by the limit that lanes' orders draw on
    }

    function test_execute_ClaimsABond() public {
        bond(MINE, 10 ether);
        express(OWNER_KEY, claim(now_(), 4 ether));
        assertEq(core.balanceOf(recipient), 4 ether);
        assertEq(bonds.sharesOf(MINE), 6 ether);
    }

    /// The golden vectors are of another desk on another chain; code that is moved there signs for there.
    function test_digest_IsThatOfTheGoldenVectors() public {
        string memory json = vm.readFile("shared/vectors/express.json");
        address there = vm.parseJsonAddress(json, "[0].expressDesk");
        vm.etch(there, address(desk).code);
        vm.chainId(900);
        for (uint256 i = 0; i < 5; ++i) {
            string memory vector = string.concat("[", vm.toString(i), "]");
            bytes memory action = vm.parseJsonBytes(json, string.concat(vector, ".encoded"));
            uint256 deadline = vm.parseJsonUint(json, string.concat(vector, ".deadline"));
            bytes32 expected = vm.parseJsonBytes32(json, string.concat(vector, ".digest"));
            assertEq(ExpressDesk(there).digest(action, deadline), expected);
        }
    }

    // ── Once ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_execute_RevertWhen_SignedOnce_T_13_ACT_3() public {
        bond(MINE, 10 ether);
        bytes memory action = claim(now_(), 4 ether);
        express(OWNER_KEY, action);
        bytes32 digest = desk.digest(action, now_());
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_AlreadyExecuted.selector, digest),
            OWNER_KEY,
            action,
            now_()
        );
        // Another signature over the same words is the same action: the delegate's as well.
        nameDelegate(1, vm.addr(DELEGATE_KEY));
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_AlreadyExecuted.selector, digest),
            DELEGATE_KEY,
            action,
            now_()
        );
        assertEq(core.balanceOf(recipient), 4 ether);
    }

    /// ACT-3: a failure leaves nothing behind, and the same signature succeeds once it can.
    function test_execute_KeepsASignatureThatFailed_ACT_3() public {
        bytes memory action = claim(now_(), 4 ether);
        bytes memory nothing = abi.encodeWithSelector(IBonds.Bonds_NothingClaimable.selector, MINE);
        expressExpecting(nothing, OWNER_KEY, action, now_());
        assertFalse(desk.isExecuted(desk.digest(action, now_())));
        bond(MINE, 1 ether);
        express(OWNER_KEY, action);
        assertEq(core.balanceOf(recipient), 1 ether);
    }

    /// What an operator has sent both ways is done once where it would matter, by the same rules.
    function test_execute_MeetsItsTwinOfTheLane() public {
        bytes memory action = ActionCodec.encodeCommitKeys(120_000, MINE, now_(), 1, keccak256("commitment"));
        express(OWNER_KEY, action);
        vm.expectRevert(abi.encodeWithSelector(IKeyRegistry.KeyRegistry_AlreadyCommitted.selector, MINE, 1));
        byLane(keys, action);
    }

    // ── When ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// T-82: a setting from the future would stand above every later one.
    function test_execute_RevertWhen_IssuedInTheFuture_T_82() public {
        uint40 ahead = now_() + 1;
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_NotYetIssued.selector, ahead, now_()),
            OWNER_KEY,
            manager(ahead, address(5)),
            ahead
        );
    }

    function test_execute_RevertWhen_ANewerSettingStands_T_82() public {
        uint40 issuedAt = now_();
        bytes memory action = manager(issuedAt, address(5));
        byLane(registry, manager(issuedAt + 1, address(7)));
        expressExpecting(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_Stale.selector, MINE, issuedAt, issuedAt + 1),
            OWNER_KEY,
            action,
            issuedAt
        );
        // And a batch that was under way all the time does not undo what was signed after it.
        skip(1 hours);
        express(OWNER_KEY, manager(now_(), address(8)));
        vm.expectRevert(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_Stale.selector, MINE, issuedAt + 2, now_())
        );
        byLane(registry, manager(issuedAt + 2, address(9)));
        assertEq(registry.operator(MINE).manager, address(8));
    }

    function test_execute_RevertWhen_OutOfTime() public {
        uint40 issuedAt = now_();
        bytes memory action = manager(issuedAt, address(5));
        expressExpecting(
            abi.encodeWithSelector(
                IExpressDesk.ExpressDesk_LivesTooLong.selector,
                issuedAt + 86_401,
                issuedAt + 86_400
            ),
            OWNER_KEY,
            action,
            issuedAt + 86_401
        );
        skip(601);
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_Expired.selector, issuedAt + 600, issuedAt + 601),
            OWNER_KEY,
            action,
            issuedAt + 600
        );
    }

    // ── Who ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_execute_RevertWhen_SomebodyElseSigned_ACT_3() public {
        // Its manager and its recipient among them: who may not act at the desk of the L2 may not here.
        byLane(registry, manager(2_000, vm.addr(DELEGATE_KEY)));
        expressExpecting(_notSigned(address(0)), DELEGATE_KEY, manager(now_(), address(5)), now_());
        bytes memory action = manager(now_(), address(5));
        vm.expectRevert(_notSigned(address(0)));
        desk.execute(action, now_(), "");
        vm.expectRevert(_notSigned(address(0)));
        desk.execute(action, now_(), new bytes(65));
    }

    /// Neither the action, nor the deadline, nor desk or chain can be another than what was signed.
    function test_execute_RevertWhen_AnythingElseWasSigned_ACT_3() public {
        bytes memory action = manager(now_(), address(5));
        bytes memory signature = signed(OWNER_KEY, action, now_());
        vm.expectRevert(_notSigned(address(0)));
        desk.execute(action, now_() + 1, signature);
        bytes memory other = manager(now_(), address(6));
        vm.expectRevert(_notSigned(address(0)));
        desk.execute(other, now_(), signature);
        ExpressDesk another = new ExpressDesk(hub, address(registry));
        vm.expectRevert(_notSigned(address(0)));
        another.execute(action, now_(), signature);
        vm.chainId(77);
        vm.expectRevert(_notSigned(address(0)));
        desk.execute(action, now_(), signature);
    }

    /// T-54: whoever gets a contract to the owner's address on L1 is not the owner for that.
    function test_execute_RevertWhen_AContractAtTheOwnersAddressSigns_T_54() public {
        vm.etch(owner, address(new SmartAccount(vm.addr(DELEGATE_KEY))).code);
        expressExpecting(_notSigned(address(0)), DELEGATE_KEY, manager(now_(), address(5)), now_());
        // A key is its owner's whatever code stands beside it (EIP-7702).
        express(OWNER_KEY, manager(now_(), address(5)));
        assertEq(registry.operator(MINE).manager, address(5));
    }

    function test_execute_TakesADelegatesKey() public {
        nameDelegate(3_000, vm.addr(DELEGATE_KEY));
        express(DELEGATE_KEY, manager(now_(), address(5)));
        assertEq(registry.operator(MINE).manager, address(5));
        nameDelegate(3_001, address(0));
        expressExpecting(_notSigned(address(0)), DELEGATE_KEY, claim(now_(), 1), now_());
    }

    function test_execute_TakesADelegateThatIsAContract() public {
        SmartAccount account = new SmartAccount(vm.addr(DELEGATE_KEY));
        nameDelegate(3_000, address(account));
        expressExpecting(_notSigned(address(account)), 0xBAD, manager(now_(), address(5)), now_());
        express(DELEGATE_KEY, manager(now_(), address(5)));
        assertEq(registry.operator(MINE).manager, address(5));
    }

    /// A delegate of one operator is nobody for another.
    function test_execute_RevertWhen_TheDelegateIsAnothers() public {
        nameDelegate(3_000, vm.addr(DELEGATE_KEY));
        bytes memory action = ActionCodec.encodeSetManager(6_500, OTHER, now_(), address(5));
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_NotSigned.selector, OTHER, keeper, address(0)),
            DELEGATE_KEY,
            action,
            now_()
        );
    }

    function test_execute_RevertWhen_L1DoesNotKnowTheOperator() public {
        uint64 unknown = (uint64(1) << 48) | 99;
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_NotSigned.selector, unknown, address(0), address(0)),
            OWNER_KEY,
            ActionCodec.encodeSetManager(6_500, unknown, now_(), address(5)),
            now_()
        );
    }

    // ── What ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// Registering, revealing, naming a delegate, and every kind of a later version.
    function testFuzz_execute_RevertWhen_TheKindIsNotExpress_ACT_3(uint8 kind) public {
        bool isExpress = kind == 2 || kind == 3 || kind == 4 || kind == 6 || kind == 7;
        assertEq(desk.isExpress(kind), isExpress);
        if (isExpress) return;
        expressExpecting(
            abi.encodeWithSelector(IExpressDesk.ExpressDesk_KindNotExpress.selector, kind),
            OWNER_KEY,
            abi.encodePacked(kind, uint32(50_000), MINE, now_(), address(5)),
            now_()
        );
    }

    function test_execute_RevertWhen_ItIsNoAction() public {
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_BadLength.selector, 17, 18, 256));
        desk.execute(new bytes(17), now_(), "");
        expressExpecting(
            abi.encodeWithSelector(ActionCodec.ActionCodec_BadPayloadLength.selector, 21, 20),
            OWNER_KEY,
            abi.encodePacked(manager(now_(), address(5)), uint8(0)),
            now_()
        );
    }

    // ── The hub ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_executeExpress_RevertWhen_ItDoesNotComeFromTheDesk() public {
        bytes memory action = manager(now_(), address(5));
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotExpressDesk.selector, owner));
        laneHub().executeExpress(action);
        vm.prank(timelock);
        laneHub().setExpressDesk(address(0));
        expressExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_NotExpressDesk.selector, address(desk)),
            OWNER_KEY,
            action,
            now_()
        );
    }

    function test_executeExpress_RevertWhen_NobodyExecutesTheKind() public {
        vm.prank(timelock);
        laneHub().setExecutor(7, address(0), false);
        expressExpecting(
            abi.encodeWithSelector(ILaneHub.LaneHub_NoExecutor.selector, 7),
            OWNER_KEY,
            claim(now_(), 1),
            now_()
        );
    }

    /// T-81: the executor has what the action declares, or nothing happens. 10,000 for the call, 54 bytes are 2 words.
    function test_executeExpress_RevertWhen_TheGasIsTooLittle_T_81() public {
        bond(MINE, 10 ether);
        bytes memory action = claim(now_(), 4 ether);
        bytes memory signature = signed(OWNER_KEY, action, now_());
        (bool success, bytes memory reason) = address(desk).call{gas: 240_000}(
            abi.encodeCall(desk.execute, (action, now_(), signature))
        );
        assertFalse(success);
        assertEq(bytes4(reason), ILaneHub.LaneHub_InsufficientGas.selector);
        desk.execute(action, now_(), signature);
        assertEq(core.balanceOf(recipient), 4 ether);
    }

    function test_setExpressDesk_RevertWhen_NotTheTimelockOrNoContract() public {
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(this)));
        laneHub().setExpressDesk(address(desk));
        vm.prank(timelock);
        vm.expectRevert(abi.encodeWithSelector(ILaneHub.LaneHub_NotContract.selector, stranger));
        laneHub().setExpressDesk(stranger);
    }

    function _notSigned(address delegate) private view returns (bytes memory) {
        return abi.encodeWithSelector(IExpressDesk.ExpressDesk_NotSigned.selector, MINE, owner, delegate);
    }
}
