// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {RewardLeaf} from "../../shared/contracts/rewards/RewardLeaf.sol";
import {IRewardDistributor} from "./IRewardDistributor.sol";

/// @title Pays operators their fee shares on this L2
/// @dev Immutable on purpose: it has no owner and nothing to tune, and a proxy would cost every claim 4,900 gas. The
/// pool mints what L1 has funded to this address (T-52): the token's own balance check keeps Σ paid ≤ funded (REW-1).
contract RewardDistributor is IRewardDistributor {
    using SafeERC20 for IERC20;

    IERC20 private immutable TOKEN;
    address private immutable HUB;

    /// @inheritdoc IRewardDistributor
    bytes32 public root;
    /// @inheritdoc IRewardDistributor
    uint64 public rootFrame;
    /// @inheritdoc IRewardDistributor
    mapping(uint64 operatorId => uint256 shares) public claimed;

    constructor(IERC20 token_, address hub_) {
        if (address(token_) == address(0) || hub_ == address(0)) revert RewardDistributor_ZeroAddress();
        TOKEN = token_;
        HUB = hub_;
    }

    /// @inheritdoc IRewardDistributor
    function claim(
        uint64 operatorId,
        address recipient,
        uint128 cumulativeShares,
        bytes32[] calldata proof
    ) external returns (uint256 shares) {
        shares = _claim(root, operatorId, recipient, cumulativeShares, proof);
        if (shares == 0) {
            revert RewardDistributor_NothingToClaim(operatorId, cumulativeShares, claimed[operatorId]);
        }
    }

    /// @inheritdoc IRewardDistributor
    function claimMany(Claim[] calldata claims) external returns (uint256 shares) {
        bytes32 currentRoot = root;
        for (uint256 i = 0; i < claims.length; ++i) {
            Claim calldata item = claims[i];
            shares += _claim(currentRoot, item.operatorId, item.recipient, item.cumulativeShares, item.proof);
        }
    }

    /// @inheritdoc IRewardDistributor
    function setRoot(uint64 frame, bytes32 root_) external {
        if (msg.sender != HUB) revert RewardDistributor_NotHub(msg.sender);
        if (frame <= rootFrame) return;
        rootFrame = frame;
        root = root_;
        emit RootSet(frame, root_);
    }

    /// @inheritdoc IRewardDistributor
    function token() external view returns (address) {
        return address(TOKEN);
    }

    /// @inheritdoc IRewardDistributor
    function hub() external view returns (address) {
        return HUB;
    }

    /// @dev Counted per operator, not per leaf: a changed recipient or a new root never pays the same shares twice, and
    /// a root whose amount fell pays nothing (REW-2, T-49).
    function _claim(
        bytes32 currentRoot,
        uint64 operatorId,
        address recipient,
        uint128 cumulativeShares,
        bytes32[] calldata proof
    ) private returns (uint256 shares) {
        bytes32 leaf = RewardLeaf.hash(block.chainid, address(this), operatorId, recipient, cumulativeShares);
        if (!RewardLeaf.isIn(leaf, currentRoot, proof)) {
            revert RewardDistributor_InvalidProof(operatorId, currentRoot);
        }
        uint256 paid = claimed[operatorId];
        if (cumulativeShares <= paid) return 0;
        shares = cumulativeShares - paid;
        claimed[operatorId] = cumulativeShares;
        TOKEN.safeTransfer(recipient, shares);
        emit RewardClaimed(operatorId, recipient, shares, cumulativeShares);
    }
}
