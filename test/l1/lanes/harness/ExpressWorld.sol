// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ExpressDesk} from "../../../../l1-contracts/lanes/ExpressDesk.sol";
import {LaneHub} from "../../../../l1-contracts/lanes/LaneHub.sol";
import {IActionExecutor} from "../../../../l1-contracts/lanes/IActionExecutor.sol";
import {ActionCodec} from "../../../../shared/contracts/actions/ActionCodec.sol";
import {ValidatorWorld} from "../../support/ValidatorWorld.sol";

/// @notice The express desk before the real hub and its real executors, and an operator whose owner has a key. What the
/// operator's lane would bring, the hub is pretended to bring.
abstract contract ExpressWorld is ValidatorWorld {
    /// Lane 1, sequence 3; the other two of the world belong to somebody without a key.
    uint64 internal constant MINE = (1 << 48) + 3;
    uint256 internal constant OWNER_KEY = 0xA11CE;
    uint256 internal constant DELEGATE_KEY = 0xDE1E;

    ExpressDesk internal desk;
    address internal owner = vm.addr(OWNER_KEY);
    address internal recipient = makeAddr("recipient");

    function setUp() public virtual override {
        // The hub asks the core nothing here, and wants code where it is.
        LaneHub implementation = new LaneHub(address(this), address(this));
        hub = address(new ERC1967Proxy(address(implementation), abi.encodeCall(LaneHub.initialize, (timelock))));
        super.setUp();
        desk = new ExpressDesk(hub, address(registry));
        vm.startPrank(timelock);
        for (uint8 kind = 1; kind <= 3; ++kind) laneHub().setExecutor(kind, address(registry), true);
        laneHub().setExecutor(4, address(keys), false);
        laneHub().setExecutor(5, address(keys), false);
        laneHub().setExecutor(6, address(ledger), false);
        laneHub().setExecutor(7, address(bonds), false);
        laneHub().setExecutor(9, address(registry), true);
        laneHub().setExpressDesk(address(desk));
        vm.stopPrank();
        ActionCodec.RegisterOperator memory fields = ActionCodec.RegisterOperator(owner, recipient, 1, 0);
        byLane(registry, ActionCodec.encodeRegisterOperator(0, MINE, 1_000, fields));
        vm.prank(timelock);
        ledger.setOperatorCap(MINE, 10);
    }

    function laneHub() internal view returns (LaneHub) {
        return LaneHub(payable(hub));
    }

    function byLane(IActionExecutor executor, bytes memory action) internal {
        vm.prank(hub);
        executor.executeAction(1, action);
    }

    function manager(uint40 issuedAt, address account) internal pure returns (bytes memory) {
        return ActionCodec.encodeSetManager(6_500, MINE, issuedAt, account);
    }

    function claim(uint40 issuedAt, uint128 shares) internal view returns (bytes memory) {
        return ActionCodec.encodeClaimBond(200_000, MINE, issuedAt, recipient, shares);
    }

    function nameDelegate(uint40 issuedAt, address delegate) internal {
        byLane(registry, ActionCodec.encodeSetDelegate(45_000, MINE, issuedAt, delegate));
    }

    function signed(uint256 key, bytes memory action, uint256 deadline) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, desk.digest(action, deadline));
        return abi.encodePacked(r, s, v);
    }

    /// Signed by that key for the longest time a signature may live from now on.
    function express(uint256 key, bytes memory action) internal {
        bytes memory signature = signed(key, action, now_());
        desk.execute(action, now_(), signature);
    }

    function expressExpecting(bytes memory expected, uint256 key, bytes memory action, uint256 deadline) internal {
        bytes memory signature = signed(key, action, deadline);
        vm.expectRevert(expected);
        desk.execute(action, deadline, signature);
    }

    /// Read anew each time: the compiler may take `block.timestamp` for constant within a test.
    function now_() internal view returns (uint40) {
        return uint40(vm.getBlockTimestamp());
    }
}
