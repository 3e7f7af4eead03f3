// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IReportOracle} from "./IReportOracle.sol";
import {MemberList} from "./MemberList.sol";

/// @title Who signs which frame
/// @notice Member sets are numbered in the order they were scheduled; the set of a frame is the last one that begins
/// at or before it. So a set never changes for a frame that has begun (T-23, T-24).
library OracleMembers {
    /// @dev One slot.
    struct MemberSet {
        uint64 fromFrame;
        uint8 quorum;
        uint8 count;
        /// {MemberList} of the members, ascending
        address list;
    }

    uint256 private constant SIGNATURE_LENGTH = 65;

    /// @notice A new set.
    /// @param members in any order; sorted here
    function create(uint64 fromFrame, address[] memory members, uint256 quorum) internal returns (MemberSet memory) {
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

        Arrays.sort(members);
        // Ascending from above zero: nobody is the zero address, nobody is in the list twice.
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            if (members[i] <= previous) revert IReportOracle.ReportOracle_InvalidMember(members[i]);
            previous = members[i];
        }
        emit IReportOracle.MembershipScheduled(fromFrame, members, quorum);
        return
            MemberSet({
                fromFrame: fromFrame,
                quorum: uint8(quorum), // at most 32 members
                count: uint8(count),
                list: address(new MemberList(members))
            });
    }

    /// @notice The members of a set, ascending.
    function members(MemberSet memory set) internal view returns (address[] memory list) {
        list = new address[](set.count);
        address code = set.list;
        assembly ("memory-safe") {
            // Behind the zero byte there are exactly `count` words, written by this library.
            extcodecopy(code, add(list, 32), 1, shl(5, mload(list)))
        }
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
    /// @dev Signers and members both ascend, so one walk through the list finds all signers. OpenZeppelin's ECDSA refuses
    /// malleable signatures, other lengths and the zero address.
    function requireQuorum(
        MemberSet memory set,
        bytes32 digest,
        bytes calldata signatures
    ) internal view returns (uint256 count) {
        if (signatures.length % SIGNATURE_LENGTH != 0) {
            revert IReportOracle.ReportOracle_BadSignatureLength(signatures.length);
        }
        count = signatures.length / SIGNATURE_LENGTH;
        if (count < set.quorum) revert IReportOracle.ReportOracle_QuorumNotMet(count, set.quorum);
        address[] memory list = members(set);
        address previous = address(0);
        uint256 next = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 offset = i * SIGNATURE_LENGTH;
            address signer = ECDSA.recoverCalldata(digest, signatures[offset:offset + SIGNATURE_LENGTH]);
            if (signer <= previous) revert IReportOracle.ReportOracle_SignersNotAscending(previous, signer);
            while (next < list.length && list[next] < signer) ++next;
            if (next == list.length || list[next] != signer) revert IReportOracle.ReportOracle_NotMember(signer);
            previous = signer;
        }
    }
}
