// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LayerZeroSettings} from "../../../shared/contracts/lanes/ILayerZeroGateway.sol";
import {LayerZeroGatewayBase} from "../../../shared/contracts/lanes/LayerZeroGatewayBase.sol";

/// @title L2 end of one lane's fast way
contract L2LayerZeroGateway is LayerZeroGatewayBase {
    /// @param settings peer L1LayerZeroGateway of the lane, hub L2Hub, LayerZero's contracts on the L2
    constructor(LayerZeroSettings memory settings) LayerZeroGatewayBase(settings) {}
}
