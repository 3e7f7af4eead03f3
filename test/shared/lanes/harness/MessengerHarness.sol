// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICrossDomainMessenger} from "../../../../shared/contracts/lanes/ICrossDomainMessenger.sol";

/// @notice What gateways see of an OP-stack messenger, for tests of the gateways and hubs themselves. The bridge is not
/// under test here: the devnet's tests run the real one. Keeps the last message sent, and relays what it is given with
/// the least gas the real one guarantees; what fails stays replayable.
contract MessengerHarness is ICrossDomainMessenger {
    struct Sent {
        uint256 nonce;
        address sender;
        address target;
        uint256 value;
        uint256 minGasLimit;
        bytes message;
    }

    Sent private _last;
    uint256 public sentCount;
    bool public isDown;
    address private _relayedSender;
    mapping(bytes32 id => bool) public successfulMessages;
    mapping(bytes32 id => bool) public failedMessages;

    error MessengerHarness_Down();
    error MessengerHarness_NoRelay();

    function sendMessage(address target, bytes calldata message, uint32 minGasLimit) external payable {
        if (isDown) revert MessengerHarness_Down();
        _last = Sent(messageNonce(), msg.sender, target, msg.value, minGasLimit, message);
        ++sentCount;
    }

    function relayMessage(
        uint256 nonce,
        address sender,
        address target,
        uint256 value,
        uint256 minGasLimit,
        bytes calldata message
    ) external payable {
        bytes32 id = keccak256(
            abi.encodeWithSignature(
                "relayMessage(uint256,address,address,uint256,uint256,bytes)",
                nonce,
                sender,
                target,
                value,
                minGasLimit,
                message
            )
        );
        require(!successfulMessages[id], "already relayed");
        _relayedSender = sender;
        (bool success, ) = target.call{value: value, gas: minGasLimit}(message);
        _relayedSender = address(0);
        if (success) successfulMessages[id] = true;
        else failedMessages[id] = true;
    }

    /// @notice Until reset, pretends to relay a message of `sender`: the caller is then pranked as the messenger.
    function pretendSender(address sender) external {
        _relayedSender = sender;
    }

    function setDown(bool down) external {
        isDown = down;
    }

    function xDomainMessageSender() external view returns (address) {
        if (_relayedSender == address(0)) revert MessengerHarness_NoRelay();
        return _relayedSender;
    }

    function last() external view returns (Sent memory) {
        return _last;
    }

    function messageNonce() public view returns (uint256) {
        return (uint256(1) << 240) | sentCount;
    }
}
