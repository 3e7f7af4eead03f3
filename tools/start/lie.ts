import { hdAccount } from "@cseth/devnet/accounts";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { reportTypedData } from "@cseth/shared/messages/report";
import { concat, zeroHash } from "viem";
import { parts } from "./configs.ts";
import { succeeded } from "./lane-round.ts";
import type { World } from "./world.ts";

/** Gwei that no validator has. */
const INVENTED = 1_000n * 10n ** 9n;

/**
 * Three of the five members sign that validators which do not exist have 1,000 ether, for the first frame for which they
 * are faster than the honest ones. L1 believes any quorum; a rise is never refused, only released slowly.
 * @returns L1's block of the lie
 */
export async function submitLie(world: World): Promise<bigint> {
  const oracle = { address: world.plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
  const nextFrame = async () => (await world.l1.readContract({ ...oracle, functionName: "lastFrame" })) + 1n;
  for (;;) {
    const frame = await nextFrame();
    try {
      return await lieAbout(frame, world);
    } catch (error) {
      if ((await nextFrame()) === frame) throw error;
    }
  }
}

async function lieAbout(frame: bigint, { l1, plan, devnet, governance }: World): Promise<bigint> {
  const oracle = { address: plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
  const [genesisTime, frameSeconds, beaconGenesis] = await l1.readContract({ ...oracle, functionName: "timing" });
  const refTime = genesisTime + frame * frameSeconds;
  while ((await l1.getBlock()).timestamp < refTime) await new Promise((resolve) => setTimeout(resolve, 100));
  const report = {
    frame,
    refTime,
    refSlot: (refTime - beaconGenesis) / 12n,
    consensusBalanceGwei: INVENTED,
    withdrawnTotalGwei: 0n,
    elRewardsTotalGwei: 0n,
    depositsProcessedTotalGwei: 0n,
    validatorCount: 0n,
    exitedCount: 0n,
    slashedCount: 0n,
    provisionsGwei: 0n,
    coveredGwei: [0n, 0n, 0n, 0n, 0n, 0n],
    operatorFeeBps: 0n,
    performanceRoot: zeroHash,
    lanes: [],
    finalizeUpTo: 0n,
  } as const;
  const typed = reportTypedData(report, { chainId: devnet.l1.chainId, reportOracle: oracle.address });
  const liars = parts.oracles.slice(0, 3).map(hdAccount);
  // The contract takes signatures in the order of their signers.
  const ordered = liars.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const signatures = concat(await Promise.all(ordered.map((liar) => liar.signTypedData(typed))));
  const submission = await governance.writeContract({
    ...oracle,
    functionName: "submitReport",
    args: [report, signatures],
  });
  return (await succeeded(l1, submission)).blockNumber;
}
