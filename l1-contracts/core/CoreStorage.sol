// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {QueueHead} from "./QueueHead.sol";
import {QueueSlot} from "./QueueSlot.sol";

/// @dev Loss index at which the requests from `fromId` on were finalized, until the next checkpoint.
struct LossCheckpoint {
    uint32 fromId;
    uint96 lossIndex;
}

/// @dev One lane's account; names as in docs/glossary.md.
struct LaneState {
    uint96 lockedShares; // K
    uint80 carryReserve; // X, wei
    uint64 appliedNonce;
    bool exists;
    // ── next slot
    uint96 held; // H, wei
    uint96 releasedTotal; // shares
    uint24 rateNonce; // of the last landed batch
    uint32 heldCapEther; // most ether H may grow to
    // ── next slot
    uint96 fundedTotal; // shares
}

/// @title Where the core's state lives
/// @dev ERC-7201: no module declares storage of its own, so the order of inheritance can change freely (T-74).
abstract contract CoreStorage {
    /// @dev Everything the core keeps, beside the token's balances. Grouped by who writes it together: a deposit or a
    /// request writes slot 0 and reads slot 1, nothing else. Widths: 2^88 wei is 309 million ether, more than exists; 2^80
    /// is 1.2 million. What does not fit reverts (SafeCast), it never wraps. Fields are only ever appended.
    /// @custom:storage-location erc7201:cseth.storage.LiquidStakingCore
    struct CoreState {
        // ── slot 0: written by deposits and requests
        uint88 totalShares; // S
        uint88 buffered; // B
        uint48 unitsTotal; // running total of queue units, modulo 2^48
        uint32 lastRequestId;
        // ── slot 1: read by deposits and requests, written by reports and losses
        uint64 rate; // r
        uint40 refTime;
        uint96 lossIndex; // 1e27 = no loss yet
        uint24 rateNonce;
        uint24 depositCapUnits; // of Params.DEPOSIT_CAP_UNIT_WEI
        bool depositsPaused;
        // ── slot 2: finalization and claims
        QueueHead queueHead;
        // ── slots 3 and 4: the parts of P that deposits do not touch
        uint88 consensusBalance; // C
        uint88 vaultBooked; // V
        uint80 inActivation; // A
        uint88 provisions; // Q
        uint88 heldOnLanes; // ΣH
        uint80 carryReserves; // ΣX
        // ── slots 5 and 6: reports
        uint96 withdrawnTotal;
        uint96 elRewardsTotal;
        uint64 highWaterMark;
        uint96 depositsProcessedTotal;
        uint96 feeEscrow; // shares at the core's own address
        uint64 frame;
        // ── roles
        address reportOracle;
        address laneHub;
        address treasury;
        // ── mappings
        mapping(uint256 wordIndex => uint256 fourRates) rates; // rate of nonce n: bits 64·(n mod 4) of word n/4
        mapping(uint256 requestId => QueueSlot request) requests; // cleared when paid
        mapping(uint256 index => LossCheckpoint) checkpoints;
        mapping(uint16 laneId => LaneState) lanes;
        // ── validators
        address validatorLedger;
        uint88 reserveFloor; // wei
        address bonds;
        address withdrawalVault;
        // ── moves
        address moveLedger;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.LiquidStakingCore")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant CORE_STORAGE = 0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300;

    function _core() internal pure returns (CoreState storage $) {
        bytes32 slot = CORE_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
