// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {Report, Reports} from "../../shared/contracts/oracle/Reports.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ReportEffect} from "../core/CoreTypes.sol";
import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IReportOracle} from "./IReportOracle.sol";
import {OracleMembers} from "./OracleMembers.sol";
import {ReportSanity} from "./ReportSanity.sol";

/// @title k-of-n signed reports, one per frame
contract ReportOracle is IReportOracle, EIP712Upgradeable, Ownable2StepUpgradeable, UUPSUpgradeable {
    using OracleMembers for OracleMembers.MemberSet;

    /// @dev What every report reads and writes. One slot.
    struct Head {
        // ReportSanity.Snapshot, as of the last report
        int72 netGwei;
        uint32 validatorCount;
        uint32 exitedCount;
        uint32 slashedCount;
        // frames and sets
        uint40 lastFrame;
        uint16 setCount;
        uint16 activeSet; // of the last reported frame; the next frame's set is this one or a later one
    }

    /// @custom:storage-location erc7201:cseth.storage.ReportOracle
    struct ReportOracleState {
        Head head;
        ReportSanity.Allowance allowance;
        mapping(uint256 setId => OracleMembers.MemberSet) sets;
        mapping(uint256 frameModuloKept => bytes32 reportHash) hashes;
        mapping(bytes32 reportHash => bool) acceptedFalls;
    }

    /// @notice Frames whose report hash is kept: a ring, so that a report writes no new slot.
    uint256 public constant HASHES_KEPT = 64;

    uint256 private constant WEI_PER_GWEI = 1e9;

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.ReportOracle")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant REPORT_ORACLE_STORAGE = 0x5906b25303c6f539beec8c899c727ea5045c810d73c8052ee402d88800b33700;

    ILiquidStakingCore private immutable _CORE;
    uint64 private immutable _GENESIS_TIME;
    uint64 private immutable _FRAME_SECONDS;
    uint64 private immutable _BEACON_GENESIS;

    /// @param core the ledger; an upgrade must be given the same values
    /// @param genesisTime reference time of frame 0, seconds; the first report is frame 1's
    /// @param frameSeconds length of a frame, whole slots
    /// @param beaconGenesis time of slot 0 of the beacon chain, seconds
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address core, uint64 genesisTime, uint64 frameSeconds, uint64 beaconGenesis) {
        if (core.code.length == 0) revert ReportOracle_NotContract(core);
        bool isFrame = frameSeconds >= Params.FRAME_SECONDS_MIN && frameSeconds <= Params.FRAME_SECONDS_MAX;
        // Whole slots: then refSlot is exact and rises with every frame.
        if (
            !isFrame ||
            frameSeconds % Params.SLOT_SECONDS != 0 ||
            genesisTime < beaconGenesis ||
            (genesisTime - beaconGenesis) % Params.SLOT_SECONDS != 0
        ) revert ReportOracle_InvalidTiming(genesisTime, frameSeconds, beaconGenesis);
        _CORE = ILiquidStakingCore(core);
        _GENESIS_TIME = genesisTime;
        _FRAME_SECONDS = frameSeconds;
        _BEACON_GENESIS = beaconGenesis;
        _disableInitializers();
    }

    /// @param owner timelock
    /// @param members signers from the first frame on
    function initialize(address owner, address[] calldata members, uint256 quorum) external initializer {
        __Ownable_init(owner);
        _addSet(0, members, quorum);
        _setFallAllowance(Params.FALL_ALLOWANCE_BPS);
    }

    /// @inheritdoc IReportOracle
    function submitReport(Report calldata report, bytes calldata signatures) external {
        ReportOracleState storage $ = _oracle();
        Head memory head = $.head;
        _requireTimes(report, uint64(head.lastFrame) + 1);
        bytes32 reportHash = Reports.hash(report);
        uint256 setId = OracleMembers.find($.sets, head.setCount, head.activeSet, report.frame);
        OracleMembers.MemberSet memory set = $.sets[setId];
        uint256 count = set.requireQuorum(_digestOf(reportHash), signatures);
        Reports.requireAscendingLanes(report.lanes);
        ReportSanity.Snapshot memory current = _requireSane(report, reportHash, head);

        $.head = Head({
            netGwei: current.netGwei,
            validatorCount: current.validatorCount,
            exitedCount: current.exitedCount,
            slashedCount: current.slashedCount,
            lastFrame: uint40(report.frame), // one more than what fitted
            setCount: head.setCount,
            activeSet: uint16(setId) // below setCount
        });
        $.hashes[report.frame % HASHES_KEPT] = reportHash;
        emit ReportSubmitted(report.frame, reportHash, msg.sender, count);
        _CORE.applyReport(_effectOf(report));
    }

    /// @inheritdoc IReportOracle
    function scheduleMembership(address[] calldata members, uint256 quorum) external onlyOwner {
        // The frame now running ends at the next border and keeps its members; the one after it is the first to change.
        uint256 running = block.timestamp < _GENESIS_TIME ? 0 : (block.timestamp - _GENESIS_TIME) / _FRAME_SECONDS + 1;
        _addSet(uint64(running) + 1, members, quorum);
    }

    /// @inheritdoc IReportOracle
    function acceptFall(bytes32 reportHash) external onlyOwner {
        _oracle().acceptedFalls[reportHash] = true;
        emit FallAccepted(reportHash);
    }

    /// @inheritdoc IReportOracle
    function setFallAllowance(uint256 limitBps) external onlyOwner {
        if (limitBps < Params.FALL_ALLOWANCE_BPS_MIN || limitBps > Params.FALL_ALLOWANCE_BPS_MAX) {
            revert ReportOracle_OutOfBounds(limitBps, Params.FALL_ALLOWANCE_BPS_MIN, Params.FALL_ALLOWANCE_BPS_MAX);
        }
        _setFallAllowance(limitBps);
    }

    function _requireTimes(Report calldata report, uint64 expectedFrame) private view {
        if (report.frame != expectedFrame) revert ReportOracle_WrongFrame(report.frame, expectedFrame);
        uint64 refTime = _GENESIS_TIME + expectedFrame * _FRAME_SECONDS;
        if (report.refTime != refTime) revert ReportOracle_WrongRefTime(report.refTime, refTime);
        uint64 refSlot = (refTime - _BEACON_GENESIS) / uint64(Params.SLOT_SECONDS);
        if (report.refSlot != refSlot) revert ReportOracle_WrongRefSlot(report.refSlot, refSlot);
        if (refTime > block.timestamp) revert ReportOracle_FromTheFuture(refTime, block.timestamp);
    }

    /// @dev P is read only when there is a fall to measure against it.
    /// @return current what the next report is compared with
    function _requireSane(
        Report calldata report,
        bytes32 reportHash,
        Head memory head
    ) private returns (ReportSanity.Snapshot memory current) {
        ReportOracleState storage $ = _oracle();
        current = ReportSanity.requireCounts(
            ReportSanity.Snapshot(head.netGwei, head.validatorCount, head.exitedCount, head.slashedCount),
            report
        );
        if (current.netGwei >= head.netGwei || $.acceptedFalls[reportHash]) return current;
        uint256 fallGwei = uint256(int256(head.netGwei) - int256(current.netGwei));
        uint256 pooledGwei = _CORE.ledger().totalPooled / WEI_PER_GWEI;
        $.allowance = ReportSanity.charge($.allowance, fallGwei, pooledGwei, report.refTime);
    }

    function _effectOf(Report calldata report) private pure returns (ReportEffect memory effect) {
        effect.frame = report.frame;
        effect.refTime = report.refTime;
        effect.consensusBalance = report.consensusBalanceGwei * WEI_PER_GWEI;
        effect.withdrawnTotal = report.withdrawnTotalGwei * WEI_PER_GWEI;
        effect.elRewardsTotal = report.elRewardsTotalGwei * WEI_PER_GWEI;
        effect.depositsProcessedTotal = report.depositsProcessedTotalGwei * WEI_PER_GWEI;
        effect.provisions = report.provisionsGwei * WEI_PER_GWEI;
        uint64[6] calldata covered = report.coveredGwei;
        for (uint256 tranche = 0; tranche < 6; ++tranche) effect.covered[tranche] = covered[tranche] * WEI_PER_GWEI;
        effect.operatorFeeBps = report.operatorFeeBps;
        effect.finalizeUpTo = report.finalizeUpTo;
    }

    function _addSet(uint64 fromFrame, address[] calldata members, uint256 quorum) private {
        ReportOracleState storage $ = _oracle();
        uint16 setId = $.head.setCount++;
        $.sets[setId] = OracleMembers.create(fromFrame, members, quorum);
    }

    function _setFallAllowance(uint256 limitBps) private {
        _oracle().allowance.limitBps = uint16(limitBps);
        emit FallAllowanceSet(limitBps);
    }

    /// @dev The digest of {EIP712Upgradeable-_hashTypedDataV4}, with the hashes of name and version from the compiler
    /// instead of hashing both for each report.
    function _digestOf(bytes32 structHash) private view returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                Reports.DOMAIN_TYPEHASH,
                Reports.DOMAIN_NAME_HASH,
                Reports.DOMAIN_VERSION_HASH,
                block.chainid,
                address(this)
            )
        );
        return MessageHashUtils.toTypedDataHash(separator, structHash);
    }

    /// @dev From code instead of storage: the domain separator is right behind any proxy and costs no read.
    function _EIP712Name() internal pure override returns (string memory) {
        return Reports.DOMAIN_NAME;
    }

    /// @dev See {_EIP712Name}.
    function _EIP712Version() internal pure override returns (string memory) {
        return Reports.DOMAIN_VERSION;
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IReportOracle
    function reportHashOf(uint64 frame) external view returns (bytes32) {
        uint64 last = _oracle().head.lastFrame;
        if (frame == 0 || frame > last || last - frame >= HASHES_KEPT) return 0;
        return _oracle().hashes[frame % HASHES_KEPT];
    }

    /// @inheritdoc IReportOracle
    function lastFrame() external view returns (uint64) {
        return _oracle().head.lastFrame;
    }

    /// @inheritdoc IReportOracle
    function digest(Report calldata report) external view returns (bytes32) {
        return _digestOf(Reports.hash(report));
    }

    /// @inheritdoc IReportOracle
    function isMember(uint64 frame, address account) external view returns (bool) {
        address[] memory list = _setOf(frame).members();
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i] == account) return true;
        }
        return false;
    }

    /// @inheritdoc IReportOracle
    function membership(uint64 frame) external view returns (address[] memory members, uint256 quorum) {
        OracleMembers.MemberSet memory set = _setOf(frame);
        return (set.members(), set.quorum);
    }

    /// @inheritdoc IReportOracle
    function fallAllowance() external view returns (uint256 usedPpb, uint256 limitPpb) {
        ReportOracleState storage $ = _oracle();
        uint256 refTime = _GENESIS_TIME + $.head.lastFrame * _FRAME_SECONDS;
        return (ReportSanity.usedPpbAt($.allowance, refTime), ReportSanity.limitPpb($.allowance));
    }

    /// @inheritdoc IReportOracle
    function timing() external view returns (uint64 genesisTime, uint64 frameSeconds, uint64 beaconGenesis) {
        return (_GENESIS_TIME, _FRAME_SECONDS, _BEACON_GENESIS);
    }

    /// @inheritdoc IReportOracle
    function CORE() external view returns (address) {
        return address(_CORE);
    }

    /// @dev Set 0 begins at frame 0, so every frame has one.
    function _setOf(uint64 frame) private view returns (OracleMembers.MemberSet memory) {
        ReportOracleState storage $ = _oracle();
        return $.sets[OracleMembers.find($.sets, $.head.setCount, 0, frame)];
    }

    function _oracle() private pure returns (ReportOracleState storage $) {
        bytes32 slot = REPORT_ORACLE_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
