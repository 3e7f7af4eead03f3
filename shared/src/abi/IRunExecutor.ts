// Generated from l1-contracts/lanes/IActionExecutor.sol by `npm run generate`. Do not edit.
export const iRunExecutorAbi = [
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "laneId",
        "type": "uint16"
      },
      {
        "internalType": "bytes",
        "name": "action",
        "type": "bytes"
      }
    ],
    "name": "executeAction",
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
        "internalType": "bytes",
        "name": "run",
        "type": "bytes"
      }
    ],
    "name": "executeRun",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "refused",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
