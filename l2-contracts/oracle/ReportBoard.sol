// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IReportBoard} from "./IReportBoard.sol";

/// @title Where oracle members leave their signatures for each other
/// @dev Immutable, stateless and without rights: a lie posted here convinces nobody who checks it.
contract ReportBoard is IReportBoard {
    uint256 private constant SIGNATURE_LENGTH = 65;

    /// @inheritdoc IReportBoard
    function post(uint64 frame, bytes32 digest, bytes calldata signature) external {
        if (signature.length != SIGNATURE_LENGTH) revert ReportBoard_BadSignatureLength(signature.length);
        emit SignaturePosted(msg.sender, frame, digest, signature);
    }
}
