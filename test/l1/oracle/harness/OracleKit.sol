// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Test} from "forge-std/Test.sol";
import {ReportOracle} from "../../../../l1-contracts/oracle/ReportOracle.sol";
import {Report} from "../../../../shared/contracts/oracle/Reports.sol";

/// @notice Deploys a report oracle behind its proxy and signs reports. Beacon genesis 1,000; frame 0 at 13,000, frames
/// of 1,200 seconds: frame 1 is at time 14,200 and slot 1,100, each further one 100 slots later.
abstract contract OracleKit is Test {
    uint64 internal constant BEACON_GENESIS = 1_000;
    uint64 internal constant GENESIS_TIME = 13_000;
    uint64 internal constant FRAME_SECONDS = 1_200;

    address internal timelock = makeAddr("timelock");
    uint256[] private _keys;

    function deployOracle(address core, uint256 members, uint256 quorum) internal returns (ReportOracle) {
        ReportOracle implementation = new ReportOracle(core, GENESIS_TIME, FRAME_SECONDS, BEACON_GENESIS);
        bytes memory init = abi.encodeCall(ReportOracle.initialize, (timelock, membersOf(members), quorum));
        return ReportOracle(address(new ERC1967Proxy(address(implementation), init)));
    }

    /// The first `count` members, ascending by address, as signatures must be.
    function membersOf(uint256 count) internal returns (address[] memory members) {
        while (_keys.length < 12) _insertKey(uint256(keccak256(abi.encode("member", _keys.length))));
        members = new address[](count);
        for (uint256 i = 0; i < count; ++i) members[i] = vm.addr(_keys[i]);
    }

    function emptyReport(uint64 frame) internal pure returns (Report memory report) {
        report.frame = frame;
        report.refTime = 13_000 + frame * 1_200;
        report.refSlot = 1_000 + frame * 100;
    }

    /// Signatures of members `first` up to but not including `end`.
    function sign(
        ReportOracle oracle,
        Report memory report,
        uint256 first,
        uint256 end
    ) internal view returns (bytes memory signatures) {
        bytes32 digest = oracle.digest(report);
        for (uint256 i = first; i < end; ++i) signatures = bytes.concat(signatures, signatureOf(i, digest));
    }

    function signatureOf(uint256 member, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[member], digest);
        return abi.encodePacked(r, s, v);
    }

    function _insertKey(uint256 key) private {
        _keys.push(key);
        for (uint256 i = _keys.length - 1; i > 0 && vm.addr(_keys[i]) < vm.addr(_keys[i - 1]); --i) {
            (_keys[i], _keys[i - 1]) = (_keys[i - 1], _keys[i]);
        }
    }
}
