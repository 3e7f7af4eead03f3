// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A list of addresses kept as code
/// @notice Reading a whole list from code costs one access, from storage one for each address. The code is a zero byte,
/// so that nobody can run it, and then each address in a word of its own.
contract MemberList {
    constructor(address[] memory members) {
        bytes memory code = abi.encodePacked(bytes1(0), members);
        assembly ("memory-safe") {
            return(add(code, 32), mload(code))
        }
    }
}
