// Generated from l1-contracts/lanes/gateways/INitro.sol by `npm run generate`. Do not edit.
export const iNitroOutboxAbi = [
  {
    "inputs": [],
    "name": "l2ToL1Sender",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
