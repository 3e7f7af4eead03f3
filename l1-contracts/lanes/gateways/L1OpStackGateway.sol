// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpStackGatewayBase} from "../../../shared/contracts/lanes/OpStackGatewayBase.sol";

/// @title L1 end of one OP-stack lane
contract L1OpStackGateway is OpStackGatewayBase {
    /// @param messenger the rollup's L1CrossDomainMessenger: each OP-stack chain has its own
    /// @param peer L2OpStackGateway of the lane
    /// @param hub LaneHub
    /// @param peerChainId EIP-155 id of the rollup
    constructor(
        address messenger,
        address peer,
        address hub,
        uint256 peerChainId
    ) OpStackGatewayBase(messenger, peer, hub, peerChainId) {}
}
