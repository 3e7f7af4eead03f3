import { hdAccount } from "@cseth/devnet/accounts";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { parts } from "./configs.ts";
import { succeeded } from "./lane-round.ts";
import { signedReport } from "./signed-report.ts";
import type { World } from "./world.ts";

/** Gwei that no validator has. */
const INVENTED = 1_000n * 10n ** 9n;

/**
 * Three of the five members sign that validators which do not exist have 1,000 ether, for the first frame for which they
 * are faster than the honest ones. L1 believes any quorum; a rise is never refused, only released slowly.
 * @returns L1's block of the lie
 */
export async function submitLie(world: World): Promise<bigint> {
  const { l1, governance } = world;
  const oracle = { address: world.plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
  const liars = parts.oracles.slice(0, 3).map(hdAccount);
  for (;;) {
    const { report, signatures } = await signedReport({ ...world, oracles: liars }, { consensusBalanceGwei: INVENTED });
    while ((await l1.getBlock()).timestamp < report.refTime) await new Promise((resolve) => setTimeout(resolve, 100));
    try {
      const args = [report, signatures] as const;
      const submission = await governance.writeContract({ ...oracle, functionName: "submitReport", args });
      return (await succeeded(l1, submission)).blockNumber;
    } catch (error) {
      if ((await l1.readContract({ ...oracle, functionName: "lastFrame" })) < report.frame) throw error;
    }
  }
}
