// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LayerZeroSettings} from "../../../shared/contracts/lanes/ILayerZeroGateway.sol";
import {LayerZeroGatewayBase} from "../../../shared/contracts/lanes/LayerZeroGatewayBase.sol";

/// @title L1 end of one lane's fast way
contract L1LayerZeroGateway is LayerZeroGatewayBase {
    /// @param settings peer L2LayerZeroGateway of the lane, hub LaneHub, LayerZero's contracts on L1
    constructor(LayerZeroSettings memory settings) LayerZeroGatewayBase(settings) {}
}
