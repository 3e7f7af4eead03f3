// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {IRewardDistributor} from "../../l2-contracts/nom/IRewardDistributor.sol";
import {StateUpdateMessage} from "../../shared/contracts/messages/StateUpdateMessage.sol";
import {L2Fixture} from "./support/L2Fixture.sol";

/// Trees of two leaves: operator 1 pays bob, operator 2 pays carol.
contract RewardDistributorTest is L2Fixture {
    uint64 private constant OP1 = (1 << 48) + 1;
    uint64 private constant OP2 = (1 << 48) + 2;

    function _leaf(
        uint256 chainId,
        address target,
        uint64 operatorId,
        address recipient,
        uint128 amount
    ) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(chainId, target, operatorId, recipient, amount))));
    }

    function _leaves(uint128 first, uint128 second) private view returns (bytes32, bytes32) {
        return (
            _leaf(block.chainid, address(distributor), OP1, bob, first),
            _leaf(block.chainid, address(distributor), OP2, carol, second)
        );
    }

    function _fund(uint64 nonce, uint64 frame, uint128 first, uint128 second, uint96 total) private {
        (bytes32 a, bytes32 b) = _leaves(first, second);
        StateUpdateMessage.Body memory body = _update(0, 1e18, 0, 0);
        body.rewardsFrame = frame;
        body.rewardsRoot = Hashes.commutativeKeccak256(a, b);
        body.rewardsTotal = total;
        _deliver(nonce, body);
    }

    function _proof(bytes32 sibling) private pure returns (bytes32[] memory proof) {
        proof = new bytes32[](1);
        proof[0] = sibling;
    }

    /// Anyone claims, the recipient is paid; a later root pays the difference.
    function test_claim_PaysTheDifference_REW_1() public {
        _fund(1, 1, 3e18, 4e18, 7e18);
        (bytes32 a, bytes32 b) = _leaves(3e18, 4e18);
        vm.expectEmit(address(distributor));
        emit IRewardDistributor.RewardClaimed(OP1, bob, 3e18, 3e18);
        assertEq(distributor.claim(OP1, bob, 3e18, _proof(b)), 3e18);
        assertEq(pool.balanceOf(bob), 3e18);
        vm.expectRevert(
            abi.encodeWithSelector(IRewardDistributor.RewardDistributor_NothingToClaim.selector, OP1, 3e18, 3e18)
        );
        distributor.claim(OP1, bob, 3e18, _proof(b));

        _fund(2, 2, 3.5e18, 5e18, 8.5e18);
        (, b) = _leaves(3.5e18, 5e18);
        assertEq(distributor.claim(OP1, bob, 3.5e18, _proof(b)), 0.5e18);
        (a, ) = _leaves(3.5e18, 5e18);
        assertEq(distributor.claim(OP2, carol, 5e18, _proof(a)), 5e18);
        assertEq(pool.balanceOf(address(distributor)), 0);
    }

    /// REW-2: a root with a smaller amount pays nothing and takes nothing; an older frame changes no root (T-53).
    function test_claim_NeverFalls_T49_T53_REW_2() public {
        _fund(2, 2, 3e18, 4e18, 7e18);
        (, bytes32 b) = _leaves(3e18, 4e18);
        distributor.claim(OP1, bob, 3e18, _proof(b));
        bytes32 root = distributor.root();
        _fund(1, 1, 9e18, 9e18, 1e18);
        assertEq(distributor.root(), root);
        assertEq(distributor.rootFrame(), 2);
        _fund(3, 2, 9e18, 9e18, 7e18);
        assertEq(distributor.root(), root);
        _fund(4, 3, 2e18, 4e18, 7e18);
        (, b) = _leaves(2e18, 4e18);
        vm.expectRevert(
            abi.encodeWithSelector(IRewardDistributor.RewardDistributor_NothingToClaim.selector, OP1, 2e18, 3e18)
        );
        distributor.claim(OP1, bob, 2e18, _proof(b));
        assertEq(distributor.claimed(OP1), 3e18);
    }

    /// REW-3: a leaf of another chain, another contract (L1's included) or another recipient proves nothing here.
    function test_claim_RevertWhen_TheLeafIsForAnotherPlace_T50_T51_REW_3() public {
        bytes32 b = _leaf(block.chainid, address(distributor), OP2, carol, 4e18);
        bytes32[3] memory foreign = [
            _leaf(900, address(distributor), OP1, bob, 3e18),
            _leaf(block.chainid, address(pool), OP1, bob, 3e18),
            _leaf(block.chainid, address(distributor), OP1, alice, 3e18)
        ];
        for (uint64 i = 0; i < 3; ++i) {
            StateUpdateMessage.Body memory body = _update(0, 1e18, 0, 0);
            body.rewardsFrame = i + 1;
            body.rewardsRoot = Hashes.commutativeKeccak256(foreign[i], b);
            body.rewardsTotal = 7e18;
            _deliver(i + 1, body);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IRewardDistributor.RewardDistributor_InvalidProof.selector,
                    OP1,
                    body.rewardsRoot
                )
            );
            distributor.claim(OP1, bob, 3e18, _proof(b));
        }
    }

    /// An inner node is no leaf, and an empty proof proves only a tree of one leaf (T-48).
    function test_claim_RevertWhen_TheProofIsEmptyOrTooShort_T48() public {
        _fund(1, 1, 3e18, 4e18, 7e18);
        bytes32 root = distributor.root();
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.RewardDistributor_InvalidProof.selector, OP1, root));
        distributor.claim(OP1, bob, 3e18, new bytes32[](0));
    }

    /// A root that promises more than was funded pays until the shares are gone, and not one more (T-52).
    function test_claim_NeverPaysMoreThanFunded_T52_REW_1() public {
        _fund(1, 1, 3e18, 4e18, 5e18);
        (bytes32 a, bytes32 b) = _leaves(3e18, 4e18);
        distributor.claim(OP1, bob, 3e18, _proof(b));
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(distributor), 2e18, 4e18)
        );
        distributor.claim(OP2, carol, 4e18, _proof(a));
    }

    /// Who claims for one operator first does not spoil the call that pays many.
    function test_claimMany_SkipsWhatIsPaid() public {
        _fund(1, 1, 3e18, 4e18, 7e18);
        (bytes32 a, bytes32 b) = _leaves(3e18, 4e18);
        distributor.claim(OP1, bob, 3e18, _proof(b));
        IRewardDistributor.Claim[] memory claims = new IRewardDistributor.Claim[](2);
        claims[0] = IRewardDistributor.Claim(OP1, bob, 3e18, _proof(b));
        claims[1] = IRewardDistributor.Claim(OP2, carol, 4e18, _proof(a));
        assertEq(distributor.claimMany(claims), 4e18);
        assertEq(pool.balanceOf(carol), 4e18);
    }

    function test_setRoot_RevertWhen_NotTheHub() public {
        vm.prank(timelock);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.RewardDistributor_NotHub.selector, timelock));
        distributor.setRoot(1, bytes32(uint256(1)));
    }
}
