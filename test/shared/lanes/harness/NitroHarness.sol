// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {INitroBridge, INitroInbox, INitroOutbox} from "../../../../l1-contracts/lanes/gateways/INitro.sol";

/// @notice What gateways see of Nitro's inbox, bridge and outbox in one, for tests of the gateways themselves. The bridge
/// is not under test here: the devnet's tests run the real one. Refuses what the real inbox refuses.
contract NitroHarness is INitroInbox, INitroBridge, INitroOutbox {
    struct Ticket {
        address from;
        address to;
        uint256 l2CallValue;
        uint256 maxSubmissionCost;
        address excessFeeRefundAddress;
        address callValueRefundAddress;
        uint256 gasLimit;
        uint256 maxFeePerGas;
        bytes data;
    }

    Ticket[] private _tickets;
    address private _l2Sender;

    error InsufficientValue(uint256 expected, uint256 actual);
    error InsufficientSubmissionCost(uint256 expected, uint256 actual);

    function createRetryableTicket(
        address to,
        uint256 l2CallValue,
        uint256 maxSubmissionCost,
        address excessFeeRefundAddress,
        address callValueRefundAddress,
        uint256 gasLimit,
        uint256 maxFeePerGas,
        bytes calldata data
    ) external payable returns (uint256) {
        uint256 expected = maxSubmissionCost + l2CallValue + gasLimit * maxFeePerGas;
        if (msg.value < expected) revert InsufficientValue(expected, msg.value);
        uint256 fee = calculateRetryableSubmissionFee(data.length, block.basefee);
        if (maxSubmissionCost < fee) revert InsufficientSubmissionCost(fee, maxSubmissionCost);
        _tickets.push(
            Ticket({
                from: msg.sender,
                to: to,
                l2CallValue: l2CallValue,
                maxSubmissionCost: maxSubmissionCost,
                excessFeeRefundAddress: excessFeeRefundAddress,
                callValueRefundAddress: callValueRefundAddress,
                gasLimit: gasLimit,
                maxFeePerGas: maxFeePerGas,
                data: data
            })
        );
        return _tickets.length - 1;
    }

    /// @notice Calls as the bridge does while it executes a message of this L2 account.
    function execute(address l2Sender, address to, uint256 value, bytes calldata data) external payable {
        _l2Sender = l2Sender;
        (bool success, bytes memory returned) = to.call{value: value}(data);
        _l2Sender = address(0);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(returned, 32), mload(returned))
        }
    }

    function last() external view returns (Ticket memory) {
        return _tickets[_tickets.length - 1];
    }

    function count() external view returns (uint256) {
        return _tickets.length;
    }

    function bridge() external view returns (address) {
        return address(this);
    }

    function activeOutbox() external view returns (address) {
        return address(this);
    }

    function l2ToL1Sender() external view returns (address) {
        return _l2Sender;
    }

    function calculateRetryableSubmissionFee(uint256 dataLength, uint256 baseFee) public view returns (uint256) {
        return (1400 + 6 * dataLength) * (baseFee == 0 ? block.basefee : baseFee);
    }
}

/// @notice Arbitrum's precompile for messages to L1, for the same tests. Stands at 0x64.
contract ArbSysHarness {
    address public lastCaller;
    address public lastDestination;
    uint256 public lastValue;
    bytes public lastData;
    uint256 public count;

    function sendTxToL1(address destination, bytes calldata data) external payable returns (uint256) {
        (lastCaller, lastDestination, lastValue, lastData) = (msg.sender, destination, msg.value, data);
        return count++;
    }
}
