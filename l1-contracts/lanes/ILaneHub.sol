// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Report} from "../../shared/contracts/oracle/Reports.sol";

/// @title L1 end of every lane
/// @notice Receives batches from canonical gateways in nonce order, books them in the core, executes their actions and
/// sends one StateUpdate per lane and report. It never swallows a failure: a batch that cannot be applied reverts and
/// the carrier's own replay delivers it later (ERC-7786 `receiveMessage`).
/// @dev Relaying needs no privilege. Gateways, executors and lanes are set by the owner, a timelock. Shares locked for
/// the lanes are the hub's token balance, and no function moves them but the core's own. Ether passes through within
/// one call and never stays.
interface ILaneHub {
    /// @notice One landed batch.
    struct Batch {
        /// 0 when the batch carries no action
        bytes32 actionsRoot;
        uint32 actionCount;
        /// next action to execute; equal to actionCount when all were
        uint32 cursor;
        /// first queue request of the forwarded shares, 0 when none were forwarded
        uint64 firstRequestId;
        uint32 requestCount;
        /// its ether has left with a StateUpdate; true as well when nothing was forwarded
        bool settled;
    }

    /// @notice What the hub knows of a lane.
    struct LaneConfig {
        /// canonical gateway on L1
        address gateway;
        /// last batch landed; the next one must have the next nonce
        uint64 landedNonce;
        /// last forwarding batch that is settled: every batch up to it is settled or forwarded nothing
        uint64 settledNonce;
        /// last forwarding batch that has landed; equal to settledNonce when none waits for its ether
        uint64 forwardedNonce;
        /// last StateUpdate sent
        uint64 stateUpdateNonce;
        /// frame of the last StateUpdate
        uint64 lastPushedFrame;
        /// nonce of the rate that it told
        uint32 toldRateNonce;
        /// ERC-7930 interoperable address of the L2 hub
        bytes peer;
    }

    // ── Journey: a batch lands ───────────────────────────────────────────────────────────────────────────────────────

    event BatchReceived(
        uint16 indexed laneId,
        uint64 indexed batchNonce,
        bytes32 actionsRoot,
        uint32 actionCount,
        uint64 firstRequestId,
        uint32 requestCount
    );

    /// @notice Only a lane's gateway may deliver (T-56).
    error LaneHub_NotGateway(address caller);
    /// @notice The gateway names another sender than the L2 hub of its lane, or the same one in another encoding (T-56).
    error LaneHub_NotPeer(uint16 laneId, bytes sender);
    /// @notice Batches land in nonce order, each once: replay the missing one first, this one after it (T-60).
    error LaneHub_BatchOutOfOrder(uint16 laneId, uint64 batchNonce, uint64 expected);
    /// @notice The ether delivered is not what the batch announces.
    error LaneHub_ValueMismatch(uint256 received, uint256 announced);
    /// @notice The hub takes ether from gateways with a message, and from the core with a claim, only.
    error LaneHub_UnexpectedEther(address sender);

    // ── Journey: its actions are executed ────────────────────────────────────────────────────────────────────────────

    /// @notice Actions `fromIndex` up to but not including `toIndex` were executed, failed ones included.
    event ActionsExecuted(uint16 indexed laneId, uint64 indexed batchNonce, uint32 fromIndex, uint32 toIndex);
    /// @notice Actions failed, and wait for a retry; at most one event for each word of a batch that a run touches.
    /// @param failures bit i is set when action `256·word + i` failed
    event ActionsFailed(uint16 indexed laneId, uint64 indexed batchNonce, uint256 word, uint256 failures);
    /// @notice A call to an executor failed, and with it `count` actions from `fromIndex` on. What an executor refuses
    /// of a run it explains itself.
    /// @param reason at most 100 bytes of what it reverted with, or LaneHub_NoExecutor
    event ExecutorFailed(
        uint16 indexed laneId,
        uint64 indexed batchNonce,
        uint32 fromIndex,
        uint32 count,
        bytes reason
    );
    event ActionRetried(bytes32 indexed actionId, uint16 indexed laneId, uint64 indexed batchNonce, uint32 index);

    /// @notice The batch has not landed, or carries no action.
    error LaneHub_UnknownBatch(uint16 laneId, uint64 batchNonce);
    /// @notice Runs start at the cursor; somebody else may have executed this one.
    error LaneHub_WrongCursor(uint32 start, uint32 cursor);
    /// @notice The run and its proof do not lead to the root that the batch carried.
    error LaneHub_WrongRoot(bytes32 expected);
    /// @notice Send the transaction again with more gas: nothing was executed (T-81).
    error LaneHub_InsufficientGas(uint256 gasLeft, uint256 gasNeeded);
    /// @notice No contract executes this kind of action yet.
    error LaneHub_NoExecutor(uint8 kind);
    /// @notice No such action failed, or it was retried with success.
    error LaneHub_ActionNotFailed(bytes32 actionId);

    /// @notice Executes the contiguous run of actions that starts at the batch's cursor. Anyone may call.
    /// @param start must be the cursor, so that two callers never execute each other's run by mistake
    /// @param run `length u16 | action` repeated
    /// @param proof sibling hashes, see {OutboxTree-verifyRun}; empty when the run is the whole batch
    /// @dev A failing action is marked and can be retried; too little gas for a declared limit reverts everything, so
    /// nobody can make actions fail by starving them (T-81). Batches may be executed in any order: actions that set
    /// state carry `issuedAt` (T-82), and one that came too early is retried. Up to 256 actions of one kind go to an
    /// executor in one call if it keeps them apart, see {IRunExecutor}; else each goes by itself.
    function executeActions(
        uint16 laneId,
        uint64 batchNonce,
        uint32 start,
        bytes calldata run,
        bytes32[] calldata proof
    ) external;

    /// @notice Executes a failed action again, with all the gas there is; reverts with its error if it fails.
    /// @param proof sibling hashes of the run of this one action
    function retryAction(
        uint16 laneId,
        uint64 batchNonce,
        uint32 index,
        bytes calldata action,
        bytes32[] calldata proof
    ) external;

    /// @notice Only the express desk knows whether a signature stands behind an action.
    error LaneHub_NotExpressDesk(address caller);

    /// @notice Executes one action that its operator has signed for L1, as if a batch of its home lane had brought it: by
    /// the executor of its kind, with the gas that it declares (T-81). Reverts with the executor's error if it fails.
    /// @dev Only the express desk, which has checked the signature, and that this is the first time.
    function executeExpress(bytes calldata action) external;

    // ── Journey: the lane is told ────────────────────────────────────────────────────────────────────────────────────

    event BatchSettled(uint16 indexed laneId, uint64 indexed batchNonce, uint256 etherPaid);
    /// @param value wei that travel with the message: the sum of its settlements
    /// @param sendId the gateway's id of the message
    event StateUpdateSent(
        uint16 indexed laneId,
        uint64 indexed nonce,
        uint64 indexed frame,
        uint64 rateNonce,
        uint256 rate,
        uint256 value,
        bytes32 sendId
    );

    /// @notice Only the latest report may be pushed.
    error LaneHub_NotLatestReport(uint64 frame, uint64 latestFrame);
    /// @notice These are not the fields the oracle's members signed.
    error LaneHub_ReportHashMismatch(bytes32 given, bytes32 recorded);
    /// @notice The lane knows this frame already and no batch is ready to be settled.
    error LaneHub_AlreadyPushed(uint16 laneId, uint64 frame);

    /// @notice Sends the lane its StateUpdate for the latest report, with the ether of forwarded batches whose queue
    /// requests are finalized, in nonce order. Anyone may call; what `msg.value` exceeds the carrier's fee comes back.
    /// @param report the latest report, verbatim; its hash must be the oracle's
    /// @dev Once per lane and frame, and again only while it settles a batch that found no room: at most
    /// {Params.SETTLEMENTS_MAX} batches and 128 requests per message, one batch always. Ether is claimed only here and
    /// leaves in the same message: if the lane is down, the call reverts and the ether waits in the core (T-92).
    function pushStateUpdate(uint16 laneId, Report calldata report) external payable;

    // ── Journey: shares move to the lane ─────────────────────────────────────────────────────────────────────────────

    /// @param sendId the gateway's id of the message
    event SharesMessageSent(
        uint16 indexed laneId,
        uint64 indexed nonce,
        address indexed recipient,
        uint256 shares,
        bytes32 sendId
    );

    /// @notice Only who executes MOVE_SHARES actions.
    error LaneHub_NotMoveLedger(address caller);

    /// @notice Tells the lane of shares that the caller has locked for it. Only the move ledger; `msg.value` pays the
    /// carrier, the rest goes to `refundTo`.
    /// @return nonce of the SHARES message, contiguous from 1 per lane
    function sendShares(
        uint16 laneId,
        address recipient,
        uint96 shares,
        address refundTo
    ) external payable returns (uint64 nonce, bytes32 sendId);

    // ── Governance (timelock) ────────────────────────────────────────────────────────────────────────────────────────

    event LaneSet(uint16 indexed laneId, address gateway, bytes peer);
    event ExecutorSet(uint8 indexed kind, address executor, bool takesRuns);
    event ExpressDeskSet(address expressDesk);
    event StateUpdateGasSet(uint64 baseGas, uint64 gasPerSettlement);

    error LaneHub_UnknownLane(uint16 laneId);
    error LaneHub_NotContract(address account);
    /// @notice The gateway serves another lane: one gateway, one lane.
    error LaneHub_GatewayTaken(address gateway, uint16 laneId);
    /// @notice The peer is not an ERC-7930 address of an EVM account on another chain, canonically encoded.
    error LaneHub_InvalidPeer(bytes peer);
    error LaneHub_OutOfBounds(uint256 value, uint256 minimum, uint256 maximum);

    /// @notice Sets the canonical gateway and the L2 hub of a lane the core knows.
    /// @dev Warning: messages sent through a former gateway are refused until it is set again; its carrier keeps them.
    function setLane(uint16 laneId, address gateway, bytes calldata peer) external;

    /// @notice Sets who executes a kind of action; the zero address for nobody, then such actions fail and wait.
    /// @param takesRuns the executor is an {IRunExecutor}
    /// @dev Warning: an executor of runs that does not keep actions apart lets each fail with any other of its kind.
    function setExecutor(uint8 kind, address executor, bool takesRuns) external;

    /// @notice Sets who brings actions that operators have signed for L1; the zero address for nobody.
    /// @dev Warning: it decides whose actions these are: what it lets through, no lane has sent.
    function setExpressDesk(address expressDesk) external;

    /// @notice Sets the gas limit of a StateUpdate: `baseGas + settlements·gasPerSettlement`, within Params' bounds.
    function setStateUpdateGas(uint64 baseGas, uint64 gasPerSettlement) external;

    // ── Views ────────────────────────────────────────────────────────────────────────────────────────────────────────

    function batch(uint16 laneId, uint64 batchNonce) external view returns (Batch memory);
    function laneConfig(uint16 laneId) external view returns (LaneConfig memory);
    /// @notice The lane a gateway serves, 0 for none.
    function laneOfGateway(address gateway) external view returns (uint16 laneId);
    /// @return failures bit i is set when action `256·word + i` failed and was not retried with success
    function failedActions(uint16 laneId, uint64 batchNonce, uint256 word) external view returns (uint256 failures);
    function executor(uint8 kind) external view returns (address account, bool takesRuns);
    function expressDesk() external view returns (address);
    /// @notice SHARES messages sent to the lane: how many, and the shares in all of them.
    function sharesSent(uint16 laneId) external view returns (uint64 nonce, uint256 total);
    function stateUpdateGas() external view returns (uint64 baseGas, uint64 gasPerSettlement);
    function CORE() external view returns (address);
    function REPORT_ORACLE() external view returns (address);
}
