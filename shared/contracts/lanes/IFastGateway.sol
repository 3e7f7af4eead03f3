// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title A transport that is faster than the canonical bridge, costs a fee and carries no ether
/// @dev What it delivers may note and freeze, and never books value: docs/fast.md.
interface IFastGateway is IERC7786GatewaySource {
    /// @notice The transport carries no ether: neither by `deliverValue` nor on arrival.
    error Gateway_ValueUnsupported(uint256 value);

    /// @notice Wei that `sendMessage` with the same arguments needs as `msg.value`; more goes back to `refundTo`.
    function quote(
        bytes calldata recipient,
        bytes calldata payload,
        bytes[] calldata attributes
    ) external view returns (uint256 fee);
}
