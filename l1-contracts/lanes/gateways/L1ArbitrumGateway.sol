// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ArbitrumGatewayBase} from "../../../shared/contracts/lanes/ArbitrumGatewayBase.sol";
import {GatewayAttributes} from "../../../shared/contracts/lanes/GatewayAttributes.sol";
import {GatewayBase} from "../../../shared/contracts/lanes/GatewayBase.sol";
import {Params} from "../../../shared/contracts/params/Params.sol";
import {IL1ArbitrumGateway} from "./IL1ArbitrumGateway.sol";
import {INitroBridge, INitroInbox, INitroOutbox} from "./INitro.sol";

/// @title L1 end of one Arbitrum lane
contract L1ArbitrumGateway is IL1ArbitrumGateway, ArbitrumGatewayBase {
    /// @dev Of one ticket; the last two are filled in when it is created.
    struct Terms {
        uint256 value;
        // Wei that may be spent on fees.
        uint256 available;
        address refundTo;
        uint64 gasLimit;
        uint256 submission;
        uint256 gas;
    }

    uint256 private constant TX_GAS = 21_000;
    /// @dev Per byte of the call, the calldata floor of EIP-7623, which a ticket's gas has to cover.
    uint256 private constant BYTE_GAS = 40;
    /// @dev Of the call of {deliver} around its payload, padding included: selector, four fields, offset, length.
    uint256 private constant CALL_OVERHEAD = 4 + 6 * 32 + 31;

    /// @inheritdoc IL1ArbitrumGateway
    address public immutable INBOX;
    /// @inheritdoc IL1ArbitrumGateway
    address public immutable BRIDGE;
    /// @inheritdoc IL1ArbitrumGateway
    uint256 public immutable MAX_GAS_PRICE;
    /// @inheritdoc IL1ArbitrumGateway
    uint256 public immutable RESEND_AFTER;

    /// @inheritdoc IL1ArbitrumGateway
    mapping(bytes32 sendId => uint256 timestamp) public sentAt;

    /// @param inbox Nitro's inbox of the rollup
    /// @param peer L2ArbitrumGateway of the lane
    /// @param hub LaneHub
    /// @param peerChainId EIP-155 id of the rollup
    /// @param maxGasPrice wei per unit of L2 gas, within Params' bounds
    /// @param resendAfter seconds, above the life of a ticket, within Params' bounds
    constructor(
        address inbox,
        address peer,
        address hub,
        uint256 peerChainId,
        uint256 maxGasPrice,
        uint256 resendAfter
    ) GatewayBase(peer, hub, peerChainId) {
        bool inBounds =
            maxGasPrice >= Params.TICKET_GAS_PRICE_MIN &&
                maxGasPrice <= Params.TICKET_GAS_PRICE_MAX &&
                resendAfter >= Params.TICKET_RESEND_SECONDS_MIN &&
                resendAfter <= Params.TICKET_RESEND_SECONDS_MAX;
        if (inbox.code.length == 0 || !inBounds) revert Gateway_InvalidConfiguration();
        INBOX = inbox;
        BRIDGE = INitroInbox(inbox).bridge();
        MAX_GAS_PRICE = maxGasPrice;
        RESEND_AFTER = resendAfter;
    }

    /// @inheritdoc IL1ArbitrumGateway
    function resend(bytes calldata message) external payable {
        bytes32 sendId = keccak256(message);
        uint256 last = sentAt[sendId];
        if (last == 0) revert Gateway_NeverSent(sendId);
        uint256 notBefore = last + RESEND_AFTER;
        if (block.timestamp < notBefore) revert Gateway_TooEarly(sendId, notBefore);
        sentAt[sendId] = block.timestamp;
        (Delivery memory delivery, ) = abi.decode(message[4:], (Delivery, bytes));
        (uint256 messageNumber, uint256 fee) = _createTicket(
            message,
            Terms({
                value: 0,
                available: msg.value,
                refundTo: msg.sender,
                gasLimit: delivery.gasLimit,
                submission: 0,
                gas: 0
            })
        );
        emit MessageResent(sendId, messageNumber);
        _refund(msg.sender, msg.value - fee);
    }

    /// @inheritdoc IL1ArbitrumGateway
    function feeOf(uint256 payloadLength, uint64 gasLimit, uint256 baseFee) external view returns (uint256) {
        uint256 length = CALL_OVERHEAD + payloadLength;
        return
            INitroInbox(INBOX).calculateRetryableSubmissionFee(length, baseFee) +
            _ticketGas(length, gasLimit) * MAX_GAS_PRICE;
    }

    function _carry(
        address recipient,
        bytes calldata payload,
        GatewayAttributes.Attributes memory attributes
    ) internal override returns (bytes32 sendId, uint256 spent) {
        bytes memory message = _encodeDelivery(recipient, payload, attributes);
        sendId = keccak256(message);
        sentAt[sendId] = block.timestamp;
        (, uint256 fee) = _createTicket(
            message,
            Terms({
                value: attributes.deliverValue,
                available: msg.value - attributes.deliverValue,
                refundTo: attributes.refundTo,
                gasLimit: attributes.gasLimit,
                submission: 0,
                gas: 0
            })
        );
        spent = attributes.deliverValue + fee;
    }

    /// @return messageNumber of the ticket in the delayed inbox
    /// @return fee wei paid beside the value
    function _createTicket(
        bytes memory message,
        Terms memory terms
    ) private returns (uint256 messageNumber, uint256 fee) {
        if (PEER.code.length != 0) revert Gateway_PeerHasCode(PEER);
        terms.submission = INitroInbox(INBOX).calculateRetryableSubmissionFee(message.length, block.basefee);
        terms.gas = _ticketGas(message.length, terms.gasLimit);
        fee = terms.submission + terms.gas * MAX_GAS_PRICE;
        if (terms.available < fee) revert Gateway_FeeTooLow(terms.available, fee);
        messageNumber = INitroInbox(INBOX).createRetryableTicket{value: terms.value + fee}(
            PEER,
            terms.value,
            terms.submission,
            terms.refundTo,
            PEER,
            terms.gas,
            MAX_GAS_PRICE,
            message
        );
    }

    function _requireFromPeer() internal view override {
        if (msg.sender != BRIDGE) revert Gateway_NotPeer(msg.sender, PEER);
        address sender = INitroOutbox(INitroBridge(BRIDGE).activeOutbox()).l2ToL1Sender();
        if (sender != PEER) revert Gateway_NotPeer(sender, PEER);
    }

    function _ticketGas(uint256 messageLength, uint64 gasLimit) private pure returns (uint256) {
        return TX_GAS + BYTE_GAS * messageLength + DELIVERY_GAS / 2 + _withForwarding(gasLimit);
    }
}
