import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { encodeFunctionData, type LocalAccount, parseEther } from "viem";
import type { Measurement } from "../result.ts";
import type { Chains } from "./chains.ts";

/** No round number: zero bytes of calldata are cheaper than the others. */
const AMOUNT = parseEther("3.141592653589793238");

/** A deposit as a wallet sends it: to oneself, with the previewed shares as the least that is accepted. */
export async function deposit(
  { l1, plan }: Pick<Chains, "l1" | "plan">,
  from: LocalAccount,
  value: bigint,
): Promise<number> {
  const core = { address: plan.l1("LiquidStakingCore"), abi: liquidStakingCoreAbi } as const;
  const minShares = await l1.client.readContract({ ...core, functionName: "previewDeposit", args: [value] });
  const data = encodeFunctionData({ abi: core.abi, functionName: "deposit", args: [from.address, minShares] });
  return l1.send({ from, to: core.address, data, value });
}

/** Every user deposits for the first time, then twice more. */
export async function measureDeposits(chains: Chains): Promise<readonly Measurement[]> {
  const first: number[] = [];
  const again: number[] = [];
  for (const user of chains.actors.users) {
    first.push(await deposit(chains, user, AMOUNT));
    again.push(await deposit(chains, user, AMOUNT), await deposit(chains, user, AMOUNT));
  }
  return [
    { id: "deposit-first", samples: first },
    { id: "deposit-holder", samples: again },
  ];
}
