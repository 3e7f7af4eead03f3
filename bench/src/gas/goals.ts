import type { Goal } from "../result.ts";

/** Peers' figures were measured from their own code on the same EVM; floors and what they mean: bench/README.md. */
export const gasGoals: readonly Goal[] = [
  { id: "deposit-holder", unit: "gas", goal: 46_000, peer: "StakeWise 53,900" },
  { id: "deposit-first", unit: "gas", goal: 63_000, peer: "StakeWise 71,000" },
  { id: "request", unit: "gas", goal: 67_000, peer: "StakeWise 77,000" },
  { id: "finalize", unit: "gas", goal: 40_000, peer: "StakeWise 53,000" },
  { id: "claim", unit: "gas", goal: 41_000, peer: "StakeWise 54,100" },
  { id: "claim-20", unit: "gas", goal: 8_500, peer: "Lido 30,900" },
  { id: "report", unit: "gas", goal: 120_000, peer: "StakeWise 92,600 + 91,600 per vault" },
  { id: "l2-stake", unit: "gas", goal: 49_000, peer: "Renzo 95,500" },
  { id: "reward-claim-10", unit: "gas", goal: 60_000, peer: "1inch 58,600" },
  { id: "reward-claim-17", unit: "gas", goal: 65_000, peer: "1inch 63,400" },
  { id: "reward-claim-20", unit: "gas", goal: 67_000, peer: "1inch 65,500" },
  { id: "proof-1", unit: "gas", goal: 90_000, peer: "EigenPod 235,000" },
  { id: "proof-100", unit: "gas", goal: 25_000, peer: "EigenPod 102,000" },
  { id: "action-100", unit: "gas", goal: 12_500, peer: "CCIP 44,400" },
  { id: "action-1000-op", unit: "gas", goal: 3_500, peer: "one by one 700,000" },
  { id: "action-1000-arb", unit: "gas", goal: 3_000, peer: "one by one 115,000" },
];
