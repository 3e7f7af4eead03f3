// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ArbAggregator, emulated: who posts batches
/// @notice One poster, as on every chain of today. Stands at 0x6d.
contract ArbAggregator {
    /// @dev l1pricing.BatchPosterAddress of Nitro.
    address private constant BATCH_POSTER = 0xA4b000000000000000000073657175656e636572;

    function getPreferredAggregator(address) external pure returns (address, bool) {
        return (BATCH_POSTER, true);
    }

    function getDefaultAggregator() external pure returns (address) {
        return BATCH_POSTER;
    }

    function getBatchPosters() external pure returns (address[] memory posters) {
        posters = new address[](1);
        posters[0] = BATCH_POSTER;
    }

    function getFeeCollector(address poster) external pure returns (address) {
        return poster;
    }

    function getTxBaseFee(address) external pure returns (uint256) {
        return 0;
    }
}
