// Generated from l2-contracts/lanes/IL2Hub.sol by `npm run generate`. Do not edit.
export const iL2HubAbi = [
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "gasLimit",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maxGas",
        "type": "uint256"
      }
    ],
    "name": "L2Hub_ActionGasTooHigh",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "nonce",
        "type": "uint64"
      }
    ],
    "name": "L2Hub_AlreadyApplied",
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
        "name": "gasDeclared",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "gasBudget",
        "type": "uint256"
      }
    ],
    "name": "L2Hub_BatchFull",
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
    "name": "L2Hub_NotDesk",
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
    "name": "L2Hub_NotDesks",
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
    "name": "L2Hub_NotGateway",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "sender",
        "type": "bytes"
      }
    ],
    "name": "L2Hub_NotPeer",
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
    "name": "L2Hub_NotPool",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "L2Hub_NothingToClose",
    "type": "error"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "minAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "maxAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint96",
            "name": "sizeWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "messageGas",
            "type": "uint64"
          }
        ],
        "internalType": "struct BatchRules",
        "name": "rules",
        "type": "tuple"
      }
    ],
    "name": "L2Hub_RulesOutOfBounds",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "now_",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "closableAt",
        "type": "uint256"
      }
    ],
    "name": "L2Hub_TooEarlyToClose",
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
    "name": "L2Hub_ValueMismatch",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "L2Hub_ZeroAddress",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "L2Hub_ZeroLane",
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
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "index",
        "type": "uint32"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "operatorId",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "action",
        "type": "bytes"
      }
    ],
    "name": "ActionAppended",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "minAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "maxAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint96",
            "name": "sizeWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "messageGas",
            "type": "uint64"
          }
        ],
        "indexed": false,
        "internalType": "struct BatchRules",
        "name": "rules",
        "type": "tuple"
      }
    ],
    "name": "BatchRulesSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
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
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "message",
        "type": "bytes"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "sendId",
        "type": "bytes32"
      }
    ],
    "name": "BatchSent",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
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
    "name": "GatewaySet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
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
        "internalType": "bool",
        "name": "newer",
        "type": "bool"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "StateUpdateReceived",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "action",
        "type": "bytes"
      }
    ],
    "name": "appendAction",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "index",
        "type": "uint32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "batchRules",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "minAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "maxAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint96",
            "name": "sizeWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "messageGas",
            "type": "uint64"
          }
        ],
        "internalType": "struct BatchRules",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "closableAt",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "closeBatch",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "connections",
    "outputs": [
      {
        "internalType": "address",
        "name": "pool",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "desk",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "distributor",
        "type": "address"
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
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "stateUpdateNonce",
        "type": "uint64"
      }
    ],
    "name": "isApplied",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "laneId",
    "outputs": [
      {
        "internalType": "uint16",
        "name": "",
        "type": "uint16"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "latestStateNonce",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "openBatchNonce",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "outbox",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "internalType": "uint32",
        "name": "count",
        "type": "uint32"
      },
      {
        "internalType": "uint256",
        "name": "gasDeclared",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "minAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "maxAgeSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint96",
            "name": "sizeWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "messageGas",
            "type": "uint64"
          }
        ],
        "internalType": "struct BatchRules",
        "name": "rules",
        "type": "tuple"
      }
    ],
    "name": "setBatchRules",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
        "name": "peer",
        "type": "bytes"
      }
    ],
    "name": "setGateway",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
