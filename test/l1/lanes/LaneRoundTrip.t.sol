// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {CoreRoles, LaneAccount} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {LiquidStakingCore} from "../../../l1-contracts/core/LiquidStakingCore.sol";
import {L1OpStackGateway} from "../../../l1-contracts/lanes/gateways/L1OpStackGateway.sol";
import {LaneHub} from "../../../l1-contracts/lanes/LaneHub.sol";
import {IOperatorRegistry, OperatorRegistry} from "../../../l1-contracts/operators/OperatorRegistry.sol";
import {ReportOracle} from "../../../l1-contracts/oracle/ReportOracle.sol";
import {LaneRewards, Report} from "../../../shared/contracts/oracle/Reports.sol";
import {MessengerHarness} from "../../shared/lanes/harness/MessengerHarness.sol";
import {OracleKit} from "../oracle/harness/OracleKit.sol";
import {OutboxProver} from "./harness/OutboxProver.sol";

/// @notice L1's side of a lane with every contract real but the bridge: core, oracle, hub, gateway, registry.
contract LaneRoundTripTest is OracleKit {
    uint16 private constant LANE = 1;
    uint64 private constant OPERATOR = 0x0001000000000001;

    LiquidStakingCore private core;
    ReportOracle private oracle;
    LaneHub private hub;
    OperatorRegistry private registry;
    MessengerHarness private messenger;
    L1OpStackGateway private gateway;
    address private peerGateway = makeAddr("peerGateway");
    address private peerHub = makeAddr("peerHub");

    function setUp() public {
        vm.chainId(900);
        vm.warp(13_000);
        vm.deal(address(this), 100 ether);
        messenger = new MessengerHarness();
        LiquidStakingCore implementation = new LiquidStakingCore(13_000, 1_200, 384);
        uint64 nonce = vm.getNonce(address(this));
        // In this order: core, oracle's implementation and proxy, hub's implementation and proxy.
        CoreRoles memory roles = CoreRoles({
            owner: timelock,
            reportOracle: vm.computeCreateAddress(address(this), nonce + 2),
            laneHub: vm.computeCreateAddress(address(this), nonce + 4),
            treasury: makeAddr("treasury"),
            validatorLedger: makeAddr("validatorLedger"),
            bonds: makeAddr("bonds"),
            withdrawalVault: makeAddr("vault"),
            moveLedger: makeAddr("moveLedger")
        });
        bytes memory init = abi.encodeCall(LiquidStakingCore.initialize, (roles, 1_000 ether, 0));
        core = LiquidStakingCore(address(new ERC1967Proxy{value: 1e15}(address(implementation), init)));
        oracle = deployOracle(address(core), 5, 3);
        init = abi.encodeCall(LaneHub.initialize, (timelock));
        hub = LaneHub(payable(new ERC1967Proxy(address(new LaneHub(address(core), address(oracle))), init)));
        assertEq(address(oracle), roles.reportOracle);
        assertEq(address(hub), roles.laneHub);
        init = abi.encodeCall(OperatorRegistry.initialize, (timelock));
        registry = OperatorRegistry(address(new ERC1967Proxy(address(new OperatorRegistry(address(hub))), init)));
        gateway = new L1OpStackGateway(address(messenger), peerGateway, address(hub), 901);
        vm.startPrank(timelock);
        core.addLane(LANE);
        hub.setLane(LANE, address(gateway), abi.encodePacked(hex"0001000002038514", peerHub));
        for (uint8 kind = 1; kind <= 3; ++kind) hub.setExecutor(kind, address(registry), true);
        vm.stopPrank();
        messenger.pretendSender(peerGateway);
        vm.deal(address(messenger), 100 ether);
    }

    /// 10 shares-ether minted for 10 ether, 4 of them forwarded: the queue pays 4 ether back to the lane, once.
    function test_roundTrip_ForwardedSharesComeBackAsEther_T_92() public {
        _deliver(1, _batch(10 ether, 0, 4 ether, 10 ether, 0, 0));
        LaneAccount memory account = core.lane(LANE);
        assertEq(account.lockedShares, 6 ether);
        assertEq(core.balanceOf(address(hub)), 6 ether);
        assertEq(hub.batch(LANE, 1).firstRequestId, 1);
        assertEq(hub.batch(LANE, 1).requestCount, 1);

        // Not finalized: the first push settles nothing.
        Report memory report = _report(1, 0);
        hub.pushStateUpdate(LANE, report);
        assertEq(messenger.last().value, 0);

        report = _report(2, 1);
        hub.pushStateUpdate(LANE, report);
        assertEq(messenger.last().value, 4 ether);
        assertTrue(hub.batch(LANE, 1).settled);
        assertEq(address(hub).balance, 0);
        assertEq(address(core).balance, 6 ether + 1e15);
        bytes memory expected = abi.encodePacked(
            hex"010200010000000000000002",
            uint64(15_400), // refTime of frame 2
            uint64(0), // rateNonce: the rate has never changed
            uint64(1e18),
            uint64(1),
            uint96(6 ether),
            uint96(0),
            uint64(0),
            bytes32(0),
            uint96(0),
            uint16(1),
            uint64(1),
            uint96(4 ether)
        );
        assertEq(
            messenger.last().message,
            abi.encodeWithSignature("deliver(address,address,bytes)", address(hub), peerHub, expected)
        );
    }

    /// 1 ether of gains, φ = 8%, 1,200 s: r' = cap = 1 + 0.9·2 bp/72 = 1.0000025. Fee shares are
    /// ⌊2.5e12 · 10.001e18 · 800 / (9200 · 1.0000025e18)⌋ = 2,174,124,999,470, the operators' part of them 3/8. One more
    /// than that is not to be had; all of it goes from the escrow into K, and its total into the StateUpdate.
    function test_roundTrip_OperatorsFeesReachTheLaneOnce_T52_REW_1() public {
        _deliver(1, _batch(10 ether, 0, 0, 10 ether, 0, 0));
        vm.deal(address(core), address(core).balance + 1 ether);
        core.skim();
        uint96 earned = 815_296_874_801;
        _submit(_rewards(1, 300, earned + 1));
        assertEq(core.ledger().feeEscrowShares, earned);
        hub.pushStateUpdate(LANE, _rewards(1, 300, earned + 1));
        assertEq(core.ledger().feeEscrowShares, earned);
        assertEq(messenger.last().message, _told(1, 14_200, 1, 1.0000025e18, 10 ether, 0, 0));

        _submit(_rewards(2, 0, earned));
        hub.pushStateUpdate(LANE, _rewards(2, 0, earned));
        assertEq(core.ledger().feeEscrowShares, 0);
        assertEq(core.lane(LANE).lockedShares, 10 ether + earned);
        assertEq(core.lane(LANE).fundedTotal, earned);
        assertEq(core.balanceOf(address(hub)), 10 ether + earned);
        // r again at its cap: 1.0000025 · 1.0000025.
        uint64 rate = 1_000_005_000_006_250_000;
        assertEq(messenger.last().message, _told(2, 15_400, 2, rate, 10 ether + earned, 2, earned));
    }

    /// T-64: a batch that burns more than is locked for its lane is refused as a whole and can land never.
    function test_roundTrip_RevertWhen_MoreIsReleasedThanLocked_T_64() public {
        _deliver(1, _batch(10 ether, 0, 0, 10 ether, 0, 0));
        bytes memory greedy = _batch(0, 0, 10 ether + 1, 0, 0, 0);
        vm.prank(address(messenger));
        vm.expectRevert(
            abi.encodeWithSelector(ILiquidStakingCore.Core_LockedSharesExceeded.selector, LANE, 10 ether + 1, 10 ether)
        );
        gateway.deliver(peerHub, address(hub), _envelope(2, greedy));
        assertEq(hub.laneConfig(LANE).landedNonce, 1);
    }

    /// Registration and role change in one batch, executed after it landed, in order.
    function test_roundTrip_ActionsReachTheRegistry() public {
        bytes[] memory actions = new bytes[](3);
        actions[0] = abi.encodePacked(
            uint8(1),
            uint32(100_000),
            OPERATOR,
            uint40(100),
            address(11),
            address(12),
            uint8(1),
            uint16(300)
        );
        actions[1] = abi.encodePacked(uint8(2), uint32(6_500), OPERATOR, uint40(101), address(13));
        actions[2] = abi.encodePacked(uint8(3), uint32(6_500), OPERATOR, uint40(102), address(14));
        _deliver(1, _batch(0, 0, 0, 0, 3, OutboxProver.rootOf(actions)));
        bytes32[] memory none;
        // All three declared limits are enough for slots nobody has touched before.
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(actions, 0, 3), none);
        IOperatorRegistry.Operator memory operator = registry.operator(OPERATOR);
        assertEq(operator.owner, address(11));
        assertEq(operator.rewardRecipient, address(13));
        assertEq(operator.manager, address(14));
    }

    /// T-82: the batch with the change is executed before the one with the registration; a retry puts it right.
    function test_roundTrip_BatchesExecutedInTheWrongOrder_T_82() public {
        bytes[] memory first = new bytes[](1);
        first[0] = abi.encodePacked(
            uint8(1),
            uint32(100_000),
            OPERATOR,
            uint40(100),
            address(11),
            address(12),
            uint8(1),
            uint16(300)
        );
        bytes[] memory second = new bytes[](1);
        second[0] = abi.encodePacked(uint8(2), uint32(6_500), OPERATOR, uint40(101), address(13));
        _deliver(1, _batch(0, 0, 0, 0, 1, OutboxProver.rootOf(first)));
        _deliver(2, _batch(0, 0, 0, 0, 1, OutboxProver.rootOf(second)));
        bytes32[] memory none;
        hub.executeActions(LANE, 2, 0, OutboxProver.runOf(second, 0, 1), none);
        hub.executeActions(LANE, 1, 0, OutboxProver.runOf(first, 0, 1), none);
        assertEq(registry.operator(OPERATOR).rewardRecipient, address(12));
        hub.retryAction(LANE, 2, 0, second[0], none);
        assertEq(registry.operator(OPERATOR).rewardRecipient, address(13));
    }

    function _report(uint64 frame, uint64 finalizeUpTo) private returns (Report memory report) {
        report = emptyReport(frame);
        report.finalizeUpTo = finalizeUpTo;
        _submit(report);
    }

    function _submit(Report memory report) private {
        vm.warp(report.refTime);
        oracle.submitReport(report, sign(oracle, report, 0, 3));
    }

    function _rewards(uint64 frame, uint64 operatorFeeBps, uint96 total) private pure returns (Report memory report) {
        report = emptyReport(frame);
        report.operatorFeeBps = operatorFeeBps;
        report.lanes = new LaneRewards[](1);
        report.lanes[0] = LaneRewards(LANE, bytes32(uint256(0xabc)), total);
    }

    /// What the messenger got: a StateUpdate of the lane without settlements, batch 1 acknowledged.
    function _told(
        uint64 nonce,
        uint64 refTime,
        uint64 rateNonce,
        uint64 rate,
        uint96 locked,
        uint64 rewardsFrame,
        uint96 rewardsTotal
    ) private view returns (bytes memory) {
        bytes memory state = abi.encodePacked(refTime, rateNonce, rate, uint64(1), locked, uint96(0));
        bytes32 root = bytes32(rewardsFrame == 0 ? 0 : uint256(0xabc));
        bytes memory value = abi.encodePacked(rewardsFrame, root, rewardsTotal, uint16(0));
        bytes memory update = bytes.concat(abi.encodePacked(hex"01020001", nonce), state, value);
        return abi.encodeWithSignature("deliver(address,address,bytes)", address(hub), peerHub, update);
    }

    function _deliver(uint64 nonce, bytes memory content) private {
        uint96 etherSent = uint96(bytes12(_slice(content, 44)));
        vm.prank(address(messenger));
        gateway.deliver{value: etherSent}(peerHub, address(hub), _envelope(nonce, content));
    }

    function _envelope(uint64 nonce, bytes memory content) private pure returns (bytes memory) {
        return abi.encodePacked(hex"01010001", nonce, content);
    }

    function _batch(
        uint96 minted,
        uint96 burned,
        uint96 forwarded,
        uint96 etherSent,
        uint32 actionCount,
        bytes32 actionsRoot
    ) private pure returns (bytes memory) {
        return abi.encodePacked(uint64(0), minted, burned, forwarded, etherSent, uint96(0), actionCount, actionsRoot);
    }

    function _slice(bytes memory data, uint256 offset) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 32), offset))
        }
    }
}
