// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A contract that signs for whoever holds its key.
contract SmartAccount is IERC1271 {
    address private immutable _KEY;

    constructor(address key) {
        _KEY = key;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recoverCalldata(hash, signature) == _KEY ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
