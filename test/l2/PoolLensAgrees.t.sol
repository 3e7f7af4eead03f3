// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaneBook} from "../../l2-contracts/staking/PoolTypes.sol";
import {Door, Refusal} from "../../shared/contracts/lens/DoorTypes.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {PoolLensWorld} from "./support/PoolLensWorld.sol";

/// Whatever happened to a lane: what the lens says of a call is what the call does.
contract PoolLensAgreesTest is PoolLensWorld {
    uint64 private rateNonce;
    uint64 private updateNonce;
    uint64 private messageNonce;

    function testFuzz_everyDoorAgreesWithItsCall_LENS_1(uint256 seed) public {
        _setParameters(1 days, 100e9, HELD_CAP_GWEI);
        for (uint256 i = 0; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _step(seed % 11, seed >> 8);
            _compareAll(uint256(keccak256(abi.encode(seed, "amounts"))));
        }
    }

    function _step(uint256 kind, uint256 seed) private {
        if (kind < 2) _try(alice, address(pool), seed % 400 ether, abi.encodeCall(pool.stake, (alice, 0)));
        if (kind == 2 || kind == 3)
            _try(alice, address(pool), 0, abi.encodeCall(pool.requestUnstake, (_part(seed), alice)));
        if (kind == 4) vm.warp(vm.getBlockTimestamp() + (seed % 20 hours));
        if (kind == 5) _try(bob, address(hub), 0, abi.encodeCall(hub.closeBatch, ()));
        if (kind == 6 || kind == 7) _update(seed);
        if (kind == 8) _try(bob, address(pool), 0, abi.encodeCall(pool.net, ()));
        if (kind == 9) _try(bob, address(pool), 0, abi.encodeCall(pool.forward, ()));
        if (kind == 10 && seed % 2 == 0) _freeze(++messageNonce, rateNonce + 1);
        if (kind == 10 && seed % 2 == 1) _tellFall(++messageNonce, rateNonce + 1, 0.9e18);
    }

    /// L1 has landed all that was closed; the rate stays, rises a little or falls.
    function _update(uint256 seed) private {
        vm.warp(vm.getBlockTimestamp() + 1 + (seed % 3 hours));
        (uint256 rate, , , ) = pool.rate();
        if (seed % 5 == 0) rate -= rate / 1_000;
        if (seed % 5 == 1) rate += rate / 10_000_000;
        LaneBook memory book = pool.book();
        uint64 applied = hub.openBatchNonce() - 1;
        rateNonce += 2;
        StateUpdateMessage.Body memory body = _update(
            rateNonce,
            uint64(rate),
            applied,
            uint96((book.totalShares * (seed % 100)) / 90)
        );
        body.releasedTotal = uint96(book.movedOutTotal);
        _deliver(++updateNonce, body);
    }

    function _compareAll(uint256 seed) private {
        (uint256 availableWei, ) = pool.stakeLimit();
        uint256[6] memory amounts = [
            seed % 1 gwei,
            seed % 1 ether,
            seed % 20 ether,
            seed % 11_000 ether,
            availableWei,
            availableWei + 1
        ];
        Door memory door = _agreedStake(amounts[seed % 6]);
        _compareTime(door, amounts[seed % 6]);
        uint256[5] memory shares = [
            seed % 2e12,
            seed % 1e18,
            _part(seed),
            pool.available(),
            pool.balanceOf(alice) + (seed % 2)
        ];
        _agreedUnstake(alice, shares[(seed >> 8) % 5]);
        _agreedFlashExit(alice, shares[(seed >> 16) % 5]);
        _agreedMove(alice, shares[(seed >> 24) % 5], uint16((seed >> 32) % 3));
        _agreedNetting();
        _agreedForwarding();
        _agreedClosing();
    }

    /// A second before it the refusal stands, unless an earlier one hides it; then it is gone.
    function _compareTime(Door memory door, uint256 amount) private {
        if (door.opensAt == 0 || door.refusal == Refusal.BatchFull) return;
        uint256 snapshot = vm.snapshotState();
        vm.warp(door.opensAt - 1);
        Refusal before = _agreedStake(amount).refusal;
        assertTrue(before == door.refusal || before == Refusal.RateTooOld);
        vm.warp(door.opensAt);
        assertTrue(_agreedStake(amount).refusal != door.refusal);
        vm.revertToState(snapshot);
    }

    /// @dev Up to all of Alice's.
    function _part(uint256 seed) private view returns (uint256) {
        return (pool.balanceOf(alice) * (seed % 65)) / 64;
    }

    function _try(address caller, address target, uint256 value, bytes memory data) private {
        vm.prank(caller);
        (bool done, ) = target.call{value: value}(data);
        done; // or not: the lens has to agree either way
    }
}
