// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Leaving an L2 at once, for a fee; at the pool's address
/// @notice An exit pays what its shares are worth at the stored rate less the fee curve's integral over what is paid
/// (FlashMath, docs/lanes.md), out of ether that nobody waiting in the FIFO can use (FLASH-1).
/// @dev Closed after a fall, while frozen ({IL2StakingPool-freezeState}) and while the rate is older than
/// FLASH_RATE_MAX_AGE_SECONDS, with the pool's errors. Amounts are wei, shares are base units of csETH.
interface IFlashExit {
    /// @param feeWei of the shares' worth at the stored rate; stays in the pool
    event FlashExited(
        address indexed owner,
        address indexed receiver,
        uint256 shares,
        uint256 etherPaid,
        uint256 feeWei
    );

    /// @notice More than may leave now, beside the shares that wait in the FIFO.
    error FlashExit_ExceedsAvailable(uint256 shares, uint256 pendingShares, uint256 available);
    /// @notice The shares are worth less than one wei after the fee.
    error FlashExit_ZeroEther(uint256 shares, uint256 rate);
    error FlashExit_BelowMinimum(uint256 etherPaid, uint256 minEther);

    /// @notice Burns `shares` of the caller and pays `receiver`.
    /// @param minEther reverts with {FlashExit_BelowMinimum} below it: others may draw on the reserve first, and every
    /// ether drawn makes the next one dearer.
    /// @dev When the reserve is short it reverts with FlashMath_InsufficientReserve(gross, reserve).
    function flashExit(uint256 shares, address receiver, uint256 minEther) external returns (uint256 etherPaid);

    /// @notice What {flashExit} would pay now; reverts where it would, balance and minimum apart.
    /// @return etherPaid wei
    /// @return feeWei wei of the shares' worth that stay in the pool
    function previewFlashExit(uint256 shares) external view returns (uint256 etherPaid, uint256 feeWei);

    /// @notice What {flashExit} draws on. Says nothing of whether it is open.
    /// @return reserveWei R, wei: E less what serves those waiting in the FIFO, whatever the next two reports bring
    /// @return targetWei R*: with a reserve of this size or more an exit costs least
    /// @return maxShares most shares that may leave beside those waiting in the FIFO
    function flashReserve() external view returns (uint256 reserveWei, uint256 targetWei, uint256 maxShares);
}
