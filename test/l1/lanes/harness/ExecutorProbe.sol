// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor, IRunExecutor} from "../../../../l1-contracts/lanes/IActionExecutor.sol";
import {ILaneHub} from "../../../../l1-contracts/lanes/ILaneHub.sol";

/// @notice An executor that does what the first byte of an action's payload says. In a run, it refuses a REVERT.
contract ExecutorProbe {
    uint8 public constant SUCCEED = 0;
    uint8 public constant REVERT = 1;
    uint8 public constant BURN = 2;
    uint8 public constant BOMB = 3;
    uint8 public constant REENTER = 4;
    uint8 public constant NEED_50K = 5;
    uint8 public constant LONG_REASON = 6;
    /// In a run: answers nothing, or with all bits set.
    uint8 public constant MUTE = 7;
    uint8 public constant LIE = 8;

    uint256 public calls;
    uint256 public executed;
    bytes32 public trace;
    uint16 public lastLane;
    bytes public lastAction;
    uint256 public gasAtEntry;
    bool public isHealed;
    mapping(uint256 slot => uint256) private _work;

    error ExecutorProbe_No(uint256 why);

    /// {IActionExecutor-executeAction} and {IRunExecutor-executeRun}, as a fallback, to read the gas before the decoding of
    /// arguments has spent any.
    fallback(bytes calldata input) external returns (bytes memory) {
        gasAtEntry = gasleft();
        ++calls;
        (uint16 laneId, bytes memory data) = abi.decode(input[4:], (uint16, bytes));
        if (msg.sig == IRunExecutor.executeRun.selector) return abi.encode(_run(laneId, data));
        if (msg.sig != IActionExecutor.executeAction.selector) revert ExecutorProbe_No(uint32(msg.sig));
        _execute(laneId, data);
        return "";
    }

    function heal() external {
        isHealed = true;
    }

    function _run(uint16 laneId, bytes memory run) private returns (uint256 refused) {
        uint256 offset = 0;
        for (uint256 i = 0; offset < run.length; ++i) {
            bytes memory action = new bytes((uint256(uint8(run[offset])) << 8) | uint8(run[offset + 1]));
            assembly ("memory-safe") {
                mcopy(add(action, 32), add(add(run, 34), offset), mload(action))
            }
            offset += 2 + action.length;
            if (uint8(action[18]) == REVERT && !isHealed) refused |= 1 << i;
            else _execute(laneId, action);
        }
    }

    function _execute(uint16 laneId, bytes memory action) private {
        if (!isHealed) _misbehave(uint8(action[18]), laneId);
        ++executed;
        // Order matters: a chain of hashes instead of a count.
        trace = keccak256(abi.encode(trace, action));
        (lastLane, lastAction) = (laneId, action);
    }

    function _misbehave(uint8 order, uint16 laneId) private {
        if (order == REVERT) revert ExecutorProbe_No(42);
        if (order == BURN)
            assembly ("memory-safe") {
                invalid()
            }
        // Reverts with as much data as its gas can buy.
        if (order == BOMB)
            assembly {
                revert(0, 200000)
            }
        if (order == LONG_REASON)
            assembly {
                mstore8(0, 1)
                mstore8(99, 7)
                mstore8(100, 9)
                revert(0, 300)
            }
        if (order == MUTE)
            assembly {
                return(0, 0)
            }
        if (order == LIE)
            assembly {
                mstore(0, not(0))
                return(0, 32)
            }
        if (order == REENTER) ILaneHub(msg.sender).executeActions(laneId, 1, 1, "", new bytes32[](0));
        if (order == NEED_50K) {
            if (gasAtEntry < 50_000) revert ExecutorProbe_No(gasAtEntry);
            _work[0] = 1;
        }
    }
}
