// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {Gate, StakeGate} from "../../l2-contracts/staking/StakeGate.sol";
import {Tally} from "../../l2-contracts/staking/Tally.sol";
import {RateBucket} from "../../shared/contracts/limits/RateBucket.sol";

/// @dev A contract of its own: a library inlined into the test would see the time of before a warp.
contract GateHarness {
    Gate public gate;

    constructor(Gate initial, uint24 capacity, uint24 refill) {
        gate = initial.withLimits(capacity, refill).filled();
    }

    function consume(uint256 amount) external {
        gate = gate.consume(amount);
    }

    function setLimits(uint24 capacity, uint24 refill) external {
        gate = gate.withLimits(capacity, refill);
    }

    function available() external view returns (uint256) {
        return gate.availableGwei() * 1 gwei;
    }
}

contract BucketHarness {
    using RateBucket for RateBucket.Bucket;

    RateBucket.Bucket private bucket;

    constructor(uint24 capacity, uint24 refill) {
        bucket.initialize(uint64(capacity) * 1e9, uint56(refill) * 1e3);
    }

    function consume(uint256 amount) external {
        bucket.consume(amount);
    }

    function setLimits(uint24 capacity, uint24 refill) external {
        bucket.setLimits(uint64(capacity) * 1e9, uint56(refill) * 1e3);
    }

    function available() external view returns (uint256) {
        return bucket.available();
    }
}

/// The packed words against the struct of shared/contracts and against their fields.
contract StakeGateTest is Test {
    /// Any sequence of draws, waits and changes of limits leaves as much as RateBucket does, to the gwei (T-17).
    function testFuzz_gate_AgreesWithRateBucket_T17(uint24 capacity, uint24 refill, uint256[12] calldata steps) public {
        vm.warp(1_800_000_000);
        GateHarness packed = new GateHarness(Gate.wrap(type(uint256).max ^ ((1 << 144) - 1)), capacity, refill);
        BucketHarness bucket = new BucketHarness(capacity, refill);
        for (uint256 i = 0; i < steps.length; ++i) {
            uint256 seed = steps[i];
            if (seed % 3 == 0) vm.warp(vm.getBlockTimestamp() + ((seed >> 8) % 1 days));
            if (seed % 3 == 1) {
                uint256 amount = (seed >> 8) % (bucket.available() + 1);
                amount -= amount % 1 gwei;
                packed.consume(amount);
                bucket.consume(amount);
            }
            if (seed % 3 == 2) {
                packed.setLimits(uint24(seed >> 8), uint24(seed >> 32));
                bucket.setLimits(uint24(seed >> 8), uint24(seed >> 32));
            }
            assertEq(packed.available(), bucket.available());
        }
        // What shares the slot is untouched.
        Gate gate = packed.gate();
        assertEq(gate.rate(), type(uint64).max);
        assertEq(gate.refTime(), type(uint40).max);
        assertTrue(gate.has(StakeGate.STOPPED));
        assertTrue(gate.has(StakeGate.WAITING));
    }

    function testFuzz_gate_KeepsItsFields(uint256 word, uint64 rate, uint40 refTime) public view {
        Gate gate = Gate.wrap(word).withRate(rate, refTime).withFlag(StakeGate.STOPPED, true);
        assertEq(gate.rate(), rate);
        assertEq(gate.refTime(), refTime);
        assertTrue(gate.has(StakeGate.STOPPED));
        assertEq(gate.capacityEther(), Gate.wrap(word).capacityEther());
        assertEq(gate.has(StakeGate.WAITING), Gate.wrap(word).has(StakeGate.WAITING));
        assertFalse(gate.withFlag(StakeGate.STOPPED, false).has(StakeGate.STOPPED));
    }

    function testFuzz_tally_KeepsItsFields(
        uint80 held,
        uint88 total,
        uint80 minted,
        uint8 fee,
        uint72 x,
        uint72 s
    ) public pure {
        held = uint80(bound(held, 0, type(uint80).max - type(uint72).max));
        minted = uint80(bound(minted, 0, type(uint80).max - type(uint72).max));
        total = uint88(bound(total, 0, type(uint88).max - type(uint72).max));
        Tally tally = Tally.wrap(uint256(held) | (uint256(total) << 80) | (uint256(minted) << 168));
        tally = tally.withStakeFeeBps(fee).staked(x, s);
        assertEq(tally.poolEther(), uint256(held) + x);
        assertEq(tally.totalShares(), uint256(total) + s);
        assertEq(tally.minted(), uint256(minted) + s);
        assertEq(tally.stakeFeeBps(), fee);
        tally = tally.withoutMinted().withPoolEther(x).withTotalShares(s);
        assertEq(Tally.unwrap(tally), uint256(x) | (uint256(s) << 80) | (uint256(fee) << 248));
    }
}
