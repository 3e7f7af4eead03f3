// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ActionCodec} from "../../../shared/contracts/actions/ActionCodec.sol";
import {ExpressActions} from "../../../shared/contracts/actions/ExpressActions.sol";
import {OutboxTree} from "../../../shared/contracts/actions/OutboxTree.sol";
import {Ids} from "../../../shared/contracts/ids/Ids.sol";
import {KeySets} from "../../../shared/contracts/keys/KeySets.sol";
import {FlashMath} from "../../../shared/contracts/math/FlashMath.sol";
import {ShareMath} from "../../../shared/contracts/math/ShareMath.sol";
import {BatchMessage} from "../../../shared/contracts/messages/BatchMessage.sol";
import {Envelope} from "../../../shared/contracts/messages/Envelope.sol";
import {FastFreezeMessage} from "../../../shared/contracts/messages/FastFreezeMessage.sol";
import {FastNoteMessage} from "../../../shared/contracts/messages/FastNoteMessage.sol";
import {SharesMessage} from "../../../shared/contracts/messages/SharesMessage.sol";
import {StateUpdateMessage} from "../../../shared/contracts/messages/StateUpdateMessage.sol";
import {LaneRewards, Report, Reports} from "../../../shared/contracts/oracle/Reports.sol";
import {RewardLeaf} from "../../../shared/contracts/rewards/RewardLeaf.sol";

/// The internal libraries as external calls, so that tests in either language can reach them with calldata.
contract FormatsHarness is EIP712(Reports.DOMAIN_NAME, Reports.DOMAIN_VERSION) {
    using OutboxTree for OutboxTree.Frontier;

    struct Attempt {
        bool ok;
        bytes result;
    }

    /// As the error of the contracts that dispatch actions: the codec itself does not judge kinds.
    error ActionCodec_UnknownKind(uint8 kind);

    OutboxTree.Frontier private _frontier;

    /// Many calls in one eth_call.
    function attempt(bytes[] calldata calls) external returns (Attempt[] memory attempts) {
        attempts = new Attempt[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            (attempts[i].ok, attempts[i].result) = address(this).call(calls[i]);
        }
    }

    function encodeEnvelope(
        uint8 messageType,
        uint16 laneId,
        uint64 nonce,
        bytes calldata body
    ) external pure returns (bytes memory) {
        return Envelope.encode(messageType, laneId, nonce, body);
    }

    function decodeEnvelope(bytes calldata message) external pure returns (Envelope.Header memory, bytes memory) {
        return Envelope.decode(message);
    }

    function openEnvelope(
        bytes calldata message,
        uint8 expectedType,
        uint16 expectedLane
    ) external pure returns (uint64, bytes memory) {
        return Envelope.open(message, expectedType, expectedLane);
    }

    function encodeBatch(BatchMessage.Body calldata body) external pure returns (bytes memory) {
        return BatchMessage.encode(body);
    }

    function decodeBatch(bytes calldata data) external pure returns (BatchMessage.Body memory) {
        return BatchMessage.decode(data);
    }

    function encodeFastNote(FastNoteMessage.Body calldata body) external pure returns (bytes memory) {
        return FastNoteMessage.encode(body);
    }

    function decodeFastNote(bytes calldata data) external pure returns (FastNoteMessage.Body memory) {
        return FastNoteMessage.decode(data);
    }

    function encodeShares(SharesMessage.Body calldata body) external pure returns (bytes memory) {
        return SharesMessage.encode(body);
    }

    function decodeShares(bytes calldata data) external pure returns (SharesMessage.Body memory) {
        return SharesMessage.decode(data);
    }

    function encodeFastFreeze(uint64 rateNonce) external pure returns (bytes memory) {
        return FastFreezeMessage.encode(rateNonce);
    }

    function decodeFastFreeze(bytes calldata data) external pure returns (uint64) {
        return FastFreezeMessage.decode(data);
    }

    function encodeStateUpdate(StateUpdateMessage.Body calldata body) external pure returns (bytes memory) {
        return StateUpdateMessage.encode(body);
    }

    function decodeStateUpdate(bytes calldata data) external pure returns (StateUpdateMessage.Body memory) {
        return StateUpdateMessage.decode(data);
    }

    function totalPaid(bytes calldata data) external pure returns (uint256) {
        return StateUpdateMessage.totalPaid(StateUpdateMessage.decode(data));
    }

    /// Reads every field of an action and writes it again.
    function reencodeAction(bytes calldata action) external pure returns (bytes memory) {
        ActionCodec.Header memory header = ActionCodec.decodeHeader(action);
        bytes calldata payload = ActionCodec.payloadOf(action);
        if (header.kind == ActionCodec.REGISTER_OPERATOR) {
            return
                ActionCodec.encodeRegisterOperator(
                    header.gasLimit,
                    header.operatorId,
                    header.issuedAt,
                    ActionCodec.decodeRegisterOperator(payload)
                );
        }
        if (header.kind == ActionCodec.SET_REWARD_RECIPIENT) {
            return
                ActionCodec.encodeSetRewardRecipient(
                    header.gasLimit,
                    header.operatorId,
                    header.issuedAt,
                    ActionCodec.decodeAddress(payload)
                );
        }
        if (header.kind == ActionCodec.SET_MANAGER) {
            return
                ActionCodec.encodeSetManager(
                    header.gasLimit,
                    header.operatorId,
                    header.issuedAt,
                    ActionCodec.decodeAddress(payload)
                );
        }
        if (header.kind == ActionCodec.SET_DELEGATE) {
            return
                ActionCodec.encodeSetDelegate(
                    header.gasLimit,
                    header.operatorId,
                    header.issuedAt,
                    ActionCodec.decodeAddress(payload)
                );
        }
        return _reencodeValidatorAction(header, payload);
    }

    function expressHash(bytes calldata action, uint256 deadline) external pure returns (bytes32) {
        return ExpressActions.hash(action, deadline);
    }

    function _reencodeValidatorAction(
        ActionCodec.Header memory header,
        bytes calldata payload
    ) private pure returns (bytes memory) {
        (uint32 gasLimit, uint64 operatorId, uint40 issuedAt) = (header.gasLimit, header.operatorId, header.issuedAt);
        if (header.kind == ActionCodec.COMMIT_KEYS) {
            (uint32 setId, bytes32 commitment) = ActionCodec.decodeCommitKeys(payload);
            return ActionCodec.encodeCommitKeys(gasLimit, operatorId, issuedAt, setId, commitment);
        }
        if (header.kind == ActionCodec.REVEAL_KEYS) {
            ActionCodec.RevealKeys memory revealed = ActionCodec.decodeRevealKeys(payload);
            return ActionCodec.encodeRevealKeys(gasLimit, operatorId, issuedAt, revealed);
        }
        if (header.kind == ActionCodec.REQUEST_EXIT) {
            bytes32 validatorId = ActionCodec.decodeRequestExit(payload);
            return ActionCodec.encodeRequestExit(gasLimit, operatorId, issuedAt, validatorId);
        }
        if (header.kind == ActionCodec.CLAIM_BOND) {
            (address recipient, uint128 shares) = ActionCodec.decodeClaimBond(payload);
            return ActionCodec.encodeClaimBond(gasLimit, operatorId, issuedAt, recipient, shares);
        }
        if (header.kind == ActionCodec.MOVE_SHARES) {
            ActionCodec.MoveShares memory move = ActionCodec.decodeMoveShares(payload);
            return ActionCodec.encodeMoveShares(gasLimit, operatorId, issuedAt, move);
        }
        revert ActionCodec_UnknownKind(header.kind);
    }

    function keySetRoot(bytes calldata keys) external pure returns (uint256 count, bytes32 root) {
        return KeySets.rootOf(keys);
    }

    function keyLeaf(uint256 index, bytes calldata pubkey, bytes calldata signature) external pure returns (bytes32) {
        return KeySets.leafOf(index, pubkey, signature);
    }

    function keyCommitment(uint64 operatorId, bytes32 salt, bytes32 root) external pure returns (bytes32) {
        return KeySets.commitmentOf(operatorId, salt, root);
    }

    function verifyKey(
        bytes32 root,
        uint256 count,
        uint256 index,
        bytes calldata pubkey,
        bytes calldata signature,
        bytes32[] calldata proof
    ) external pure returns (bool) {
        return KeySets.verify(root, count, index, pubkey, signature, proof);
    }

    function actionHeader(bytes calldata action) external pure returns (ActionCodec.Header memory) {
        return ActionCodec.decodeHeader(action);
    }

    function leafOf(bytes calldata action) external pure returns (bytes32) {
        return ActionCodec.leafOf(action);
    }

    /// An array allocated afterwards shows that the leaves are not written over.
    function leavesOf(bytes calldata run) external pure returns (bytes32[] memory leaves) {
        leaves = ActionCodec.leavesOf(run);
        bytes memory after_ = new bytes(512);
        for (uint256 i = 0; i < after_.length; ++i) {
            after_[i] = 0xff;
        }
    }

    function splitRun(bytes calldata run) external pure returns (bytes[] memory actions) {
        actions = new bytes[](run.length / (ActionCodec.HEADER_LENGTH + 2));
        uint256 count = 0;
        for (uint256 offset = 0; offset < run.length; ++count) {
            bytes calldata action;
            (action, offset) = ActionCodec.next(run, offset);
            actions[count] = action;
        }
        assembly ("memory-safe") {
            mstore(actions, count)
        }
    }

    function partOf(
        bytes calldata run,
        uint256 offset,
        uint256 room
    ) external pure returns (uint256 end, uint256 count, uint256 gasLimit) {
        return ActionCodec.part(run, offset, room);
    }

    function asRun(bytes calldata action) external pure returns (bytes memory) {
        return ActionCodec.asRun(action);
    }

    function budgetOf(bytes calldata action) external pure returns (uint256) {
        return ActionCodec.budgetOf(ActionCodec.decodeHeader(action).gasLimit, action.length);
    }

    function outboxRoot(bytes32[] memory leaves) external pure returns (bytes32) {
        return OutboxTree.rootOf(leaves);
    }

    function verifyRun(
        bytes32 root,
        uint256 count,
        uint256 start,
        bytes32[] memory leaves,
        bytes32[] calldata proof
    ) external pure returns (bool) {
        return OutboxTree.verifyRun(root, count, start, leaves, proof);
    }

    /// Appends leaf by leaf over whatever an earlier tree left in storage, and answers the root after each.
    function appendedRoots(bytes32[] calldata leaves) external returns (bytes32[] memory roots) {
        roots = new bytes32[](leaves.length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            _frontier.append(i, leaves[i]);
            roots[i] = _frontier.root(i + 1);
        }
    }

    function rewardLeaf(
        uint256 chainId,
        address distributor,
        uint64 operatorId_,
        address recipient,
        uint128 cumulativeShares
    ) external pure returns (bytes32) {
        return RewardLeaf.hash(chainId, distributor, operatorId_, recipient, cumulativeShares);
    }

    function verifyReward(bytes32[] calldata proof, bytes32 root, bytes32 leaf) external pure returns (bool) {
        bool isIn = RewardLeaf.isIn(leaf, root, proof);
        assert(isIn == MerkleProof.verifyCalldata(proof, root, leaf));
        return isIn;
    }

    function reportHash(Report calldata report) external pure returns (bytes32) {
        Reports.requireAscendingLanes(report.lanes);
        return Reports.hash(report);
    }

    function reportDigest(Report calldata report) external view returns (bytes32) {
        return _hashTypedDataV4(Reports.hash(report));
    }

    function rewardsOf(LaneRewards[] calldata lanes, uint16 laneId) external pure returns (bool, bytes32, uint96) {
        return Reports.rewardsOf(lanes, laneId);
    }

    function operatorId(uint16 laneId, uint48 sequence) external pure returns (uint64) {
        return Ids.operatorId(laneId, sequence);
    }

    function splitOperatorId(uint64 id) external pure returns (uint16, uint48) {
        return (Ids.laneOf(id), Ids.sequenceOf(id));
    }

    function actionId(uint16 laneId, uint64 batchNonce, uint32 index) external pure returns (bytes32) {
        return Ids.actionId(laneId, batchNonce, index);
    }

    function flashPay(uint256 gross, uint256 reserve, uint256 target) external pure returns (uint256 pay, uint256 fee) {
        pay = FlashMath.payDown(gross, reserve, target);
        fee = FlashMath.feeUp(pay, reserve, target);
    }

    function shareMath(
        uint256 amount,
        uint256 rate,
        uint256 age
    )
        external
        pure
        returns (
            uint256 sharesDown,
            uint256 sharesUp,
            uint256 etherDown,
            uint256 etherUp,
            uint256 ceilRate,
            uint256 releaseCapDown
        )
    {
        sharesDown = ShareMath.toSharesDown(amount, rate);
        sharesUp = ShareMath.toSharesUp(amount, rate);
        etherDown = ShareMath.toEtherDown(amount, rate);
        etherUp = ShareMath.toEtherUp(amount, rate);
        ceilRate = ShareMath.ceilRate(rate, 2, age);
        releaseCapDown = ShareMath.releaseCapDown(rate, 2, 9000, age);
    }
}
