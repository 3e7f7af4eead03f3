import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { type Report, reportTypedData } from "@cseth/shared/messages/report";
import { type Address, concat, type Hex, type LocalAccount, type PublicClient, zeroHash } from "viem";
import type { World } from "./world.ts";

/** What a report needs of a world. */
export type Reporting = Pick<World, "depositor" | "oracles"> & {
  l1: Pick<PublicClient, "readContract" | "getBlock" | "waitForTransactionReceipt">;
  plan: { l1: (name: "ReportOracle") => Address };
  devnet: { l1: { chainId: number } };
};

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

/** The next frame's report with the signatures of three of the five members. It says nothing but what is told. */
export async function signedReport(
  { l1, plan, devnet, oracles }: Omit<Reporting, "depositor">,
  told: Partial<Report> = {},
): Promise<{ report: Report; signatures: Hex }> {
  const oracle = { address: plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
  const [last, [genesisTime, frameSeconds, beaconGenesis]] = await Promise.all([
    l1.readContract({ ...oracle, functionName: "lastFrame" }),
    l1.readContract({ ...oracle, functionName: "timing" }),
  ]);
  const frame = last + 1n;
  const refTime = genesisTime + frame * frameSeconds;
  const report = { ...emptyReport({ frame, refTime, refSlot: (refTime - beaconGenesis) / 12n }), ...told };
  const typed = reportTypedData(report, { chainId: devnet.l1.chainId, reportOracle: oracle.address });
  const signers = [...oracles].slice(0, 3).sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const signatures = concat(await Promise.all(signers.map((signer: LocalAccount) => signer.signTypedData(typed))));
  return { report, signatures };
}

/** Signs the next frame's report and submits it as soon as L1 takes it. */
export async function submitReport(world: Reporting, told: Partial<Report> = {}): Promise<Report> {
  const { report, signatures } = await signedReport(world, told);
  await waitForTime(world.l1, report.refTime);
  const hash = await world.depositor.l1.writeContract({
    address: world.plan.l1("ReportOracle"),
    abi: reportOracleAbi,
    functionName: "submitReport",
    args: [report, signatures],
  });
  await world.l1.waitForTransactionReceipt({ hash });
  return report;
}

async function waitForTime(client: Pick<PublicClient, "getBlock">, time: bigint): Promise<void> {
  for (;;) {
    const { timestamp } = await client.getBlock();
    if (timestamp >= time) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
