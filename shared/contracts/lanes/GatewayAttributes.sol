// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title The three ERC-7786 attributes that hubs and gateways know
/// @notice `deliverValue(uint256)`: wei the recipient receives with the message. `gasLimit(uint64)`: gas the recipient
/// is given at least. `refundTo(address)`: who receives, on the sending chain, what `msg.value` exceeds value and fee.
/// An attribute is its selector followed by one ABI word.
library GatewayAttributes {
    struct Attributes {
        uint256 deliverValue;
        uint64 gasLimit;
        address refundTo;
    }

    bytes4 internal constant DELIVER_VALUE = bytes4(keccak256("deliverValue(uint256)"));
    bytes4 internal constant GAS_LIMIT = bytes4(keccak256("gasLimit(uint64)"));
    bytes4 internal constant REFUND_TO = bytes4(keccak256("refundTo(address)"));

    uint256 private constant ENCODED_LENGTH = 36;
    uint256 private constant COUNT = 3;

    /// @notice The three attributes stand in the order of {Attributes}, each once; this list does not.
    error GatewayAttributes_BadCount(uint256 count, uint256 expected);
    /// @notice The attribute stands where another one is expected.
    error GatewayAttributes_OutOfOrder(bytes4 selector, bytes4 expected);
    /// @notice The attribute is no selector with one word of its type.
    error GatewayAttributes_Malformed(bytes attribute);

    function encode(Attributes memory attributes) internal pure returns (bytes[] memory encoded) {
        encoded = new bytes[](COUNT);
        encoded[0] = abi.encodeWithSelector(DELIVER_VALUE, attributes.deliverValue);
        encoded[1] = abi.encodeWithSelector(GAS_LIMIT, attributes.gasLimit);
        encoded[2] = abi.encodeWithSelector(REFUND_TO, attributes.refundTo);
    }

    /// @dev Strict: all three, once, in order. Every accepted list has one meaning and one encoding.
    function decode(bytes[] calldata encoded) internal pure returns (Attributes memory attributes) {
        // Foreign attributes first, so that ERC-7786's own error names them.
        for (uint256 i = 0; i < encoded.length; ++i) {
            bytes4 selector = _selector(encoded[i]);
            if (!isSupported(selector)) revert IERC7786GatewaySource.UnsupportedAttribute(selector);
        }
        if (encoded.length != COUNT) revert GatewayAttributes_BadCount(encoded.length, COUNT);
        attributes.deliverValue = _word(encoded[0], DELIVER_VALUE, type(uint256).max);
        attributes.gasLimit = uint64(_word(encoded[1], GAS_LIMIT, type(uint64).max));
        attributes.refundTo = address(uint160(_word(encoded[2], REFUND_TO, type(uint160).max)));
    }

    function isSupported(bytes4 selector) internal pure returns (bool) {
        return selector == DELIVER_VALUE || selector == GAS_LIMIT || selector == REFUND_TO;
    }

    function _word(bytes calldata attribute, bytes4 expected, uint256 maximum) private pure returns (uint256 word) {
        bytes4 selector = _selector(attribute);
        if (selector != expected) revert GatewayAttributes_OutOfOrder(selector, expected);
        if (attribute.length != ENCODED_LENGTH) revert GatewayAttributes_Malformed(attribute);
        word = uint256(bytes32(attribute[4:]));
        if (word > maximum) revert GatewayAttributes_Malformed(attribute);
    }

    function _selector(bytes calldata attribute) private pure returns (bytes4) {
        if (attribute.length < 4) revert GatewayAttributes_Malformed(attribute);
        return bytes4(attribute);
    }
}
