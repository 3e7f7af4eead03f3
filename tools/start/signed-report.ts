import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { type Report, reportTypedData } from "@cseth/shared/messages/report";
import { type Address, concat, type Hex, type LocalAccount, type PublicClient, zeroHash } from "viem";

/** What a report is signed with: the oracle it is for, and members that say the same. */
export type Signing = Readonly<{
  l1: Pick<PublicClient, "readContract">;
  plan: { l1: (name: "ReportOracle") => Address };
  devnet: { l1: { chainId: number } };
  oracles: readonly LocalAccount[];
}>;

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
  { l1, plan, devnet, oracles }: Signing,
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
