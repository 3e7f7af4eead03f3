// Generated from l1-contracts/lanes/ILaneHub.sol by `npm run generate`. Do not edit.
export const iLaneHubAbi = [
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
        "name": "executor",
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
        "name": "expressDesk",
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
  }
] as const;
