// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ExecutorProbe} from "./ExecutorProbe.sol";
import {LaneHubWorld} from "./LaneHubWorld.sol";
import {OutboxProver} from "./OutboxProver.sol";

/// @notice A hub with an executor for kind 9, called for one action at a time, that does as actions say.
abstract contract ActionWorld is LaneHubWorld {
    uint8 internal constant KIND = 9;

    ExecutorProbe internal executor;

    function setUp() public virtual override {
        super.setUp();
        executor = new ExecutorProbe();
        vm.prank(timelock);
        hub.setExecutor(KIND, address(executor), false);
    }

    /// kind u8, gasLimit u32, operatorId u64, issuedAt u40, then the order and a salt that makes leaves differ.
    function action(uint32 gasLimit, uint8 order, uint16 salt) internal pure returns (bytes memory) {
        return abi.encodePacked(KIND, gasLimit, (uint64(1) << 48) | 1, uint40(1_700_000_000), order, salt);
    }

    function actionsOf(uint256 count, uint32 gasLimit, uint8 order) internal pure returns (bytes[] memory actions) {
        actions = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) actions[i] = action(gasLimit, order, uint16(i));
    }

    function landActions(uint64 nonce, bytes[] memory actions) internal {
        bytes memory content = body(0, uint32(actions.length), OutboxProver.rootOf(actions));
        deliver(gateway, envelope(LANE, nonce, content), 2 ether);
    }

    function execute(bytes[] memory actions, uint256 start, uint256 length) internal {
        bytes memory run = OutboxProver.runOf(actions, start, length);
        bytes32[] memory proof = OutboxProver.proofOf(actions, start, length);
        hub.executeActions(LANE, 1, uint32(start), run, proof);
    }

    function executeExpecting(bytes memory expected, uint32 start, bytes memory run, bytes32[] memory proof) internal {
        vm.expectRevert(expected);
        hub.executeActions(LANE, 1, start, run, proof);
    }
}
