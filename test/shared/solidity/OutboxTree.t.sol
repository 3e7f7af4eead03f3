// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {OutboxTree} from "../../../shared/contracts/actions/OutboxTree.sol";
import {FormatsHarness} from "../harness/FormatsHarness.sol";

contract OutboxTreeTest is Test {
    FormatsHarness private harness = new FormatsHarness();

    function test_vectors_roots() public {
        string memory json = vm.readFile("shared/vectors/outbox-trees.json");
        uint16[9] memory counts = [0, 1, 2, 3, 5, 8, 9, 1023, 1024];
        bytes32[] memory appended = harness.appendedRoots(_leaves(1024, 0));
        for (uint256 i = 0; i < counts.length; ++i) {
            string memory tree = string.concat(".[", vm.toString(i), "]");
            bytes32 root = vm.parseJsonBytes32(json, string.concat(tree, ".root"));
            assertEq(harness.outboxRoot(_leaves(counts[i], 0)), root);
            if (counts[i] > 0) assertEq(appended[counts[i] - 1], root);
            uint256 runs = vm.parseJsonUint(json, string.concat(tree, ".runCount"));
            for (uint256 j = 0; j < runs; ++j) {
                string memory run = string.concat(tree, ".runs[", vm.toString(j), "]");
                uint256 start = vm.parseJsonUint(json, string.concat(run, ".start"));
                uint256 length = vm.parseJsonUint(json, string.concat(run, ".length"));
                bytes32[] memory proof = vm.parseJsonBytes32Array(json, string.concat(run, ".proof"));
                assertTrue(harness.verifyRun(root, counts[i], start, _leaves(length, start), proof));
            }
        }
    }

    /// Against a tree written plainly from the definition: full width, every node, zero leaves for missing ones.
    function testFuzz_roots_AreThoseOfTheDefinition(uint256 count, uint256 seed) public {
        count = bound(count, 1, 70);
        bytes32[] memory leaves = _leaves(count, seed >> 1);
        bytes32 expected = _plainRoot(leaves);
        assertEq(harness.outboxRoot(leaves), expected);
        assertEq(harness.appendedRoots(leaves)[count - 1], expected);
    }

    /// T-48: neither an inner node nor the top passes for a leaf, and an empty run proves nothing.
    function test_verifyRun_RefusesSecondPreimages_T_48() public {
        bytes32[] memory leaves = _leaves(4, 0);
        bytes32 left = _node(leaves[0], leaves[1]);
        bytes32 right = _node(leaves[2], leaves[3]);
        bytes32 root = harness.outboxRoot(leaves);
        bytes32[] memory nodes = new bytes32[](2);
        (nodes[0], nodes[1]) = (left, right);
        // The count is part of the root: two nodes of a tree of four are no tree of two.
        assertFalse(harness.verifyRun(root, 2, 0, nodes, new bytes32[](0)));
        bytes32[] memory top = new bytes32[](1);
        top[0] = _node(left, right);
        assertFalse(harness.verifyRun(root, 1, 0, top, new bytes32[](0)));
        // An action that spells an inner node hashes to another value than that node.
        assertNotEq(harness.leafOf(abi.encodePacked(leaves[0], leaves[1])), left);
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_RunOutOfBounds.selector, 0, 0, 4));
        harness.verifyRun(root, 4, 0, new bytes32[](0), new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_RunOutOfBounds.selector, 0, 1, 0));
        harness.verifyRun(0, 0, 0, top, new bytes32[](0));
    }

    function test_verifyRun_RefusesAnotherPosition() public view {
        bytes32[] memory leaves = _leaves(2, 0);
        bytes32 root = harness.outboxRoot(leaves);
        bytes32[] memory first = _leaves(1, 0);
        bytes32[] memory proof = _leaves(1, 1);
        assertTrue(harness.verifyRun(root, 2, 0, first, proof));
        assertFalse(harness.verifyRun(root, 2, 1, first, proof));
    }

    function test_verifyRun_RevertWhen_ProofHasAnotherLength() public {
        bytes32[] memory leaf = _leaves(1, 0);
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_BadProofLength.selector, 1, 2));
        harness.verifyRun(0, 4, 0, leaf, new bytes32[](1));
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_BadProofLength.selector, 3, 2));
        harness.verifyRun(0, 4, 0, leaf, new bytes32[](3));
    }

    function test_verifyRun_RevertWhen_StartIsAbsurd() public {
        bytes32[] memory leaf = _leaves(1, 0);
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_RunOutOfBounds.selector, type(uint256).max, 1, 4));
        harness.verifyRun(0, 4, type(uint256).max, leaf, new bytes32[](0));
    }

    function test_RevertWhen_TreeIsFull() public {
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_TooManyLeaves.selector, 1025, 1024));
        harness.outboxRoot(_leaves(1025, 0));
        bytes32[] memory leaf = _leaves(1, 0);
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_TooManyLeaves.selector, 1025, 1024));
        harness.verifyRun(0, 1025, 0, leaf, new bytes32[](0));
        bytes32[] memory tooMany = _leaves(1025, 0);
        vm.expectRevert(abi.encodeWithSelector(OutboxTree.OutboxTree_Full.selector, 1024));
        harness.appendedRoots(tooMany);
    }

    function _leaves(uint256 count, uint256 first) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = keccak256(abi.encode(first + i));
        }
    }

    function _plainRoot(bytes32[] memory leaves) private pure returns (bytes32) {
        uint256 width = 1;
        while (width < leaves.length) width *= 2;
        bytes32[] memory nodes = new bytes32[](2 * width);
        for (uint256 i = 0; i < leaves.length; ++i) {
            nodes[width + i] = leaves[i];
        }
        for (uint256 i = width - 1; i > 0; --i) {
            nodes[i] = _node(nodes[2 * i], nodes[2 * i + 1]);
        }
        return keccak256(abi.encodePacked(uint8(2), uint32(leaves.length), nodes[1]));
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(1), left, right));
    }
}
