// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Where oracle members leave their signatures for each other, cheaply
/// @notice An event log, nothing more: readers verify signatures and membership themselves, so posting needs no right.
interface IReportBoard {
    event SignaturePosted(address indexed poster, uint64 indexed frame, bytes32 indexed digest, bytes signature);

    error ReportBoard_BadSignatureLength(uint256 length);

    /// @param signature 65 bytes `r ‖ s ‖ v` over `digest`.
    function post(uint64 frame, bytes32 digest, bytes calldata signature) external;
}
