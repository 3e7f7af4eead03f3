// Generated from l1-contracts/lanes/LaneLens.sol by `npm run generate`. Do not edit.
export const laneLensAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "laneHub",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "LaneLens_NotContract",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "LANE_HUB",
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
        "internalType": "uint32",
        "name": "index",
        "type": "uint32"
      }
    ],
    "name": "action",
    "outputs": [
      {
        "internalType": "enum ActionStage",
        "name": "stage",
        "type": "uint8"
      },
      {
        "internalType": "uint32",
        "name": "actionsBefore",
        "type": "uint32"
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
            "internalType": "enum BatchStage",
            "name": "stage",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "batchesBefore",
            "type": "uint64"
          },
          {
            "internalType": "uint40",
            "name": "announcedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "actionCount",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "actionsTried",
            "type": "uint32"
          },
          {
            "internalType": "enum SettlementStage",
            "name": "settlement",
            "type": "uint8"
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
          }
        ],
        "internalType": "struct BatchView",
        "name": "shown",
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
    "name": "failedActions",
    "outputs": [
      {
        "internalType": "uint32[]",
        "name": "indices",
        "type": "uint32[]"
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
    "name": "lane",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "landedNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "updateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "toldFrame",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "lastFrame",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "toldRateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "rateNonce",
            "type": "uint64"
          },
          {
            "internalType": "bool",
            "name": "fell",
            "type": "bool"
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
            "name": "sharesNonce",
            "type": "uint64"
          },
          {
            "internalType": "bool",
            "name": "hasFastWay",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "fastFrozen",
            "type": "bool"
          }
        ],
        "internalType": "struct LaneView",
        "name": "shown",
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
        "name": "fromNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "count",
        "type": "uint64"
      }
    ],
    "name": "missingSettlements",
    "outputs": [
      {
        "internalType": "uint64[]",
        "name": "batchNonces",
        "type": "uint64[]"
      },
      {
        "internalType": "uint256",
        "name": "ready",
        "type": "uint256"
      },
      {
        "internalType": "uint64",
        "name": "nextNonce",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
