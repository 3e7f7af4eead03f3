// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";
import {ShareToken} from "../../../shared/contracts/token/ShareToken.sol";

contract ShareTokenUnderTest is ShareToken {
    uint256 private total;

    function mint(address to, uint256 shares) external {
        total += shares;
        _mintShares(to, shares);
    }

    function burn(address from, uint256 shares) external {
        _burnShares(from, shares);
        total -= shares;
    }

    function _totalShares() internal view override returns (uint256) {
        return total;
    }
}

contract OpenZeppelinToken is ERC20("Cross-Chain Staked Ether", "csETH"), ERC20Permit("Cross-Chain Staked Ether") {
    function mint(address to, uint256 shares) external {
        _mint(to, shares);
    }

    function burn(address from, uint256 shares) external {
        _burn(from, shares);
    }

    function nonces(address owner) public view override returns (uint256) {
        return super.nonces(owner);
    }
}

/// OpenZeppelin's ERC20 and ERC20Permit are the oracle: same calls, same results, same errors, same events.
contract ShareTokenTest is Test {
    /// One random call, made on both tokens.
    struct Step {
        uint256 seed;
        uint256 kind;
        address actor;
        address from;
        address to;
        uint256 amount;
    }

    /// `Step.kind` of a permit.
    uint256 private constant PERMIT = 5;

    ShareTokenUnderTest private ours = new ShareTokenUnderTest();
    OpenZeppelinToken private theirs = new OpenZeppelinToken();
    uint256[4] private keys = [uint256(0xA11CE), 0xB0B, 0xCA201, 0xD00D];

    function test_metadata() public view {
        assertEq(ours.name(), "Cross-Chain Staked Ether");
        assertEq(ours.symbol(), "csETH");
        assertEq(ours.decimals(), 18);
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier, , ) = ours
            .eip712Domain();
        assertEq(fields, hex"0f");
        assertEq(name, "Cross-Chain Staked Ether");
        assertEq(version, "1");
        assertEq(chainId, block.chainid);
        assertEq(verifier, address(ours));
    }

    /// The domain as EIP-712 defines it; another chain id, another domain: a permit cannot be replayed after a fork.
    function test_domainSeparator_FollowsTheChainId() public {
        assertEq(ours.DOMAIN_SEPARATOR(), domain(address(ours)));
        bytes32 before = ours.DOMAIN_SEPARATOR();
        vm.chainId(901);
        assertEq(ours.DOMAIN_SEPARATOR(), domain(address(ours)));
        assertNotEq(ours.DOMAIN_SEPARATOR(), before);
    }

    function test_transfer_RevertWhen_ToTheTokenItself() public {
        ours.mint(address(this), 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(ours)));
        ours.transfer(address(ours), 1);
        ours.approve(address(this), 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(ours)));
        ours.transferFrom(address(this), address(ours), 1);
    }

    /// A balance never runs into the nonce that shares its slot.
    function test_mint_RevertWhen_BalanceLeavesItsBits() public {
        ours.mint(address(1), type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(ShareToken.ShareToken_BalanceOverflow.selector, address(1), 1));
        ours.mint(address(1), 1);
        assertEq(ours.nonces(address(1)), 0);
    }

    function test_permit_RevertWhen_ReplayedOrExpired() public {
        address owner = vm.addr(keys[0]);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            keys[0],
            permitDigest(address(ours), owner, address(this), 7, 0, 1000)
        );
        vm.warp(1000);
        ours.permit(owner, address(this), 7, 1000, v, r, s);
        assertEq(ours.allowance(owner, address(this)), 7);
        assertEq(ours.nonces(owner), 1);
        vm.expectPartialRevert(ShareToken.ERC2612InvalidSigner.selector);
        ours.permit(owner, address(this), 7, 1000, v, r, s);
        vm.warp(1001);
        vm.expectRevert(abi.encodeWithSelector(ShareToken.ERC2612ExpiredSignature.selector, 1000));
        ours.permit(owner, address(this), 7, 1000, v, r, s);
    }

    /// 24 random calls against both, compared after each: outcome, error bytes, events, every balance and allowance.
    function testFuzz_token_BehavesAsOpenZeppelins(uint256 seed) public {
        for (uint256 step = 0; step < 24; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            compare(seed);
        }
    }

    function compare(uint256 seed) private {
        Step memory step = stepOf(seed);
        vm.recordLogs();
        (bool success, bytes memory result) = run(address(ours), step);
        bytes32 events = logsOf();
        (bool expectedSuccess, bytes memory expected) = run(address(theirs), step);
        assertEq(success, expectedSuccess, "outcome");
        // The signer recovered from a wrong signature depends on the domain, so on the token's address.
        if (success || step.kind != PERMIT) assertEq(result, expected, "result");
        assertEq(events, logsOf(), "events");
        assertEq(ours.totalSupply(), theirs.totalSupply());
        for (uint256 i = 0; i < 4; ++i) {
            address account = vm.addr(keys[i]);
            assertEq(ours.balanceOf(account), theirs.balanceOf(account));
            assertEq(ours.nonces(account), theirs.nonces(account));
            for (uint256 j = 0; j < 4; ++j) {
                address spender = vm.addr(keys[j]);
                assertEq(ours.allowance(account, spender), theirs.allowance(account, spender));
            }
        }
    }

    function stepOf(uint256 seed) private view returns (Step memory step) {
        step.seed = seed;
        step.kind = (seed >> 24) % 7;
        step.actor = vm.addr(keys[seed % 4]);
        step.from = vm.addr(keys[(seed >> 8) % 4]);
        step.to = (seed >> 16) % 9 == 0 ? address(0) : vm.addr(keys[(seed >> 16) % 4]);
        step.amount = amountOf(seed >> 32, step.from);
    }

    function run(address token, Step memory step) private returns (bool, bytes memory) {
        (address from, address to, uint256 amount) = (step.from, step.to, step.amount);
        bytes memory call;
        if (step.kind == 0) call = abi.encodeCall(ShareTokenUnderTest.mint, (to, amount % 2 ** 100));
        else if (step.kind == 1) call = abi.encodeCall(ShareTokenUnderTest.burn, (from, amount));
        else if (step.kind == 2) call = abi.encodeCall(IERC20.transfer, (to, amount));
        else if (step.kind == 3) call = abi.encodeCall(IERC20.approve, (to, amount));
        else if (step.kind == 4) call = abi.encodeCall(IERC20.approve, (to, type(uint256).max));
        else if (step.kind == PERMIT) call = permitCall(token, step);
        else call = abi.encodeCall(IERC20.transferFrom, (from, to, amount));
        vm.prank(step.actor);
        return token.call(call);
    }

    function permitCall(address token, Step memory step) private view returns (bytes memory) {
        (address owner, address spender, uint256 amount) = (step.from, step.to, step.amount);
        uint256 key = keys[(step.seed >> 8) % 4];
        uint256 nonce = ERC20Permit(token).nonces(owner);
        // Every fourth is signed by another key, every fifth over another nonce.
        if ((step.seed >> 48) % 4 == 0) key = 0xBAD;
        if ((step.seed >> 56) % 5 == 0) ++nonce;
        bytes32 digest = permitDigest(token, owner, spender, amount, nonce, block.timestamp);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodeCall(ERC20Permit.permit, (owner, spender, amount, block.timestamp, v, r, s));
    }

    function amountOf(uint256 seed, address from) private view returns (uint256) {
        uint256 balance = ours.balanceOf(from);
        if (seed % 8 == 0) return balance;
        if (seed % 8 == 1) return balance + 1;
        if (seed % 8 == 2) return 0;
        return balance == 0 ? uint96(seed >> 8) : (seed >> 8) % balance;
    }

    /// Hash of topics and data of all events since the last call, emitters left out.
    function logsOf() private returns (bytes32 digest) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            digest = keccak256(abi.encode(digest, logs[i].topics, logs[i].data));
        }
    }

    /// What an owner signs to permit a spender, as EIP-2612 and EIP-712 define it.
    function permitDigest(
        address token,
        address owner,
        address spender,
        uint256 value,
        uint256 nonce,
        uint256 deadline
    ) private view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typeHash, owner, spender, value, nonce, deadline));
        return keccak256(abi.encodePacked(hex"1901", domain(token), structHash));
    }

    function domain(address token) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Cross-Chain Staked Ether"),
                    keccak256("1"),
                    block.chainid,
                    token
                )
            );
    }
}
