// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The first word of an action: its header in the upper 18 bytes, payload below. Read in place, because a run of a
/// thousand actions would pay for a struct in memory a thousand times.
type ActionHead is uint256;

using ActionHeads for ActionHead global;

/// @title Fields of an action's header
library ActionHeads {
    function kind(ActionHead head) internal pure returns (uint8) {
        return uint8(ActionHead.unwrap(head) >> 248);
    }

    function gasLimit(ActionHead head) internal pure returns (uint32) {
        return uint32(ActionHead.unwrap(head) >> 216);
    }

    function operatorId(ActionHead head) internal pure returns (uint64) {
        return uint64(ActionHead.unwrap(head) >> 152);
    }

    function issuedAt(ActionHead head) internal pure returns (uint40) {
        return uint40(ActionHead.unwrap(head) >> 112);
    }
}
