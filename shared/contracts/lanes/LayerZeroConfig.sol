// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SetConfigParam} from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/IMessageLibManager.sol";

/// @title Settings of LayerZero's ULN302 as its libraries decode them
/// @notice Sources: SendUln302.sol, SendLibBase.sol, UlnBase.sol of @layerzerolabs/lz-evm-messagelib-v2 3.0.168.
library LayerZeroConfig {
    struct ExecutorConfig {
        uint32 maxMessageSize; // bytes
        address executor;
    }

    struct UlnConfig {
        uint64 confirmations; // blocks of the sending chain
        uint8 requiredDVNCount;
        uint8 optionalDVNCount;
        uint8 optionalDVNThreshold;
        address[] requiredDVNs; // ascending, so none twice
        address[] optionalDVNs;
    }

    uint32 private constant EXECUTOR = 1;
    uint32 private constant ULN = 2;
    /// @dev "None"; 0 would mean "LayerZero's default", which LayerZero may change.
    uint8 private constant NO_OPTIONAL_VERIFIERS = type(uint8).max;

    /// @notice What the sending library is set to.
    function sending(
        uint32 peerEid,
        address executor,
        uint32 maxMessageSize,
        uint64 confirmations,
        address[] memory verifiers
    ) internal pure returns (SetConfigParam[] memory params) {
        params = new SetConfigParam[](2);
        params[0] = SetConfigParam(peerEid, EXECUTOR, abi.encode(ExecutorConfig(maxMessageSize, executor)));
        params[1] = _uln(peerEid, confirmations, verifiers);
    }

    /// @notice What the receiving library is set to.
    function receiving(
        uint32 peerEid,
        uint64 confirmations,
        address[] memory verifiers
    ) internal pure returns (SetConfigParam[] memory params) {
        params = new SetConfigParam[](1);
        params[0] = _uln(peerEid, confirmations, verifiers);
    }

    /// @notice Executor options of type 3 with one LZRECEIVE option: gas and no ether for the receiver.
    /// @dev `type u16 | worker u8 | size u16 | option u8 | gas u128`, as OptionsBuilder of LayerZero's OApp package.
    function options(uint128 gasLimit) internal pure returns (bytes memory) {
        return abi.encodePacked(uint16(3), uint8(1), uint16(17), uint8(1), gasLimit);
    }

    function _uln(
        uint32 peerEid,
        uint64 confirmations,
        address[] memory verifiers
    ) private pure returns (SetConfigParam memory) {
        UlnConfig memory config = UlnConfig({
            confirmations: confirmations,
            requiredDVNCount: uint8(verifiers.length), // LayerZero refuses more than 127, and a count that differs
            optionalDVNCount: NO_OPTIONAL_VERIFIERS,
            optionalDVNThreshold: 0,
            requiredDVNs: verifiers,
            optionalDVNs: new address[](0)
        });
        return SetConfigParam(peerEid, ULN, abi.encode(config));
    }
}
