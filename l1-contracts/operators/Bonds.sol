// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ActionCodec} from "../../shared/contracts/actions/ActionCodec.sol";
import {Ids} from "../../shared/contracts/ids/Ids.sol";
import {ShareMath} from "../../shared/contracts/math/ShareMath.sol";
import {ILiquidStakingCore} from "../core/ILiquidStakingCore.sol";
import {IActionExecutor} from "../lanes/IActionExecutor.sol";
import {IBonds} from "./IBonds.sol";
import {IOperatorRegistry} from "./IOperatorRegistry.sol";
import {IValidatorLedger} from "./IValidatorLedger.sol";

/// @title Operators' bonds, held as csETH
/// @dev The csETH balance is never below the sum of bonds: each goes up with what was pulled in, and down before what
/// goes out. csETH calls nobody, so there is nothing to reenter.
contract Bonds is IBonds, Ownable2StepUpgradeable, UUPSUpgradeable {
    using SafeCast for uint256;

    /// @custom:storage-location erc7201:cseth.storage.Bonds
    struct BondsState {
        mapping(uint64 operatorId => uint128) shares;
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.Bonds")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant BONDS_STORAGE = 0x9fed91ebde10da0e29dbad75be3685f4abb4c8574b88bf52fd654433f1d07f00;

    address private immutable _LANE_HUB;
    ILiquidStakingCore private immutable _CORE;
    IOperatorRegistry private immutable _OPERATORS;
    IValidatorLedger private immutable _VALIDATORS;

    /// @param laneHub the only caller of {executeAction}; an upgrade must be given the same addresses
    /// @param core csETH
    /// @param validatorLedger the only caller of {burn}; says what an operator needs
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address laneHub, address core, address operatorRegistry, address validatorLedger) {
        bool missing = laneHub == address(0) || core == address(0);
        if (missing || operatorRegistry == address(0) || validatorLedger == address(0)) revert Bonds_ZeroAddress();
        _LANE_HUB = laneHub;
        _CORE = ILiquidStakingCore(core);
        _OPERATORS = IOperatorRegistry(operatorRegistry);
        _VALIDATORS = IValidatorLedger(validatorLedger);
        _disableInitializers();
    }

    /// @param owner timelock
    function initialize(address owner) external initializer {
        __Ownable_init(owner);
    }

    /// @inheritdoc IBonds
    function deposit(uint64 operatorId, uint256 shares) external {
        if (shares == 0) revert Bonds_ZeroShares();
        if (_OPERATORS.operator(operatorId).status == IOperatorRegistry.Status.None) {
            revert Bonds_NotRegistered(operatorId);
        }
        _bonds().shares[operatorId] += shares.toUint128();
        // Reverts or moves exactly `shares`: csETH is our own.
        IERC20(address(_CORE)).transferFrom(msg.sender, address(this), shares);
        emit BondDeposited(operatorId, msg.sender, shares);
    }

    /// @inheritdoc IActionExecutor
    function executeAction(uint16 laneId, bytes calldata action) external {
        if (msg.sender != _LANE_HUB) revert Bonds_NotLaneHub(msg.sender);
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        if (Ids.laneOf(header.operatorId) != laneId) revert Bonds_ForeignOperator(header.operatorId, laneId);
        if (header.kind != ActionCodec.CLAIM_BOND) revert Bonds_UnknownKind(header.kind);
        (address recipient, uint128 atMost) = ActionCodec.decodeClaimBond(ActionCodec.payloadOf(action));
        _claim(header.operatorId, recipient, atMost);
    }

    /// @inheritdoc IBonds
    function burn(uint64 operatorId, uint256 etherAmount) external returns (uint256 shares) {
        if (msg.sender != address(_VALIDATORS)) revert Bonds_NotValidatorLedger(msg.sender);
        uint128 held = _bonds().shares[operatorId];
        shares = _CORE.writeOffDeposit(etherAmount, held);
        // Cannot underflow or truncate: at most `held` were burnt.
        _bonds().shares[operatorId] = uint128(held - shares);
        emit BondBurnt(operatorId, etherAmount, shares);
    }

    /// @dev As much as can be claimed now, `atMost` at most: the rate moves while the action travels.
    function _claim(uint64 operatorId, address recipient, uint128 atMost) private {
        if (recipient == address(0) || recipient == address(this)) revert Bonds_InvalidRecipient(recipient);
        uint256 shares = Math.min(_claimable(operatorId), atMost);
        if (shares == 0) revert Bonds_NothingClaimable(operatorId);
        // Cannot underflow or truncate: claimable is at most the bond.
        _bonds().shares[operatorId] -= uint128(shares);
        IERC20(address(_CORE)).transfer(recipient, shares);
        emit BondClaimed(operatorId, recipient, shares);
    }

    function _claimable(uint64 operatorId) private view returns (uint256) {
        (uint256 requiredWei, bool frozen) = _VALIDATORS.bondRequirement(operatorId);
        if (frozen) return 0;
        return Math.saturatingSub(_bonds().shares[operatorId], ShareMath.toSharesUp(requiredWei, _rate()));
    }

    function _rate() private view returns (uint256 rate) {
        (rate, , ) = _CORE.rate();
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IBonds
    function sharesOf(uint64 operatorId) external view returns (uint256) {
        return _bonds().shares[operatorId];
    }

    /// @inheritdoc IBonds
    function etherOf(uint64 operatorId) external view returns (uint256) {
        return ShareMath.toEtherDown(_bonds().shares[operatorId], _rate());
    }

    /// @inheritdoc IBonds
    function claimableShares(uint64 operatorId) external view returns (uint256) {
        return _claimable(operatorId);
    }

    /// @inheritdoc IBonds
    function connections()
        external
        view
        returns (address laneHub, address core, address operatorRegistry, address validatorLedger)
    {
        return (_LANE_HUB, address(_CORE), address(_OPERATORS), address(_VALIDATORS));
    }

    function _bonds() private pure returns (BondsState storage $) {
        bytes32 slot = BONDS_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
