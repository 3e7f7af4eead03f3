// Generated from l1-contracts/keepers/IKeeperPurse.sol by `npm run generate`. Do not edit.
export const iKeeperPurseAbi = [
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "gwei_",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "KeeperPurse_BudgetTooHigh",
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
    "name": "KeeperPurse_NotContract",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "KeeperPurse_WithdrawalFailed",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "gwei_",
        "type": "uint64"
      }
    ],
    "name": "DailyBudgetSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "funder",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "Funded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "keeper",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "bytes4",
        "name": "call",
        "type": "bytes4"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "gas",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "Rebated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "Withdrawn",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "available",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "connections",
    "outputs": [
      {
        "internalType": "address",
        "name": "laneHub",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "reportOracle",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "dailyBudget",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "gwei_",
        "type": "uint64"
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
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "gwei_",
        "type": "uint64"
      }
    ],
    "name": "setDailyBudget",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
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
      },
      {
        "internalType": "bytes",
        "name": "signatures",
        "type": "bytes"
      }
    ],
    "name": "submitReport",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "withdraw",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
