// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {L2StakingPool} from "../../../l2-contracts/staking/L2StakingPool.sol";

/// @notice Tries to be paid twice, and to net and forward, from inside its own payment.
contract ReentrantClaimer {
    L2StakingPool private immutable pool;
    uint256 private claiming;
    uint256 public refused;

    constructor(L2StakingPool pool_) {
        pool = pool_;
    }

    receive() external payable {
        _try(abi.encodeCall(pool.claimUnstake, (claiming)));
        _try(abi.encodeCall(pool.claimUnstake, (claiming + 1)));
        _try(abi.encodeCall(pool.net, ()));
    }

    function request(uint256 shares) external {
        pool.requestUnstake(shares, address(this));
    }

    function claim(uint256 requestId) external {
        claiming = requestId;
        pool.claimUnstake(requestId);
    }

    function _try(bytes memory call) private {
        (bool success, ) = address(pool).call(call);
        if (!success) ++refused;
    }
}

contract RefusesEther {
    error NoThanks();

    receive() external payable {
        revert NoThanks();
    }
}
