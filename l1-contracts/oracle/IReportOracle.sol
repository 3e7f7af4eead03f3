// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Report} from "../../shared/contracts/oracle/Reports.sol";

/// @title k-of-n signed reports, one per frame
/// @notice Anyone submits a report that `quorum` members signed (EIP-712). Frames are consecutive, none is skipped. A
/// report takes effect in the transaction that submits it.
/// @dev Assumption: fewer than `quorum` members lie or lose their keys. What a lying quorum can do in one report is
/// bounded by {ReportSanity} downwards and by the core's release cap upwards.
interface IReportOracle {
    // ── Journey: report ──────────────────────────────────────────────────────────────────────────────────────────────

    /// @param reportHash EIP-712 struct hash of the report, see {Reports-hash}
    event ReportSubmitted(
        uint64 indexed frame,
        bytes32 indexed reportHash,
        address indexed submitter,
        uint256 signatures
    );

    /// @notice Frames are consecutive: this one was reported already, or one before it is missing (T-25).
    error ReportOracle_WrongFrame(uint64 frame, uint64 expected);
    error ReportOracle_WrongRefTime(uint64 refTime, uint64 expected);
    error ReportOracle_WrongRefSlot(uint64 refSlot, uint64 expected);
    /// @notice The frame has not ended yet (T-25).
    error ReportOracle_FromTheFuture(uint64 refTime, uint256 blockTime);
    /// @notice Signatures are 65 bytes each.
    error ReportOracle_BadSignatureLength(uint256 length);
    error ReportOracle_QuorumNotMet(uint256 signatures, uint256 quorum);
    /// @notice The signer is no member for this frame, or signed another report (T-23).
    error ReportOracle_NotMember(address signer);
    /// @notice Signers ascend strictly: one out of order or given twice is refused (T-23).
    error ReportOracle_SignersNotAscending(address previous, address next);

    /// @notice Applies the next frame's report to the core.
    /// @param signatures 65-byte `r ‖ s ‖ v` each, concatenated, signers strictly ascending; all of them must be valid
    function submitReport(Report calldata report, bytes calldata signatures) external;

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event MembershipScheduled(uint64 indexed fromFrame, address[] members, uint256 quorum);
    /// @notice The report with this struct hash may fall below the allowance, once.
    event FallAccepted(bytes32 indexed reportHash);

    event FallAllowanceSet(uint256 limitBps);

    /// @notice A quorum is more than half of the members, and within Params' bounds.
    error ReportOracle_InvalidQuorum(uint256 quorum, uint256 members);
    error ReportOracle_InvalidMembers(uint256 count, uint256 minimum, uint256 maximum);
    error ReportOracle_InvalidMember(address member);
    /// @notice Genesis times and frame must be whole slots apart, and frames within Params' bounds.
    error ReportOracle_InvalidTiming(uint64 genesisTime, uint64 frameSeconds, uint64 beaconGenesis);
    error ReportOracle_NotContract(address account);
    error ReportOracle_OutOfBounds(uint256 value, uint256 minimum, uint256 maximum);

    /// @notice Members and quorum from the frame after the next border on; never inside a frame (T-23, T-24).
    /// @dev The border is by time, so frames that have begun but are not reported yet keep the members they began with.
    /// The last schedule for a frame counts.
    function scheduleMembership(address[] calldata members, uint256 quorum) external;

    /// @notice Second opinion on one report whose fall exceeds the allowance: it is still checked for all else, and
    /// still needs its quorum.
    /// @param reportHash EIP-712 struct hash of exactly that report, see {Reports-hash}
    function acceptFall(bytes32 reportHash) external;

    /// @notice Sets how far P may fall within 36 days, basis points of P, within Params' bounds.
    function setFallAllowance(uint256 limitBps) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @return struct hash of the frame's report, for the last {ReportOracle.HASHES_KEPT} frames; 0 before and after
    function reportHashOf(uint64 frame) external view returns (bytes32);
    function lastFrame() external view returns (uint64);
    /// @notice What members sign: the EIP-712 digest in this contract's domain.
    function digest(Report calldata report) external view returns (bytes32);
    function isMember(uint64 frame, address account) external view returns (bool);
    function membership(uint64 frame) external view returns (address[] memory members, uint256 quorum);
    /// @return usedPpb part of the fall allowance in use, in parts per billion of P, as of the last report
    /// @return limitPpb what it may reach, in parts per billion of P
    function fallAllowance() external view returns (uint256 usedPpb, uint256 limitPpb);
    /// @notice Fixed timing: `refTime(frame) = genesisTime + frame·frameSeconds`, `refSlot = (refTime − beaconGenesis)/12`.
    function timing() external view returns (uint64 genesisTime, uint64 frameSeconds, uint64 beaconGenesis);
    function CORE() external view returns (address);
}
