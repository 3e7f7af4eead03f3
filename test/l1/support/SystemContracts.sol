// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

/// The genuine contracts of the consensus layer at their addresses (shared/vectors/system-contracts.json), and what the
/// consensus layer itself does to them.
abstract contract SystemContracts is Test {
    address internal constant DEPOSIT_CONTRACT = 0x00000000219ab540356cBB839Cbe05303d7705Fa;
    address internal constant BEACON_ROOTS = 0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02;
    address internal constant WITHDRAWAL_REQUESTS = 0x00000961Ef480Eb55e80D19ad83579A64c007002;
    address internal constant CONSOLIDATION_REQUESTS = 0x0000BBdDc7CE488642fb579F8B00f3a590007251;
    address private constant SYSTEM = 0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE;

    function installSystemContracts() internal {
        string memory json = vm.readFile("shared/vectors/system-contracts.json");
        for (uint256 i = 0; i < 4; ++i) {
            string memory entry = string.concat("[", vm.toString(i), "]");
            address account = vm.parseJsonAddress(json, string.concat(entry, ".address"));
            vm.etch(account, vm.parseJsonBytes(json, string.concat(entry, ".code")));
            if (vm.parseJsonUint(json, string.concat(entry, ".slotCount")) == 0) continue;
            bytes32[] memory slots = vm.parseJsonBytes32Array(json, string.concat(entry, ".slots"));
            bytes32[] memory values = vm.parseJsonBytes32Array(json, string.concat(entry, ".values"));
            for (uint256 k = 0; k < slots.length; ++k) vm.store(account, slots[k], values[k]);
        }
    }

    /// What the consensus layer does at the start of a block: EIP-4788.
    function setBeaconRoot(uint256 timestamp, bytes32 root) internal {
        uint256 slot = timestamp % 8191;
        vm.store(BEACON_ROOTS, bytes32(slot), bytes32(timestamp));
        vm.store(BEACON_ROOTS, bytes32(slot + 8191), root);
    }

    /// What it does at the end: takes the queued requests, 76 bytes each (20 source, 48 pubkey, 8 amount little-endian).
    function dequeueWithdrawalRequests() internal returns (bytes memory requests) {
        return _systemCall(WITHDRAWAL_REQUESTS);
    }

    /// 116 bytes each: 20 source, 48 source pubkey, 48 target pubkey.
    function dequeueConsolidationRequests() internal returns (bytes memory requests) {
        return _systemCall(CONSOLIDATION_REQUESTS);
    }

    /// As if many requests had been made: the fee is e^(excess/17) wei.
    function setWithdrawalExcess(uint256 excess) internal {
        vm.store(WITHDRAWAL_REQUESTS, 0, bytes32(excess));
    }

    function _systemCall(address target) private returns (bytes memory answer) {
        bool ok;
        vm.prank(SYSTEM);
        (ok, answer) = target.call("");
        require(ok, "system call failed");
    }
}
