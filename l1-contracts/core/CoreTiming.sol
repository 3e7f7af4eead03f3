// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title When frames are, as the core sees it
/// @notice `refTime(frame) = genesisTime + frame·frameSeconds`, the same as the report oracle's; a report whose times
/// disagree is refused. Immutables of the implementation: an upgrade must be given the same values.
abstract contract CoreTiming {
    /// @notice Reference time of frame 0, seconds.
    uint256 public immutable GENESIS_TIME;
    /// @notice Length of a frame, seconds.
    uint256 public immutable FRAME_SECONDS;
    /// @notice A request must be older than a reference time by MORE than this to be finalized by its report, seconds.
    uint256 public immutable REQUEST_MARGIN_SECONDS;

    error CoreTiming_ZeroFrame();

    constructor(uint256 genesisTime, uint256 frameSeconds, uint256 requestMarginSeconds) {
        if (frameSeconds == 0) revert CoreTiming_ZeroFrame();
        GENESIS_TIME = genesisTime;
        FRAME_SECONDS = frameSeconds;
        REQUEST_MARGIN_SECONDS = requestMarginSeconds;
    }

    function _refTimeOf(uint256 frame) internal view returns (uint256) {
        return GENESIS_TIME + frame * FRAME_SECONDS;
    }

    /// @dev Last frame whose reference time is at most `time` plus the margin. A report may finalize requests of
    /// earlier frames only: then its reference time is later than request time plus margin (T-16, T-78).
    function _requestFrame(uint256 time) internal view returns (uint256) {
        // Cannot overflow: seconds, and the margin is below 2^64; cannot underflow: compared first.
        unchecked {
            uint256 shifted = time + REQUEST_MARGIN_SECONDS;
            return shifted < GENESIS_TIME ? 0 : (shifted - GENESIS_TIME) / FRAME_SECONDS;
        }
    }

    /// @dev Compares across the wrap of 16 bits: right while a request waits fewer than 2^15 frames, 89 years of days.
    function _isEarlierFrame(uint16 requestFrame, uint256 reportFrame) internal pure returns (bool) {
        unchecked {
            return int16(uint16(reportFrame) - requestFrame) > 0;
        }
    }

    /// @dev The frame whose last 16 bits are stored, taken as the latest one that is not in the future.
    function _fullFrame(uint16 requestFrame) internal view returns (uint256) {
        uint256 current = _requestFrame(block.timestamp);
        unchecked {
            return current - uint16(uint16(current) - requestFrame);
        }
    }
}
