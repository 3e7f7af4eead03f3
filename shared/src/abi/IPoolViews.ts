// Generated from l2-contracts/staking/IPoolViews.sol by `npm run generate`. Do not edit.
export const iPoolViewsAbi = [
  {
    "inputs": [],
    "name": "fallNonce",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "forwardRoom",
    "outputs": [
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
    "inputs": [],
    "name": "stakeRefill",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "weiPerSecond",
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
    "name": "waitingBefore",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "etherValue",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
