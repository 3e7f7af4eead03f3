// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {BatchRules, IL2Hub} from "../../l2-contracts/lanes/IL2Hub.sol";
import {L2Hub} from "../../l2-contracts/lanes/L2Hub.sol";
import {NodeDesk} from "../../l2-contracts/nom/NodeDesk.sol";
import {ReportBoard} from "../../l2-contracts/oracle/ReportBoard.sol";
import {IReportBoard} from "../../l2-contracts/oracle/IReportBoard.sol";
import {IL2StakingPool} from "../../l2-contracts/staking/IL2StakingPool.sol";
import {L2StakingPool} from "../../l2-contracts/staking/L2StakingPool.sol";
import {PoolExtension} from "../../l2-contracts/staking/PoolExtension.sol";
import {PoolParameters} from "../../l2-contracts/staking/PoolTypes.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

contract GovernanceTest is L2Fixture {
    function test_implementations_CannotBeInitialized_T72() public {
        L2StakingPool poolCode = new L2StakingPool(address(new PoolExtension()));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        poolCode.initialize(_poolInit(alice));
        L2Hub hubCode = new L2Hub();
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        hubCode.initialize(_hubInit(alice));
        NodeDesk deskCode = new NodeDesk();
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        deskCode.initialize(alice, hub, 1);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        pool.initialize(_poolInit(alice));
    }

    function test_upgrade_RevertWhen_NotTheTimelock_T71() public {
        address code = address(new L2StakingPool(address(new PoolExtension())));
        bytes memory denied = abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, alice);
        vm.startPrank(alice);
        vm.expectRevert(denied);
        pool.upgradeToAndCall(code, "");
        vm.expectRevert(denied);
        hub.upgradeToAndCall(code, "");
        vm.expectRevert(denied);
        desk.upgradeToAndCall(code, "");
        vm.expectRevert(denied);
        pool.setStakeLimit(1e9, 0);
        vm.expectRevert(denied);
        pool.setParameters(PoolParameters(0, 0, 0, 0));
        vm.expectRevert(denied);
        hub.setGateway(alice, peer);
        vm.expectRevert(denied);
        hub.setBatchRules(BatchRules(0, 10, 1 ether, 500_000));
    }

    /// An upgrade keeps every balance and number.
    function test_upgrade_KeepsTheBook_T74() public {
        _landedStake();
        _request(alice, 5e18);
        bytes32 before = keccak256(abi.encode(pool.book(), pool.openBatch(), pool.parameters()));
        address code = address(new L2StakingPool(address(new PoolExtension())));
        vm.prank(timelock);
        UUPSUpgradeable(address(pool)).upgradeToAndCall(code, "");
        assertEq(keccak256(abi.encode(pool.book(), pool.openBatch(), pool.parameters())), before);
        assertEq(pool.balanceOf(alice), 94.94e18);
    }

    function test_setParameters_RevertWhen_OutOfBounds() public {
        vm.startPrank(timelock);
        vm.expectRevert(
            abi.encodeWithSelector(IL2StakingPool.Pool_ParameterOutOfBounds.selector, bytes32("STAKE_FEE_BPS"), 7, 0, 6)
        );
        pool.setParameters(PoolParameters(7, 0, 0, 0));
        vm.expectRevert(
            abi.encodeWithSelector(
                IL2StakingPool.Pool_ParameterOutOfBounds.selector,
                bytes32("FORWARD_DELAY_SECONDS"),
                604_801,
                0,
                604_800
            )
        );
        pool.setParameters(PoolParameters(6, 604_801, 0, 0));
        vm.expectRevert(
            abi.encodeWithSelector(
                IL2StakingPool.Pool_ParameterOutOfBounds.selector,
                bytes32("POOL_TARGET_WEI"),
                10_000 ether + 1 gwei,
                0,
                10_000 ether
            )
        );
        pool.setParameters(PoolParameters(6, 0, 10_000_000_000_001, 0));
        vm.expectRevert(
            abi.encodeWithSelector(
                IL2StakingPool.Pool_ParameterOutOfBounds.selector,
                bytes32("HELD_CAP_WEI"),
                100_000 ether + 1 gwei,
                0,
                100_000 ether
            )
        );
        pool.setParameters(PoolParameters(6, 0, 0, 100_000_000_000_001));
        BatchRules memory rules = BatchRules(11, 10, 1 ether, 500_000);
        vm.expectRevert(abi.encodeWithSelector(IL2Hub.L2Hub_RulesOutOfBounds.selector, rules));
        hub.setBatchRules(rules);
    }

    /// 2^24 - 1 = 16,777,215 whole ether at once, and as many micro-ether per second.
    function test_setStakeLimit_RevertWhen_OutOfBounds() public {
        bytes4 refused = IL2StakingPool.Pool_ParameterOutOfBounds.selector;
        vm.startPrank(timelock);
        vm.expectRevert(
            abi.encodeWithSelector(refused, bytes32("STAKE_LIMIT_CAPACITY"), 999_999_999, 1e9, 16_777_215e9)
        );
        pool.setStakeLimit(999_999_999, 0);
        vm.expectRevert(
            abi.encodeWithSelector(refused, bytes32("STAKE_LIMIT_CAPACITY"), 16_777_215_000_000_001, 0, 16_777_215e9)
        );
        pool.setStakeLimit(16_777_215_000_000_001, 0);
        vm.expectRevert(
            abi.encodeWithSelector(refused, bytes32("STAKE_LIMIT_REFILL"), 16_777_215_001, 0, 16_777_215_000)
        );
        pool.setStakeLimit(16_777_215e9, 16_777_215_001);
        pool.setStakeLimit(16_777_215e9, 16_777_215_000);
    }

    function test_reportBoard_KeepsSignaturesAsEvents() public {
        ReportBoard board = new ReportBoard();
        bytes memory signature = new bytes(65);
        vm.expectEmit(address(board));
        emit IReportBoard.SignaturePosted(alice, 7, bytes32(uint256(1)), signature);
        vm.prank(alice);
        board.post(7, bytes32(uint256(1)), signature);
        vm.expectRevert(abi.encodeWithSelector(IReportBoard.ReportBoard_BadSignatureLength.selector, 64));
        board.post(7, bytes32(uint256(1)), new bytes(64));
    }
}
