// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BeaconProofs} from "../../../l1-contracts/beacon/BeaconProofs.sol";
import {IBeaconProofs} from "../../../l1-contracts/beacon/IBeaconProofs.sol";
import {Ssz} from "../../../shared/contracts/beacon/Ssz.sol";
import {SystemContracts} from "../support/SystemContracts.sol";

/// Proofs are those of shared/vectors/validator-proofs.json; the roots in it were computed by Lodestar.
contract BeaconProofsTest is SystemContracts {
    uint256 private constant GLOAS = 10_000;
    uint256 private constant END = 20_000;
    uint256 private constant TIMESTAMP = 1_800_000_012;
    /// Bytes before the route: timestamp, slot, proposer index, two hashes.
    uint256 private constant HEAD = 79;
    uint256 private constant VALIDATOR = 78;

    BeaconProofs private proofs;
    string private json;

    function setUp() public {
        vm.warp(1_800_000_500);
        installSystemContracts();
        proofs = new BeaconProofs(GLOAS, END);
        json = vm.readFile("shared/vectors/validator-proofs.json");
    }

    function test_verify_AcceptsWhatLodestarSays_OfEveryLayoutAndRoute() public {
        uint256 cases = vm.parseJsonUint(json, ".caseCount");
        assertEq(cases, 11);
        for (uint256 i = 0; i < cases; ++i) {
            bytes memory proof = _load(i);
            (uint256 slot, bytes32 credentials, IBeaconProofs.ProvenValidator[] memory shown) = proofs.verify(proof);
            assertEq(slot, vm.parseJsonUint(json, _key(i, ".slot")), _name(i));
            assertEq(credentials, vm.parseJsonBytes32(json, ".credentials"));
            assertEq(shown.length, vm.parseJsonUint(json, _key(i, ".validatorCount")));
            for (uint256 k = 0; k < shown.length; ++k) _assertValidator(i, k, shown[k]);
        }
    }

    /// Any one bit of a proof changed: never what another proof would say, nor a different validator (T-37).
    function testFuzz_verify_RevertWhen_AnyBitIsAnother_T37(uint256 which, uint256 bit) public {
        bytes memory proof = _load(which % 11);
        bit = bit % (proof.length * 8);
        proof[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        vm.expectRevert();
        proofs.verify(proof);
    }

    function testFuzz_verify_RevertWhen_BytesAreCutOrAdded_T37(uint256 which, uint256 length) public {
        bytes memory proof = _load(which % 11);
        length = bound(length, 0, proof.length * 2);
        vm.assume(length != proof.length);
        bytes memory other = new bytes(length);
        for (uint256 i = 0; i < length && i < proof.length; ++i) other[i] = proof[i];
        vm.expectRevert();
        proofs.verify(other);
    }

    function test_verify_RevertWhen_AValidatorIsGivenTwiceOrOutOfOrder_T37() public {
        bytes memory proof = _load(2); // electra, 0 1 50 63 64 99 of 100
        uint256 second = HEAD + 1 + 32 + 5 + 2 + VALIDATOR;
        for (uint256 i = 0; i < VALIDATOR; ++i) proof[second + i] = proof[second - VALIDATOR + i];
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_NotAscending.selector, 0, 0));
        proofs.verify(proof);
        proof = _load(2);
        proof[second + 4] = 0x32; // 50, and 50 again
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_NotAscending.selector, 50, 50));
        proofs.verify(proof);
    }

    function test_verify_RevertWhen_TheIndexIsBeyondTheListOrTheSubtree_T37() public {
        bytes memory proof = _load(1); // electra, 3 of 7
        uint256 index = HEAD + 1 + 32 + 5 + 2 + 4;
        proof[index] = 0x07;
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_IndexOutOfRange.selector, 7, 7));
        proofs.verify(proof);
        proof = _load(7); // gloas, 1 2 3 4 of 100: a subtree of its own
        proof[index + 3 * VALIDATOR] = 0x05;
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_IndexOutOfRange.selector, 5, 5));
        proofs.verify(proof);
    }

    function test_verify_RevertWhen_ItShowsNobody() public {
        bytes memory proof = _load(0);
        proof[HEAD + 1 + 32 + 5 + 1] = 0x00;
        vm.expectRevert(IBeaconProofs.BeaconProofs_NoValidators.selector);
        proofs.verify(proof);
    }

    function test_verify_RevertWhen_TheRouteLeavesBlockRoots_T37() public {
        bytes memory proof = _load(4); // routed
        proof[HEAD] = 0x02;
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_BadRoute.selector, 2));
        proofs.verify(proof);
        proof[HEAD] = 0x01;
        // Position 808 = 0x0328 of 8,192; with bit 13 set it would leave the vector.
        assertEq(proof[HEAD + 75], bytes1(0x03));
        proof[HEAD + 75] = 0x23;
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_BadRoute.selector, 0x2328));
        proofs.verify(proof);
    }

    /// A state of one fork read with another's layout proves nothing, and one of an unknown fork is not read (T-37).
    function test_verify_RevertWhen_TheForkIsAnother_T37() public {
        bytes memory proof = _load(1); // electra, slot 9,001
        BeaconProofs early = new BeaconProofs(9_001, END);
        vm.expectRevert();
        early.verify(proof);
        BeaconProofs short = new BeaconProofs(9_001, 9_001);
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_UnknownFork.selector, 9_001, 9_001));
        short.verify(proof);
        BeaconProofs next = new BeaconProofs(9_002, 9_002);
        (uint256 slot, , ) = next.verify(proof);
        assertEq(slot, 9_001);
        // The head's layout counts as well: a state of before the fork, reached from one after it.
        bytes memory across = _load(10);
        short = new BeaconProofs(10_000, 10_050);
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_UnknownFork.selector, 10_100, 10_050));
        short.verify(across);
    }

    function test_verify_RevertWhen_TheBlockIsUnknownToL1() public {
        bytes memory proof = _load(1);
        setBeaconRoot(TIMESTAMP + 8191, bytes32(uint256(1))); // a ring: the older root is gone
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_UnknownTimestamp.selector, TIMESTAMP));
        proofs.verify(proof);
        bytes32 root = vm.parseJsonBytes32(json, _key(1, ".root"));
        bytes32 other = keccak256("another block");
        setBeaconRoot(TIMESTAMP, other);
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_WrongRoot.selector, root, other));
        proofs.verify(proof);
    }

    function test_constructor_RevertWhen_ForksAreOutOfOrder() public {
        vm.expectRevert(abi.encodeWithSelector(IBeaconProofs.BeaconProofs_ForksOutOfOrder.selector, 2, 1));
        new BeaconProofs(2, 1);
        (uint256 gloas, uint256 end) = proofs.forks();
        assertEq(gloas, GLOAS);
        assertEq(end, END);
    }

    /// Z_{i+1} = sha256(Z_i, Z_i), computed here, for the tree of one zero leaf.
    function test_padded_KnowsTheZeroSubtrees() public view {
        bytes32 zero = 0;
        for (uint256 depth = 0; depth < 40; ++depth) {
            assertEq(Ssz.padded(zero, depth, depth), zero);
            assertEq(Ssz.padded(zero, depth, depth + 1), sha256(abi.encodePacked(zero, zero)));
            zero = sha256(abi.encodePacked(zero, zero));
        }
        assertEq(Ssz.padded(0, 0, 40), zero);
    }

    function test_chunkOf_IsLittleEndian() public pure {
        assertEq(Ssz.chunkOf(0x0102030405060708), bytes32(hex"0807060504030201"));
        assertEq(Ssz.uint64Of(bytes32(hex"0807060504030201")), 0x0102030405060708);
        assertEq(Ssz.depthOf(1), 0);
        assertEq(Ssz.depthOf(2), 1);
        assertEq(Ssz.depthOf(3), 2);
        assertEq(Ssz.depthOf(1 << 20), 20);
        assertEq(Ssz.depthOf((1 << 20) + 1), 21);
    }

    /// @dev Puts the case's root where EIP-4788 would have it.
    function _load(uint256 i) private returns (bytes memory proof) {
        setBeaconRoot(TIMESTAMP, vm.parseJsonBytes32(json, _key(i, ".root")));
        return vm.parseJsonBytes(json, _key(i, ".proof"));
    }

    function _assertValidator(uint256 i, uint256 k, IBeaconProofs.ProvenValidator memory shown) private view {
        string memory key = _key(i, string.concat(".validators[", vm.toString(k), "]"));
        assertEq(shown.index, vm.parseJsonUint(json, string.concat(key, ".index")));
        assertEq(shown.pubkeyRoot, vm.parseJsonBytes32(json, string.concat(key, ".pubkeyRoot")));
        assertEq(shown.effectiveBalanceGwei, vm.parseJsonUint(json, string.concat(key, ".effectiveBalanceGwei")));
        assertEq(shown.slashed, vm.parseJsonUint(json, string.concat(key, ".slashed")) == 1);
        assertEq(shown.exitEpoch, vm.parseJsonUint(json, string.concat(key, ".exitEpoch")));
        assertEq(shown.withdrawableEpoch, vm.parseJsonUint(json, string.concat(key, ".withdrawableEpoch")));
    }

    function _name(uint256 i) private view returns (string memory) {
        return vm.parseJsonString(json, _key(i, ".name"));
    }

    function _key(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", field);
    }
}
