import { parseAbi } from "viem";

/** SequencePlayer.sol, but for its reports. */
export const playerAbi = parseAbi([
  "function play(bytes steps, bool verbose)",
  "function digest() view returns (bytes32)",
  "function addAccount()",
  "function adoptAccount(address account)",
  "function accounts() view returns (address[])",
  "function setUp(address core, address laneHub)",
  "function carry(address sender, address target, bytes data) payable",
  "function force(address target) payable",
]);
