// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {L1ArbitrumGateway} from "../../../../l1-contracts/lanes/gateways/L1ArbitrumGateway.sol";
import {L2ArbitrumGateway} from "../../../../l2-contracts/lanes/gateways/L2ArbitrumGateway.sol";
import {HubProbe} from "./HubProbe.sol";
import {ArbSysHarness, NitroHarness} from "./NitroHarness.sol";

/// @notice L1 (chain 900) and an Arbitrum L2 (chain 901) in one EVM. The L2 gateway has code here only while L2 is the
/// chain, for on L1 its address has none.
abstract contract ArbitrumWorlds is Test {
    uint256 internal constant MAX_GAS_PRICE = 0.5 gwei;
    uint256 internal constant RESEND_AFTER = 8 days;
    ArbSysHarness internal constant ARB_SYS = ArbSysHarness(0x0000000000000000000000000000000000000064);

    NitroHarness internal nitro;
    HubProbe internal l1Hub;
    HubProbe internal l2Hub;
    L1ArbitrumGateway internal l1Gateway;
    L2ArbitrumGateway internal l2Gateway;
    bytes internal l2Code;
    address internal refund = makeAddr("refund");

    function setUp() public virtual {
        vm.chainId(900);
        vm.warp(1_000_000);
        vm.fee(10 gwei);
        nitro = new NitroHarness();
        vm.etch(address(ARB_SYS), address(new ArbSysHarness()).code);
        l1Hub = new HubProbe();
        l2Hub = new HubProbe();
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        l1Gateway = new L1ArbitrumGateway(address(nitro), predicted, address(l1Hub), 901, MAX_GAS_PRICE, RESEND_AFTER);
        vm.chainId(901);
        l2Gateway = new L2ArbitrumGateway(address(l1Gateway), address(l2Hub), 900);
        assertEq(address(l2Gateway), predicted);
        l2Code = address(l2Gateway).code;
        toL1();
        vm.deal(address(this), 1_000 ether);
    }

    receive() external payable {}

    function toL1() internal {
        vm.chainId(900);
        vm.etch(address(l2Gateway), "");
    }

    function toL2() internal {
        vm.chainId(901);
        vm.etch(address(l2Gateway), l2Code);
    }

    /// Executes the last ticket as ArbOS does: from the alias of its sender, with its value, with this much gas.
    function redeem(uint256 gasLimit) internal returns (bool success, bytes memory returned) {
        NitroHarness.Ticket memory ticket = nitro.last();
        toL2();
        address from = aliasOf(ticket.from);
        vm.deal(from, ticket.l2CallValue);
        vm.prank(from);
        (success, returned) = ticket.to.call{value: ticket.l2CallValue, gas: gasLimit}(ticket.data);
        toL1();
    }

    function send(bytes memory payload, uint256 value, uint64 gasLimit) internal returns (bytes32) {
        uint256 fee = l1Gateway.feeOf(payload.length, gasLimit, block.basefee);
        return
            l1Hub.send{value: value + fee}(
                address(l1Gateway),
                onL2(address(l2Hub)),
                payload,
                attributesOf(value, gasLimit)
            );
    }

    function aliasOf(address account) internal pure returns (address) {
        unchecked {
            return address(uint160(account) + uint160(0x1111000000000000000000000000000000001111));
        }
    }

    function attributesOf(uint256 value, uint256 gasLimit) internal view returns (bytes[] memory list) {
        list = new bytes[](3);
        list[0] = abi.encodeWithSignature("deliverValue(uint256)", value);
        list[1] = abi.encodeWithSignature("gasLimit(uint64)", gasLimit);
        list[2] = abi.encodeWithSignature("refundTo(address)", refund);
    }

    function onL2(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002038514", account);
    }

    function onL1(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002038414", account);
    }
}
