// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../params/Params.sol";

/// @title What a keeper is paid for gas
/// @notice `min(gasprice, 1.1·basefee + 1 gwei)` for each gas of a constant, measured amount.
/// @dev T-89: the price is the caller's to choose, and whoever builds the block gets the part above the base fee back.
/// So it is cut where an honest keeper would still be included, and the gas is never measured in the call: what a caller
/// can win is at most the margin of the price on a constant. Whoever pays must still pay first effects only, and from a
/// bounded budget.
library KeeperPrice {
    /// @notice Wei to pay for `gas`.
    function rebateFor(uint256 gas) internal view returns (uint256) {
        return gas * weiPerGas();
    }

    /// @notice The price of this transaction, cut at the base fee with its margins.
    function weiPerGas() internal view returns (uint256) {
        uint256 highest = block.basefee + (block.basefee * Params.KEEPER_MARGIN_BPS) / 10_000 + Params.KEEPER_TIP_WEI;
        return tx.gasprice < highest ? tx.gasprice : highest;
    }
}
