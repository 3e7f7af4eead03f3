// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {KeeperPrice} from "../../../shared/contracts/keepers/KeeperPrice.sol";

contract KeeperPriceTest is Test {
    /// 1.1 · 20 gwei + 1 gwei = 23 gwei
    function test_rebateFor_PaysWhatTheCallerPaysUpToTheCut_T_89() public {
        vm.fee(20 gwei);
        vm.txGasPrice(21 gwei);
        assertEq(KeeperPrice.weiPerGas(), 21 gwei);
        vm.txGasPrice(23 gwei);
        assertEq(KeeperPrice.rebateFor(100_000), 2_300_000 gwei);
        vm.txGasPrice(23 gwei + 1);
        assertEq(KeeperPrice.weiPerGas(), 23 gwei);
        vm.txGasPrice(5_000 gwei);
        assertEq(KeeperPrice.rebateFor(100_000), 2_300_000 gwei);
    }

    /// 1.1 · 5 wei is 5.5: the margin is rounded down, against the caller.
    function test_rebateFor_PaysTheTipWhereTheBaseFeeIsNothing() public {
        vm.fee(5);
        vm.txGasPrice(2 gwei);
        assertEq(KeeperPrice.weiPerGas(), 1 gwei + 5);
        vm.txGasPrice(5);
        assertEq(KeeperPrice.rebateFor(3), 15);
    }
}
