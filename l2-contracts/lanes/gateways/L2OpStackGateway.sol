// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpStackGatewayBase} from "../../../shared/contracts/lanes/OpStackGatewayBase.sol";

/// @title L2 end of one OP-stack lane
contract L2OpStackGateway is OpStackGatewayBase {
    /// @notice The L2CrossDomainMessenger stands at the same address on every OP-stack chain.
    /// Source: https://specs.optimism.io/protocol/predeploys.html
    address private constant L2_CROSS_DOMAIN_MESSENGER = 0x4200000000000000000000000000000000000007;

    /// @param peer L1OpStackGateway of the lane
    /// @param hub L2Hub
    /// @param peerChainId EIP-155 id of L1
    constructor(
        address peer,
        address hub,
        uint256 peerChainId
    ) OpStackGatewayBase(L2_CROSS_DOMAIN_MESSENGER, peer, hub, peerChainId) {}
}
