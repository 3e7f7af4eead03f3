// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {ExpressActions} from "../../shared/contracts/actions/ExpressActions.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {IOperatorRegistry} from "../operators/IOperatorRegistry.sol";
import {IExpressDesk} from "./IExpressDesk.sol";
import {ILaneHub} from "./ILaneHub.sol";

/// @title Operator actions by signature, without any bridge
/// @dev Without owner and without upgrades: another desk is another domain, where no signature made for this one counts.
contract ExpressDesk is IExpressDesk, EIP712 {
    /// @dev A list of what is let in, never of what is kept out: a kind of a later version, by which a lane releases
    /// locked shares for instance, must not become somebody's to sign.
    uint256 private constant EXPRESS_KINDS =
        (1 << ActionCodec.SET_REWARD_RECIPIENT) |
            (1 << ActionCodec.SET_MANAGER) |
            (1 << ActionCodec.COMMIT_KEYS) |
            (1 << ActionCodec.REQUEST_EXIT) |
            (1 << ActionCodec.CLAIM_BOND);

    ILaneHub private immutable _LANE_HUB;
    IOperatorRegistry private immutable _OPERATORS;

    mapping(bytes32 digest => bool) private _executed;

    /// @param laneHub runs what was signed; lets this desk in once the timelock has said so
    /// @param operatorRegistry knows owners and delegates
    constructor(
        address laneHub,
        address operatorRegistry
    ) EIP712(ExpressActions.DOMAIN_NAME, ExpressActions.DOMAIN_VERSION) {
        if (laneHub == address(0) || operatorRegistry == address(0)) revert ExpressDesk_ZeroAddress();
        _LANE_HUB = ILaneHub(laneHub);
        _OPERATORS = IOperatorRegistry(operatorRegistry);
    }

    /// @inheritdoc IExpressDesk
    function execute(bytes calldata action, uint256 deadline, bytes calldata signature) external {
        bytes32 signed = digest(action, deadline);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        if (!isExpress(header.kind)) revert ExpressDesk_KindNotExpress(header.kind);
        _requireTimely(header.issuedAt, deadline);
        if (_executed[signed]) revert ExpressDesk_AlreadyExecuted(signed);
        address signer = _signerOf(header.operatorId, signed, signature);
        _executed[signed] = true;
        emit ExpressExecuted(signed, header.operatorId, header.kind, signer);
        _LANE_HUB.executeExpress(action);
    }

    /// @inheritdoc IExpressDesk
    function isExecuted(bytes32 signed) external view returns (bool) {
        return _executed[signed];
    }

    /// @inheritdoc IExpressDesk
    function connections() external view returns (address laneHub, address operatorRegistry) {
        return (address(_LANE_HUB), address(_OPERATORS));
    }

    /// @inheritdoc IExpressDesk
    function digest(bytes calldata action, uint256 deadline) public view returns (bytes32) {
        return _hashTypedDataV4(ExpressActions.hash(action, deadline));
    }

    /// @inheritdoc IExpressDesk
    function isExpress(uint8 kind) public pure returns (bool) {
        return (EXPRESS_KINDS >> kind) & 1 == 1;
    }

    function _requireTimely(uint40 issuedAt, uint256 deadline) private view {
        if (issuedAt > block.timestamp) revert ExpressDesk_NotYetIssued(issuedAt, block.timestamp);
        if (deadline < block.timestamp) revert ExpressDesk_Expired(deadline, block.timestamp);
        uint256 latest = issuedAt + Params.EXPRESS_SECONDS_MAX;
        if (deadline > latest) revert ExpressDesk_LivesTooLong(deadline, latest);
    }

    /// @dev Signers are asked for views only, so nothing can happen between this check and what follows it.
    function _signerOf(
        uint64 operatorId,
        bytes32 signed,
        bytes calldata signature
    ) private view returns (address signer) {
        IOperatorRegistry.Operator memory operator = _OPERATORS.operator(operatorId);
        (address recovered, ECDSA.RecoverError err, ) = ECDSA.tryRecoverCalldata(signed, signature);
        // The owner of an operator that L1 does not know is zero, which no key recovers to without an error.
        if (err == ECDSA.RecoverError.NoError && recovered == operator.owner) return recovered;
        signer = operator.delegate;
        bool isDelegates =
            signer != address(0) && SignatureChecker.isValidSignatureNowCalldata(signer, signed, signature);
        if (!isDelegates) revert ExpressDesk_NotSigned(operatorId, operator.owner, signer);
    }
}
