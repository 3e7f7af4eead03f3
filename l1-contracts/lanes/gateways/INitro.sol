// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the gateway needs of Nitro's inbox
/// @notice Source: https://github.com/OffchainLabs/nitro-contracts, src/bridge/IInbox.sol
interface INitroInbox {
    /// @dev Aliases both refund addresses if they have code on L1.
    /// @param gasLimit of the first attempt, on L2
    function createRetryableTicket(
        address to,
        uint256 l2CallValue,
        uint256 maxSubmissionCost,
        address excessFeeRefundAddress,
        address callValueRefundAddress,
        uint256 gasLimit,
        uint256 maxFeePerGas,
        bytes calldata data
    ) external payable returns (uint256 messageNumber);

    /// @param baseFee 0 for that of the block
    function calculateRetryableSubmissionFee(uint256 dataLength, uint256 baseFee) external view returns (uint256);

    function bridge() external view returns (address);
}

/// @title Nitro's bridge, the caller of every message from L2
interface INitroBridge {
    /// @notice Outbox of the message being executed.
    function activeOutbox() external view returns (address);
}

/// @title Nitro's outbox
interface INitroOutbox {
    /// @notice Sender of the message being executed.
    function l2ToL1Sender() external view returns (address);
}
