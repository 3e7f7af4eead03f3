// Generated from l1-contracts/oracle/MemberList.sol by `npm run generate`. Do not edit.
export const memberListAbi = [
  {
    "inputs": [
      {
        "internalType": "address[]",
        "name": "members",
        "type": "address[]"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  }
] as const;
