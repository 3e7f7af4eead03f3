// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {FormatsHarness} from "../harness/FormatsHarness.sol";

contract ActionsTest is Test {
    FormatsHarness private harness = new FormatsHarness();

    function test_vectors_actions() public view {
        string memory json = vm.readFile("shared/vectors/actions.json");
        bytes32[] memory leaves = harness.leavesOf(vm.parseJsonBytes(json, ".run"));
        assertEq(leaves.length, 9);
        for (uint256 i = 0; i < 9; ++i) {
            string memory action = string.concat(".actions[", vm.toString(i), "]");
            assertEq(leaves[i], vm.parseJsonBytes32(json, string.concat(action, ".leaf")));
        }
        bytes memory register = vm.parseJsonBytes(json, ".actions[0].encoded");
        assertEq(harness.reencodeAction(register), register);
        assertEq(leaves[0], keccak256(bytes.concat(hex"00", register)));
    }

    /// ACT-2: whatever is read from an action writes exactly the bytes it was read from.
    function testFuzz_reencode_GivesTheSameBytes_ACT_2(
        uint256 kind,
        uint32 gasLimit,
        uint64 operatorId,
        uint40 issuedAt,
        bytes32[3] calldata noise
    ) public view {
        kind = _kindOf(kind);
        bytes memory payload = _prefix(abi.encodePacked(noise), _payloadLength(kind));
        bytes memory action = abi.encodePacked(uint8(kind), gasLimit, operatorId, issuedAt, payload);
        assertEq(harness.reencodeAction(action), action);
        ActionCodec.Header memory header = harness.actionHeader(action);
        assertEq(header.kind, kind);
        assertEq(header.gasLimit, gasLimit);
        assertEq(header.operatorId, operatorId);
        assertEq(header.issuedAt, issuedAt);
    }

    /// ACT-2: a payload of any other length than its kind's is refused.
    function testFuzz_reencode_RevertWhen_PayloadLengthIsWrong_ACT_2(uint256 kind, uint256 length) public {
        kind = _kindOf(kind);
        length = bound(length, 0, 238);
        uint256 expected = _payloadLength(kind);
        vm.assume(length != expected);
        bytes memory action = abi.encodePacked(uint8(kind), new bytes(17 + length));
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_BadPayloadLength.selector, length, expected));
        harness.reencodeAction(action);
    }

    function test_leafOf_RevertWhen_ActionIsTooShortOrTooLong() public {
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_BadLength.selector, 17, 18, 256));
        harness.leafOf(new bytes(17));
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_BadLength.selector, 257, 18, 256));
        harness.leafOf(new bytes(257));
        assertEq(harness.leafOf(new bytes(256)), keccak256(new bytes(257)));
    }

    /// ACT-2: a run splits in one way only.
    function testFuzz_splitRun_GivesTheActionsBack_ACT_2(uint256[] calldata seeds) public view {
        uint256 count = seeds.length > 40 ? 40 : seeds.length;
        bytes[] memory actions = new bytes[](count);
        bytes memory run;
        for (uint256 i = 0; i < count; ++i) {
            uint256 length = 18 + (seeds[i] % 239);
            bytes memory pattern = abi.encodePacked(keccak256(abi.encode(seeds[i], i)));
            while (pattern.length < length) pattern = bytes.concat(pattern, pattern);
            actions[i] = _prefix(pattern, length);
            run = bytes.concat(run, bytes2(uint16(length)), actions[i]);
        }
        assertEq(abi.encode(harness.splitRun(run)), abi.encode(actions));
        bytes32[] memory leaves = harness.leavesOf(run);
        assertEq(leaves.length, count);
        for (uint256 i = 0; i < count; ++i) {
            assertEq(leaves[i], keccak256(bytes.concat(hex"00", actions[i])));
        }
    }

    /// A part ends with the kind, with the run, or when there is no more room.
    function test_part_TakesActionsOfOneKind() public view {
        bytes memory first = abi.encodePacked(uint8(3), uint32(6_500), new bytes(33)); // 38 bytes
        bytes memory second = abi.encodePacked(uint8(3), uint32(1_000_001), new bytes(13)); // 18 bytes
        bytes memory third = abi.encodePacked(uint8(2), uint32(7), new bytes(13));
        bytes memory run = bytes.concat(hex"0026", first, hex"0012", second, hex"0012", third, hex"0012", third);
        (uint256 end, uint256 count, uint256 gasLimit) = harness.partOf(run, 0, 256);
        assertEq(end, 60);
        assertEq(count, 2);
        assertEq(gasLimit, 1_006_500); // what one declares is cut to 1,000,000
        (end, count, gasLimit) = harness.partOf(run, 60, 256);
        assertEq(end, 100);
        assertEq(count, 2);
        assertEq(gasLimit, 14);
        (end, count, gasLimit) = harness.partOf(run, 0, 1);
        assertEq(end, 40);
        assertEq(count, 1);
        assertEq(gasLimit, 6_500);
    }

    function testFuzz_asRun_IsTheActionBehindItsLength(uint256 length) public view {
        bytes memory action = new bytes(bound(length, 18, 256));
        for (uint256 i = 0; i < action.length; ++i) action[i] = bytes1(uint8(i + 1));
        assertEq(harness.asRun(action), abi.encodePacked(uint16(action.length), action));
    }

    function test_leavesOf_RevertWhen_RunIsCut() public {
        bytes memory run = bytes.concat(bytes2(uint16(18)), new bytes(18));
        assertEq(harness.leavesOf(run).length, 1);
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_TruncatedRun.selector, 0, 19));
        harness.leavesOf(_prefix(run, 19));
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_TruncatedRun.selector, 20, 21));
        harness.leavesOf(bytes.concat(run, hex"00"));
        vm.expectRevert(abi.encodeWithSelector(ActionCodec.ActionCodec_BadLength.selector, 0, 18, 256));
        harness.leavesOf(bytes.concat(run, hex"0000"));
    }

    function _kindOf(uint256 seed) private pure returns (uint256) {
        return [uint8(1), 2, 3, 4, 5, 6, 7, 9][seed % 8];
    }

    function _payloadLength(uint256 kind) private pure returns (uint256) {
        return [uint8(43), 20, 20, 36, 70, 32, 36, 0, 20][kind - 1];
    }

    function _prefix(bytes memory data, uint256 length) private pure returns (bytes memory cut) {
        cut = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            cut[i] = data[i];
        }
    }
}
