// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {OutboxTree} from "../../shared/contracts/actions/OutboxTree.sol";
import {IRewardDistributor} from "../nom/IRewardDistributor.sol";
import {IL2StakingPool} from "../staking/IL2StakingPool.sol";
import {BatchRules, IL2Hub} from "./IL2Hub.sol";

/// @title Storage of the L2 hub, one ERC-7201 struct
abstract contract HubStorage is IL2Hub {
    /// @notice The open batch's side that the hub keeps; one slot.
    struct Open {
        uint64 nonce; // from 1
        uint40 openedAt; // seconds, when the previous batch was closed
        uint32 actionCount;
        uint32 gasDeclared;
        uint16 laneId;
        uint64 latestStateNonce;
        uint8 moveCount; // of the open batch's actions
    }

    /// @custom:storage-location erc7201:cseth.storage.L2Hub
    struct HubState {
        Open open;
        BatchRules rules;
        IL2StakingPool pool;
        address desk;
        IRewardDistributor distributor;
        IERC7786GatewaySource gateway;
        bytes peer;
        OutboxTree.Frontier frontier;
        BitMaps.BitMap appliedUpdates; // nonces of StateUpdates
    }

    // keccak256(abi.encode(uint256(keccak256("cseth.storage.L2Hub")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant HUB_STORAGE = 0x50a724db639223ac55d6be2b881b40b22cf2e980f94f59c33ecf48924488ea00;

    function _hub() internal pure returns (HubState storage $) {
        bytes32 slot = HUB_STORAGE;
        assembly {
            $.slot := slot
        }
    }
}
