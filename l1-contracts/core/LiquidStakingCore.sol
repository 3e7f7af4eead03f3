// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Params} from "../../shared/contracts/params/Params.sol";
import {Accounting} from "./Accounting.sol";
import {CoreGovernance} from "./CoreGovernance.sol";
import {CoreTiming} from "./CoreTiming.sol";
import {CoreRoles} from "./CoreTypes.sol";
import {CoreViews} from "./CoreViews.sol";
import {Deposits} from "./Deposits.sol";
import {ILiquidStakingCore} from "./ILiquidStakingCore.sol";
import {LaneMoves} from "./LaneMoves.sol";
import {QueueMath} from "./QueueMath.sol";
import {ValidatorFunding} from "./ValidatorFunding.sol";

/// @title csETH
/// @notice Token, deposits, ledger, withdrawal queue and lane accounts in one contract behind one UUPS proxy: two
/// proxies would cost 12,000 gas more per call. Each concern is an abstract module over {CoreStorage}.
/// @dev There is no `receive`: ether sent here by mistake bounces, forced ether is a gain once {skim} books it.
contract LiquidStakingCore is
    Deposits,
    Accounting,
    LaneMoves,
    ValidatorFunding,
    CoreGovernance,
    CoreViews,
    UUPSUpgradeable
{
    using SafeCast for uint256;

    /// @notice Holds the bootstrap shares; nobody has its key.
    address public constant DEAD_ADDRESS = 0x000000000000000000000000000000000000dEaD;

    constructor(
        uint256 genesisTime,
        uint256 frameSeconds,
        uint256 requestMarginSeconds
    ) CoreTiming(genesisTime, frameSeconds, requestMarginSeconds) {
        _disableInitializers();
    }

    /// @notice Sets the roles and mints the bootstrap shares to {DEAD_ADDRESS}, so that S is never 0 or a few wei
    /// (T-1, T-5). Their price must be here already or come with the call: the proxy is created at an address known
    /// before, through a factory that forwards no ether. What is here beyond it is a gain once {skim} books it.
    /// @param depositCapEther limit of r·S, wei; rounded down to multiples of 32 ether
    /// @param reserveFloorWei wei that stay in the buffer beside what requests wait for, however small P is
    function initialize(
        CoreRoles calldata given,
        uint256 depositCapEther,
        uint256 reserveFloorWei
    ) external payable initializer {
        if (address(this).balance < Params.BOOTSTRAP_SHARES) {
            revert Core_BootstrapMissing(address(this).balance, Params.BOOTSTRAP_SHARES);
        }
        __Ownable_init(given.owner);
        CoreState storage $ = _core();
        $.reportOracle = _nonZero(given.reportOracle, "reportOracle");
        $.laneHub = _nonZero(given.laneHub, "laneHub");
        $.treasury = _nonZero(given.treasury, "treasury");
        $.validatorLedger = _nonZero(given.validatorLedger, "validatorLedger");
        $.bonds = _nonZero(given.bonds, "bonds");
        $.withdrawalVault = _nonZero(given.withdrawalVault, "withdrawalVault");
        $.moveLedger = _nonZero(given.moveLedger, "moveLedger");
        $.rate = 1e18;
        $.highWaterMark = 1e18;
        $.refTime = GENESIS_TIME.toUint40();
        $.lossIndex = uint96(QueueMath.NO_LOSS);
        _recordRate(0, 1e18);
        _setDepositCap(depositCapEther);
        _setReserveFloor(reserveFloorWei);

        $.totalShares = uint88(Params.BOOTSTRAP_SHARES);
        $.buffered = uint88(Params.BOOTSTRAP_SHARES); // at the rate of 1
        _mintShares(DEAD_ADDRESS, Params.BOOTSTRAP_SHARES);
    }

    /// @inheritdoc ILiquidStakingCore
    function skim() external nonReentrant returns (uint256 etherAmount) {
        CoreState storage $ = _core();
        // LEDGER-2. Claimable ether and carry reserves are others' already; only what nobody owns is a gain (T-75).
        etherAmount = address(this).balance - $.buffered - $.queueHead.claimable() - $.carryReserves;
        $.buffered = ($.buffered + etherAmount).toUint88();
        emit Skimmed(etherAmount);
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}

    function _nonZero(address account, bytes32 role) private pure returns (address) {
        if (account == address(0)) revert Core_ZeroAddress(role);
        return account;
    }
}
