// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The header every message between the hubs starts with
/// @notice `version u8 | type u8 | laneId u16 | nonce u64 | body`, packed, big-endian; 12 bytes before the body.
/// Nonces are contiguous from 1 per (lane, type).
/// @dev Hubs accept {VERSION} and the version before it, because messages live for a week and must survive an upgrade
/// in between. There never was a version 0, so today only version 1 is accepted.
/// @dev Warning: the envelope does not authenticate. The gateway proves that the peer hub sent these bytes; {open}
/// binds them to one lane and one type, and the hub binds the nonce (T-60).
library Envelope {
    /// @notice What {decode} reads from the first 12 bytes.
    struct Header {
        uint8 version;
        uint8 messageType;
        uint16 laneId;
        uint64 nonce;
    }

    /// @notice Version written by {encode}.
    uint8 internal constant VERSION = 1;
    /// @notice Oldest version still accepted.
    uint8 internal constant MIN_VERSION = 1;
    /// @notice Bytes before the body.
    uint256 internal constant HEADER_LENGTH = 12;

    /// @notice L2 to L1, canonical transport: what a batch minted, burned, forwarded and sends. See {BatchMessage}.
    uint8 internal constant BATCH = 1;
    /// @notice L1 to L2, canonical transport: rate, acknowledgement, rewards, settlements. See {StateUpdateMessage}.
    uint8 internal constant STATE_UPDATE = 2;
    /// @notice L2 to L1, fast transport: a batch was closed. See {FastNoteMessage}.
    uint8 internal constant FAST_NOTE = 3;
    /// @notice L1 to L2, fast transport: the rate has fallen. See {FastFreezeMessage}.
    uint8 internal constant FAST_FREEZE = 4;
    /// @notice L1 to L2, canonical transport: shares that were locked for the lane. See {SharesMessage}.
    uint8 internal constant SHARES = 5;

    /// @notice The message is shorter than the header.
    error Envelope_TooShort(uint256 length);
    /// @notice The message was written by a version of the hubs that this one does not read.
    error Envelope_UnsupportedVersion(uint8 version, uint8 minimum, uint8 maximum);
    /// @notice The message is of another type than the entry it was brought to.
    error Envelope_UnexpectedType(uint8 messageType, uint8 expected);
    /// @notice The message belongs to another lane than the hub or gateway it was brought to.
    error Envelope_UnexpectedLane(uint16 laneId, uint16 expected);
    /// @notice Nonces start at 1; 0 means "none" wherever a nonce is stored.
    error Envelope_ZeroNonce();

    /// @notice Puts the header of the current version before `body`.
    function encode(
        uint8 messageType,
        uint16 laneId,
        uint64 nonce,
        bytes memory body
    ) internal pure returns (bytes memory) {
        if (nonce == 0) revert Envelope_ZeroNonce();
        return abi.encodePacked(VERSION, messageType, laneId, nonce, body);
    }

    /// @notice Splits a message into header and body, without copying the body.
    /// @dev Refuses unknown versions and nonce 0; type and lane are the caller's to compare, or use {open}.
    function decode(bytes calldata message) internal pure returns (Header memory header, bytes calldata body) {
        if (message.length < HEADER_LENGTH) revert Envelope_TooShort(message.length);
        uint256 word;
        assembly ("memory-safe") {
            // The length check above keeps the 12 bytes that are used inside the message.
            word := calldataload(message.offset)
        }
        header = Header({
            version: uint8(word >> 248),
            messageType: uint8(word >> 240),
            laneId: uint16(word >> 224),
            nonce: uint64(word >> 160)
        });
        if (header.version < MIN_VERSION || header.version > VERSION) {
            revert Envelope_UnsupportedVersion(header.version, MIN_VERSION, VERSION);
        }
        if (header.nonce == 0) revert Envelope_ZeroNonce();
        body = message[HEADER_LENGTH:];
    }

    /// @notice Type of a message that {open} has yet to judge; 0, which no message has, when it is shorter.
    function typeOf(bytes calldata message) internal pure returns (uint8) {
        return message.length < 2 ? 0 : uint8(message[1]);
    }

    /// @notice {decode} for a hub that knows which lane and type may arrive at this entry.
    /// @return nonce of the message, at least 1
    /// @return body the bytes behind the header
    function open(
        bytes calldata message,
        uint8 expectedType,
        uint16 expectedLane
    ) internal pure returns (uint64 nonce, bytes calldata body) {
        Header memory header;
        (header, body) = decode(message);
        if (header.messageType != expectedType) revert Envelope_UnexpectedType(header.messageType, expectedType);
        if (header.laneId != expectedLane) revert Envelope_UnexpectedLane(header.laneId, expectedLane);
        nonce = header.nonce;
    }
}
