// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Hash trees of SSZ, as far as proofs need them
/// @dev Source: consensus-specs, ssz/simple-serialize.md. Everything is sha256 over pairs.
library Ssz {
    /// @dev Roots of zero subtrees of height 0 to 39: Z_0 = 0, Z_{i+1} = hash(Z_i, Z_i).
    bytes private constant ZERO_HASHES =
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"
        hex"db56114e00fdd4c1f85c892bf35ac9a89289aaecb1ebd0a96cde606a748b5d71"
        hex"c78009fdf07fc56a11f122370658a353aaa542ed63e44c4bc15ff4cd105ab33c"
        hex"536d98837f2dd165a55d5eeae91485954472d56f246df256bf3cae19352a123c"
        hex"9efde052aa15429fae05bad4d0b1d7c64da64d03d7a1854a588c2cb8430c0d30"
        hex"d88ddfeed400a8755596b21942c1497e114c302e6118290f91e6772976041fa1"
        hex"87eb0ddba57e35f6d286673802a4af5975e22506c7cf4c64bb6be5ee11527f2c"
        hex"26846476fd5fc54a5d43385167c95144f2643f533cc85bb9d16b782f8d7db193"
        hex"506d86582d252405b840018792cad2bf1259f1ef5aa5f887e13cb2f0094f51e1"
        hex"ffff0ad7e659772f9534c195c815efc4014ef1e1daed4404c06385d11192e92b"
        hex"6cf04127db05441cd833107a52be852868890e4317e6a02ab47683aa75964220"
        hex"b7d05f875f140027ef5118a2247bbb84ce8f2f0f1123623085daf7960c329f5f"
        hex"df6af5f5bbdb6be9ef8aa618e4bf8073960867171e29676f8b284dea6a08a85e"
        hex"b58d900f5e182e3c50ef74969ea16c7726c549757cc23523c369587da7293784"
        hex"d49a7502ffcfb0340b1d7885688500ca308161a7f96b62df9d083b71fcc8f2bb"
        hex"8fe6b1689256c0d385f42f5bbe2027a22c1996e110ba97c171d3e5948de92beb"
        hex"8d0d63c39ebade8509e0ae3c9c3876fb5fa112be18f905ecacfecb92057603ab"
        hex"95eec8b2e541cad4e91de38385f2e046619f54496c2382cb6cacd5b98c26f5a4"
        hex"f893e908917775b62bff23294dbbe3a1cd8e6cc1c35b4801887b646a6f81f17f"
        hex"cddba7b592e3133393c16194fac7431abf2f5485ed711db282183c819e08ebaa"
        hex"8a8d7fe3af8caa085a7639a832001457dfb9128a8061142ad0335629ff23ff9c"
        hex"feb3c337d7a51a6fbf00b9e34c52e1c9195c969bd4e7a0bfd51d5c5bed9c1167"
        hex"e71f0aa83cc32edfbefa9f4d3e0174ca85182eec9f3a09f6a6c0df6377a510d7"
        hex"31206fa80a50bb6abe29085058f16212212a60eec8f049fecb92d8c8e0a84bc0"
        hex"21352bfecbeddde993839f614c3dac0a3ee37543f9b412b16199dc158e23b544"
        hex"619e312724bb6d7c3153ed9de791d764a366b389af13c58bf8a8d90481a46765"
        hex"7cdd2986268250628d0c10e385c58c6191e6fbe05191bcc04f133f2cea72c1c4"
        hex"848930bd7ba8cac54661072113fb278869e07bb8587f91392933374d017bcbe1"
        hex"8869ff2c22b28cc10510d9853292803328be4fb0e80495e8bb8d271f5b889636"
        hex"b5fe28e79f1b850f8658246ce9b6a1e7b49fc06db7143e8fe0b4f2b0c5523a5c"
        hex"985e929f70af28d0bdd1a90a808f977f597c7c778c489e98d3bd8910d31ac0f7"
        hex"c6f67e02e6e4e1bdefb994c6098953f34636ba2b6ca20a4721d2b26a886722ff"
        hex"1c9a7e5ff1cf48b4ad1582d3f4e4a1004f3b20d8c5a2b71387a4254ad933ebc5"
        hex"2f075ae229646b6f6aed19a5e372cf295081401eb893ff599b3f9acc0c0d3e7d"
        hex"328921deb59612076801e8cd61592107b5c67c79b846595cc6320c395b46362c"
        hex"bfb909fdb236ad2411b4e4883810a074b840464689986c3f8a8091827e17c327"
        hex"55d8fb3687ba3ba49f342c77f5a1f89bec83d811446e1a467139213d640b6a74"
        hex"f7210d4f8e7e1039790e7bf4efa207555a10a6db1dd4b95da313aaa88b88fe76"
        hex"ad21b516cbc645ffe34ab5de1c8aef8cd4e7f8d2b51e8e1456adc7563cda206f";

    /// @notice Witnesses do not lead to one node. Cannot happen with indices below 2^height that ascend strictly.
    error Ssz_BadMultiproof();
    error Ssz_HashFailed();

    /// @notice sha256(left || right).
    function hash(bytes32 left, bytes32 right) internal view returns (bytes32 node) {
        bool ok;
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(32, right)
            ok := staticcall(gas(), 2, 0, 64, 0, 32)
            node := mload(0)
        }
        // Out of gas in the precompile.
        if (!ok) revert Ssz_HashFailed();
    }

    /// @notice The chunk of a uint64: little-endian, zeros behind.
    function chunkOf(uint256 value) internal pure returns (bytes32) {
        return bytes32(uint256(_reversed(value)) << 192);
    }

    /// @notice The uint64 at the front of a chunk.
    function uint64Of(bytes32 chunk) internal pure returns (uint64) {
        return _reversed(uint256(chunk) >> 192);
    }

    /// @notice Height of the smallest perfect tree with `width` leaves: ceil(log2(width)); width from 1.
    function depthOf(uint256 width) internal pure returns (uint256 depth) {
        return Math.log2(width, Math.Rounding.Ceil);
    }

    /// @notice Root of a tree of height `depth` whose first 2^height leaves have the root `node`; the rest is zero.
    function padded(bytes32 node, uint256 height, uint256 depth) internal view returns (bytes32 root) {
        bytes memory zeros = ZERO_HASHES;
        bool ok = true;
        assembly ("memory-safe") {
            let zero := add(add(zeros, 32), shl(5, height))
            let end := add(add(zeros, 32), shl(5, depth))
            mstore(0, node)
            for {} lt(zero, end) {
                zero := add(zero, 32)
            } {
                mstore(32, mload(zero))
                ok := and(ok, staticcall(gas(), 2, 0, 64, 0, 32))
            }
            root := mload(0)
        }
        if (!ok) revert Ssz_HashFailed();
    }

    /// @notice Goes up from the node with generalized index `gindex` to the root.
    /// @param place where in calldata the siblings are, from below
    /// @return root
    /// @return end where in calldata the next byte after them is
    function fold(bytes32 node, uint256 gindex, uint256 place) internal view returns (bytes32 root, uint256 end) {
        bool ok = true;
        assembly ("memory-safe") {
            for {} gt(gindex, 1) {
                gindex := shr(1, gindex)
            } {
                let side := shl(5, and(gindex, 1)) // 32 for a right child
                mstore(side, node)
                mstore(xor(side, 32), calldataload(place))
                place := add(place, 32)
                ok := and(ok, staticcall(gas(), 2, 0, 64, 0, 32))
                node := mload(0)
            }
            root := node
            end := place
        }
        if (!ok) revert Ssz_HashFailed();
    }

    /// @notice Root of a perfect tree of `height` from some of its leaves and the siblings that are missing.
    /// @param indices positions of the leaves, ascending strictly, below 2^height; at least one
    /// @param place where in calldata the siblings are, in the order they are needed: level by level, left to right
    /// @return root
    /// @return end where in calldata the next byte after them is
    /// @dev Warning: overwrites both arrays. A level's nodes are written over those already read, never ahead of them.
    function multiproof(
        uint256[] memory indices,
        bytes32[] memory leaves,
        uint256 height,
        uint256 place
    ) internal view returns (bytes32 root, uint256 end) {
        bool ok = true;
        assembly ("memory-safe") {
            let first := add(indices, 32)
            let limit := add(first, shl(5, mload(indices)))
            let toNode := sub(leaves, indices) // from an index's place to its node's
            for {} height {
                height := sub(height, 1)
            } {
                let write := first
                for {
                    let read := first
                } lt(read, limit) {} {
                    let index := mload(read)
                    let side := shl(5, and(index, 1)) // 32 for a right child: its place in the pair
                    mstore(side, mload(add(read, toNode)))
                    read := add(read, 32)
                    switch and(and(iszero(side), lt(read, limit)), eq(mload(read), add(index, 1)))
                    case 1 {
                        mstore(32, mload(add(read, toNode)))
                        read := add(read, 32)
                    }
                    default {
                        mstore(xor(side, 32), calldataload(place))
                        place := add(place, 32)
                    }
                    ok := and(ok, staticcall(gas(), 2, 0, 64, add(write, toNode), 32))
                    mstore(write, shr(1, index))
                    write := add(write, 32)
                }
                limit := write
            }
            ok := and(ok, eq(limit, add(first, 32)))
            root := mload(add(first, toNode))
            end := place
        }
        if (!ok) revert Ssz_BadMultiproof();
    }

    function _reversed(uint256 value) private pure returns (uint64) {
        uint64 v = uint64(value);
        v = ((v & 0xff00ff00ff00ff00) >> 8) | ((v & 0x00ff00ff00ff00ff) << 8);
        v = ((v & 0xffff0000ffff0000) >> 16) | ((v & 0x0000ffff0000ffff) << 16);
        return (v >> 32) | (v << 32);
    }
}
