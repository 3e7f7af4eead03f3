// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Test} from "forge-std/Test.sol";
import {IOperatorRegistry} from "../../../l1-contracts/operators/IOperatorRegistry.sol";
import {OperatorRegistry} from "../../../l1-contracts/operators/OperatorRegistry.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";

/// @notice A run does what its actions would do one by one, and what one of them cannot do harms no other.
contract OperatorRegistryRunsTest is Test {
    uint8 private constant REGISTER = 1;
    uint8 private constant SET_REWARD_RECIPIENT = 2;
    uint8 private constant SET_MANAGER = 3;
    uint256 private constant OPERATORS = 256;

    address private hub = makeAddr("hub");
    OperatorRegistry private registry;
    /// Where the same actions go one by one.
    OperatorRegistry private twin;

    function setUp() public {
        registry = _deploy();
        twin = _deploy();
        for (uint48 sequence = 1; sequence <= OPERATORS; ++sequence) {
            bytes memory action = _registration(sequence, 1_000);
            vm.startPrank(hub);
            registry.executeAction(1, action);
            twin.executeAction(1, action);
            vm.stopPrank();
        }
    }

    function test_run_SetsRolesInOrder() public {
        bytes memory run = bytes.concat(
            _part(_role(SET_MANAGER, 7, 900, address(5))),
            _part(_role(SET_MANAGER, 8, 901, address(6))),
            _part(_role(SET_MANAGER, 7, 902, address(0)))
        );
        // sequence u48 | issuedAt u40 | account a20
        uint256[] memory settings = new uint256[](3);
        settings[0] = 0x000000000007_0000000384_0000000000000000000000000000000000000005;
        settings[1] = 0x000000000008_0000000385_0000000000000000000000000000000000000006;
        settings[2] = 0x000000000007_0000000386_0000000000000000000000000000000000000000;
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.RolesSet(1, SET_MANAGER, settings);
        assertEq(_execute(run), 0);
        assertEq(registry.operator(_id(7)).manager, address(0));
        assertEq(registry.operator(_id(7)).managerSetAt, 902);
        assertEq(registry.operator(_id(8)).manager, address(6));
    }

    /// Every reason there is, between two that apply: bits 1 to 5.
    function test_run_RefusesWhatCannotApplyAndDoesTheRest() public {
        bytes memory tooLong = bytes.concat(_role(SET_REWARD_RECIPIENT, 7, 2_000, address(9)), hex"00");
        bytes memory foreign = _role(SET_REWARD_RECIPIENT, 7, 2_000, address(9));
        foreign[6] = 0x02; // the operator's lane
        bytes memory run = bytes.concat(
            _part(_role(SET_REWARD_RECIPIENT, 7, 1_001, address(5))),
            _part(_role(SET_REWARD_RECIPIENT, 7, 1_001, address(9))),
            _part(_role(SET_REWARD_RECIPIENT, 300, 1_002, address(9))),
            _part(_role(SET_REWARD_RECIPIENT, 7, 2_000, address(0))),
            _part(tooLong),
            _part(foreign),
            _part(_role(SET_REWARD_RECIPIENT, 8, 1_003, address(6)))
        );
        _expectRefusal(7, 1_001, IOperatorRegistry.OperatorRegistry_Stale.selector);
        _expectRefusal(300, 1_002, IOperatorRegistry.OperatorRegistry_NotRegistered.selector);
        _expectRefusal(7, 2_000, IOperatorRegistry.OperatorRegistry_ZeroAddress.selector);
        _expectRefusal(7, 2_000, ActionCodec.ActionCodec_BadPayloadLength.selector);
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.ActionRefused(
            0x0002000000000007,
            SET_REWARD_RECIPIENT,
            2_000,
            IOperatorRegistry.OperatorRegistry_ForeignOperator.selector
        );
        assertEq(_execute(run), 62);
        assertEq(registry.operator(_id(7)).rewardRecipient, address(5));
        assertEq(registry.operator(_id(8)).rewardRecipient, address(6));
    }

    function test_run_RegistersWhoItCan() public {
        bytes memory run = bytes.concat(
            _part(_registration(1_001, 5)),
            _part(_registration(7, 5)),
            _part(_registration(1_002, 5))
        );
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.ActionRefused(
            _id(7),
            REGISTER,
            5,
            IOperatorRegistry.OperatorRegistry_AlreadyRegistered.selector
        );
        assertEq(_execute(run), 2);
        assertEq(registry.operatorCount(), OPERATORS + 2);
        assertEq(registry.operator(_id(1_002)).registeredAt, 5);
    }

    function test_run_SetsDelegatesAndRefusesTheOlder_T_82() public {
        bytes memory first = _role(9, 7, 2_000, address(5));
        bytes memory second = _role(9, 8, 2_000, address(6));
        assertEq(_execute(bytes.concat(_part(first), _part(first), _part(second))), 2);
        assertEq(registry.operator(_id(7)).delegate, address(5));
        assertEq(registry.operator(_id(8)).delegate, address(6));
    }

    function test_run_RefusesAKindItDoesNotKnow() public {
        bytes memory action = _role(10, 7, 2_000, address(5));
        assertEq(_execute(bytes.concat(_part(action), _part(action))), 3);
    }

    function testFuzz_run_RevertWhen_CallerIsNotTheHub(address caller) public {
        vm.assume(caller != hub);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IOperatorRegistry.OperatorRegistry_NotLaneHub.selector, caller));
        registry.executeRun(1, _part(_role(SET_MANAGER, 7, 2_000, address(5))));
    }

    /// T-82, ACT-1: any run leaves what its actions leave one by one, and refuses those that would revert.
    function testFuzz_run_DoesWhatItsActionsDo_T_82(uint256 seed) public {
        uint8 kind = seed % 2 == 0 ? SET_REWARD_RECIPIENT : SET_MANAGER;
        bytes memory run;
        uint256 expected = 0;
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint48 sequence = uint48(seed % 5); // 0 is nobody
            bytes memory action = _role(
                kind,
                sequence,
                uint40(995 + ((seed >> 8) % 12)),
                address(uint160((seed >> 16) % 4))
            );
            if ((seed >> 24) % 11 == 0) action = bytes.concat(action, hex"00");
            run = bytes.concat(run, _part(action));
            vm.prank(hub);
            try twin.executeAction(1, action) {} catch {
                expected |= 1 << i;
            }
        }
        assertEq(_execute(run), expected);
        for (uint48 sequence = 0; sequence < 5; ++sequence) {
            assertEq(abi.encode(registry.operator(_id(sequence))), abi.encode(twin.operator(_id(sequence))));
        }
    }

    // ── Building blocks ──────────────────────────────────────────────────────────────────────────────────────────────

    function _deploy() private returns (OperatorRegistry) {
        bytes memory init = abi.encodeCall(OperatorRegistry.initialize, (address(this)));
        return OperatorRegistry(address(new ERC1967Proxy(address(new OperatorRegistry(hub)), init)));
    }

    function _execute(bytes memory run) private returns (uint256 refused) {
        vm.prank(hub);
        return registry.executeRun(1, run);
    }

    function _expectRefusal(uint48 sequence, uint40 issuedAt, bytes4 reason) private {
        vm.expectEmit(address(registry));
        emit IOperatorRegistry.ActionRefused(_id(sequence), SET_REWARD_RECIPIENT, issuedAt, reason);
    }

    function _id(uint48 sequence) private pure returns (uint64) {
        return (uint64(1) << 48) | sequence;
    }

    function _part(bytes memory action) private pure returns (bytes memory) {
        return abi.encodePacked(uint16(action.length), action);
    }

    function _role(uint8 kind, uint48 sequence, uint40 issuedAt, address account) private pure returns (bytes memory) {
        return abi.encodePacked(kind, uint32(6_500), _id(sequence), issuedAt, account);
    }

    function _registration(uint48 sequence, uint40 issuedAt) private pure returns (bytes memory) {
        address owner = address(uint160(sequence) + 1);
        return
            abi.encodePacked(
                REGISTER,
                uint32(100_000),
                _id(sequence),
                issuedAt,
                owner,
                address(uint160(sequence) + 1_000),
                uint8(1),
                uint16(250)
            );
    }
}
