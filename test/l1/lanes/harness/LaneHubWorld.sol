// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {L1OpStackGateway} from "../../../../l1-contracts/lanes/gateways/L1OpStackGateway.sol";
import {LaneHub} from "../../../../l1-contracts/lanes/LaneHub.sol";
import {ReportOracle} from "../../../../l1-contracts/oracle/ReportOracle.sol";
import {Report} from "../../../../shared/contracts/oracle/Reports.sol";
import {MessengerHarness} from "../../../shared/lanes/harness/MessengerHarness.sol";
import {OracleKit} from "../../oracle/harness/OracleKit.sol";
import {CoreProbe} from "./CoreProbe.sol";

/// @notice The hub behind its proxy with its real gateway and report oracle, two lanes, a probe for the core and a
/// harness for the messenger.
abstract contract LaneHubWorld is OracleKit {
    uint16 internal constant LANE = 1;
    uint16 internal constant OTHER_LANE = 2;

    CoreProbe internal core;
    ReportOracle internal oracle;
    MessengerHarness internal messenger;
    LaneHub internal hub;
    L1OpStackGateway internal gateway;
    L1OpStackGateway internal otherGateway;
    address internal peerGateway = makeAddr("peerGateway");
    address internal peerHub = makeAddr("peerHub");

    function setUp() public virtual {
        vm.chainId(900);
        vm.warp(14_200);
        core = new CoreProbe();
        oracle = deployOracle(address(core), 3, 2);
        messenger = new MessengerHarness();
        LaneHub implementation = new LaneHub(address(core), address(oracle));
        hub = LaneHub(
            payable(new ERC1967Proxy(address(implementation), abi.encodeCall(LaneHub.initialize, (timelock))))
        );
        gateway = new L1OpStackGateway(address(messenger), peerGateway, address(hub), 901);
        otherGateway = new L1OpStackGateway(address(messenger), peerGateway, address(hub), 902);
        core.addLane(LANE, 4 ether, 2 ether);
        core.addLane(OTHER_LANE, 0, 0);
        vm.startPrank(timelock);
        hub.setLane(LANE, address(gateway), peer(901));
        hub.setLane(OTHER_LANE, address(otherGateway), peer(902));
        vm.stopPrank();
        messenger.pretendSender(peerGateway);
        vm.deal(address(core), 1_000 ether);
        vm.deal(address(messenger), 1_000 ether);
        vm.deal(address(this), 1_000 ether);
    }

    /// ERC-7930 address of the L2 hub; ids 901 and 902 have two bytes.
    function peer(uint16 chainId) internal view returns (bytes memory) {
        return abi.encodePacked(hex"0001000002", chainId, hex"14", peerHub);
    }

    /// A batch that mints 3 shares-ether for 3 ether; packed here by hand, as the wire format says.
    function body(uint96 forwarded, uint32 actionCount, bytes32 actionsRoot) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                uint64(5), // rateNonce
                uint96(3 ether), // minted
                uint96(1 ether), // burned
                forwarded,
                uint96(2 ether), // etherSent
                uint96(0.5 ether), // heldAfter
                actionCount,
                actionsRoot
            );
    }

    function envelope(uint16 laneId, uint64 nonce, bytes memory content) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(1), uint8(1), laneId, nonce, content);
    }

    /// Lets the messenger deliver, as it does when it relays a message of `gateway`'s peer; reverts are the caller's.
    function deliver(L1OpStackGateway through, bytes memory message, uint256 value) internal {
        vm.prank(address(messenger));
        through.deliver{value: value}(peerHub, address(hub), message);
    }

    /// As {deliver}, expecting exactly this revert.
    function deliverExpecting(bytes memory expected, bytes memory message, uint256 value) internal {
        vm.prank(address(messenger));
        vm.expectRevert(expected);
        gateway.deliver{value: value}(peerHub, address(hub), message);
    }

    function land(uint64 nonce) internal {
        deliver(gateway, envelope(LANE, nonce, body(0, 0, 0)), 2 ether);
    }

    function landForwarding(uint64 nonce, uint256 requests) internal {
        core.setRequestsPerLanding(requests);
        deliver(gateway, envelope(LANE, nonce, body(1 ether, 0, 0)), 2 ether);
    }

    function submit(Report memory report) internal {
        vm.warp(report.refTime);
        oracle.submitReport(report, sign(oracle, report, 0, 2));
    }
}
