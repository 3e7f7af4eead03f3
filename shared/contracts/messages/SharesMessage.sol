// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Body of a SHARES message: csETH that moves to a lane, L1 to L2
/// @notice `recipient a20 | shares u96 | rateNonce u64 | rate u64`, packed, big-endian, 48 bytes exactly.
library SharesMessage {
    struct Body {
        /// on the L2
        address recipient;
        /// locked on L1 before this was sent
        uint96 shares;
        /// number of changes of the rate so far
        uint64 rateNonce;
        /// r when this was sent, wei per 1e18 shares: a fall travels with every message (RATE-2)
        uint64 rate;
    }

    /// @notice Bytes of a body.
    uint256 internal constant LENGTH = 48;

    /// @notice The body has missing or trailing bytes.
    error SharesMessage_BadLength(uint256 actual, uint256 expected);

    function encode(Body memory body) internal pure returns (bytes memory) {
        return abi.encodePacked(body.recipient, body.shares, body.rateNonce, body.rate);
    }

    /// @dev Every 48-byte string is the encoding of exactly one Body.
    function decode(bytes calldata data) internal pure returns (Body memory body) {
        if (data.length != LENGTH) revert SharesMessage_BadLength(data.length, LENGTH);
        body.recipient = address(bytes20(data[0:20]));
        body.shares = uint96(bytes12(data[20:32]));
        body.rateNonce = uint64(bytes8(data[32:40]));
        body.rate = uint64(bytes8(data[40:48]));
    }
}
