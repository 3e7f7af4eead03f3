import { parseAbi } from "viem";

// Of Nitro's contracts 3.2 (BoLD) and its precompiles: https://github.com/OffchainLabs/nitro-contracts,
// https://github.com/OffchainLabs/nitro-precompile-interfaces. Our own gateways' ABIs are generated.

export const bridgeAbi = parseAbi([
  "event MessageDelivered(uint256 indexed messageIndex, bytes32 indexed beforeInboxAcc, address inbox, uint8 kind, address sender, bytes32 messageDataHash, uint256 baseFeeL1, uint64 timestamp)",
  "function rollup() view returns (address)",
]);

export const inboxAbi = parseAbi(["event InboxMessageDelivered(uint256 indexed messageNum, bytes data)"]);

export const outboxAbi = parseAbi([
  "function isSpent(uint256 index) view returns (bool)",
  "function executeTransaction(bytes32[] proof, uint256 index, address l2Sender, address to, uint256 l2Block, uint256 l1Block, uint256 l2Timestamp, uint256 value, bytes data)",
  "error AlreadySpent(uint256 index)",
  "error BridgeCallFailed()",
  "error ProofTooLong(uint256 proofLength)",
  "error PathNotMinimal(uint256 index, uint256 maxIndex)",
  "error UnknownRoot(bytes32 root)",
]);

export const rollupAbi = parseAbi([
  "struct GlobalState { bytes32[2] bytes32Vals; uint64[2] u64Vals; }",
  "struct AssertionState { GlobalState globalState; uint8 machineStatus; bytes32 endHistoryRoot; }",
  "struct ConfigData { bytes32 wasmModuleRoot; uint256 requiredStake; address challengeManager; uint64 confirmPeriodBlocks; uint64 nextInboxPosition; }",
  "struct BeforeStateData { bytes32 prevPrevAssertionHash; bytes32 sequencerBatchAcc; ConfigData configData; }",
  "struct AssertionInputs { BeforeStateData beforeStateData; AssertionState beforeState; AssertionState afterState; }",
  "struct AssertionNode { uint64 firstChildBlock; uint64 secondChildBlock; uint64 createdAtBlock; bool isFirstChild; uint8 status; bytes32 configHash; }",
  "event AssertionCreated(bytes32 indexed assertionHash, bytes32 indexed parentAssertionHash, AssertionInputs assertion, bytes32 afterInboxBatchAcc, uint256 inboxMaxCount, bytes32 wasmModuleRoot, uint256 requiredStake, address challengeManager, uint64 confirmPeriodBlocks)",
  "function latestConfirmed() view returns (bytes32)",
  "function getAssertion(bytes32 assertionHash) view returns (AssertionNode)",
  "function outbox() view returns (address)",
]);

export const arbSysAbi = parseAbi([
  "event L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)",
]);

export const ticketsAbi = parseAbi([
  "function redeem(bytes32 ticketId) returns (bytes32)",
  "function keepalive(bytes32 ticketId) returns (uint256)",
  "function getTimeout(bytes32 ticketId) view returns (uint256)",
  "function getLifetime() view returns (uint256)",
  "error NoTicketWithID()",
]);

export const nodeInterfaceAbi = parseAbi([
  "function constructOutboxProof(uint64 size, uint64 leaf) view returns (bytes32 send, bytes32 root, bytes32[] proof)",
]);
