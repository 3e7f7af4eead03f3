// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {Test} from "forge-std/Test.sol";
import {RateBucket} from "../../../shared/contracts/limits/RateBucket.sol";

contract RateBucketTest is Test {
    using RateBucket for RateBucket.Bucket;
    using RateLimiter for RateLimiter.RefillingBucket;

    RateBucket.Bucket private bucket;
    RateLimiter.RefillingBucket private oracle;

    function consume(uint256 amount) external {
        bucket.consume(amount);
    }

    function secondsUntil(uint256 amount) external view returns (uint256) {
        return bucket.secondsUntil(amount);
    }

    function test_vectors_trace() public {
        string memory json = vm.readFile("shared/vectors/rate-bucket.json");
        bucket.initialize(
            uint64(vm.parseJsonUint(json, ".capacityGwei")),
            uint56(vm.parseJsonUint(json, ".refillGwei"))
        );
        uint256 count = vm.parseJsonUint(json, ".stepCount");
        for (uint256 i = 0; i < count; ++i) {
            string memory step = string.concat(".steps[", vm.toString(i), "]");
            skip(vm.parseJsonUint(json, string.concat(step, ".wait")));
            uint256 amount = vm.parseJsonUint(json, string.concat(step, ".amount"));
            if (amount == 0) {
                bucket.setLimits(
                    uint64(vm.parseJsonUint(json, string.concat(step, ".capacityGwei"))),
                    uint56(vm.parseJsonUint(json, string.concat(step, ".refillGwei")))
                );
            } else {
                try this.consume(amount) {
                    assertTrue(vm.parseJsonBool(json, string.concat(step, ".granted")));
                } catch {
                    assertFalse(vm.parseJsonBool(json, string.concat(step, ".granted")));
                }
            }
            assertEq(bucket.available(), vm.parseJsonUint(json, string.concat(step, ".available")));
        }
    }

    /// While the limits stay, OpenZeppelin's bucket with capacity = refill * window grants and refuses the same.
    function testFuzz_consume_AgreesWithOpenZeppelin(
        uint40 refillGwei,
        uint16 windowSeconds,
        uint256[16] calldata seeds
    ) public {
        refillGwei = uint40(bound(refillGwei, 1, type(uint40).max));
        windowSeconds = uint16(bound(windowSeconds, 1, type(uint16).max));
        uint256 capacityGwei = uint256(refillGwei) * windowSeconds;
        bucket.initialize(uint64(capacityGwei), refillGwei);
        oracle.updateSettings(windowSeconds, uint208(capacityGwei * 1e9));
        for (uint256 i = 0; i < seeds.length; ++i) {
            skip((seeds[i] >> 128) % (uint256(windowSeconds) + 2));
            assertEq(bucket.available(), oracle.available(""));
            uint256 amount = uint256(uint128(seeds[i])) % (bucket.available() + bucket.available() / 8 + 2);
            bool granted = oracle.tryConsume("", amount);
            try this.consume(amount) {
                assertTrue(granted);
            } catch {
                assertFalse(granted);
            }
        }
        assertEq(bucket.available(), oracle.available(""));
    }

    /// T-17: no change of capacity or refill makes anything available at once.
    function testFuzz_setLimits_NeverRaisesWhatIsAvailable_T_17(
        uint64[2] calldata capacities,
        uint56[2] calldata refills,
        uint96 drawn,
        uint32 wait
    ) public {
        bucket.initialize(capacities[0], refills[0]);
        bucket.consume(bound(drawn, 0, bucket.available()));
        skip(wait);
        uint256 before = bucket.available();
        bucket.setLimits(capacities[1], refills[1]);
        uint256 capacity = uint256(capacities[1]) * 1e9;
        assertEq(bucket.available(), before < capacity ? before : capacity);
    }

    function test_consume_RevertWhen_Exceeded() public {
        bucket.initialize(10e9, 1e9);
        bucket.consume(4 ether);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(RateBucket.RateBucket_Exceeded.selector, 7 ether + 1, 7 ether));
        this.consume(7 ether + 1);
    }

    function testFuzz_secondsUntil_IsTheFirstMomentThatGrants(uint96 amount, uint32 passed) public {
        bucket.initialize(1_000e9, 3);
        bucket.consume(1_000 ether);
        amount = uint96(bound(amount, 1, 1_000 ether));
        skip(passed);
        uint256 wait = bucket.secondsUntil(amount);
        if (wait > 0) {
            skip(wait - 1);
            assertLt(bucket.available(), amount);
            skip(1);
        }
        assertGe(bucket.available(), amount);
    }

    function test_secondsUntil_SaysNeverForWhatNeverFits() public {
        bucket.initialize(10e9, 0);
        bucket.consume(10 ether);
        assertEq(bucket.secondsUntil(0), 0);
        assertEq(bucket.secondsUntil(1), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(RateBucket.RateBucket_AboveCapacity.selector, 11 ether, 10 ether));
        this.secondsUntil(11 ether);
    }
}
