// Generated from l1-contracts/core/ICoreLens.sol by `npm run generate`. Do not edit.
export const iCoreLensAbi = [
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
    "inputs": [
      {
        "internalType": "uint256",
        "name": "etherAmount",
        "type": "uint256"
      }
    ],
    "name": "quoteDeposit",
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
    "name": "quoteRequest",
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
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "request",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum RequestStatus",
            "name": "status",
            "type": "uint8"
          },
          {
            "internalType": "address",
            "name": "owner",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "etherAmount",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "requestsAhead",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherAhead",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherMissing",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "finalizableFrame",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "finalizableFrom",
            "type": "uint64"
          }
        ],
        "internalType": "struct RequestView",
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
        "name": "claimable",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "etherClaimable",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "nextId",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
