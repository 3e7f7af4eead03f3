// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Params} from "../../shared/contracts/params/Params.sol";
import {IOperatorRegistry} from "./IOperatorRegistry.sol";

/// @title What bond an operator's stake needs
/// @notice Per class: one price for the first unit of 32 ether, another for each further one. The first is above 1.1
/// ether by its bounds, so whoever has a validator can lose a predeposit.
library BondCurve {
    /// @param units of 32 ether, begun ones counted whole
    /// @return wei
    function required(IOperatorRegistry.OperatorClass class, uint256 units) internal pure returns (uint256) {
        if (units == 0) return 0;
        (uint256 first, uint256 further) = _pricesOf(class);
        return first + (units - 1) * further;
    }

    function _pricesOf(IOperatorRegistry.OperatorClass class) private pure returns (uint256 first, uint256 further) {
        if (class == IOperatorRegistry.OperatorClass.Professional) {
            return (Params.BOND_PROFESSIONAL_FIRST_WEI, Params.BOND_PROFESSIONAL_NEXT_WEI);
        }
        if (class == IOperatorRegistry.OperatorClass.Community) {
            return (Params.BOND_COMMUNITY_FIRST_WEI, Params.BOND_COMMUNITY_NEXT_WEI);
        }
        if (class == IOperatorRegistry.OperatorClass.Ssv) {
            return (Params.BOND_SSV_FIRST_WEI, Params.BOND_SSV_NEXT_WEI);
        }
        if (class == IOperatorRegistry.OperatorClass.Obol) {
            return (Params.BOND_OBOL_FIRST_WEI, Params.BOND_OBOL_NEXT_WEI);
        }
        return (Params.BOND_PERMISSIONED_FIRST_WEI, Params.BOND_PERMISSIONED_NEXT_WEI);
    }
}
