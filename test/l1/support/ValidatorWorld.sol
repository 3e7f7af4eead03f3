// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {BeaconProofs} from "../../../l1-contracts/beacon/BeaconProofs.sol";
import {IBeaconProofs} from "../../../l1-contracts/beacon/IBeaconProofs.sol";
import {CoreRoles, Ledger, ReportEffect} from "../../../l1-contracts/core/CoreTypes.sol";
import {LiquidStakingCore} from "../../../l1-contracts/core/LiquidStakingCore.sol";
import {Bonds} from "../../../l1-contracts/operators/Bonds.sol";
import {IValidatorLedger} from "../../../l1-contracts/operators/IValidatorLedger.sol";
import {KeyRegistry} from "../../../l1-contracts/operators/KeyRegistry.sol";
import {OperatorRegistry} from "../../../l1-contracts/operators/OperatorRegistry.sol";
import {ValidatorLedger} from "../../../l1-contracts/operators/ValidatorLedger.sol";
import {Status} from "../../../l1-contracts/operators/ValidatorTypes.sol";
import {WithdrawalVault} from "../../../l1-contracts/vaults/WithdrawalVault.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {OutboxTree} from "../../../shared/contracts/actions/OutboxTree.sol";
import {SystemContracts} from "./SystemContracts.sol";

/// Everything validators touch, behind proxies, with the genuine system contracts; the hub is an address. Frame 0 at
/// slot 0, r = 1, 1,000 ether buffered, the reserve's floor 10 ether; operator OP of class Professional with cap 10 and a
/// bond of 10 ether.
abstract contract ValidatorWorld is SystemContracts {
    uint256 internal constant GENESIS = 1_700_000_000;
    uint64 internal constant FAR = type(uint64).max;
    uint64 internal constant OP = (1 << 48) + 1;
    uint64 internal constant OTHER = (1 << 48) + 2;
    uint256 internal constant CHALLENGE = 1 days;

    address internal timelock = makeAddr("timelock");
    address internal oracle = makeAddr("oracle");
    address internal hub = makeAddr("hub");
    address internal alice = makeAddr("alice");
    address internal keeper = makeAddr("keeper");

    LiquidStakingCore internal core;
    OperatorRegistry internal registry;
    KeyRegistry internal keys;
    Bonds internal bonds;
    ValidatorLedger internal ledger;
    WithdrawalVault internal vault;
    BeaconProofs internal proofs;
    bytes32 internal credentials;

    uint40 private _issuedAt = 1;
    uint32 private _setId;

    /// One validator as a beacon state shows it.
    struct Shown {
        bytes32 id;
        uint64 effectiveBalanceGwei;
        bool slashed;
        uint64 exitEpoch;
        uint64 withdrawableEpoch;
    }

    function setUp() public virtual {
        vm.warp(GENESIS + 1000);
        installSystemContracts();
        _deploy();
        deposit(alice, 1_000 ether);
        register(OP, 0);
        register(OTHER, 1);
        vm.startPrank(timelock);
        ledger.setOperatorCap(OP, 10);
        ledger.setOperatorCap(OTHER, 10);
        vm.stopPrank();
        bond(OP, 10 ether);
        bond(OTHER, 10 ether);
    }

    function _deploy() private {
        address coreCode = address(new LiquidStakingCore(GENESIS, 1 days, 384));
        proofs = new BeaconProofs(type(uint40).max, type(uint40).max);
        uint256 nonce = vm.getNonce(address(this));
        // Two contracts each, code and proxy, but for the core's code, which is there already.
        address[6] memory at;
        for (uint256 i = 0; i < 6; ++i) at[i] = vm.computeCreateAddress(address(this), nonce + 2 * i);
        core = LiquidStakingCore(_proxyOfCore(coreCode, at));
        registry = OperatorRegistry(_proxy(address(new OperatorRegistry(hub))));
        keys = KeyRegistry(_proxy(address(new KeyRegistry(hub, at[4], CHALLENGE))));
        bonds = Bonds(_proxy(address(new Bonds(hub, at[0], at[1], at[4]))));
        bytes memory init = abi.encodeCall(ValidatorLedger.initialize, (timelock, address(proofs)));
        ledger = ValidatorLedger(payable(new ERC1967Proxy(address(new ValidatorLedger(_connections(at))), init)));
        vault = WithdrawalVault(payable(_proxy(address(new WithdrawalVault(at[0], at[4])))));
        assertEq(address(ledger), at[4]);
        assertEq(address(vault), at[5]);
        credentials = ledger.CREDENTIALS();
    }

    function _connections(address[6] memory at) internal view returns (IValidatorLedger.Connections memory) {
        return
            IValidatorLedger.Connections({
                laneHub: hub,
                core: at[0],
                operatorRegistry: at[1],
                keyRegistry: at[2],
                bonds: at[3],
                vault: at[5],
                depositContract: DEPOSIT_CONTRACT,
                beaconProofs: address(proofs)
            });
    }

    function _proxyOfCore(address code, address[6] memory at) private returns (address) {
        CoreRoles memory roles = CoreRoles({
            owner: timelock,
            reportOracle: oracle,
            laneHub: hub,
            treasury: makeAddr("treasury"),
            validatorLedger: at[4],
            bonds: at[3],
            withdrawalVault: at[5],
            moveLedger: makeAddr("moveLedger")
        });
        bytes memory init = abi.encodeCall(LiquidStakingCore.initialize, (roles, 1_000_000 ether, 10 ether));
        return address(new ERC1967Proxy{value: 1e15}(code, init));
    }

    function _proxy(address code) private returns (address) {
        return address(new ERC1967Proxy(code, abi.encodeCall(OperatorRegistry.initialize, (timelock))));
    }

    // ── Stakers and operators ────────────────────────────────────────────────────────────────────────────────────────

    function deposit(address who, uint256 amount) internal {
        vm.deal(who, who.balance + amount);
        vm.prank(who);
        core.deposit{value: amount}(who, 0);
    }

    function register(uint64 operatorId, uint8 class) internal {
        ActionCodec.RegisterOperator memory fields = ActionCodec.RegisterOperator(keeper, keeper, class, 0);
        execute(registry.executeAction, ActionCodec.encodeRegisterOperator(0, operatorId, ++_issuedAt, fields));
    }

    function bond(uint64 operatorId, uint256 shares) internal {
        vm.startPrank(alice);
        core.approve(address(bonds), shares);
        bonds.deposit(operatorId, shares);
        vm.stopPrank();
    }

    function execute(function(uint16, bytes memory) external target, bytes memory action) internal {
        vm.prank(hub);
        target(1, action);
    }

    function claimAction(uint64 operatorId, address to, uint128 shares) internal returns (bytes memory) {
        return ActionCodec.encodeClaimBond(0, operatorId, ++_issuedAt, to, shares);
    }

    function exitAction(uint64 operatorId, bytes32 validatorId) internal returns (bytes memory) {
        return ActionCodec.encodeRequestExit(0, operatorId, ++_issuedAt, validatorId);
    }

    // ── Keys: a set of one ───────────────────────────────────────────────────────────────────────────────────────────

    function pubkeyOf(uint256 seed) internal pure returns (bytes memory) {
        return abi.encodePacked(keccak256(abi.encode("pubkey", seed)), bytes16(keccak256(abi.encode("rest", seed))));
    }

    function idOf(uint256 seed) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(pubkeyOf(seed), bytes16(0)));
    }

    /// Formats do not look into signatures; whether the consensus layer takes one is a proof's to say.
    function signatureOf(uint256 seed) internal pure returns (bytes memory) {
        return abi.encodePacked(keccak256(abi.encode("a", seed)), keccak256("b"), keccak256("c"));
    }

    function commit(uint64 operatorId, uint256 seed, bytes32 salt) internal returns (uint32 setId) {
        setId = ++_setId;
        bytes32 commitment = keccak256(abi.encodePacked(uint8(4), operatorId, salt, rootOfOne(seed)));
        execute(keys.executeAction, ActionCodec.encodeCommitKeys(0, operatorId, ++_issuedAt, setId, commitment));
    }

    function reveal(uint64 operatorId, uint32 setId, uint256 seed, bytes32 salt) internal {
        ActionCodec.RevealKeys memory fields = ActionCodec.RevealKeys(setId, 1, salt, rootOfOne(seed));
        execute(keys.executeAction, ActionCodec.encodeRevealKeys(0, operatorId, ++_issuedAt, fields));
    }

    function rootOfOne(uint256 seed) internal pure returns (bytes32) {
        bytes32 leaf = keccak256(abi.encodePacked(uint8(3), uint16(0), pubkeyOf(seed), signatureOf(seed)));
        return OutboxTree.seal(1, leaf);
    }

    /// A key of the operator that can be used from now on.
    function usableKey(uint64 operatorId, uint256 seed) internal returns (uint32 setId) {
        setId = commit(operatorId, seed, bytes32(seed));
        reveal(operatorId, setId, seed, bytes32(seed));
        skip(CHALLENGE);
    }

    function predeposit(uint64 operatorId, uint256 seed) internal {
        uint32 setId = usableKey(operatorId, seed);
        ledger.predeposit(operatorId, setId, 0, pubkeyOf(seed), signatureOf(seed), new bytes32[](0));
    }

    // ── The beacon chain ─────────────────────────────────────────────────────────────────────────────────────────────

    function fresh(uint256 seed) internal pure returns (Shown memory) {
        return Shown(idOf(seed), 1e9, false, FAR, FAR);
    }

    /// A validator with 32 ether, as a state shows it.
    function shownAs(
        uint256 seed,
        bool slashed,
        uint64 exitEpoch,
        uint64 withdrawableEpoch,
        uint64 balanceGwei
    ) internal pure returns (Shown memory) {
        return Shown(idOf(seed), balanceGwei, slashed, exitEpoch, withdrawableEpoch);
    }

    function one(Shown memory shown) internal pure returns (Shown[] memory list) {
        list = new Shown[](1);
        list[0] = shown;
    }

    /// A proof of these validators, alone in a state of this slot, and EIP-4788 says so. Their number: a power of two.
    /// The root is what the verifier computes: whether it computes right is BeaconProofs.t.sol's business.
    function proofOf(Shown[] memory shown, bytes32 withCredentials, uint40 slot) internal returns (bytes memory proof) {
        bytes32 filler = keccak256("witness");
        proof = abi.encodePacked(
            abi.encodePacked(uint40(vm.getBlockTimestamp()), slot, uint40(7), filler, filler, uint8(0)),
            abi.encodePacked(withCredentials, uint40(shown.length), uint16(shown.length))
        );
        for (uint256 i = 0; i < shown.length; ++i) proof = bytes.concat(proof, _entry(uint40(i), shown[i]));
        for (uint256 i = 0; i < 6; ++i) proof = bytes.concat(proof, filler);
        setBeaconRoot(vm.getBlockTimestamp(), 0);
        try proofs.verify(proof) {} catch (bytes memory reason) {
            bytes32 computed;
            assembly {
                computed := mload(add(reason, 36))
            }
            require(bytes4(reason) == IBeaconProofs.BeaconProofs_WrongRoot.selector, "malformed proof");
            setBeaconRoot(vm.getBlockTimestamp(), computed);
        }
    }

    function prove(Shown memory shown) internal {
        ledger.prove(proofOf(one(shown), credentials, 100));
    }

    function _entry(uint40 index, Shown memory shown) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                abi.encodePacked(index, shown.id, _le(shown.effectiveBalanceGwei), shown.slashed),
                abi.encodePacked(_le(5), _le(6), _le(shown.exitEpoch), _le(shown.withdrawableEpoch))
            );
    }

    function _le(uint64 value) private pure returns (bytes8 reversed) {
        for (uint256 i = 0; i < 8; ++i) reversed |= bytes8(uint64(uint8(value >> (8 * i)))) << (8 * (7 - i));
    }

    /// A validator topped up to 32 ether.
    function activate(uint64 operatorId, uint256 seed) internal {
        predeposit(operatorId, seed);
        prove(fresh(seed));
        ledger.topUp(pubkeyOf(seed), 32 ether);
    }

    // ── Checks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    function statusOf(uint256 seed) internal view returns (Status) {
        return ledger.validator(idOf(seed)).status;
    }

    function assertStatus(uint256 seed, Status expected) internal view {
        assertEq(uint8(statusOf(seed)), uint8(expected));
    }

    /// LEDGER-1 exact, LEDGER-2 for the core's ether.
    function assertSolvent() internal view {
        Ledger memory book = core.ledger();
        assertGe(book.totalPooled * 1e18, book.rate * book.totalShares, "LEDGER-1");
        assertGe(address(core).balance, book.buffered + book.claimable + book.carryReserves, "LEDGER-2");
    }

    /// The next frame's report; its reference time is now or in the past.
    function report(uint256 consensusBalance, uint256 depositsProcessed, uint256 withdrawn) internal {
        ReportEffect memory effect;
        effect.frame = ++_frame;
        effect.refTime = uint64(GENESIS + effect.frame * 1 days);
        if (vm.getBlockTimestamp() < effect.refTime) vm.warp(effect.refTime);
        effect.consensusBalance = consensusBalance;
        effect.depositsProcessedTotal = depositsProcessed;
        effect.withdrawnTotal = withdrawn;
        vm.prank(oracle);
        core.applyReport(effect);
    }

    uint64 private _frame;
}
