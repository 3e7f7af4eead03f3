// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {L2Hub} from "../../../l2-contracts/lanes/L2Hub.sol";
import {L2StakingPool} from "../../../l2-contracts/staking/L2StakingPool.sol";
import {BatchMessage} from "../../../shared/contracts/messages/BatchMessage.sol";
import {Envelope} from "../../../shared/contracts/messages/Envelope.sol";
import {StateUpdateMessage} from "../../../shared/contracts/messages/StateUpdateMessage.sol";
import {RecordingGateway} from "./RecordingGateway.sol";

/// @notice What L1 does with a lane, as numbers: lands batches in order, locks and releases shares, moves the rate,
/// settles what was forwarded and sends StateUpdates. Reverts, and so fails the campaign, where L1 would have to refuse.
contract GhostL1 {
    error Inadmissible(uint64 batchNonce, int256 gap);
    error LockedSharesExceeded(uint64 batchNonce, uint256 locked, uint256 wanted);

    L2StakingPool private immutable pool;
    L2Hub private immutable hub;
    RecordingGateway private immutable gateway;

    uint256 public rate = 1e18;
    uint64 public rateNonce;
    uint64 public refTime;
    uint256 public locked; // K
    uint256 public held; // H
    uint64 public applied;
    uint256 public funded;
    int256 public unapplied; // Σ closed, unapplied (m − u − w)
    uint256 public lastHeldAfter; // of the last closed batch
    uint256 private observed; // batches sent by the hub and seen here
    uint256[] private rates = [1e18];
    StateUpdateMessage.Settlement[] private due;
    bytes[] private messages;
    uint256[] private values;
    mapping(uint256 index => bool) public isDelivered;

    constructor(L2StakingPool pool_, L2Hub hub_, RecordingGateway gateway_) {
        pool = pool_;
        hub = hub_;
        gateway = gateway_;
        refTime = uint64(block.timestamp);
    }

    function distributor() external view returns (address target) {
        (, , target, , ) = hub.connections();
    }

    /// @dev Notes batches as they are sent.
    function observe() external {
        for (; observed < gateway.count(); ++observed) {
            BatchMessage.Body memory body = this.batch(gateway.sent(observed).payload, uint64(observed + 1));
            unapplied += int256(uint256(body.minted)) - int256(uint256(body.burned)) - int256(uint256(body.forwarded));
            lastHeldAfter = body.heldAfter;
            require(gateway.sent(observed).value == body.etherSent, "value");
        }
    }

    function land() external returns (bool) {
        if (applied >= observed) return false;
        uint64 nonce = applied + 1;
        BatchMessage.Body memory body = this.batch(gateway.sent(applied).payload, nonce);
        // LANE-2, exact, against the rate L1 itself sent.
        int256 came = (int256(uint256(body.etherSent)) + int256(uint256(body.heldAfter)) - int256(held)) * 1e18;
        int256 owed = (int256(uint256(body.minted)) - int256(uint256(body.burned))) * int256(rates[body.rateNonce]);
        if (came < owed) revert Inadmissible(nonce, came - owed);
        // LANE-3
        uint256 leaving = uint256(body.burned) + body.forwarded;
        if (locked + body.minted < leaving || locked < leaving) revert LockedSharesExceeded(nonce, locked, leaving);
        locked = locked + body.minted - leaving;
        held = body.heldAfter;
        unapplied -= int256(uint256(body.minted)) - int256(leaving);
        applied = nonce;
        if (body.forwarded != 0) {
            // The queue pays at most the rate of the landing, less when a loss comes before the finalization.
            uint256 proceeds = (body.forwarded * (rate - (rate * (nonce % 3)) / 1_000)) / 1e18;
            due.push(StateUpdateMessage.Settlement(nonce, uint96(proceeds)));
        }
        return true;
    }

    /// @dev One frame: the rate rises within 0.9·g, or falls; the lane is funded; what is due is settled or waits.
    function report(uint256 seed) external {
        uint256 elapsed = block.timestamp - refTime;
        if (elapsed == 0) return;
        if (seed % 9 == 0) rate -= (rate * ((seed >> 8) & 0xff)) / 100_000;
        else rate += (((rate * 2 * 9 * elapsed) / (10 * 10_000 * 1 days)) * ((seed >> 8) & 0xff)) / 0xff;
        refTime = uint64(block.timestamp);
        rateNonce += 1;
        rates.push(rate);
        if (seed % 4 == 1) {
            uint256 shares = (seed >> 16) % 1e18;
            funded += shares;
            locked += shares;
        }
        StateUpdateMessage.Body memory body;
        body.refTime = refTime;
        body.rateNonce = rateNonce;
        body.rate = uint64(rate);
        body.appliedNonce = applied;
        body.lockedShares = uint96(locked);
        body.rewardsTotal = uint96(funded);
        body.rewardsFrame = rateNonce;
        if (seed % 3 != 0) {
            body.settlements = due;
            delete due;
        }
        messages.push(Envelope.encode(Envelope.STATE_UPDATE, 1, rateNonce, StateUpdateMessage.encode(body)));
        values.push(StateUpdateMessage.totalPaid(body));
    }

    function delivered(uint256 index) external {
        isDelivered[index] = true;
    }

    function messageCount() external view returns (uint256) {
        return messages.length;
    }

    function message(uint256 index) external view returns (bytes memory, uint256 value) {
        return (messages[index], values[index]);
    }

    /// @dev External, so that the codec reads calldata.
    function batch(bytes calldata payload, uint64 expectedNonce) external pure returns (BatchMessage.Body memory) {
        (uint64 nonce, bytes calldata body) = Envelope.open(payload, Envelope.BATCH, 1);
        require(nonce == expectedNonce, "batch nonces are contiguous");
        return BatchMessage.decode(body);
    }
}
