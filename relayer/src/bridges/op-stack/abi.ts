import { parseAbi } from "viem";

// Of the contracts themselves, optimism monorepo, packages/contracts-bedrock: OptimismPortal2 4.6, AnchorStateRegistry
// 3.5, DisputeGameFactory 1.2, L1CrossDomainMessenger 2.9, L2CrossDomainMessenger 2.2. viem's ABIs lack their errors.

const structs = [
  "struct Withdrawal { uint256 nonce; address sender; address target; uint256 value; uint256 gasLimit; bytes data; }",
  "struct OutputRootProof { bytes32 version; bytes32 stateRoot; bytes32 messagePasserStorageRoot; bytes32 latestBlockhash; }",
  "struct Game { uint256 index; bytes32 metadata; uint64 timestamp; bytes32 rootClaim; bytes extraData; }",
] as const;

export const messengerAbi = parseAbi([
  "event SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit)",
  "event SentMessageExtension1(address indexed sender, uint256 value)",
  "function relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 minGasLimit, bytes message) payable",
  "function successfulMessages(bytes32 messageHash) view returns (bool)",
  "function failedMessages(bytes32 messageHash) view returns (bool)",
  "function portal() view returns (address)",
  "function otherMessenger() view returns (address)",
]);

export const portalAbi = parseAbi([
  ...structs,
  "event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData)",
  "function version() view returns (string)",
  "function paused() view returns (bool)",
  "function disputeGameFactory() view returns (address)",
  "function anchorStateRegistry() view returns (address)",
  "function respectedGameType() view returns (uint32)",
  "function proofMaturityDelaySeconds() view returns (uint256)",
  "function finalizedWithdrawals(bytes32 withdrawalHash) view returns (bool)",
  "function numProofSubmitters(bytes32 withdrawalHash) view returns (uint256)",
  "function proofSubmitters(bytes32 withdrawalHash, uint256 index) view returns (address)",
  "function provenWithdrawals(bytes32 withdrawalHash, address prover) view returns (address game, uint64 timestamp)",
  "function checkWithdrawal(bytes32 withdrawalHash, address prover) view",
  "function proveWithdrawalTransaction(Withdrawal withdrawal, uint256 gameIndex, OutputRootProof rootProof, bytes[] proof)",
  "function finalizeWithdrawalTransactionExternalProof(Withdrawal withdrawal, address prover)",
  "error OptimismPortal_AlreadyFinalized()",
  "error OptimismPortal_BadTarget()",
  "error OptimismPortal_CallPaused()",
  "error OptimismPortal_GasEstimation()",
  "error OptimismPortal_ImproperDisputeGame()",
  "error OptimismPortal_InvalidDisputeGame()",
  "error OptimismPortal_InvalidMerkleProof()",
  "error OptimismPortal_InvalidOutputRootProof()",
  "error OptimismPortal_InvalidProofTimestamp()",
  "error OptimismPortal_InvalidRootClaim()",
  "error OptimismPortal_ProofNotOldEnough()",
  "error OptimismPortal_Unproven()",
]);

export const factoryAbi = parseAbi([
  ...structs,
  "function gameCount() view returns (uint256)",
  "function findLatestGames(uint32 gameType, uint256 start, uint256 count) view returns (Game[] games)",
]);

export const registryAbi = parseAbi([
  "function isGameRegistered(address game) view returns (bool)",
  "function isGameBlacklisted(address game) view returns (bool)",
  "function isGameRetired(address game) view returns (bool)",
  "function isGameRespected(address game) view returns (bool)",
  "function disputeGameFinalityDelaySeconds() view returns (uint256)",
]);

export const gameAbi = parseAbi([
  "function status() view returns (uint8)",
  "function gameType() view returns (uint32)",
  "function createdAt() view returns (uint64)",
  "function resolvedAt() view returns (uint64)",
  "function rootClaim() view returns (bytes32)",
  "function extraData() view returns (bytes)",
  "function maxClockDuration() view returns (uint64)",
]);

export const messagePasserAbi = parseAbi([
  "event MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)",
]);
