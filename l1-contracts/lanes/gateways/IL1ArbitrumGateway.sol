// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IArbitrumGateway} from "../../../shared/contracts/lanes/IArbitrumGateway.sol";

/// @title L1 end of an Arbitrum lane
/// @notice A message down is a retryable ticket that calls {PEER}, with gas parameters of this contract's, never of a
/// caller's. What its fees exceed the cost goes to `refundTo` on L2. The value of a ticket that expires goes to {PEER}
/// on L2, where it pays for the same message when it is sent again.
/// @dev Warning: the bridge aliases a refund address that has code on L1, so {PEER} must never get code here: messages
/// are refused while it has. It cannot cancel tickets either, though it is their beneficiary.
interface IL1ArbitrumGateway is IArbitrumGateway {
    /// @notice `msg.value` does not cover the ticket's fees beside the value to be delivered.
    error Gateway_FeeTooLow(uint256 available, uint256 fee);
    /// @notice The gateway at the other end has code on this chain: refunds would be aliased, out of its reach.
    error Gateway_PeerHasCode(address peer);
    /// @notice No such message was sent.
    error Gateway_NeverSent(bytes32 sendId);
    /// @notice The message's ticket may still be open.
    error Gateway_TooEarly(bytes32 sendId, uint256 notBefore);

    /// @notice The message was sent again, without its ether: {PEER} holds that since the ticket expired.
    event MessageResent(bytes32 indexed sendId, uint256 messageNumber);

    /// @notice Sends a message again whose ticket has expired. By anyone, for the fee; what exceeds it is returned to the
    /// caller. Whichever ticket executes first delivers, the hub refuses the other.
    /// @param message call of {deliver} on {PEER}, as sent
    function resend(bytes calldata message) external payable;

    /// @notice Wei that a message costs beside its value in a block of this base fee: submission and gas.
    /// @param payloadLength bytes
    function feeOf(uint256 payloadLength, uint64 gasLimit, uint256 baseFee) external view returns (uint256);

    /// @notice Timestamp of when a message was last sent; 0 if never.
    /// @param sendId keccak256 of the call of {deliver}
    function sentAt(bytes32 sendId) external view returns (uint256);

    /// @notice Nitro's inbox, and the bridge that executes messages from L2.
    function INBOX() external view returns (address);
    function BRIDGE() external view returns (address);
    /// @notice Wei paid at most for a unit of L2 gas. When L2 asks for more, the ticket waits for somebody to redeem it.
    function MAX_GAS_PRICE() external view returns (uint256);
    /// @notice Seconds after which a message may be sent again: longer than a ticket lives that nobody kept alive.
    function RESEND_AFTER() external view returns (uint256);
}
