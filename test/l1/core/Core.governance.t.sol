// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {OwnableUpgradeable} from "@openzeppelin/contracts-upgradeable/access/OwnableUpgradeable.sol";
import {CoreRoles} from "../../../l1-contracts/core/CoreTypes.sol";
import {ILiquidStakingCore as Core} from "../../../l1-contracts/core/ILiquidStakingCore.sol";
import {LiquidStakingCore} from "../../../l1-contracts/core/LiquidStakingCore.sol";
import {CoreHarness} from "./CoreHarness.sol";
import {CoreTest} from "./CoreTest.sol";

contract CoreGovernanceTest is CoreTest {
    function test_initialize_MintsTheBootstrapSharesToADeadAddress_T1() public view {
        assertEq(core.balanceOf(0x000000000000000000000000000000000000dEaD), 1e15);
        assertEq(core.totalSupply(), 1e15);
        assertEq(core.ledger().totalPooled, 1e15);
        assertEq(core.owner(), owner);
        (uint256 rate, uint64 nonce, uint64 refTime) = core.rate();
        assertEq(rate, 1e18);
        assertEq(nonce, 0);
        assertEq(refTime, GENESIS);
        assertEq(core.rateAt(0), 1e18);
        assertEq(core.totalAssets(), 1e15);
    }

    function test_initialize_RevertWhen_CalledAgainOrOnTheImplementation_T72() public {
        CoreRoles memory r = roles();
        vm.deal(address(this), 2e15);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        core.initialize{value: 1e15}(r, 1 ether, 0);
        LiquidStakingCore implementation = new LiquidStakingCore(GENESIS, FRAME, MARGIN);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize{value: 1e15}(r, 1 ether, 0);
    }

    function test_initialize_RevertWhen_EtherOrARoleIsMissing() public {
        LiquidStakingCore implementation = new LiquidStakingCore(GENESIS, FRAME, MARGIN);
        CoreRoles memory r = roles();
        bytes memory call = abi.encodeCall(LiquidStakingCore.initialize, (r, 1 ether, 0));
        vm.expectRevert(abi.encodeWithSelector(Core.Core_BootstrapMissing.selector, 1e15 - 1, 1e15));
        new ERC1967Proxy{value: 1e15 - 1}(address(implementation), call);
        r.treasury = address(0);
        call = abi.encodeCall(LiquidStakingCore.initialize, (r, 1 ether, 0));
        vm.expectRevert(abi.encodeWithSelector(Core.Core_ZeroAddress.selector, bytes32("treasury")));
        new ERC1967Proxy{value: 1e15}(address(implementation), call);
    }

    function test_governance_RevertWhen_CallerIsNotTheTimelock_T71() public {
        bytes memory refused = abi.encodeWithSelector(OwnableUpgradeable.OwnableUnauthorizedAccount.selector, hub);
        vm.startPrank(hub);
        vm.expectRevert(refused);
        core.setDepositsPaused(true);
        vm.expectRevert(refused);
        core.setDepositCap(1 ether);
        vm.expectRevert(refused);
        core.addLane(2);
        vm.expectRevert(refused);
        core.setReserveFloor(0);
        vm.expectRevert(refused);
        core.upgradeToAndCall(address(this), "");
    }

    function test_setDepositCap_RoundsToItsUnitAndIsBounded() public {
        vm.startPrank(owner);
        vm.expectEmit();
        emit Core.DepositCapSet(64 ether);
        core.setDepositCap(95.9 ether);
        vm.expectRevert(
            abi.encodeWithSelector(
                Core.Core_AboveLimit.selector,
                bytes32("depositCap"),
                120_000_000 ether + 1,
                120_000_000 ether
            )
        );
        core.setDepositCap(120_000_000 ether + 1);
    }

    function test_addLane_RevertWhen_ItExistsOrIsL1() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_LaneExists.selector, LANE));
        core.addLane(LANE);
        vm.expectRevert(abi.encodeWithSelector(Core.Core_UnknownLane.selector, 0));
        core.addLane(0);
    }

    function test_owner_MovesInTwoSteps_T71() public {
        vm.prank(owner);
        core.transferOwnership(bob);
        assertEq(core.owner(), owner);
        vm.prank(bob);
        core.acceptOwnership();
        assertEq(core.owner(), bob);
    }

    /// Fixed places (ERC-7201) and every number unchanged by an upgrade.
    function test_upgrade_KeepsStateWhereItWas_T74() public {
        deposit(alice, 10 ether);
        request(alice, 4e18);
        // slot 0: S, B, running total of units, last request id
        bytes32 slot0 = vm.load(address(core), 0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300);
        assertEq(uint88(uint256(slot0)), 6e18 + 1e15);
        assertEq(uint88(uint256(slot0) >> 88), 10 ether + 1e15);
        assertEq(uint48(uint256(slot0) >> 176), 4_000_000);
        assertEq(uint32(uint256(slot0) >> 224), 1);
        // balance of alice: ShareToken's first field is its mapping of accounts
        bytes32 place = keccak256(
            abi.encode(alice, 0x03606b9be8af1e1b259573322940fbb70a53592d8437565a63fa5437a7271d00)
        );
        assertEq(uint256(vm.load(address(core), place)), 6e18);

        CoreHarness next = new CoreHarness(GENESIS, FRAME, MARGIN);
        vm.prank(owner);
        core.upgradeToAndCall(address(next), "");
        assertEq(core.balanceOf(alice), 6e18);
        assertEq(core.ledger().queued, 4 ether);
        assertEq(core.lastRequestId(), 1);
        assertEq(core.owner(), owner);
    }

    /// The places are what ERC-7201 says they are.
    function test_storage_StandsAtItsErc7201Places_T74() public pure {
        assertEq(
            keccak256(abi.encode(uint256(keccak256("cseth.storage.LiquidStakingCore")) - 1)) & ~bytes32(uint256(0xff)),
            0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300
        );
        assertEq(
            keccak256(abi.encode(uint256(keccak256("cseth.storage.ShareToken")) - 1)) & ~bytes32(uint256(0xff)),
            0x03606b9be8af1e1b259573322940fbb70a53592d8437565a63fa5437a7271d00
        );
    }

    /// Only what nobody owns: not the queue's, not a lane's reserve, not what is finalized and unclaimed.
    function test_skim_TakesOnlyTheSurplus_T2_T75() public {
        deposit(alice, 10 ether);
        request(alice, 4e18);
        report(0, 1);
        vm.deal(address(core), address(core).balance + 0.25 ether);
        vm.expectEmit();
        emit Core.Skimmed(0.25 ether);
        assertEq(core.skim(), 0.25 ether);
        assertEq(core.skim(), 0);
        assertEq(core.ledger().undistributed, 0.25 ether);
        assertEq(core.ledger().claimable, 4 ether);
        vm.prank(alice);
        assertEq(core.claim(1), 4 ether);
        assertEq(core.skim(), 0);
    }
}
