// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor, IRunExecutor} from "../../../l1-contracts/lanes/IActionExecutor.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";

/// Executes whatever the lane hub brings and counts how often, so that "at most once" is the hub's own doing (ACT-1). An
/// action's payload is `openAt u40 | manner u8 | serial u64`: before `openAt` it fails, in a manner that may spend all
/// gas or return much, but never otherwise.
contract ActionCounter is IRunExecutor {
    error ActionCounter_NotHub(address caller);
    error ActionCounter_NotOpen(uint256 openAt);
    error ActionCounter_Verbose(bytes reason);

    uint8 private constant BURNS = 1;
    uint8 private constant VERBOSE = 2;

    address private immutable _HUB;

    uint256 private _total;
    uint256 private _repeated;
    bytes32 private _transcript;
    mapping(bytes32 action => bool) private _executed;

    constructor(address hub) {
        _HUB = hub;
    }

    /// @return total executions
    /// @return repeated how many of them were of an action executed before
    /// @return transcript hash of all of them, in order
    function executions() external view returns (uint256 total, uint256 repeated, bytes32 transcript) {
        return (_total, _repeated, _transcript);
    }

    /// @inheritdoc IActionExecutor
    function executeAction(uint16 laneId, bytes calldata action) external {
        _requireHub();
        (uint40 openAt, uint8 manner) = _payload(action);
        if (block.timestamp < openAt) {
            if (manner == BURNS) {
                assembly {
                    invalid()
                }
            }
            if (manner == VERBOSE) revert ActionCounter_Verbose(new bytes(5_000));
            revert ActionCounter_NotOpen(openAt);
        }
        _count(laneId, action);
    }

    /// @inheritdoc IRunExecutor
    function executeRun(uint16 laneId, bytes calldata run) external returns (uint256 refused) {
        _requireHub();
        uint256 offset = 0;
        for (uint256 index = 0; offset < run.length; ++index) {
            bytes calldata action;
            (action, offset) = ActionCodec.next(run, offset);
            (uint40 openAt, ) = _payload(action);
            if (block.timestamp < openAt) refused |= 1 << index;
            else _count(laneId, action);
        }
    }

    function _count(uint16 laneId, bytes calldata action) private {
        bytes32 id = keccak256(abi.encodePacked(laneId, action));
        if (_executed[id]) ++_repeated;
        _executed[id] = true;
        ++_total;
        _transcript = sha256(abi.encodePacked(_transcript, laneId, action));
    }

    function _payload(bytes calldata action) private pure returns (uint40 openAt, uint8 manner) {
        bytes calldata payload = ActionCodec.payloadOf(action);
        return (uint40(bytes5(payload)), uint8(payload[5]));
    }

    function _requireHub() private view {
        if (msg.sender != _HUB) revert ActionCounter_NotHub(msg.sender);
    }
}
