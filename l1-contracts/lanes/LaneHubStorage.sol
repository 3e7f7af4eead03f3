// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev One lane. `peer` of an EVM chain fits 31 bytes, so the whole lane is three slots.
struct LaneState {
    // ── slot 0: a landing reads and writes it
    address gateway;
    uint64 landedNonce;
    /// nonce of the rate that the last StateUpdate carried; 32 bits are four billion changes
    uint32 toldRateNonce;
    // ── slot 1
    uint64 settledNonce;
    uint64 forwardedNonce;
    uint64 stateUpdateNonce;
    uint64 lastPushedFrame;
    // ── slot 2
    bytes peer;
}

/// @dev One landed batch.
struct BatchState {
    bytes32 actionsRoot;
    // ── next slot
    uint32 actionCount;
    uint32 cursor;
    uint32 requestCount;
    uint64 firstRequestId;
    /// nonce of the next batch that forwarded shares: settling walks these alone, however many batches lie between.
    /// Batch 0 is the head of the list.
    uint64 nextForwarded;
    // ── mapping
    /// bit i of word w: action 256·w + i failed and waits for a retry
    mapping(uint256 word => uint256) failures;
}

/// @dev Who executes a kind of action.
struct Executor {
    address account;
    /// calls take runs, see {IRunExecutor}
    bool takesRuns;
}

/// @dev Shares told of to a lane's L2.
struct SharesSent {
    /// of the last SHARES message
    uint64 nonce;
    /// of all of them, shares
    uint96 total;
}

/// @title Where the hub's state lives
/// @dev ERC-7201: no module declares storage of its own (T-74).
abstract contract LaneHubStorage {
    /// @custom:storage-location erc7201:cseth.storage.LaneHub
    struct LaneHubState {
        mapping(uint16 laneId => LaneState) lanes;
        mapping(address gateway => uint16 laneId) laneOfGateway;
        mapping(uint16 laneId => mapping(uint64 batchNonce => BatchState)) batches;
        mapping(uint8 kind => Executor) executors;
        uint64 stateUpdateGas;
        uint64 settlementGas;
        /// brings actions that operators have signed for L1; zero while there are none
        address expressDesk;
        mapping(uint16 laneId => SharesSent) shares;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.LaneHub")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LANE_HUB_STORAGE = 0x119d53c54c4bb78222dd6550f869c1e3fad74a02f524b0045d9c29459c2b9a00;

    function _hub() internal pure returns (LaneHubState storage $) {
        bytes32 slot = LANE_HUB_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
