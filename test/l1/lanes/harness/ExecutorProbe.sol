// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IActionExecutor} from "../../../../l1-contracts/lanes/IActionExecutor.sol";
import {ILaneHub} from "../../../../l1-contracts/lanes/ILaneHub.sol";

/// @notice An executor that does what the first byte of an action's payload says.
contract ExecutorProbe {
    uint8 public constant SUCCEED = 0;
    uint8 public constant REVERT = 1;
    uint8 public constant BURN = 2;
    uint8 public constant BOMB = 3;
    uint8 public constant REENTER = 4;
    uint8 public constant NEED_50K = 5;
    uint8 public constant LONG_REASON = 6;

    uint256 public executed;
    bytes32 public trace;
    uint16 public lastLane;
    bytes public lastAction;
    uint256 public gasAtEntry;
    bool public isHealed;
    mapping(uint256 slot => uint256) private _work;

    error ExecutorProbe_No(uint256 why);

    /// {IActionExecutor-executeAction}, as a fallback, to read the gas before the arguments' decoding has spent any.
    fallback() external {
        uint256 gasLeft = gasleft();
        if (msg.sig != IActionExecutor.executeAction.selector) revert ExecutorProbe_No(uint32(msg.sig));
        (uint16 laneId, bytes memory action) = abi.decode(msg.data[4:], (uint16, bytes));
        uint8 order = uint8(action[18]);
        if (!isHealed) _misbehave(order, laneId, gasLeft);
        ++executed;
        // Order matters: a chain of hashes instead of a count.
        trace = keccak256(abi.encode(trace, action));
        (lastLane, lastAction, gasAtEntry) = (laneId, action, gasLeft);
    }

    function heal() external {
        isHealed = true;
    }

    function _misbehave(uint8 order, uint16 laneId, uint256 gasLeft) private {
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
                calldatacopy(0, 0, 1)
                mstore8(255, 7)
                mstore8(256, 9)
                revert(0, 300)
            }
        if (order == REENTER) ILaneHub(msg.sender).executeActions(laneId, 1, 1, "", new bytes32[](0));
        if (order == NEED_50K) {
            if (gasLeft < 50_000) revert ExecutorProbe_No(gasLeft);
            _work[0] = 1;
        }
    }
}
