// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The fast way of a lane, seen from its L2
/// @notice Tells L1 which batches were closed, and hears from L1 that the rate has fallen. docs/fast.md.
interface IFastLink {
    /// @param nonce of the message, contiguous from 1
    /// @param digest keccak256 of the BATCH message
    event FastNoteSent(uint64 indexed nonce, uint64 indexed batchNonce, bytes32 digest, bytes32 sendId);
    /// @param heeded false when it came too late, or too soon after another one
    event FastFreezeReceived(uint64 indexed nonce, uint64 rateNonce, bool heeded);
    event FastGatewaySet(address gateway);

    error L2Hub_NoFastGateway();
    /// @notice The batch is not closed, or was announced before: each is once.
    error L2Hub_NothingToNote(uint64 batchNonce);
    /// @notice A gateway brings canonical messages or fast ones, never both (T-60).
    error L2Hub_GatewayTaken(address gateway);

    /// @notice Announces a closed batch to L1, once. Anyone; `msg.value` pays the carrier, the rest comes back.
    function sendFastNote(uint64 batchNonce) external payable;

    /// @notice Wei that {sendFastNote} needs now.
    function quoteFastNote(uint64 batchNonce) external view returns (uint256 fee);

    /// @notice Sets or, with the zero address, removes the fast gateway. Its peer is the canonical one's. Timelock.
    function setFastGateway(address gateway) external;

    /// @return gateway zero when the lane has no fast way
    /// @return noteNonce last note sent
    function fastLink() external view returns (address gateway, uint64 noteNonce);
    /// @return digest of a closed batch that was not announced yet, else 0
    function unannounced(uint64 batchNonce) external view returns (bytes32 digest);
}
