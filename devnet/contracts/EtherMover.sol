// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Moves ether as ArbOS does: without running the receiver's code
/// @dev A contract that destroys itself while it is being created passes its ether on, or, to itself, out of existence
/// (EIP-6780).
abstract contract EtherMover {
    function _move(address to, uint256 amount) internal {
        // PUSH20 to, SELFDESTRUCT
        _createWith(amount, abi.encodePacked(hex"73", to, hex"ff"));
    }

    function _burn(uint256 amount) internal {
        // ADDRESS, SELFDESTRUCT
        _createWith(amount, hex"30ff");
    }

    function _createWith(uint256 amount, bytes memory code) private {
        if (amount == 0) return;
        assembly ("memory-safe") {
            if iszero(create(amount, add(code, 32), mload(code))) {
                revert(0, 0)
            }
        }
    }
}
