// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {L1OpStackGateway} from "../../../../l1-contracts/lanes/gateways/L1OpStackGateway.sol";
import {L2OpStackGateway} from "../../../../l2-contracts/lanes/gateways/L2OpStackGateway.sol";
import {HubProbe} from "./HubProbe.sol";
import {MessengerHarness} from "./MessengerHarness.sol";

/// @notice Two chains in one EVM, told apart by their chain ids 900 and 901, with a gateway, hub and messenger each.
abstract contract GatewayWorlds is Test {
    address internal constant L2_MESSENGER = 0x4200000000000000000000000000000000000007;

    MessengerHarness internal l1Messenger;
    MessengerHarness internal l2Messenger = MessengerHarness(L2_MESSENGER);
    HubProbe internal l1Hub;
    HubProbe internal l2Hub;
    L1OpStackGateway internal l1Gateway;
    L2OpStackGateway internal l2Gateway;
    address internal refund = makeAddr("refund");

    function setUp() public virtual {
        vm.chainId(900);
        l1Messenger = new MessengerHarness();
        vm.etch(L2_MESSENGER, address(l1Messenger).code);
        l1Hub = new HubProbe();
        l2Hub = new HubProbe();
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        l1Gateway = new L1OpStackGateway(address(l1Messenger), predicted, address(l1Hub), 901);
        vm.chainId(901);
        l2Gateway = new L2OpStackGateway(address(l1Gateway), address(l2Hub), 900);
        assertEq(address(l2Gateway), predicted);
        vm.chainId(900);
        vm.deal(address(this), 1_000 ether);
    }

    /// Carries the last message sent on L1 to L2, with the least gas and the value a messenger guarantees.
    function carryToL2() internal {
        MessengerHarness.Sent memory sent = l1Messenger.last();
        vm.chainId(901);
        l2Messenger.relayMessage{value: sent.value}(
            sent.nonce,
            sent.sender,
            sent.target,
            sent.value,
            sent.minGasLimit,
            sent.message
        );
        vm.chainId(900);
    }

    function attributesOf(uint256 value, uint256 gasLimit) internal view returns (bytes[] memory list) {
        list = new bytes[](3);
        list[0] = abi.encodeWithSignature("deliverValue(uint256)", value);
        list[1] = abi.encodeWithSignature("gasLimit(uint64)", gasLimit);
        list[2] = abi.encodeWithSignature("refundTo(address)", refund);
    }

    /// ERC-7930: version 0001, eip155 0000, 2 bytes of chain id 901 = 0x0385, 20 bytes of address.
    function onL2(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002038514", account);
    }

    /// Chain id 900 = 0x0384.
    function onL1(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002038414", account);
    }
}
