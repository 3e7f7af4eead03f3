// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ActionCodec} from "./ActionCodec.sol";

/// @title EIP-712 hashing of express actions
/// @notice What an operator signs is the action that its L2 would send, field by field so that a wallet can show it, and
/// a deadline. Domain: name {DOMAIN_NAME}, version {DOMAIN_VERSION}, chain id and address of the ExpressDesk.
/// Source: https://eips.ethereum.org/EIPS/eip-712
library ExpressActions {
    string internal constant DOMAIN_NAME = "csETH ExpressDesk";
    string internal constant DOMAIN_VERSION = "1";

    bytes32 internal constant EXPRESS_ACTION_TYPEHASH = keccak256(
        "ExpressAction(uint8 kind,uint32 gasLimit,uint64 operatorId,uint40 issuedAt,bytes payload,uint256 deadline)"
    );

    /// @notice EIP-712 hashStruct. The digest to sign is OpenZeppelin's `_hashTypedDataV4` of it.
    /// @param action header and payload, see {ActionCodec}; its length is checked here
    /// @param deadline seconds; the last moment at which it may be executed
    function hash(bytes calldata action, uint256 deadline) internal pure returns (bytes32) {
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        return
            keccak256(
                abi.encode(
                    EXPRESS_ACTION_TYPEHASH,
                    header.kind,
                    header.gasLimit,
                    header.operatorId,
                    header.issuedAt,
                    keccak256(ActionCodec.payloadOf(action)),
                    deadline
                )
            );
    }
}
