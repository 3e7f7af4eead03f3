import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { encodeFunctionData, parseEther } from "viem";
import type { Measurement } from "../result.ts";
import { type Chains, LANE_ID } from "./chains.ts";

const AMOUNT = parseEther("2.718281828459045235");
const SAMPLES = 9;

/** Stakes of a holder into a batch that is open already; the limit is on, as deployed. */
export async function measureStakes({ l2, plan, actors }: Chains): Promise<readonly Measurement[]> {
  const pool = { address: plan.l2("L2StakingPool", LANE_ID), abi: l2StakingPoolAbi } as const;
  const holder = actors.whale;
  const stake = async (): Promise<number> => {
    const [minShares] = await l2.client.readContract({ ...pool, functionName: "previewStake", args: [AMOUNT] });
    const args = [holder.address, (minShares * 999n) / 1_000n] as const;
    const data = encodeFunctionData({ abi: pool.abi, functionName: "stake", args });
    return l2.send({ from: holder, to: pool.address, data, value: AMOUNT });
  };
  // Opens the batch and the holder's balance.
  await stake();
  const samples: number[] = [];
  while (samples.length < SAMPLES) samples.push(await stake());
  return [{ id: "l2-stake", samples }];
}
