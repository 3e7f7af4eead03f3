// Generated from l1-contracts/lanes/LaneHub.sol by `npm run generate`. Do not edit.
export const laneHubAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "core",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "reportOracle",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minimum",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "ActionCodec_BadLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "runLength",
        "type": "uint256"
      }
    ],
    "name": "ActionCodec_TruncatedRun",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AddressEmptyCode",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "actual",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "BatchMessage_BadLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "ERC1967InvalidImplementation",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC1967NonPayable",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "sender",
        "type": "bytes"
      }
    ],
    "name": "ERC7786RecipientUnauthorizedGateway",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "Envelope_TooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint16",
        "name": "expected",
        "type": "uint16"
      }
    ],
    "name": "Envelope_UnexpectedLane",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "messageType",
        "type": "uint8"
      },
      {
        "internalType": "uint8",
        "name": "expected",
        "type": "uint8"
      }
    ],
    "name": "Envelope_UnexpectedType",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "version",
        "type": "uint8"
      },
      {
        "internalType": "uint8",
        "name": "minimum",
        "type": "uint8"
      },
      {
        "internalType": "uint8",
        "name": "maximum",
        "type": "uint8"
      }
    ],
    "name": "Envelope_UnsupportedVersion",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Envelope_ZeroNonce",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "actual",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "FastNoteMessage_BadLength",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "InvalidInitialization",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "actionId",
        "type": "bytes32"
      }
    ],
    "name": "LaneHub_ActionNotFailed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      }
    ],
    "name": "LaneHub_AlreadyPushed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "expected",
        "type": "uint64"
      }
    ],
    "name": "LaneHub_BatchOutOfOrder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      }
    ],
    "name": "LaneHub_FreezeAlreadySent",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      },
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "LaneHub_GatewayTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "gasLeft",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "gasNeeded",
        "type": "uint256"
      }
    ],
    "name": "LaneHub_InsufficientGas",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "peer",
        "type": "bytes"
      }
    ],
    "name": "LaneHub_InvalidPeer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "LaneHub_NoExecutor",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint256",
        "name": "rate",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "toldRate",
        "type": "uint256"
      }
    ],
    "name": "LaneHub_NoFall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "LaneHub_NoFastGateway",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "LaneHub_NotContract",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "LaneHub_NotExpressDesk",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "LaneHub_NotGateway",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "latestFrame",
        "type": "uint64"
      }
    ],
    "name": "LaneHub_NotLatestReport",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "LaneHub_NotMoveLedger",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "LaneHub_NotNoted",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "bytes",
        "name": "sender",
        "type": "bytes"
      }
    ],
    "name": "LaneHub_NotPeer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minimum",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "LaneHub_OutOfBounds",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "given",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "recorded",
        "type": "bytes32"
      }
    ],
    "name": "LaneHub_ReportHashMismatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "lateAfter",
        "type": "uint256"
      }
    ],
    "name": "LaneHub_TwinNotLate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      }
    ],
    "name": "LaneHub_UnexpectedEther",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "LaneHub_UnknownBatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "LaneHub_UnknownLane",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "received",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "announced",
        "type": "uint256"
      }
    ],
    "name": "LaneHub_ValueMismatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "start",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "cursor",
        "type": "uint32"
      }
    ],
    "name": "LaneHub_WrongCursor",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "expected",
        "type": "bytes32"
      }
    ],
    "name": "LaneHub_WrongRoot",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NotInitializing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "actual",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "OutboxTree_BadProofLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "start",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      }
    ],
    "name": "OutboxTree_RunOutOfBounds",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "OutboxTree_TooManyLeaves",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "OwnableInvalidOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "OwnableUnauthorizedAccount",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ReentrancyGuardReentrantCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "bits",
        "type": "uint8"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "SafeCastOverflowedUintDowncast",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "StateUpdateMessage_TooManySettlements",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "UUPSUnauthorizedCallContext",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "slot",
        "type": "bytes32"
      }
    ],
    "name": "UUPSUnsupportedProxiableUUID",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "actionId",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "index",
        "type": "uint32"
      }
    ],
    "name": "ActionRetried",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "fromIndex",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "toIndex",
        "type": "uint32"
      }
    ],
    "name": "ActionsExecuted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "word",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "failures",
        "type": "uint256"
      }
    ],
    "name": "ActionsFailed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "actionsRoot",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "actionCount",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "firstRequestId",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "requestCount",
        "type": "uint32"
      }
    ],
    "name": "BatchReceived",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "etherPaid",
        "type": "uint256"
      }
    ],
    "name": "BatchSettled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "fromIndex",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "count",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "reason",
        "type": "bytes"
      }
    ],
    "name": "ExecutorFailed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "executor",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "takesRuns",
        "type": "bool"
      }
    ],
    "name": "ExecutorSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "address",
        "name": "expressDesk",
        "type": "address"
      }
    ],
    "name": "ExpressDeskSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "nonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "sendId",
        "type": "bytes32"
      }
    ],
    "name": "FastFreezeSent",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "noted",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "found",
        "type": "bytes32"
      }
    ],
    "name": "FastFrozen",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      }
    ],
    "name": "FastGatewaySet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "digest",
        "type": "bytes32"
      }
    ],
    "name": "FastNoteIgnored",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "digest",
        "type": "bytes32"
      }
    ],
    "name": "FastNoted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "FastUnfrozen",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "version",
        "type": "uint64"
      }
    ],
    "name": "Initialized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "peer",
        "type": "bytes"
      }
    ],
    "name": "LaneSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "previousOwner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "OwnershipTransferStarted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "previousOwner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "OwnershipTransferred",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "nonce",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "recipient",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "sendId",
        "type": "bytes32"
      }
    ],
    "name": "SharesMessageSent",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "baseGas",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "gasPerSettlement",
        "type": "uint64"
      }
    ],
    "name": "StateUpdateGasSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "nonce",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "rate",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "sendId",
        "type": "bytes32"
      }
    ],
    "name": "StateUpdateSent",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "CORE",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "REPORT_ORACLE",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "UPGRADE_INTERFACE_VERSION",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "acceptOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "batch",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "actionsRoot",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "actionCount",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "cursor",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "firstRequestId",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "requestCount",
            "type": "uint32"
          },
          {
            "internalType": "bool",
            "name": "settled",
            "type": "bool"
          }
        ],
        "internalType": "struct ILaneHub.Batch",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "start",
        "type": "uint32"
      },
      {
        "internalType": "bytes",
        "name": "run",
        "type": "bytes"
      },
      {
        "internalType": "bytes32[]",
        "name": "proof",
        "type": "bytes32[]"
      }
    ],
    "name": "executeActions",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "action",
        "type": "bytes"
      }
    ],
    "name": "executeExpress",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "executor",
    "outputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "bool",
        "name": "takesRuns",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "expressDesk",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "word",
        "type": "uint256"
      }
    ],
    "name": "failedActions",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "failures",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "fastLane",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "gateway",
            "type": "address"
          },
          {
            "internalType": "bool",
            "name": "frozen",
            "type": "bool"
          },
          {
            "internalType": "uint40",
            "name": "freezeNonce",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "freezeRateNonce",
            "type": "uint40"
          }
        ],
        "internalType": "struct IFastNotes.FastLane",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "fastNote",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "digest",
            "type": "bytes32"
          },
          {
            "internalType": "uint40",
            "name": "notedAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IFastNotes.FastNote",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "freezeForMissingTwin",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "initialize",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "laneConfig",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "gateway",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "landedNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "settledNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "forwardedNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "stateUpdateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "lastPushedFrame",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "toldRateNonce",
            "type": "uint32"
          },
          {
            "internalType": "bytes",
            "name": "peer",
            "type": "bytes"
          }
        ],
        "internalType": "struct ILaneHub.LaneConfig",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      }
    ],
    "name": "laneOfGateway",
    "outputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "owner",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "pendingOwner",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "proxiableUUID",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "frame",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "refSlot",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "refTime",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "consensusBalanceGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "withdrawnTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "elRewardsTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "depositsProcessedTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "validatorCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "exitedCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "slashedCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "provisionsGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64[6]",
            "name": "coveredGwei",
            "type": "uint64[6]"
          },
          {
            "internalType": "uint64",
            "name": "operatorFeeBps",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "performanceRoot",
            "type": "bytes32"
          },
          {
            "components": [
              {
                "internalType": "uint16",
                "name": "laneId",
                "type": "uint16"
              },
              {
                "internalType": "bytes32",
                "name": "rewardsRoot",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "rewardsTotal",
                "type": "uint96"
              }
            ],
            "internalType": "struct LaneRewards[]",
            "name": "lanes",
            "type": "tuple[]"
          },
          {
            "internalType": "uint64",
            "name": "finalizeUpTo",
            "type": "uint64"
          }
        ],
        "internalType": "struct Report",
        "name": "report",
        "type": "tuple"
      }
    ],
    "name": "pushStateUpdate",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "quoteFastFreeze",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "fee",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "receiveId",
        "type": "bytes32"
      },
      {
        "internalType": "bytes",
        "name": "sender",
        "type": "bytes"
      },
      {
        "internalType": "bytes",
        "name": "payload",
        "type": "bytes"
      }
    ],
    "name": "receiveMessage",
    "outputs": [
      {
        "internalType": "bytes4",
        "name": "",
        "type": "bytes4"
      }
    ],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "renounceOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "index",
        "type": "uint32"
      },
      {
        "internalType": "bytes",
        "name": "action",
        "type": "bytes"
      },
      {
        "internalType": "bytes32[]",
        "name": "proof",
        "type": "bytes32[]"
      }
    ],
    "name": "retryAction",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "sendFastFreeze",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "address",
        "name": "recipient",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "shares",
        "type": "uint96"
      },
      {
        "internalType": "address",
        "name": "refundTo",
        "type": "address"
      }
    ],
    "name": "sendShares",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "nonce",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "sendId",
        "type": "bytes32"
      }
    ],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "bool",
        "name": "takesRuns",
        "type": "bool"
      }
    ],
    "name": "setExecutor",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "desk",
        "type": "address"
      }
    ],
    "name": "setExpressDesk",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      }
    ],
    "name": "setFastGateway",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "address",
        "name": "gateway",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "peer",
        "type": "bytes"
      }
    ],
    "name": "setLane",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "baseGas",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "gasPerSettlement",
        "type": "uint64"
      }
    ],
    "name": "setStateUpdateGas",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "sharesSent",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "nonce",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "total",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "stateUpdateGas",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "baseGas",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "gasPerSettlement",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "transferOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      }
    ],
    "name": "unfreezeFast",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newImplementation",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "data",
        "type": "bytes"
      }
    ],
    "name": "upgradeToAndCall",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "stateMutability": "payable",
    "type": "receive"
  }
] as const;
