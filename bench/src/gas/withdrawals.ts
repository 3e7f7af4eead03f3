import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { encodeFunctionData, type LocalAccount, parseEther } from "viem";
import { BenchError } from "../errors.ts";
import type { Measurement } from "../result.ts";
import type { Chains } from "./chains.ts";
import type { SubmitReport } from "./reports.ts";

const SHARES = parseEther("1.414213562373095048");
const SMALL_SHARES = SHARES / 10n;
/** Requests finalized at once: the cost must not depend on it. */
const RANGES = [1, 20, 500];
const CLAIMED_AT_ONCE = 20;
const CLAIM_SAMPLES = 9;

/** Requests of every user, their finalization by reports, then claims. */
export async function measureWithdrawals(chains: Chains, report: SubmitReport): Promise<readonly Measurement[]> {
  const users = chains.actors.users;
  const requests: number[] = [];
  for (const user of users) requests.push(await request(chains, user, SHARES));
  await report({ finalizeUpTo: await lastRequestId(chains) });

  const finalizations = await measureFinalizations(chains, report);
  const claims: number[] = [];
  for (const [index, user] of users.entries()) {
    claims.push(
      await send(
        chains,
        user,
        encodeFunctionData({ abi: liquidStakingCoreAbi, functionName: "claim", args: [BigInt(index + 1)] }),
      ),
    );
  }
  return [
    { id: "request", samples: requests },
    {
      id: "finalize",
      samples: finalizations,
      note: RANGES.map(
        (count, index) => `${count} requests: ${finalizations[index]} gas more than the same report without`,
      ).join("; "),
    },
    { id: "claim", samples: claims },
    { id: "claim-20", samples: await measureManyClaims(chains) },
  ];
}

/** Submits each report twice from the same state: equal in everything but `finalizeUpTo`. The difference is the step's. */
async function measureFinalizations(chains: Chains, report: SubmitReport): Promise<number[]> {
  const { client } = chains.l1;
  const samples: number[] = [];
  for (const count of RANGES) {
    for (let made = 0; made < count; made += 1) await request(chains, chains.actors.whale, SMALL_SHARES);
    const finalizeUpTo = await lastRequestId(chains);
    const id = await client.snapshot();
    const without = await report({ finalizeUpTo: 0n });
    await client.revert({ id });
    samples.push((await report({ finalizeUpTo })) - without);
    if ((await lastFinalizedId(chains)) !== finalizeUpTo) {
      throw new BenchError("BENCH_NOT_READY", `The report did not finalize up to request ${finalizeUpTo}.`, { count });
    }
  }
  return samples;
}

/** The whale's requests of {@link measureFinalizations}, the last ones made. */
async function measureManyClaims(chains: Chains): Promise<number[]> {
  const last = Number(await lastFinalizedId(chains));
  const samples: number[] = [];
  for (let sample = 0; sample < CLAIM_SAMPLES; sample += 1) {
    const first = last - (sample + 1) * CLAIMED_AT_ONCE + 1;
    const ids = Array.from({ length: CLAIMED_AT_ONCE }, (_unused, index) => BigInt(first + index));
    const data = encodeFunctionData({ abi: liquidStakingCoreAbi, functionName: "claimMany", args: [ids] });
    samples.push((await send(chains, chains.actors.whale, data)) / CLAIMED_AT_ONCE);
  }
  return samples;
}

async function request(chains: Chains, from: LocalAccount, shares: bigint): Promise<number> {
  const args = [shares, from.address] as const;
  return send(chains, from, encodeFunctionData({ abi: liquidStakingCoreAbi, functionName: "requestWithdrawal", args }));
}

const send = ({ l1, plan }: Chains, from: LocalAccount, data: `0x${string}`): Promise<number> =>
  l1.send({ from, to: plan.l1("LiquidStakingCore"), data });

const lastRequestId = ({ l1, plan }: Chains): Promise<bigint> =>
  l1.client.readContract({
    address: plan.l1("LiquidStakingCore"),
    abi: liquidStakingCoreAbi,
    functionName: "lastRequestId",
  });

const lastFinalizedId = ({ l1, plan }: Chains): Promise<bigint> =>
  l1.client.readContract({
    address: plan.l1("LiquidStakingCore"),
    abi: liquidStakingCoreAbi,
    functionName: "lastFinalizedId",
  });
