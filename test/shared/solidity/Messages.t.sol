// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {BatchMessage} from "../../../shared/contracts/messages/BatchMessage.sol";
import {Envelope} from "../../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../../shared/contracts/messages/StateUpdateMessage.sol";
import {FormatsHarness} from "../harness/FormatsHarness.sol";

contract MessagesTest is Test {
    FormatsHarness private harness = new FormatsHarness();

    function test_vectors_envelope() public view {
        string memory json = vm.readFile("shared/vectors/envelope.json");
        bytes memory encoded = vm.parseJsonBytes(json, ".[1].encoded");
        (Envelope.Header memory header, bytes memory body) = harness.decodeEnvelope(encoded);
        assertEq(header.version, 1);
        assertEq(header.messageType, 2);
        assertEq(header.laneId, 2);
        assertEq(header.nonce, 513);
        assertEq(body, vm.parseJsonBytes(json, ".[1].body"));
    }

    function test_vectors_batch() public view {
        string memory json = vm.readFile("shared/vectors/batch.json");
        BatchMessage.Body memory body = harness.decodeBatch(vm.parseJsonBytes(json, ".[0].encoded"));
        assertEq(body.rateNonce, 7);
        assertEq(body.minted, 123 ether);
        assertEq(body.burned, 4 ether);
        assertEq(body.forwarded, 5 ether);
        assertEq(body.etherSent, 100 ether);
        assertEq(body.heldAfter, 20 ether);
        assertEq(body.actionCount, 3);
        assertEq(body.actionsRoot, keccak256("actions"));
        assertEq(harness.encodeBatch(body), vm.parseJsonBytes(json, ".[0].encoded"));
    }

    function test_vectors_stateUpdate() public view {
        string memory json = vm.readFile("shared/vectors/state-update.json");
        bytes memory encoded = vm.parseJsonBytes(json, ".[2].encoded");
        StateUpdateMessage.Body memory body = harness.decodeStateUpdate(encoded);
        assertEq(body.refTime, 1_800_000_000);
        assertEq(body.rate, 1_023_456_789_012_345_678);
        assertEq(body.lockedShares, 90_000 ether);
        assertEq(body.settlements.length, 3);
        assertEq(body.settlements[0].batchNonce, 38);
        assertEq(body.settlements[0].etherPaid, 1);
        assertEq(body.settlements[2].batchNonce, type(uint64).max);
        assertEq(harness.totalPaid(encoded), uint256(type(uint96).max) + 1);
        assertEq(harness.encodeStateUpdate(body), encoded);
    }

    function testFuzz_envelope_ReadsWhatItWrote(
        uint8 messageType,
        uint16 laneId,
        uint64 nonce,
        bytes calldata body
    ) public view {
        vm.assume(nonce != 0);
        bytes memory message = harness.encodeEnvelope(messageType, laneId, nonce, body);
        assertEq(message.length, 12 + body.length);
        (uint64 readNonce, bytes memory readBody) = harness.openEnvelope(message, messageType, laneId);
        assertEq(readNonce, nonce);
        assertEq(readBody, body);
    }

    /// T-60: the same bytes are refused at the entry of another type or lane, and under another nonce are other bytes.
    function testFuzz_envelope_RevertWhen_BroughtToAnotherEntry_T_60(
        uint8 messageType,
        uint8 otherType,
        uint16 laneId,
        uint16 otherLane,
        uint64 nonce
    ) public {
        vm.assume(nonce != 0 && messageType != otherType && laneId != otherLane);
        bytes memory message = harness.encodeEnvelope(messageType, laneId, nonce, "");
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedType.selector, messageType, otherType));
        harness.openEnvelope(message, otherType, laneId);
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnexpectedLane.selector, laneId, otherLane));
        harness.openEnvelope(message, messageType, otherLane);
    }

    function test_envelope_RevertWhen_VersionIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnsupportedVersion.selector, 0, 1, 1));
        harness.decodeEnvelope(hex"000100010000000000000001");
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_UnsupportedVersion.selector, 2, 1, 1));
        harness.decodeEnvelope(hex"020100010000000000000001");
    }

    function test_envelope_RevertWhen_NonceIsZeroOrHeaderIsCut() public {
        vm.expectRevert(Envelope.Envelope_ZeroNonce.selector);
        harness.decodeEnvelope(hex"010100010000000000000000");
        vm.expectRevert(Envelope.Envelope_ZeroNonce.selector);
        harness.encodeEnvelope(1, 1, 0, "");
        vm.expectRevert(abi.encodeWithSelector(Envelope.Envelope_TooShort.selector, 11));
        harness.decodeEnvelope(hex"0101000100000000000000");
    }

    function testFuzz_batch_ReadsWhatItWrote(BatchMessage.Body calldata body) public view {
        bytes memory data = harness.encodeBatch(body);
        assertEq(data.length, 104);
        assertEq(keccak256(abi.encode(harness.decodeBatch(data))), keccak256(abi.encode(body)));
    }

    function testFuzz_batch_RevertWhen_LengthIsWrong(bytes calldata data) public {
        vm.assume(data.length != 104);
        vm.expectRevert(abi.encodeWithSelector(BatchMessage.BatchMessage_BadLength.selector, data.length, 104));
        harness.decodeBatch(data);
    }

    function testFuzz_stateUpdate_ReadsWhatItWrote(StateUpdateMessage.Body calldata body) public view {
        vm.assume(body.settlements.length <= 300);
        bytes memory data = harness.encodeStateUpdate(body);
        assertEq(data.length, 110 + 20 * body.settlements.length);
        assertEq(keccak256(abi.encode(harness.decodeStateUpdate(data))), keccak256(abi.encode(body)));
    }

    function testFuzz_stateUpdate_RevertWhen_CountAndLengthDisagree(uint16 count, bytes calldata settlements) public {
        uint256 expected = 110 + 20 * uint256(count);
        vm.assume(110 + settlements.length != expected);
        bytes memory data = bytes.concat(new bytes(108), bytes2(count), settlements);
        vm.expectRevert(
            abi.encodeWithSelector(StateUpdateMessage.StateUpdateMessage_BadLength.selector, data.length, expected)
        );
        harness.decodeStateUpdate(data);
    }

    function test_stateUpdate_RevertWhen_CountDoesNotFit() public {
        StateUpdateMessage.Body memory body;
        body.settlements = new StateUpdateMessage.Settlement[](65_536);
        vm.expectRevert(
            abi.encodeWithSelector(StateUpdateMessage.StateUpdateMessage_TooManySettlements.selector, 65_536, 65_535)
        );
        harness.encodeStateUpdate(body);
    }
}
