// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IReportOracle} from "./IReportOracle.sol";

/// @title Who signs which frame
/// @notice Member sets are numbered in the order they were scheduled; the set of a frame is the last one that begins
/// at or before it. So a set never changes for a frame that has begun (T-23, T-24).
library OracleMembers {
    struct MemberSet {
        uint64 fromFrame;
        uint8 quorum;
        address[] members;
        mapping(address account => bool) isMember;
    }

    uint256 private constant SIGNATURE_LENGTH = 65;

    /// @notice Fills a new set.
    function fill(MemberSet storage set, uint64 fromFrame, address[] memory members, uint256 quorum) internal {
        uint256 count = members.length;
        if (count < Params.ORACLE_MEMBERS_MIN || count > Params.ORACLE_MEMBERS_MAX) {
            revert IReportOracle.ReportOracle_InvalidMembers(
                count,
                Params.ORACLE_MEMBERS_MIN,
                Params.ORACLE_MEMBERS_MAX
            );
        }
        bool isQuorum = quorum >= Params.ORACLE_QUORUM_MIN && quorum <= count && quorum * 2 > count;
        if (!isQuorum) revert IReportOracle.ReportOracle_InvalidQuorum(quorum, count);

        set.fromFrame = fromFrame;
        set.quorum = uint8(quorum); // at most 32 members
        set.members = members;
        for (uint256 i = 0; i < count; ++i) {
            address member = members[i];
            if (member == address(0) || set.isMember[member]) revert IReportOracle.ReportOracle_InvalidMember(member);
            set.isMember[member] = true;
        }
        emit IReportOracle.MembershipScheduled(fromFrame, members, quorum);
    }

    /// @notice The set of a frame, looked for from set `first` on, whose frames must not begin later.
    /// @dev Sets are added with ascending first frames: the walk may stop at the first that begins later.
    function find(
        mapping(uint256 setId => MemberSet) storage sets,
        uint256 count,
        uint256 first,
        uint64 frame
    ) internal view returns (uint256 setId) {
        setId = first;
        while (setId + 1 < count && sets[setId + 1].fromFrame <= frame) ++setId;
    }

    /// @notice Reverts unless at least `quorum` members signed, every signature counts, and no member counts twice.
    /// @return count of signatures
    /// @dev OpenZeppelin's ECDSA refuses malleable signatures, other lengths and the zero address.
    function requireQuorum(
        MemberSet storage set,
        bytes32 digest,
        bytes calldata signatures
    ) internal view returns (uint256 count) {
        if (signatures.length % SIGNATURE_LENGTH != 0) {
            revert IReportOracle.ReportOracle_BadSignatureLength(signatures.length);
        }
        count = signatures.length / SIGNATURE_LENGTH;
        if (count < set.quorum) revert IReportOracle.ReportOracle_QuorumNotMet(count, set.quorum);
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            uint256 offset = i * SIGNATURE_LENGTH;
            address signer = ECDSA.recoverCalldata(digest, signatures[offset:offset + SIGNATURE_LENGTH]);
            if (signer <= previous) revert IReportOracle.ReportOracle_SignersNotAscending(previous, signer);
            if (!set.isMember[signer]) revert IReportOracle.ReportOracle_NotMember(signer);
            previous = signer;
        }
    }
}
