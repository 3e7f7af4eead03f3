// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The consensus layer's deposit contract
/// @dev Source: consensus-specs, solidity_deposit_contract.
interface IDepositContract {
    /// @param withdrawalCredentials fixed by the first deposit of a public key
    /// @param signature BLS, over pubkey, credentials and amount; checked only for the first deposit of a public key
    /// @param depositDataRoot SSZ root of all of it; another one reverts
    function deposit(
        bytes calldata pubkey,
        bytes calldata withdrawalCredentials,
        bytes calldata signature,
        bytes32 depositDataRoot
    ) external payable;
}
