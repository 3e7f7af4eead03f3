// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ssz} from "../../shared/contracts/beacon/Ssz.sol";

/// @title SSZ root of a deposit
/// @dev Source: consensus-specs, DepositData. The deposit contract computes the same and refuses any other.
library DepositData {
    uint256 private constant WEI_PER_GWEI = 1e9;

    /// @param pubkeyRoot SSZ root of the public key
    /// @param amountWei whole gwei
    /// @param signature 96 bytes
    function rootOf(
        bytes32 pubkeyRoot,
        bytes32 credentials,
        uint256 amountWei,
        bytes memory signature
    ) internal view returns (bytes32) {
        bytes32 first;
        bytes32 second;
        bytes32 third;
        assembly ("memory-safe") {
            first := mload(add(signature, 32))
            second := mload(add(signature, 64))
            third := mload(add(signature, 96))
        }
        bytes32 signatureRoot = Ssz.hash(Ssz.hash(first, second), Ssz.hash(third, 0));
        bytes32 amount = Ssz.chunkOf(amountWei / WEI_PER_GWEI);
        return Ssz.hash(Ssz.hash(pubkeyRoot, credentials), Ssz.hash(amount, signatureRoot));
    }
}
