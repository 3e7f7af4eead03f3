// Generated from l2-contracts/staking/IValueLegs.sol by `npm run generate`. Do not edit.
export const iValueLegsAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "distributor",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "fundedTotal",
        "type": "uint256"
      }
    ],
    "name": "mintRewards",
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
            "name": "batchNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "etherPaid",
            "type": "uint256"
          }
        ],
        "internalType": "struct Settlement[]",
        "name": "settlements",
        "type": "tuple[]"
      }
    ],
    "name": "settleBatches",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  }
] as const;
