// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ArbitrumGatewayBase} from "../../../shared/contracts/lanes/ArbitrumGatewayBase.sol";
import {GatewayAttributes} from "../../../shared/contracts/lanes/GatewayAttributes.sol";
import {GatewayBase} from "../../../shared/contracts/lanes/GatewayBase.sol";
import {IArbSys} from "./IArbSys.sol";

/// @title L2 end of one Arbitrum lane
/// @notice The value of an expired ticket arrives here, as the chain moves it: without a call. It leaves with the same
/// message, sent again from L1, and by no other way.
/// @dev The bridge up is free. The returned `sendId` is keccak256(gateway ‖ position in the tree of messages to L1).
contract L2ArbitrumGateway is ArbitrumGatewayBase {
    IArbSys private constant ARB_SYS = IArbSys(0x0000000000000000000000000000000000000064);
    /// @dev AddressAliasHelper of Nitro's contracts: what is added to the address of a sender on L1.
    uint160 private constant ALIAS_OFFSET = uint160(0x1111000000000000000000000000000000001111);

    /// @param peer L1ArbitrumGateway of the lane
    /// @param hub L2Hub
    /// @param peerChainId EIP-155 id of L1
    constructor(address peer, address hub, uint256 peerChainId) GatewayBase(peer, hub, peerChainId) {}

    function _carry(
        address recipient,
        bytes calldata payload,
        GatewayAttributes.Attributes memory attributes
    ) internal override returns (bytes32 sendId, uint256 spent) {
        bytes memory message = _encodeDelivery(recipient, payload, attributes);
        spent = attributes.deliverValue;
        uint256 position = ARB_SYS.sendTxToL1{value: spent}(PEER, message);
        sendId = keccak256(abi.encode(address(this), position));
    }

    function _requireFromPeer() internal view override {
        address aliased;
        unchecked {
            // Wraps around, as addresses do.
            aliased = address(uint160(PEER) + ALIAS_OFFSET);
        }
        if (msg.sender != aliased) revert Gateway_NotPeer(msg.sender, aliased);
    }
}
