// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A verifier or executor of LayerZero's as the sending library sees one: whatever it is asked, it names its fee.
/// What workers do off chain, tests do themselves; the devnet's tests have the real worker contracts.
contract FlatFeeWorker {
    uint256 public constant FEE = 0.01 ether;

    fallback() external payable {
        uint256 fee = FEE;
        assembly ("memory-safe") {
            mstore(0, fee)
            return(0, 32)
        }
    }

    receive() external payable {}
}
