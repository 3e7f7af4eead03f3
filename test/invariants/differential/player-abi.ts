import { parseAbi } from "viem";

/** SequencePlayer.sol, but for its reports. */
export const playerAbi = parseAbi([
  "struct Step { uint256 caller; address target; uint256 value; bytes data; }",
  "struct View { address target; bytes4 selector; uint256 argument; }",
  "function play(Step[] steps)",
  "function addAccount()",
  "function accounts() view returns (address[])",
  "function setUp(address core, address[] holders, View[] views)",
  "function force(address target) payable",
  "function relay(uint256 index)",
  "function etherBalances() view returns (uint256, uint256, uint256, uint256)",
  "function latestMessage() view returns (uint256, uint256, bytes32)",
]);
