// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The withdrawal credential of all validators
/// @notice Its address stands in the 0x02 credentials of every validator, so withdrawn ether arrives here, without a
/// call, and it alone can ask the consensus layer for withdrawals (EIP-7002) and consolidations (EIP-7251). It asks only
/// when the validator ledger tells it to, and pays ether to the core only, never more than reports have booked (V).
/// @dev Assumption: EIP-7002 and EIP-7251 charge one fee a request, the same within a block, and keep what is overpaid.
interface IWithdrawalVault {
    event WithdrawalsRequested(bytes pubkeys, uint64[] amountsGwei, uint256 feeWei);
    event ConsolidationRequested(bytes sourcePubkey, bytes targetPubkey, uint256 feeWei);
    event BookedEtherSent(uint256 etherAmount);

    error WithdrawalVault_NotValidatorLedger(address caller);
    /// @notice Pubkeys are 48 bytes each, one for each amount.
    error WithdrawalVault_BadPubkeys(uint256 length, uint256 requests);
    /// @notice The fee now exceeds what the caller sent: that was its cap (T-35). Try again later, or send more.
    error WithdrawalVault_FeeAboveValue(uint256 feeWei, uint256 valueWei);
    /// @notice The system contract does not answer: it does not exist here, or the fork has not happened.
    error WithdrawalVault_NoFee(address systemContract);
    error WithdrawalVault_RequestFailed(address systemContract);
    error WithdrawalVault_RefundFailed(address refundTo, uint256 amount);
    error WithdrawalVault_ZeroAddress();

    /// @notice Asks for withdrawals; amount 0 is a full exit. Only the validator ledger, which knows the keys are ours.
    /// @param pubkeys 48 bytes each
    /// @param refundTo receives what the fees leave of the value
    function requestWithdrawals(
        bytes calldata pubkeys,
        uint64[] calldata amountsGwei,
        address refundTo
    ) external payable;

    /// @notice Asks to move the whole balance of one of our validators to another of ours (T-36). Only the validator
    /// ledger.
    function requestConsolidation(
        bytes calldata sourcePubkey,
        bytes calldata targetPubkey,
        address refundTo
    ) external payable;

    /// @notice Sends the core what reports have booked of this vault; anyone may call. Ether no report has seen stays.
    function sendBooked() external returns (uint256 etherAmount);

    /// @notice Fees a request costs now, wei.
    function fees() external view returns (uint256 withdrawalWei, uint256 consolidationWei);
    function connections() external view returns (address core, address validatorLedger);
}
