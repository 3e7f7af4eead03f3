// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {IFastNotes} from "../../../l1-contracts/lanes/IFastNotes.sol";
import {ILaneHub} from "../../../l1-contracts/lanes/ILaneHub.sol";
import {Report, Reports} from "../../../shared/contracts/oracle/Reports.sol";

/// A user, or who stands at an address of its own: calls what the player says, `target word | gas word | data`, and keeps
/// what it is paid. For anyone else it is a lane's fast gateway, which takes what a hub sends.
contract PlayedAccount {
    address private immutable _player = msg.sender;

    receive() external payable {}

    fallback() external payable {
        bool isPlayer = msg.sender == _player;
        assembly ("memory-safe") {
            if iszero(isPlayer) {
                mstore(0, 0)
                return(0, 32)
            }
            let size := sub(calldatasize(), 64)
            let data := mload(0x40)
            calldatacopy(data, 64, size)
            let success := call(calldataload(32), calldataload(0), callvalue(), data, size, 0, 0)
            returndatacopy(data, 0, returndatasize())
            if success {
                return(data, returndatasize())
            }
            revert(data, returndatasize())
        }
    }
}

/// The bridge of the chain it stands on: an OP-stack messenger, Nitro's inbox, bridge and outbox on L1, its ArbSys on the
/// L2. What is sent it keeps as a hash only: whoever plays knows the message, and brings it, late, out of order, again,
/// with too little gas or never. It forges nothing: the sender it names is who sent the message on the other chain.
abstract contract PlayedBridge {
    uint256 private constant SUBMISSION_FEE_PER_BYTE = 1_000;

    address private transient _sender;
    uint256 private _messageCount;
    uint256 private _latestValue;
    bytes32 private _transcript;

    function carry(address sender, address target, bytes calldata data) external payable {
        _sender = sender;
        (bool success, bytes memory result) = target.call{value: msg.value}(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 32), mload(result))
            }
        }
        _sender = address(0);
    }

    function transcript() external view returns (uint256 count, uint256 latestValue, bytes32 hash) {
        return (_messageCount, _latestValue, _transcript);
    }

    // ── CrossDomainMessenger ─────────────────────────────────────────────────────────────────────────────────────────

    function sendMessage(address target, bytes calldata message, uint32 minGasLimit) external payable {
        _keep(target, msg.value, minGasLimit, address(0), message);
    }

    function xDomainMessageSender() external view returns (address) {
        return _sender;
    }

    function messageNonce() external view returns (uint256) {
        return (uint256(1) << 240) | _messageCount;
    }

    // ── Nitro ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function createRetryableTicket(
        address to,
        uint256 value,
        uint256 submissionFee,
        address refundTo,
        address beneficiary,
        uint256 gasLimit,
        uint256 gasPrice,
        bytes calldata data
    ) external payable returns (uint256) {
        require(to == beneficiary && submissionFee == SUBMISSION_FEE_PER_BYTE * data.length);
        require(msg.value == value + submissionFee + gasLimit * gasPrice);
        _keep(to, value, gasLimit, refundTo, data);
        return _messageCount;
    }

    function calculateRetryableSubmissionFee(uint256 length, uint256) external pure returns (uint256) {
        return SUBMISSION_FEE_PER_BYTE * length;
    }

    function bridge() external view returns (address) {
        return address(this);
    }

    function activeOutbox() external view returns (address) {
        return address(this);
    }

    function l2ToL1Sender() external view returns (address) {
        return _sender;
    }

    function sendTxToL1(address destination, bytes calldata data) external payable returns (uint256) {
        _keep(destination, msg.value, 0, address(0), data);
        return _messageCount;
    }

    function _keep(address to, uint256 value, uint256 gasLimit, address refundTo, bytes calldata data) private {
        ++_messageCount;
        _latestValue = value;
        _transcript = sha256(abi.encodePacked(_transcript, msg.sender, to, value, gasLimit, refundTo, sha256(data)));
    }
}

/// Plays one chain's part of a random sequence on the real contracts, and keeps one digest of what every step returned
/// and of all the chain's numbers after it. It is the users, the chain's bridge and, on L1, the report oracle. What runs
/// once a step is written for few opcodes: the chains of the tests record each.
contract SequencePlayer is PlayedBridge {
    /// A view does not answer; the index is its place in what {play} reads.
    error SequencePlayer_ViewFailed(uint256 index);

    uint256 private constant WEI_PER_GWEI = 1e9;
    /// Whose code is the views to read: `target a20 | selector b4 | argument b32` repeated.
    address private constant VIEWS = address(0x7e35);

    ILiquidStakingCore private _core;
    ILaneHub private _laneHub;
    PlayedAccount[] private _accounts;
    bytes32 public digest;
    uint64 public lastFrame;
    mapping(uint64 frame => bytes32) public reportHashOf;

    receive() external payable {}

    // ── Set-up: the code is put in place without a constructor ───────────────────────────────────────────────────────

    function addAccount() external {
        _accounts.push(new PlayedAccount());
    }

    /// A further account whose code was put at that address.
    function adoptAccount(PlayedAccount account) external {
        _accounts.push(account);
    }

    function accounts() external view returns (PlayedAccount[] memory) {
        return _accounts;
    }

    function setUp(ILiquidStakingCore core, ILaneHub laneHub) external {
        _core = core;
        _laneHub = laneHub;
    }

    // ── Playing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @param steps `caller u8 | compared u8 | gas u32 | value u128 | target a20 | length u32 | data` repeated; caller 0
    /// is the player itself, n its n-th account; of what the call returns the first `compared` bytes count, 255 for all
    /// @param verbose logs per step, without topics: `success u8 | length u32 | returned bytes | words of all views`
    function play(bytes calldata steps, bool verbose) external {
        (uint256 views, uint256 free) = _readViews();
        bytes32 current = digest;
        uint256 step;
        uint256 end;
        assembly ("memory-safe") {
            step := steps.offset
            end := add(step, steps.length)
        }
        while (step < end) {
            uint256 next;
            (current, next) = _play(step, current, views, free, verbose);
            step = next;
        }
        digest = current;
    }

    /// @return views where they begin in memory
    /// @return free where they end; beyond it nothing is ever claimed
    function _readViews() private view returns (uint256 views, uint256 free) {
        address source = VIEWS;
        assembly ("memory-safe") {
            views := mload(0x40)
            let size := extcodesize(source)
            extcodecopy(source, views, 0, size)
            free := add(views, size)
            mstore(0x40, free)
        }
    }

    /// @param step where it begins in calldata
    /// @param previous digest
    function _play(
        uint256 step,
        bytes32 previous,
        uint256 views,
        uint256 free,
        bool verbose
    ) private returns (bytes32 current, uint256 next) {
        uint256 index;
        assembly ("memory-safe") {
            index := byte(0, calldataload(step))
        }
        address account = index == 0 ? address(0) : address(_accounts[index - 1]);
        bool success;
        assembly ("memory-safe") {
            let gasLimit := shr(224, calldataload(add(step, 2)))
            let value := shr(128, calldataload(add(step, 6)))
            let target := shr(96, calldataload(add(step, 22)))
            let length := shr(224, calldataload(add(step, 42)))
            next := add(add(step, 46), length)
            switch account
            case 0 {
                calldatacopy(free, add(step, 46), length)
                success := call(gasLimit, target, value, free, length, 0, 0)
            }
            default {
                mstore(free, target)
                mstore(add(free, 32), gasLimit)
                calldatacopy(add(free, 64), add(step, 46), length)
                success := call(gas(), account, value, free, add(length, 64), 0, 0)
            }
        }
        uint256 failed;
        assembly ("memory-safe") {
            // success | length | result | digest | success | compared | words: the log is the first and the last part.
            let size := returndatasize()
            let compared := byte(1, calldataload(step))
            if or(eq(compared, 255), gt(compared, size)) {
                compared := size
            }
            mstore8(free, success)
            mstore(add(free, 1), shl(224, size))
            returndatacopy(add(free, 5), 0, size)
            let hashed := add(add(free, 5), size)
            mstore(hashed, previous)
            mstore8(add(hashed, 32), success)
            mcopy(add(hashed, 33), add(free, 5), compared)
            let words := add(add(hashed, 33), compared)
            let end := words
            for {
                let one := views
            } lt(one, free) {
                one := add(one, 56)
            } {
                mstore(end, mload(add(one, 20)))
                mstore(add(end, 4), mload(add(one, 24)))
                if iszero(staticcall(gas(), shr(96, mload(one)), end, 36, 0, 0)) {
                    failed := add(div(sub(one, views), 56), 1)
                    break
                }
                returndatacopy(end, 0, returndatasize())
                end := add(end, returndatasize())
            }
            pop(staticcall(gas(), 2, hashed, sub(end, hashed), 0, 32))
            current := mload(0)
            if verbose {
                mcopy(hashed, words, sub(end, words))
                log0(free, add(sub(hashed, free), sub(end, words)))
            }
        }
        if (failed != 0) revert SequencePlayer_ViewFailed(failed - 1);
    }

    /// Ether that nobody asked for: a contract that destroys itself in its constructor.
    function force(address target) external payable {
        bytes memory code = abi.encodePacked(hex"73", target, hex"ff");
        assembly ("memory-safe") {
            pop(create(callvalue(), add(code, 32), mload(code)))
        }
    }

    // ── Views of the player itself ───────────────────────────────────────────────────────────────────────────────────

    function etherOf(address holder) external view returns (uint256) {
        return holder.balance;
    }

    /// What the lane hub knows of a lane and of its newest batch.
    function edge(uint16 laneId) external view returns (ILaneHub.Batch memory newest, uint256[6] memory rest) {
        ILaneHub.LaneConfig memory lane = _laneHub.laneConfig(laneId);
        if (lane.landedNonce != 0) newest = _laneHub.batch(laneId, lane.landedNonce);
        rest[0] = lane.landedNonce;
        rest[1] = lane.settledNonce;
        rest[2] = lane.forwardedNonce;
        rest[3] = lane.stateUpdateNonce;
        rest[4] = lane.lastPushedFrame;
        rest[5] = _laneHub.failedActions(laneId, lane.landedNonce, 0);
    }

    function noteOfNext(uint16 laneId) external view returns (IFastNotes.FastNote memory) {
        uint64 next = _laneHub.laneConfig(laneId).landedNonce + 1;
        return IFastNotes(address(_laneHub)).fastNote(laneId, next);
    }

    // ── Report oracle ────────────────────────────────────────────────────────────────────────────────────────────────

    /// What ReportOracle does with a signed report, without its own checks.
    function submitReport(Report calldata report) external {
        lastFrame = report.frame;
        reportHashOf[report.frame] = Reports.hash(report);
        ReportEffect memory effect;
        effect.frame = report.frame;
        effect.refTime = report.refTime;
        effect.consensusBalance = report.consensusBalanceGwei * WEI_PER_GWEI;
        effect.withdrawnTotal = report.withdrawnTotalGwei * WEI_PER_GWEI;
        effect.elRewardsTotal = report.elRewardsTotalGwei * WEI_PER_GWEI;
        effect.depositsProcessedTotal = report.depositsProcessedTotalGwei * WEI_PER_GWEI;
        effect.provisions = report.provisionsGwei * WEI_PER_GWEI;
        for (uint256 tranche = 0; tranche < effect.covered.length; ++tranche) {
            effect.covered[tranche] = report.coveredGwei[tranche] * WEI_PER_GWEI;
        }
        effect.operatorFeeBps = report.operatorFeeBps;
        effect.finalizeUpTo = report.finalizeUpTo;
        _core.applyReport(effect);
    }
}
