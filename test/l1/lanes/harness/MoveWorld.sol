// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {CoreRoles} from "../../../../l1-contracts/core/CoreTypes.sol";
import {LiquidStakingCore} from "../../../../l1-contracts/core/LiquidStakingCore.sol";
import {L1OpStackGateway} from "../../../../l1-contracts/lanes/gateways/L1OpStackGateway.sol";
import {IMoveLedger} from "../../../../l1-contracts/lanes/IMoveLedger.sol";
import {LaneHub} from "../../../../l1-contracts/lanes/LaneHub.sol";
import {MoveLedger} from "../../../../l1-contracts/lanes/MoveLedger.sol";
import {ReportOracle} from "../../../../l1-contracts/oracle/ReportOracle.sol";
import {MessengerHarness} from "../../../shared/lanes/harness/MessengerHarness.sol";
import {OracleKit} from "../../oracle/harness/OracleKit.sol";
import {OutboxProver} from "./OutboxProver.sol";

/// @notice L1's side of two lanes with every contract real but the bridge. Alice has 100 csETH at rate 1, lane 1 has 10
/// locked by its first batch, lane 2 nothing.
abstract contract MoveWorld is OracleKit {
    uint16 internal constant LANE = 1;
    uint16 internal constant OTHER_LANE = 2;

    LiquidStakingCore internal core;
    ReportOracle internal oracle;
    LaneHub internal hub;
    MoveLedger internal moves;
    MessengerHarness internal messenger;
    L1OpStackGateway internal gateway;
    L1OpStackGateway internal otherGateway;
    address internal peerGateway = makeAddr("peerGateway");
    address internal peerHub = makeAddr("peerHub");
    address internal token = makeAddr("token");
    address internal otherToken = makeAddr("otherToken");
    address internal treasury = makeAddr("treasury");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    uint64 private _batches;

    function setUp() public virtual {
        vm.chainId(900);
        vm.warp(13_000);
        messenger = new MessengerHarness();
        LiquidStakingCore implementation = new LiquidStakingCore(13_000, 1_200, 384);
        uint64 nonce = vm.getNonce(address(this));
        // In this order: core; implementation and proxy of oracle, hub, move ledger.
        CoreRoles memory roles = CoreRoles({
            owner: timelock,
            reportOracle: vm.computeCreateAddress(address(this), nonce + 2),
            laneHub: vm.computeCreateAddress(address(this), nonce + 4),
            treasury: treasury,
            validatorLedger: makeAddr("validatorLedger"),
            bonds: makeAddr("bonds"),
            withdrawalVault: makeAddr("vault"),
            moveLedger: vm.computeCreateAddress(address(this), nonce + 6)
        });
        bytes memory init = abi.encodeCall(LiquidStakingCore.initialize, (roles, 1_000_000 ether, 0));
        vm.deal(address(this), 1_000 ether);
        core = LiquidStakingCore(address(new ERC1967Proxy{value: 1e15}(address(implementation), init)));
        oracle = deployOracle(address(core), 5, 3);
        init = abi.encodeCall(LaneHub.initialize, (timelock));
        hub = LaneHub(payable(new ERC1967Proxy(address(new LaneHub(address(core), address(oracle))), init)));
        init = abi.encodeCall(MoveLedger.initialize, (timelock));
        moves = MoveLedger(address(new ERC1967Proxy(address(new MoveLedger(address(hub), address(core))), init)));
        assertEq(address(moves), roles.moveLedger);
        _open();
        vm.deal(alice, 200 ether);
        vm.prank(alice);
        core.deposit{value: 100 ether}(alice, 0);
        vm.prank(alice);
        core.approve(address(moves), type(uint256).max);
        _land(10 ether, 0, new bytes[](0));
    }

    function _open() private {
        gateway = new L1OpStackGateway(address(messenger), peerGateway, address(hub), 901);
        otherGateway = new L1OpStackGateway(address(messenger), peerGateway, address(hub), 902);
        messenger.pretendSender(peerGateway);
        vm.deal(address(messenger), 100 ether);
        vm.startPrank(timelock);
        core.addLane(LANE);
        core.addLane(OTHER_LANE);
        hub.setLane(LANE, address(gateway), abi.encodePacked(hex"0001000002038514", peerHub));
        hub.setLane(OTHER_LANE, address(otherGateway), abi.encodePacked(hex"0001000002038614", peerHub));
        hub.setExecutor(8, address(moves), false);
        moves.setLaneToken(LANE, token);
        moves.setLaneToken(OTHER_LANE, otherToken);
        vm.stopPrank();
    }

    /// A batch of lane 1 that mints and burns at rate 1 and carries these actions.
    function _land(uint96 minted, uint96 burned, bytes[] memory actions) internal returns (uint64 batchNonce) {
        batchNonce = ++_batches;
        bytes32 root = actions.length == 0 ? bytes32(0) : OutboxProver.rootOf(actions);
        bytes memory body = abi.encodePacked(
            uint64(0),
            minted,
            burned,
            uint96(0),
            minted,
            uint96(0),
            uint32(actions.length),
            root
        );
        vm.prank(address(messenger));
        gateway.deliver{value: minted}(peerHub, address(hub), abi.encodePacked(hex"01010001", batchNonce, body));
    }

    /// Lands the moves in a batch of their own and executes them.
    function _arrive(bytes[] memory actions) internal returns (uint64 batchNonce) {
        batchNonce = _land(0, 0, actions);
        hub.executeActions(LANE, batchNonce, 0, OutboxProver.runOf(actions, 0, actions.length), new bytes32[](0));
    }

    function _arrive(bytes memory action) internal returns (uint64 batchNonce) {
        bytes[] memory actions = new bytes[](1);
        actions[0] = action;
        return _arrive(actions);
    }

    /// MOVE_SHARES of bob's on the L2, packed by hand: kind, gas, no operator, issuedAt; then its 70 bytes.
    function _move(
        uint64 moveNonce,
        address recipient,
        uint96 shares,
        uint64 fee,
        uint16 destination
    ) internal view returns (bytes memory) {
        return
            abi.encodePacked(
                hex"0800030d400000000000000000000000007b",
                moveNonce,
                bob,
                recipient,
                shares,
                fee,
                destination
            );
    }

    function _parked(
        uint64 moveNonce,
        address recipient,
        uint96 shares,
        uint16 destination
    ) internal view returns (IMoveLedger.ParkedMove memory) {
        return IMoveLedger.ParkedMove(LANE, moveNonce, destination, bob, recipient, shares);
    }

    /// What the messenger was given last: SHARES at rate 1, of nonce 0.
    function _assertTold(uint16 laneId, uint64 nonce, address recipient, uint96 shares) internal view {
        bytes memory body = abi.encodePacked(recipient, shares, uint64(0), uint64(1e18));
        bytes memory message = abi.encodePacked(hex"0105", laneId, nonce, body);
        assertEq(
            messenger.last().message,
            abi.encodeWithSignature("deliver(address,address,bytes)", address(hub), peerHub, message)
        );
        assertEq(messenger.last().value, 0);
    }

    /// LEDGER-2: S is the sum of the balances there are, the hub's covers K, the move ledger's is what is parked.
    function _assertWhole() internal view {
        assertEq(core.balanceOf(address(moves)), moves.parkedShares(), "parked");
        uint256 locked = core.lane(LANE).lockedShares + core.lane(OTHER_LANE).lockedShares;
        assertEq(core.balanceOf(address(hub)), locked, "K");
        uint256 rest = core.balanceOf(alice) + core.balanceOf(bob) + core.balanceOf(treasury) + 1e15;
        assertEq(core.totalSupply(), locked + moves.parkedShares() + rest, "S");
    }
}
