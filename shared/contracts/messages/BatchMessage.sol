// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Body of a BATCH message: one closed batch of a lane, L2 to L1
/// @notice `rateNonce u64 | minted u96 | burned u96 | forwarded u96 | etherSent u96 | heldAfter u96 | actionCount u32 |
/// actionsRoot b32`, packed, big-endian, 104 bytes exactly. The batch nonce is the envelope's nonce.
library BatchMessage {
    /// @notice A batch as frozen when it was closed.
    struct Body {
        /// nonce of the rate the batch priced its mints with
        uint64 rateNonce;
        /// m: shares minted for stakers
        uint96 minted;
        /// u: shares burned against the pool's own ether (netted, flash exit)
        uint96 burned;
        /// w: shares forwarded to the withdrawal queue on L1
        uint96 forwarded;
        /// e: wei that travels with the message
        uint96 etherSent;
        /// E after the close: wei the pool still holds on L2
        uint96 heldAfter;
        /// leaves in the outbox tree of this batch
        uint32 actionCount;
        /// root of the outbox tree, 0 when there is no action. See {OutboxTree}
        bytes32 actionsRoot;
    }

    /// @notice Bytes of a body.
    uint256 internal constant LENGTH = 104;

    /// @notice The body has missing or trailing bytes.
    error BatchMessage_BadLength(uint256 actual, uint256 expected);

    function encode(Body memory body) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                body.rateNonce,
                body.minted,
                body.burned,
                body.forwarded,
                body.etherSent,
                body.heldAfter,
                body.actionCount,
                body.actionsRoot
            );
    }

    /// @dev Every 104-byte string is the encoding of exactly one Body, so encode(decode(x)) == x.
    function decode(bytes calldata data) internal pure returns (Body memory body) {
        if (data.length != LENGTH) revert BatchMessage_BadLength(data.length, LENGTH);
        uint256 word0;
        uint256 word1;
        uint256 word2;
        bytes32 root;
        assembly ("memory-safe") {
            // Exact length: bytes [0,32), [32,64), [40,72) and [72,104) all lie inside `data`.
            word0 := calldataload(data.offset)
            word1 := calldataload(add(data.offset, 32))
            word2 := calldataload(add(data.offset, 40))
            root := calldataload(add(data.offset, 72))
        }
        body.rateNonce = uint64(word0 >> 192);
        body.minted = uint96(word0 >> 96);
        body.burned = uint96(word0);
        body.forwarded = uint96(word1 >> 160);
        body.etherSent = uint96(word1 >> 64);
        body.heldAfter = uint96(word2 >> 32);
        body.actionCount = uint32(word2);
        body.actionsRoot = root;
    }
}
