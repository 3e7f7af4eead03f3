// Generated from l2-contracts/staking/PoolLens.sol by `npm run generate`. Do not edit.
export const poolLensAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "pool",
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
    "name": "PoolLens_NotContract",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "POOL",
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
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "batch",
    "outputs": [
      {
        "internalType": "enum BatchStage",
        "name": "stage",
        "type": "uint8"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "closing",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "forwarding",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "netting",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
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
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      }
    ],
    "name": "quoteFlashExit",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "etherPaid",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "feeWei",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint16",
        "name": "destination",
        "type": "uint16"
      }
    ],
    "name": "quoteMove",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "sharesArriving",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "etherAmount",
        "type": "uint256"
      }
    ],
    "name": "quoteStake",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "feeWei",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "breakEvenDays",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      }
    ],
    "name": "quoteUnstake",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum Refusal",
            "name": "refusal",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "since",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "opensAtRateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct Door",
        "name": "door",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "etherAtMost",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "etherAhead",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "fromId",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      }
    ],
    "name": "requestsOf",
    "outputs": [
      {
        "internalType": "uint256[]",
        "name": "requestIds",
        "type": "uint256[]"
      },
      {
        "internalType": "uint256",
        "name": "nextId",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "unstakeRequest",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum UnstakeStage",
            "name": "stage",
            "type": "uint8"
          },
          {
            "internalType": "address",
            "name": "owner",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "shares",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "ownRate",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherAtMost",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "requestedAt",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "requestsAhead",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "sharesAhead",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherAhead",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "forwardableFrom",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "batchNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "etherPayable",
            "type": "uint256"
          }
        ],
        "internalType": "struct UnstakeView",
        "name": "shown",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
