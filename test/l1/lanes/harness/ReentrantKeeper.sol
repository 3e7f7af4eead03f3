// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A keeper that calls again while it is being paid, or refuses ether.
contract ReentrantKeeper {
    bytes4 public refusedWith;
    address private immutable _PURSE;
    bytes private _prepared;
    bool private _refuses;

    error ReentrantKeeper_No();

    constructor(address purse) {
        _PURSE = purse;
    }

    receive() external payable {
        if (_refuses) revert ReentrantKeeper_No();
        (bool success, bytes memory reason) = _PURSE.call(_prepared);
        if (!success) refusedWith = bytes4(reason);
    }

    function prepare(bytes calldata data) external {
        _prepared = data;
    }

    function refuse() external {
        _refuses = true;
    }

    function call(bytes calldata data) external {
        (bool success, ) = _PURSE.call(data);
        if (!success) revert ReentrantKeeper_No();
    }
}
