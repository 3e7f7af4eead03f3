// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {ShareToken} from "../../shared/contracts/token/ShareToken.sol";
import {IL2StakingPool} from "./IL2StakingPool.sol";
import {FreezeState} from "./PoolTypes.sol";
import {Gate, StakeGate} from "./StakeGate.sol";
import {Tally} from "./Tally.sol";

/// @title Storage of the pool, one ERC-7201 struct, and what every module of the pool may rely on
/// @notice Rules that all modules keep:
/// 1. A batch has one rate. {RateFeed} refuses a new rate while the open batch is not empty, so every mint, burn and
///    reserve of a batch is priced with the rate of the batch's rateNonce.
/// 2. Within a batch E grows by x for shares worth at most x (mints at the ceiling, floored) and falls by at most the
///    floored worth of burned shares; surplus only adds. Hence `(e + ΔH)·1e18 ≥ (m − u)·r` for every batch (LANE-2):
///    it is not checked on chain, because a revert there would lock the lane.
/// 3. Every share that leaves for L1 (burned, forwarded) was within {_available} when it left, and nothing else lowers
///    K on L1, so no landing can find K too small (LANE-3).
/// 4. The contract's ether is at least E + Y; ether is only ever booked by {Staking} and settlements.
/// @dev A stake touches three slots: tally, gate and the receiver's account. What it does not need lives elsewhere;
/// pendingValue it reads only while somebody waits.
abstract contract PoolStorage is ShareToken {
    using Checkpoints for Checkpoints.Trace208;

    struct Queue {
        uint88 burned; // u of the open batch
        uint88 forwarded; // w of the open batch
        uint40 lastId; // requests are numbered from 1
        uint40 servedId; // every request up to here is netted or forwarded
    }

    struct Book {
        uint88 claimable; // Y, wei
        uint88 pendingValue; // wei at own rates of requests not yet served
        uint64 closedNonce; // last closed batch
    }

    /// @notice One consistent snapshot of L1, from the newest StateUpdate.
    struct Acknowledged {
        uint96 lockedShares; // K
        uint96 releasedTotal; // shares
        uint64 nonce; // last landed batch
    }

    struct Totals {
        uint96 movedOut; // shares ever sent to L1 as csETH
        uint96 rewardsFunded; // shares ever minted for operators
        uint40 rateNonce; // of the gate's rate
    }

    struct Config {
        address hub;
        uint32 forwardDelaySeconds;
        uint64 poolTargetGwei;
        // ── next slot
        uint64 heldCapGwei;
    }

    /// @notice Shares and value of request n are the differences of the sums at n and n − 1, so any prefix of the FIFO
    /// is measured in O(1) and found in O(log n). The second slot is never cleared; the first is, by the claim.
    struct Request {
        address owner;
        uint64 ownRate; // wei per 1e18 shares at the request
        uint96 sharesSum;
        uint96 valueSum; // wei at own rates
        uint40 requestedAt; // seconds
    }

    /// @notice Ether of requests that are paid together: those of one netting, or all that one batch forwarded.
    struct Payout {
        uint88 unclaimedShares;
        uint88 unclaimedEther; // wei
        uint64 rate; // wei per 1e18 shares: what each share brought
        bool settled;
    }

    /// @custom:storage-location erc7201:cseth.storage.L2StakingPool
    struct PoolState {
        Tally tally;
        Gate gate;
        Queue queue;
        Book book;
        Acknowledged acknowledged;
        Totals totals;
        Config config;
        // shares burned and forwarded in all batches up to this one
        mapping(uint64 batchNonce => uint256 shares) leftTotalAt;
        mapping(uint256 requestId => Request) requests;
        mapping(uint256 payoutId => Payout) payouts;
        // last request id of a served range => payout id: the batch nonce, or {NETTED} | range index
        Checkpoints.Trace208 ranges;
        // read only while the gate's FROZEN flag is set
        FreezeState freeze;
        // of the newest fall that a move from L1 has told of
        uint64 fallNonce;
    }

    /// @notice Set in the payout id of a netted range; batch nonces stay below it.
    uint256 internal constant NETTED = 1 << 64;

    /// @dev L1 cuts forwarded shares into requests of at most REQUEST_WEI_MAX at ITS rate of the landing. These are
    /// held back so that a rate up to 6% higher still needs at most FORWARDED_REQUESTS_MAX: 300 days at the gain cap.
    uint256 private constant SPARE_REQUESTS = 4;

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.L2StakingPool")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant POOL_STORAGE = 0xab49e6ea44c1173cb3f43181cc5fccea3595f6e092d6e7befe4253bea0ef8400;

    modifier onlyHub() {
        if (msg.sender != _pool().config.hub) revert IL2StakingPool.Pool_NotHub(msg.sender);
        _;
    }

    function _pool() internal pure returns (PoolState storage $) {
        bytes32 slot = POOL_STORAGE;
        assembly {
            $.slot := slot
        }
    }

    /// @inheritdoc ShareToken
    function _totalShares() internal view override returns (uint256) {
        return _pool().tally.totalShares();
    }

    /// @dev The pool's own balance is the escrow of waiting unstakers and nothing else.
    function _requireValidReceiver(address receiver) internal view {
        if (receiver == address(0) || receiver == address(this)) revert IL2StakingPool.Pool_InvalidReceiver(receiver);
    }

    /// @dev `K − (movedOut − released) − Σ unacknowledged (u + w) − open (u + w)`, at least 0. Each subtraction L1 will
    /// make after its snapshot is one of these terms, and everything else L1 does only raises K (LANE-3).
    function _available() internal view returns (uint256) {
        PoolState storage $ = _pool();
        Acknowledged memory ack = $.acknowledged;
        uint256 held = uint256(ack.lockedShares) + ack.releasedTotal;
        uint256 left = uint256($.totals.movedOut) + _unacknowledged($, ack.nonce) + $.queue.burned + $.queue.forwarded;
        return held > left ? held - left : 0;
    }

    /// @dev Shares of requests that are neither netted nor forwarded; the pool's own balance.
    function _pendingShares(PoolState storage $) internal view returns (uint256) {
        return $.requests[$.queue.lastId].sharesSum - $.requests[$.queue.servedId].sharesSum;
    }

    /// @dev leftTotalAt only grows with the nonce, and what is acknowledged was closed: this never underflows.
    function _unacknowledged(PoolState storage $, uint64 ackedNonce) internal view returns (uint256) {
        return $.leftTotalAt[$.book.closedNonce] - $.leftTotalAt[ackedNonce];
    }

    /// @dev Shares that the open batch can still forward.
    function _forwardRoom(PoolState storage $, Queue memory queue) internal view returns (uint256 shares) {
        uint256 maxWei = (Params.FORWARDED_REQUESTS_MAX - SPARE_REQUESTS) * Params.REQUEST_WEI_MAX;
        uint256 limit = ShareMath.toSharesDown(maxWei, $.gate.rate());
        return limit > queue.forwarded ? limit - queue.forwarded : 0;
    }

    /// @dev For everything that gives or takes at today's rate at once: staking, netting, flash exits.
    function _requireOpen(PoolState storage $, Gate gate) internal view {
        if (!gate.has(StakeGate.STOPPED | StakeGate.FROZEN)) return;
        if (gate.has(StakeGate.STOPPED)) revert IL2StakingPool.Pool_StoppedAfterFall($.totals.rateNonce);
        if (_isFrozen($)) revert IL2StakingPool.Pool_Frozen($.freeze.until);
    }

    function _isOpen(PoolState storage $, Gate gate) internal view returns (bool) {
        if (gate.has(StakeGate.STOPPED)) return false;
        return !gate.has(StakeGate.FROZEN) || !_isFrozen($);
    }

    function _isFrozen(PoolState storage $) private view returns (bool) {
        return block.timestamp < $.freeze.until;
    }

    /// @dev The last effect of a call. The receiver gets all gas but no return data is copied (T-19).
    function _sendEther(address to, uint256 amount) internal {
        if (amount == 0) return;
        if (!LowLevelCall.callNoReturn(to, amount, "")) revert IL2StakingPool.Pool_EtherTransferFailed(to, amount);
    }
}
