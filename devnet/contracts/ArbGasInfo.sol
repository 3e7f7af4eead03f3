// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ArbosState} from "./ArbosState.sol";

/// @title ArbGasInfo, emulated: gas prices
/// @notice The devnet charges no L1 fee, so the prices of L1 data are stated and never paid. Stands at 0x6c.
contract ArbGasInfo {
    ArbosState private constant STATE = ArbosState(0xA4b05FffffFffFFFFfFFfffFfffFFfffFfFfFFFf);
    uint256 private constant TX_DATA_NON_ZERO_GAS = 16;
    /// @dev Bytes of a simple transaction, as Nitro assumes (l1pricing.SimpleTx).
    uint256 private constant SIMPLE_TX_BYTES = 140;
    uint256 private constant STORAGE_GAS = 20_000;

    /// @return prices in wei of: a simple transaction, a byte of calldata, a storage slot, gas without and with
    /// congestion, and all of the latter
    function getPricesInWei() public view returns (uint256, uint256, uint256, uint256, uint256, uint256) {
        uint256 dataByte = STATE.l1BaseFee() * TX_DATA_NON_ZERO_GAS;
        return (dataByte * SIMPLE_TX_BYTES, dataByte, block.basefee * STORAGE_GAS, block.basefee, 0, block.basefee);
    }

    function getPricesInWeiWithAggregator(
        address
    ) external view returns (uint256, uint256, uint256, uint256, uint256, uint256) {
        return getPricesInWei();
    }

    /// @return prices in L2 gas of: a simple transaction, a byte of calldata, a storage slot
    function getPricesInArbGas() external view returns (uint256, uint256, uint256) {
        uint256 gasPrice = block.basefee == 0 ? 1 : block.basefee;
        uint256 dataByte = STATE.l1BaseFee() * TX_DATA_NON_ZERO_GAS;
        return ((dataByte * SIMPLE_TX_BYTES) / gasPrice, dataByte / gasPrice, STORAGE_GAS);
    }

    function getMinimumGasPrice() external view returns (uint256) {
        return block.basefee;
    }

    function getL1BaseFeeEstimate() external view returns (uint256) {
        return STATE.l1BaseFee();
    }

    function getL1GasPriceEstimate() external view returns (uint256) {
        return STATE.l1BaseFee();
    }

    function getCurrentTxL1GasFees() external pure returns (uint256) {
        return 0;
    }
}
