// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FlashExit} from "./FlashExit.sol";
import {PoolViews} from "./PoolViews.sol";
import {ValueLegs} from "./ValueLegs.sol";

/// @title The pool's rarer calls, run on its storage by delegatecall
/// @notice {L2StakingPool} hands over every call it does not know itself: what users do every day stays in one contract
/// below EIP-170's limit, and nothing is added to its gas.
/// @dev Has no state, owner or initializer of its own. Called directly it finds the pool's storage empty, where the rate
/// is from 1970 and every exit closed.
contract PoolExtension is FlashExit, ValueLegs, PoolViews {}
