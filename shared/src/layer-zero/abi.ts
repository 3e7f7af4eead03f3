import { parseAbi } from "viem";

// Of EndpointV2, SendUln302, ReceiveUln302, DVN and Executor of LayerZero's packages 3.0.168.

const ulnConfig =
  "struct UlnConfig { uint64 confirmations; uint8 requiredDVNCount; uint8 optionalDVNCount; uint8 optionalDVNThreshold; address[] requiredDVNs; address[] optionalDVNs; }";
const origin = "struct Origin { uint32 srcEid; bytes32 sender; uint64 nonce; }";

export const endpointAbi = parseAbi([
  origin,
  "event PacketSent(bytes encodedPayload, bytes options, address sendLibrary)",
  "function delegates(address oapp) view returns (address)",
  "function getSendLibrary(address sender, uint32 dstEid) view returns (address)",
  "function isDefaultSendLibrary(address sender, uint32 dstEid) view returns (bool)",
  "function getReceiveLibrary(address receiver, uint32 srcEid) view returns (address lib, bool isDefault)",
  "function lzReceive(Origin origin, address receiver, bytes32 guid, bytes message, bytes extraData) payable",
  "function lazyInboundNonce(address receiver, uint32 srcEid, bytes32 sender) view returns (uint64)",
  "function inboundPayloadHash(address receiver, uint32 srcEid, bytes32 sender, uint64 nonce) view returns (bytes32)",
]);

export const ulnAbi = parseAbi([
  ulnConfig,
  "function getAppUlnConfig(address oapp, uint32 remoteEid) view returns (UlnConfig)",
  "function executorConfigs(address oapp, uint32 remoteEid) view returns (uint32 maxMessageSize, address executor)",
  "function getUlnConfig(address oapp, uint32 remoteEid) view returns (UlnConfig)",
  "function hashLookup(bytes32 headerHash, bytes32 payloadHash, address verifier) view returns (bool submitted, uint64 confirmations)",
  "function verifiable(UlnConfig config, bytes32 headerHash, bytes32 payloadHash) view returns (bool)",
  "function verify(bytes packetHeader, bytes32 payloadHash, uint64 confirmations)",
  "function commitVerification(bytes packetHeader, bytes32 payloadHash)",
]);

export const verifierAbi = parseAbi([
  "struct ExecuteParam { uint32 vid; address target; bytes callData; uint256 expiration; bytes signatures; }",
  "function execute(ExecuteParam[] params)",
  "function getSigners() view returns (address[])",
  "function quorum() view returns (uint64)",
]);

export const executorAbi = parseAbi([
  origin,
  "struct ExecutionParams { address receiver; Origin origin; bytes32 guid; bytes message; bytes extraData; uint256 gasLimit; }",
  "function execute302(ExecutionParams executionParams) payable",
]);
