// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {GatewayAttributes} from "../../shared/contracts/lanes/GatewayAttributes.sol";
import {IFastGateway} from "../../shared/contracts/lanes/IFastGateway.sol";
import {Envelope} from "../../shared/contracts/messages/Envelope.sol";
import {FastFreezeMessage} from "../../shared/contracts/messages/FastFreezeMessage.sol";
import {FastNoteMessage} from "../../shared/contracts/messages/FastNoteMessage.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {HubStorage} from "./HubStorage.sol";
import {IFastLink} from "./IFastLink.sol";

/// @title Fast notes out, fast freezes in
/// @notice All that a fast message reaches is `pool.freeze`, which bounds it (LANE-4).
abstract contract FastLink is IFastLink, HubStorage, ReentrancyGuardTransient {
    /// @custom:storage-location erc7201:cseth.storage.FastLink
    struct FastLinkState {
        IFastGateway gateway;
        uint64 noteNonce;
        mapping(uint64 batchNonce => bytes32 digest) unannounced;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.FastLink")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant FAST_LINK_STORAGE = 0x8fb87d9e65b6df064295fac2cc2a1f2c260ffc9fd5461e1a854a18199b16d500;

    /// @inheritdoc IFastLink
    function sendFastNote(uint64 batchNonce) external payable nonReentrant {
        FastLinkState storage $ = _link();
        (IFastGateway gateway, bytes memory message, uint64 nonce) = _note(batchNonce);
        bytes32 digest = $.unannounced[batchNonce];
        delete $.unannounced[batchNonce];
        $.noteNonce = nonce;
        bytes32 sendId = gateway.sendMessage{value: msg.value}(_hub().peer, message, _fastAttributes());
        emit FastNoteSent(nonce, batchNonce, digest, sendId);
    }

    /// @inheritdoc IFastLink
    function quoteFastNote(uint64 batchNonce) external view returns (uint256 fee) {
        (IFastGateway gateway, bytes memory message, ) = _note(batchNonce);
        return gateway.quote(_hub().peer, message, _fastAttributes());
    }

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFastLink
    function fastLink() external view returns (address gateway, uint64 noteNonce) {
        FastLinkState storage $ = _link();
        return (address($.gateway), $.noteNonce);
    }

    /// @inheritdoc IFastLink
    function unannounced(uint64 batchNonce) external view returns (bytes32 digest) {
        return _link().unannounced[batchNonce];
    }

    // ── Internal ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function _receiveFastFreeze(bytes calldata payload) internal {
        if (msg.value != 0) revert L2Hub_ValueMismatch(msg.value, 0);
        HubState storage $ = _hub();
        (uint64 nonce, bytes calldata body) = Envelope.open(payload, Envelope.FAST_FREEZE, $.open.laneId);
        uint64 rateNonce = FastFreezeMessage.decode(body);
        bool heeded = $.pool.freeze(rateNonce);
        emit FastFreezeReceived(nonce, rateNonce, heeded);
    }

    function _recordClosed(uint64 batchNonce, bytes32 digest) internal {
        _link().unannounced[batchNonce] = digest;
    }

    function _setFastGateway(address gateway) internal {
        if (gateway == address(_hub().gateway)) revert L2Hub_GatewayTaken(gateway);
        _link().gateway = IFastGateway(gateway);
        emit FastGatewaySet(gateway);
    }

    function _isFastGateway(address account) internal view returns (bool) {
        return account != address(0) && account == address(_link().gateway);
    }

    function _note(uint64 batchNonce) private view returns (IFastGateway gateway, bytes memory message, uint64 nonce) {
        FastLinkState storage $ = _link();
        gateway = $.gateway;
        if (address(gateway) == address(0)) revert L2Hub_NoFastGateway();
        bytes32 digest = $.unannounced[batchNonce];
        if (digest == 0) revert L2Hub_NothingToNote(batchNonce);
        nonce = $.noteNonce + 1;
        bytes memory body = FastNoteMessage.encode(FastNoteMessage.Body(batchNonce, digest));
        message = Envelope.encode(Envelope.FAST_NOTE, _hub().open.laneId, nonce, body);
    }

    function _fastAttributes() private view returns (bytes[] memory) {
        return GatewayAttributes.encode(GatewayAttributes.Attributes(0, Params.FAST_MESSAGE_GAS, msg.sender));
    }

    function _link() private pure returns (FastLinkState storage $) {
        bytes32 slot = FAST_LINK_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
