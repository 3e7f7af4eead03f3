import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { type Report, reportTypedData } from "@cseth/shared/messages/report";
import { concat, type LocalAccount, type PublicClient, zeroHash } from "viem";
import type { World } from "./world.ts";

/** The report of a protocol without validators, whose every figure is zero. */
function emptyReport({ frame, refSlot, refTime }: Pick<Report, "frame" | "refSlot" | "refTime">): Report {
  return {
    frame,
    refSlot,
    refTime,
    consensusBalanceGwei: 0n,
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
  };
}

/** Signs the next frame's report with three of the five members' keys and submits it as soon as L1 takes it. */
export async function submitReport(world: World, { finalizeUpTo = 0n } = {}): Promise<Report> {
  const { l1, plan, depositor } = world;
  const oracle = { address: plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
  const [last, [genesisTime, frameSeconds, beaconGenesis]] = await Promise.all([
    l1.readContract({ ...oracle, functionName: "lastFrame" }),
    l1.readContract({ ...oracle, functionName: "timing" }),
  ]);
  const frame = last + 1n;
  const refTime = genesisTime + frame * frameSeconds;
  const report = { ...emptyReport({ frame, refTime, refSlot: (refTime - beaconGenesis) / 12n }), finalizeUpTo };
  await waitForTime(l1, refTime);
  const typed = reportTypedData(report, { chainId: world.devnet.l1.chainId, reportOracle: oracle.address });
  const signers = [...world.oracles].slice(0, 3).sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const signatures = concat(await Promise.all(signers.map((signer: LocalAccount) => signer.signTypedData(typed))));
  const hash = await depositor.l1.writeContract({
    ...oracle,
    functionName: "submitReport",
    args: [report, signatures],
  });
  await l1.waitForTransactionReceipt({ hash });
  return report;
}

async function waitForTime(client: PublicClient, time: bigint): Promise<void> {
  for (;;) {
    const { timestamp } = await client.getBlock();
    if (timestamp >= time) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
