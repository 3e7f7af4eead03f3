// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Roots and proofs of an outbox tree, written plainly from its definition: full width, zero leaves for missing
/// ones.
library OutboxProver {
    function leafOf(bytes memory action) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(0), action));
    }

    function rootOf(bytes[] memory actions) internal pure returns (bytes32) {
        bytes32[] memory level = _leaves(actions);
        while (level.length > 1) level = _up(level);
        return keccak256(abi.encodePacked(uint8(2), uint32(actions.length), level[0]));
    }

    /// @notice Siblings of the run, level by level, left before right; those beyond the last leaf are left out.
    function proofOf(
        bytes[] memory actions,
        uint256 start,
        uint256 length
    ) internal pure returns (bytes32[] memory proof) {
        bytes32[] memory level = _leaves(actions);
        uint256 width = actions.length;
        uint256 last = start + length - 1;
        proof = new bytes32[](0);
        while (level.length > 1) {
            if (start % 2 == 1) proof = _append(proof, level[start - 1]);
            if (last % 2 == 0 && last + 1 < width) proof = _append(proof, level[last + 1]);
            (start, last, width, level) = (start / 2, last / 2, (width + 1) / 2, _up(level));
        }
    }

    function runOf(bytes[] memory actions, uint256 start, uint256 length) internal pure returns (bytes memory run) {
        for (uint256 i = start; i < start + length; ++i) {
            run = abi.encodePacked(run, uint16(actions[i].length), actions[i]);
        }
    }

    function _leaves(bytes[] memory actions) private pure returns (bytes32[] memory level) {
        uint256 width = 1;
        while (width < actions.length) width *= 2;
        level = new bytes32[](width);
        for (uint256 i = 0; i < actions.length; ++i) level[i] = leafOf(actions[i]);
    }

    function _up(bytes32[] memory level) private pure returns (bytes32[] memory parents) {
        parents = new bytes32[](level.length / 2);
        for (uint256 i = 0; i < parents.length; ++i) {
            parents[i] = keccak256(abi.encodePacked(uint8(1), level[2 * i], level[2 * i + 1]));
        }
    }

    function _append(bytes32[] memory list, bytes32 value) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = value;
    }
}
