// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReportEffect} from "../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore} from "../../l1-contracts/core/ILiquidStakingCore.sol";
import {ICrossDomainMessenger} from "../../shared/contracts/lanes/ICrossDomainMessenger.sol";
import {Report, Reports} from "../../shared/contracts/oracle/Reports.sol";

/// A user: calls what the player says and keeps what it is paid.
contract PlayedAccount {
    address private immutable _player = msg.sender;

    receive() external payable {}

    function call(address target, bytes calldata data) external payable returns (bool success, bytes memory result) {
        require(msg.sender == _player);
        return target.call{value: msg.value}(data);
    }
}

/// Plays random sequences on the real contracts of both ends of a lane, which stand on one chain, and logs after every
/// step all their numbers. It is three parties at once: the users; the CrossDomainMessengers of both chains, which keep
/// each message until it is relayed, late, out of order or again, but never forge or lose one (the bridges themselves
/// are tested on the devnet); and the report oracle where no real one is deployed.
contract SequencePlayer is ICrossDomainMessenger {
    struct Step {
        uint256 caller; // 0 is the player itself, n the n-th account
        address target;
        uint256 value;
        bytes data;
    }

    /// A view function with at most one argument of one word.
    struct View {
        address target;
        bytes4 selector;
        uint256 argument;
    }

    struct Message {
        address sender;
        address target;
        uint256 value;
        bytes data;
    }

    error SequencePlayer_ViewFailed(address target, bytes4 selector);

    uint256 private constant WEI_PER_GWEI = 1e9;

    ILiquidStakingCore private _core;
    PlayedAccount[] private _accounts;
    View[] private _views;
    address[] private _holders;
    Message[] private _messages;
    address private _relayedSender;
    uint64 public lastFrame;
    mapping(uint64 frame => bytes32) public reportHashOf;

    receive() external payable {}

    // ── Set-up: the code is put in place without a constructor ───────────────────────────────────────────────────────

    function addAccount() external {
        _accounts.push(new PlayedAccount());
    }

    function accounts() external view returns (PlayedAccount[] memory) {
        return _accounts;
    }

    function setUp(ILiquidStakingCore core, address[] calldata holders, View[] calldata views) external {
        _core = core;
        _holders = holders;
        for (uint256 i = 0; i < views.length; ++i) {
            _views.push(views[i]);
        }
    }

    // ── Playing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// Logs per step, without topics: `success u8 | length u32 | returned bytes | words of all views`.
    function play(Step[] calldata steps) external {
        View[] memory views = _views;
        for (uint256 i = 0; i < steps.length; ++i) {
            Step calldata step = steps[i];
            bool success;
            bytes memory result;
            if (step.caller == 0) {
                (success, result) = step.target.call{value: step.value}(step.data);
            } else {
                (success, result) = _accounts[step.caller - 1].call{value: step.value}(step.target, step.data);
            }
            _log(abi.encodePacked(success, uint32(result.length), result), views);
        }
    }

    /// Written to free memory that is not claimed: nothing but the log reads it.
    function _log(bytes memory head, View[] memory views) private {
        uint256 start;
        uint256 end;
        assembly ("memory-safe") {
            start := mload(0x40)
            end := add(start, mload(head))
            mcopy(start, add(head, 32), mload(head))
        }
        for (uint256 i = 0; i < views.length; ++i) {
            View memory one = views[i];
            (address target, bytes4 selector, uint256 argument) = (one.target, one.selector, one.argument);
            bool success;
            assembly ("memory-safe") {
                mstore(end, selector)
                mstore(add(end, 4), argument)
                success := staticcall(gas(), target, end, 36, 0, 0)
                returndatacopy(end, 0, returndatasize())
                end := add(end, returndatasize())
            }
            if (!success) revert SequencePlayer_ViewFailed(target, selector);
        }
        assembly ("memory-safe") {
            log0(start, sub(end, start))
        }
    }

    /// Ether that nobody asked for: a contract that destroys itself in its constructor.
    function force(address target) external payable {
        bytes memory code = abi.encodePacked(hex"73", target, hex"ff");
        assembly ("memory-safe") {
            pop(create(callvalue(), add(code, 32), mload(code)))
        }
    }

    // ── Views of the player itself ───────────────────────────────────────────────────────────────────────────────────

    function etherBalances() external view returns (uint256 core, uint256 pool, uint256 laneHub, uint256 l2Hub) {
        return (_holders[0].balance, _holders[1].balance, _holders[2].balance, _holders[3].balance);
    }

    function latestMessage() external view returns (uint256 count, uint256 value, bytes32 dataHash) {
        count = _messages.length;
        if (count == 0) return (0, 0, 0);
        Message storage latest = _messages[count - 1];
        return (count, latest.value, keccak256(latest.data));
    }

    // ── Messengers of both chains ────────────────────────────────────────────────────────────────────────────────────

    function sendMessage(address target, bytes calldata message, uint32) external payable {
        _messages.push(Message({sender: msg.sender, target: target, value: msg.value, data: message}));
    }

    /// Delivers a message; what its target refuses can be relayed again, as on the OP-stack. So can what it accepted,
    /// which the real messengers refuse: here the hubs alone must (LANE-5).
    function relay(uint256 index) external {
        Message storage message = _messages[index];
        _relayedSender = message.sender;
        (bool success, bytes memory result) = message.target.call{value: message.value}(message.data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 32), mload(result))
            }
        }
        _relayedSender = address(0);
    }

    function xDomainMessageSender() external view returns (address) {
        return _relayedSender;
    }

    function messageNonce() external view returns (uint256) {
        return (uint256(1) << 240) | _messages.length;
    }

    function relayMessage(uint256, address, address, uint256, uint256, bytes calldata) external payable {}

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
