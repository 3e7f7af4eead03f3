// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Body of a FAST_FREEZE message: the rate has fallen, L1 to L2
/// @notice `rateNonce u64`, big-endian, 8 bytes exactly. It carries no rate: docs/fast.md says why.
library FastFreezeMessage {
    /// @notice Bytes of a body.
    uint256 internal constant LENGTH = 8;

    /// @notice The body has missing or trailing bytes.
    error FastFreezeMessage_BadLength(uint256 actual, uint256 expected);

    /// @param rateNonce nonce of the rate that is lower than the lane was told
    function encode(uint64 rateNonce) internal pure returns (bytes memory) {
        return abi.encodePacked(rateNonce);
    }

    function decode(bytes calldata data) internal pure returns (uint64 rateNonce) {
        if (data.length != LENGTH) revert FastFreezeMessage_BadLength(data.length, LENGTH);
        rateNonce = uint64(bytes8(data));
    }
}
