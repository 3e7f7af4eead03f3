// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One slot, from the low end: `poolEther u80 | totalShares u88 | minted u80 | stakeFeeBps u8`: E, T and the
/// open batch's m. 80 bits hold 1.2 million ether, 88 bits 309 million.
type Tally is uint256;

using TallySlot for Tally global;

/// @title What every stake changes, in one slot
/// @dev A word and not a struct: the compiler would unpack and pack four fields through memory, 700 gas a stake.
/// Functions return a new value; nothing is stored here.
library TallySlot {
    uint256 private constant SHARES = 80;
    uint256 private constant MINTED = 168;
    uint256 private constant FEE = 248;
    uint256 private constant MASK_80 = type(uint80).max;
    uint256 private constant MASK_88 = type(uint88).max;

    /// @notice More than the pool can count. For `minted`, closing the batch helps.
    error Tally_Overflow(uint256 poolEther, uint256 totalShares, uint256 minted);

    /// @notice E + x, T + s, m + s.
    function staked(Tally tally, uint256 etherAmount, uint256 shares) internal pure returns (Tally) {
        uint256 word = Tally.unwrap(tally);
        unchecked {
            // Both amounts come from a transaction's value: far below 2^128, so no sum wraps.
            uint256 ether_ = (word & MASK_80) + etherAmount;
            uint256 total = ((word >> SHARES) & MASK_88) + shares;
            uint256 minted_ = ((word >> MINTED) & MASK_80) + shares;
            if (((ether_ | minted_) >> 80) | (total >> 88) != 0) revert Tally_Overflow(ether_, total, minted_);
            // No field overflows, so adding inside the word carries into no neighbour.
            return Tally.wrap(word + etherAmount + (shares << SHARES) + (shares << MINTED));
        }
    }

    function withPoolEther(Tally tally, uint256 amount) internal pure returns (Tally) {
        if (amount > MASK_80) revert Tally_Overflow(amount, tally.totalShares(), tally.minted());
        return Tally.wrap((Tally.unwrap(tally) & ~MASK_80) | amount);
    }

    function withTotalShares(Tally tally, uint256 shares) internal pure returns (Tally) {
        if (shares > MASK_88) revert Tally_Overflow(tally.poolEther(), shares, tally.minted());
        return Tally.wrap((Tally.unwrap(tally) & ~(MASK_88 << SHARES)) | (shares << SHARES));
    }

    /// @notice m = 0: a new batch.
    function withoutMinted(Tally tally) internal pure returns (Tally) {
        return Tally.wrap(Tally.unwrap(tally) & ~(MASK_80 << MINTED));
    }

    function withStakeFeeBps(Tally tally, uint8 bps) internal pure returns (Tally) {
        return Tally.wrap((Tally.unwrap(tally) & ~(uint256(0xff) << FEE)) | (uint256(bps) << FEE));
    }

    /// @notice E, wei.
    function poolEther(Tally tally) internal pure returns (uint256) {
        return Tally.unwrap(tally) & MASK_80;
    }

    /// @notice T, shares.
    function totalShares(Tally tally) internal pure returns (uint256) {
        return (Tally.unwrap(tally) >> SHARES) & MASK_88;
    }

    /// @notice m of the open batch, shares.
    function minted(Tally tally) internal pure returns (uint256) {
        return (Tally.unwrap(tally) >> MINTED) & MASK_80;
    }

    function stakeFeeBps(Tally tally) internal pure returns (uint256) {
        return Tally.unwrap(tally) >> FEE;
    }
}
