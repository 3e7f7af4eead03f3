// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {Test} from "forge-std/Test.sol";
import {IOperatorRegistry} from "../../../l1-contracts/operators/IOperatorRegistry.sol";
import {OperatorRegistry} from "../../../l1-contracts/operators/OperatorRegistry.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";

contract OperatorRegistryTest is Test {
    /// Lane 1, sequence 7.
    uint64 private constant ID = 0x0001000000000007;

    address private hub = makeAddr("hub");
    address private timelock = makeAddr("timelock");
    address private owner = makeAddr("owner");
    address private recipient = makeAddr("recipient");
    OperatorRegistry private registry;

    function setUp() public {
        OperatorRegistry implementation = new OperatorRegistry(hub);
        bytes memory init = abi.encodeCall(OperatorRegistry.initialize, (timelock));
        registry = OperatorRegistry(address(new ERC1967Proxy(address(implementation), init)));
    }

    // ── Register ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_register_RecordsTheOperator() public {
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.OperatorRegistered(
            ID,
            owner,
            recipient,
            IOperatorRegistry.OperatorClass.Community,
            250,
            1_000
        );
        _execute(_registration(ID, 1_000, owner, recipient, 1, 250));
        IOperatorRegistry.Operator memory operator = registry.operator(ID);
        assertEq(operator.owner, owner);
        assertEq(operator.rewardRecipient, recipient);
        assertEq(operator.manager, address(0));
        assertEq(uint8(operator.class), 1);
        assertEq(operator.commissionBps, 250);
        assertEq(uint8(operator.status), uint8(IOperatorRegistry.Status.Registered));
        assertEq(operator.registeredAt, 1_000);
        assertEq(operator.rewardRecipientSetAt, 1_000);
        assertEq(operator.managerSetAt, 0);
        assertEq(registry.operatorCount(), 1);
    }

    function test_register_RevertWhen_Twice() public {
        _register();
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_AlreadyRegistered.selector, ID),
            _registration(ID, 2_000, owner, recipient, 1, 250)
        );
    }

    function test_register_RevertWhen_FieldsAreWrong() public {
        bytes memory zero = abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_ZeroAddress.selector);
        _expect(zero, _registration(ID, 1, address(0), recipient, 1, 0));
        _expect(zero, _registration(ID, 1, owner, address(0), 1, 0));
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_UnknownClass.selector, 5),
            _registration(ID, 1, owner, recipient, 5, 0)
        );
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_CommissionTooHigh.selector, 301, 300),
            _registration(ID, 1, owner, recipient, 4, 301)
        );
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_InvalidOperatorId.selector, uint64(1) << 48),
            _registration(uint64(1) << 48, 1, owner, recipient, 4, 300)
        );
        _execute(_registration(ID, 1, owner, recipient, 4, 300));
    }

    // ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_setRewardRecipient_ReplacesTheOlder() public {
        _register();
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.RolesSet(
            1,
            2,
            _one(hex"000000000007_00000003e9_0000000000000000000000000000000000000005")
        );
        _execute(_role(2, ID, 1_001, address(5)));
        assertEq(registry.operator(ID).rewardRecipient, address(5));
        assertEq(registry.operator(ID).rewardRecipientSetAt, 1_001);
    }

    function test_setManager_SetsAndRevokes() public {
        _register();
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.RolesSet(
            1,
            3,
            _one(hex"000000000007_0000000384_0000000000000000000000000000000000000005")
        );
        _execute(_role(3, ID, 900, address(5))); // older than the registration: another role, another clock
        assertEq(registry.operator(ID).manager, address(5));
        _execute(_role(3, ID, 901, address(0)));
        assertEq(registry.operator(ID).manager, address(0));
        assertEq(registry.operator(ID).managerSetAt, 901);
    }

    /// T-82: a batch executed late, or a failed action retried late, does not undo what came after it.
    function test_roles_RevertWhen_TheActionIsNotNewer_T_82() public {
        _register();
        _execute(_role(2, ID, 1_005, address(5)));
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_Stale.selector, ID, 1_004, 1_005),
            _role(2, ID, 1_004, address(4))
        );
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_Stale.selector, ID, 1_005, 1_005),
            _role(2, ID, 1_005, address(4))
        );
        _execute(_role(3, ID, 7, address(5)));
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_Stale.selector, ID, 6, 7),
            _role(3, ID, 6, address(4))
        );
        assertEq(registry.operator(ID).rewardRecipient, address(5));
        assertEq(registry.operator(ID).manager, address(5));
    }

    /// T-82: whatever order actions are executed in, the newest one that could apply stands.
    function testFuzz_roles_TheNewestStandsInAnyOrder_T_82(uint256 seed) public {
        _register();
        uint40 newest = 1_000;
        for (uint256 i = 0; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint40 issuedAt = uint40(990 + (seed % 30));
            vm.prank(hub);
            (bool success, ) = address(registry).call(
                abi.encodeCall(registry.executeAction, (1, _role(2, ID, issuedAt, address(uint160(issuedAt)))))
            );
            assertEq(success, issuedAt > newest);
            if (success) newest = issuedAt;
            assertEq(registry.operator(ID).rewardRecipientSetAt, newest);
        }
    }

    // ── Delegate ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function test_setDelegate_NamesAndDismisses() public {
        _register();
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.DelegateSet(ID, address(5), 900);
        _execute(_role(9, ID, 900, address(5)));
        assertEq(registry.operator(ID).delegate, address(5));
        assertEq(registry.operator(ID).delegateSetAt, 900);
        _execute(_role(9, ID, 901, address(0)));
        assertEq(registry.operator(ID).delegate, address(0));
        assertEq(registry.operator(ID).manager, address(0));
        assertEq(registry.operator(ID).rewardRecipient, recipient);
    }

    /// T-82: naming somebody, late, does not bring back whom a newer action has dismissed.
    function test_setDelegate_RevertWhen_TheActionIsNotNewer_T_82() public {
        _register();
        _execute(_role(9, ID, 901, address(0)));
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_Stale.selector, ID, 901, 901),
            _role(9, ID, 901, address(5))
        );
        assertEq(registry.operator(ID).delegate, address(0));
    }

    function test_setDelegate_RevertWhen_NotRegisteredOrForeignOrMisshapen() public {
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_NotRegistered.selector, ID),
            _role(9, ID, 900, address(5))
        );
        uint64 foreign = (uint64(2) << 48) | 7;
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_ForeignOperator.selector, foreign, 1),
            _role(9, foreign, 900, address(5))
        );
        _expect(
            abi.encodeWithSelector(ActionCodec.ActionCodec_BadPayloadLength.selector, 21, 20),
            abi.encodePacked(_role(9, ID, 900, address(5)), uint8(0))
        );
    }

    function test_roles_RevertWhen_NotRegistered() public {
        bytes memory expected = abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_NotRegistered.selector, ID);
        _expect(expected, _role(2, ID, 1, address(5)));
        _expect(expected, _role(3, ID, 1, address(5)));
        _register();
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_ZeroAddress.selector),
            _role(2, ID, 2_000, address(0))
        );
    }

    // ── Who and what ─────────────────────────────────────────────────────────────────────────────────────────────────

    function test_executeAction_RevertWhen_TheLaneIsNotTheOperatorsHome() public {
        _register();
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_ForeignOperator.selector, ID, 2));
        registry.executeAction(2, _role(2, ID, 2_000, address(5)));
    }

    function testFuzz_executeAction_RevertWhen_CallerIsNotTheHub(address caller) public {
        vm.assume(caller != hub);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_NotLaneHub.selector, caller));
        registry.executeAction(1, _registration(ID, 1, owner, recipient, 1, 0));
    }

    function test_executeAction_RevertWhen_KindOrLengthIsUnknown() public {
        _expect(
            abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_UnknownKind.selector, 4),
            _role(4, ID, 1, address(5))
        );
        _expect(
            abi.encodeWithSelector(ActionCodec.ActionCodec_BadPayloadLength.selector, 21, 20),
            abi.encodePacked(_role(2, ID, 1, address(5)), uint8(0))
        );
        _expect(
            abi.encodeWithSelector(ActionCodec.ActionCodec_BadPayloadLength.selector, 20, 43),
            _role(1, ID, 1, address(5))
        );
    }

    function test_governance_ImplementationIsLockedAndUpgradesAreTheOwners_T_72() public {
        OperatorRegistry implementation = new OperatorRegistry(hub);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(this));
        vm.expectRevert(abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, address(this)));
        registry.upgradeToAndCall(address(implementation), "");
        _register();
        vm.prank(timelock);
        registry.upgradeToAndCall(address(implementation), "");
        assertEq(registry.operator(ID).owner, owner);
        vm.expectRevert(IOperatorRegistry.OperatorRegistry_ZeroAddress.selector);
        new OperatorRegistry(address(0));
    }

    /// sequence u48 | issuedAt u40 | account a20
    function _one(bytes memory setting) private pure returns (uint256[] memory settings) {
        settings = new uint256[](1);
        settings[0] = uint256(bytes32(abi.encodePacked(bytes1(0), setting)));
    }

    // ── Building blocks ──────────────────────────────────────────────────────────────────────────────────────────────

    function _register() private {
        _execute(_registration(ID, 1_000, owner, recipient, 1, 250));
    }

    function _execute(bytes memory action) private {
        vm.prank(hub);
        registry.executeAction(1, action);
    }

    function _expect(bytes memory expected, bytes memory action) private {
        vm.prank(hub);
        vm.expectRevert(expected);
        registry.executeAction(1, action);
    }

    /// kind u8 | gasLimit u32 | operatorId u64 | issuedAt u40 | owner | rewardRecipient | class u8 | commissionBps u16
    function _registration(
        uint64 id,
        uint40 issuedAt,
        address by,
        address to,
        uint8 class,
        uint16 commissionBps
    ) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(1), uint32(100_000), id, issuedAt, by, to, class, commissionBps);
    }

    function _role(uint8 kind, uint64 id, uint40 issuedAt, address account) private pure returns (bytes memory) {
        return abi.encodePacked(kind, uint32(6_500), id, issuedAt, account);
    }
}
