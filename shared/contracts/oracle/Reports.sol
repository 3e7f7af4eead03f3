// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Rewards of one lane's operators as of a report; cumulative.
struct LaneRewards {
    uint16 laneId;
    bytes32 rewardsRoot;
    /// cumulative shares the root distributes
    uint96 rewardsTotal;
}

/// @notice What the oracle members sign once per frame. Amounts in gwei unless said; `...Total` are cumulative at
/// refSlot, so that the core books exact differences and nothing is counted twice.
struct Report {
    /// number of the frame; consecutive, none is skipped
    uint64 frame;
    /// consensus slot all consensus figures are of
    uint64 refSlot;
    /// time of refSlot, seconds
    uint64 refTime;
    /// C: balance of validators proven on L1 by refSlot
    uint64 consensusBalanceGwei;
    uint64 withdrawnTotalGwei;
    uint64 elRewardsTotalGwei;
    uint64 depositsProcessedTotalGwei;
    uint64 validatorCount;
    uint64 exitedCount;
    uint64 slashedCount;
    /// Q: penalties known and still to come
    uint64 provisionsGwei;
    /// loss covered by: unrooted fees, bond, VFP behind the operator, VFP class, insurance, protocol fees of the frame
    uint64[6] coveredGwei;
    /// operators' part of what is released, basis points
    uint64 operatorFeeBps;
    bytes32 performanceRoot;
    /// strictly ascending by lane id
    LaneRewards[] lanes;
    /// last withdrawal request to finalize, 0 for none
    uint64 finalizeUpTo;
}

/// @title EIP-712 hashing of oracle reports
/// @notice Domain: name {DOMAIN_NAME}, version {DOMAIN_VERSION}, chain id and address of the ReportOracle.
/// Source: https://eips.ethereum.org/EIPS/eip-712
library Reports {
    string internal constant DOMAIN_NAME = "csETH ReportOracle";
    string internal constant DOMAIN_VERSION = "1";

    bytes32 internal constant LANE_REWARDS_TYPEHASH = keccak256(
        "LaneRewards(uint16 laneId,bytes32 rewardsRoot,uint96 rewardsTotal)"
    );
    bytes32 internal constant REPORT_TYPEHASH = keccak256(
        "Report(uint64 frame,uint64 refSlot,uint64 refTime,uint64 consensusBalanceGwei,uint64 withdrawnTotalGwei,uint64 elRewardsTotalGwei,uint64 depositsProcessedTotalGwei,uint64 validatorCount,uint64 exitedCount,uint64 slashedCount,uint64 provisionsGwei,uint64[6] coveredGwei,uint64 operatorFeeBps,bytes32 performanceRoot,LaneRewards[] lanes,uint64 finalizeUpTo)LaneRewards(uint16 laneId,bytes32 rewardsRoot,uint96 rewardsTotal)"
    );

    /// @notice Lanes must ascend strictly: a lane out of order or given twice is refused (T-29).
    error Reports_LanesNotAscending(uint16 laneId, uint16 previous);

    /// @notice EIP-712 hashStruct of a report. The digest to sign is OpenZeppelin's `_hashTypedDataV4` of it.
    function hash(Report calldata report) internal pure returns (bytes32) {
        bytes memory head = abi.encode(
            REPORT_TYPEHASH,
            report.frame,
            report.refSlot,
            report.refTime,
            report.consensusBalanceGwei,
            report.withdrawnTotalGwei,
            report.elRewardsTotalGwei,
            report.depositsProcessedTotalGwei
        );
        bytes memory tail = abi.encode(
            report.validatorCount,
            report.exitedCount,
            report.slashedCount,
            report.provisionsGwei,
            keccak256(abi.encode(report.coveredGwei)),
            report.operatorFeeBps,
            report.performanceRoot,
            _hashLanes(report.lanes),
            report.finalizeUpTo
        );
        return keccak256(bytes.concat(head, tail));
    }

    /// @notice Reverts unless the lanes of a report ascend strictly.
    function requireAscendingLanes(LaneRewards[] calldata lanes) internal pure {
        for (uint256 i = 1; i < lanes.length; ++i) {
            if (lanes[i].laneId <= lanes[i - 1].laneId) {
                revert Reports_LanesNotAscending(lanes[i].laneId, lanes[i - 1].laneId);
            }
        }
    }

    /// @notice The rewards of one lane.
    /// @return found false when the report does not mention the lane
    function rewardsOf(
        LaneRewards[] calldata lanes,
        uint16 laneId
    ) internal pure returns (bool found, bytes32 rewardsRoot, uint96 rewardsTotal) {
        for (uint256 i = 0; i < lanes.length; ++i) {
            if (lanes[i].laneId == laneId) return (true, lanes[i].rewardsRoot, lanes[i].rewardsTotal);
        }
    }

    function _hashLanes(LaneRewards[] calldata lanes) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](lanes.length);
        for (uint256 i = 0; i < lanes.length; ++i) {
            LaneRewards calldata lane = lanes[i];
            hashes[i] = keccak256(abi.encode(LANE_REWARDS_TYPEHASH, lane.laneId, lane.rewardsRoot, lane.rewardsTotal));
        }
        return keccak256(abi.encodePacked(hashes));
    }
}
