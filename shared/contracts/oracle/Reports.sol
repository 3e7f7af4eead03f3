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

    bytes32 internal constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 internal constant DOMAIN_NAME_HASH = keccak256(bytes(DOMAIN_NAME));
    bytes32 internal constant DOMAIN_VERSION_HASH = keccak256(bytes(DOMAIN_VERSION));

    bytes32 internal constant LANE_REWARDS_TYPEHASH = keccak256(
        "LaneRewards(uint16 laneId,bytes32 rewardsRoot,uint96 rewardsTotal)"
    );
    bytes32 internal constant REPORT_TYPEHASH = keccak256(
        "Report(uint64 frame,uint64 refSlot,uint64 refTime,uint64 consensusBalanceGwei,uint64 withdrawnTotalGwei,uint64 elRewardsTotalGwei,uint64 depositsProcessedTotalGwei,uint64 validatorCount,uint64 exitedCount,uint64 slashedCount,uint64 provisionsGwei,uint64[6] coveredGwei,uint64 operatorFeeBps,bytes32 performanceRoot,LaneRewards[] lanes,uint64 finalizeUpTo)LaneRewards(uint16 laneId,bytes32 rewardsRoot,uint96 rewardsTotal)"
    );

    /// @notice Lanes must ascend strictly: a lane out of order or given twice is refused (T-29).
    error Reports_LanesNotAscending(uint16 laneId, uint16 previous);

    /// @notice EIP-712 hashStruct of a report. The digest to sign is OpenZeppelin's `_hashTypedDataV4` of it.
    /// @dev In calldata the fields stand as EIP-712 wants them, in words and in order, but for `coveredGwei` and `lanes`,
    /// which it wants hashed. Bits above a field's width are hashed as given: what reads the field refuses them.
    function hash(Report calldata report) internal pure returns (bytes32 structHash) {
        bytes32 lanesHash = _hashLanes(report.lanes);
        bytes32 typeHash = REPORT_TYPEHASH;
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            // frame … provisionsGwei are words 0 to 10, coveredGwei 11 to 16, operatorFeeBps and performanceRoot 17 and
            // 18, the place of lanes 19, finalizeUpTo 20.
            calldatacopy(buffer, add(report, 352), 192)
            let coveredHash := keccak256(buffer, 192)
            mstore(buffer, typeHash)
            calldatacopy(add(buffer, 32), report, 352)
            mstore(add(buffer, 384), coveredHash)
            calldatacopy(add(buffer, 416), add(report, 544), 64)
            mstore(add(buffer, 480), lanesHash)
            calldatacopy(add(buffer, 512), add(report, 640), 32)
            structHash := keccak256(buffer, 544)
        }
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

    /// @dev A lane's fields are three words in a row.
    function _hashLanes(LaneRewards[] calldata lanes) private pure returns (bytes32 lanesHash) {
        bytes32 typeHash = LANE_REWARDS_TYPEHASH;
        assembly ("memory-safe") {
            let buffer := mload(0x40) // a lane to hash, in four words, then the hashes
            mstore(buffer, typeHash)
            let hashes := add(buffer, 128)
            for {
                let i := 0
            } lt(i, lanes.length) {
                i := add(i, 1)
            } {
                calldatacopy(add(buffer, 32), add(lanes.offset, mul(i, 96)), 96)
                mstore(add(hashes, shl(5, i)), keccak256(buffer, 128))
            }
            lanesHash := keccak256(hashes, shl(5, lanes.length))
        }
    }
}
