// Generated from l1-contracts/lanes/gateways/INitro.sol by `npm run generate`. Do not edit.
export const iNitroBridgeAbi = [
  {
    "inputs": [],
    "name": "activeOutbox",
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
