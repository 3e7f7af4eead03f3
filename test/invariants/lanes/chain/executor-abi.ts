import { parseAbi } from "viem";

/** ActionCounter.sol. */
export const executorAbi = parseAbi([
  "constructor(address hub)",
  "function executions() view returns (uint256 total, uint256 repeated, bytes32 transcript)",
  "error ActionCounter_NotHub(address caller)",
  "error ActionCounter_NotOpen(uint256 openAt)",
  "error ActionCounter_Verbose(bytes reason)",
]);
