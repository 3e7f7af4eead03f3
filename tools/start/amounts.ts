import { parseEther } from "viem";

/**
 * Amounts of each lane's round, wei. Its pool keeps 20 ether on the devnet, so the second unstake cannot be netted. What
 * is left to the protocol is little more than its validators' stake: gains reach the rate only beyond 2 bp of it.
 */
export const amounts = {
  deposit: parseEther("10"),
  /** Of the deposit's csETH; more than the first validator of an operator needs. */
  bond: parseEther("3"),
  stake: parseEther("55"),
  netted: parseEther("15"),
  forwarded: parseEther("10"),
};
