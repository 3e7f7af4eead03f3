// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Body of a FAST_NOTE message: one batch of a lane was closed, L2 to L1
/// @notice `batchNonce u64 | digest b32`, packed, big-endian, 40 bytes exactly.
library FastNoteMessage {
    /// @notice What the L2 hub says of a batch whose BATCH message is under way.
    struct Body {
        /// nonce of the BATCH message
        uint64 batchNonce;
        /// keccak256 of the whole BATCH message, envelope included
        bytes32 digest;
    }

    /// @notice Bytes of a body.
    uint256 internal constant LENGTH = 40;

    /// @notice The body has missing or trailing bytes.
    error FastNoteMessage_BadLength(uint256 actual, uint256 expected);

    function encode(Body memory body) internal pure returns (bytes memory) {
        return abi.encodePacked(body.batchNonce, body.digest);
    }

    /// @dev Every 40-byte string is the encoding of exactly one Body.
    function decode(bytes calldata data) internal pure returns (Body memory body) {
        if (data.length != LENGTH) revert FastNoteMessage_BadLength(data.length, LENGTH);
        body.batchNonce = uint64(bytes8(data[:8]));
        body.digest = bytes32(data[8:]);
    }
}
