import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { type Report, reportDigest } from "@cseth/shared/messages/report";
import { params } from "@cseth/shared/params";
import { concatHex, encodeFunctionData, type Hex, keccak256, parseEther, toHex } from "viem";
import type { Measurement } from "../result.ts";
import { type Chains, GENESIS_TIME, LANE_ID, QUORUM } from "./chains.ts";
import { deposit } from "./deposits.ts";

/** The oracle keeps 64 hashes in a ring; as many reports later none of its slots is new. */
const WARM_UP = 64n;
const SAMPLES = 9n;
const STAKED_WEI = parseEther("2000");
/** As if 1,000 validators had been there from the start. Far above what is deposited: a gain to be released slowly. */
const START_GWEI = 1_000n * 32_000_000_000n;
/** What they earn a day, about. */
const EARNED_GWEI = 2_711_864_406n;
const { frameSeconds, slotSeconds } = params.mainnet;

/** Submits the next frame's report. @returns its gas */
export type SubmitReport = (options: { finalizeUpTo: bigint }) => Promise<number>;

/**
 * Reports day by day, each with more consensus balance, so that each raises the rate and mints fee shares; none
 * finalizes anything. Every fourth opens a new word of the rates' history; the median is one that does not.
 */
export async function warmUpReports(
  chains: Chains,
): Promise<{ measurements: readonly Measurement[]; submit: SubmitReport }> {
  await deposit(chains, chains.actors.whale, STAKED_WEI);
  let frame = 0n;
  const submit: SubmitReport = async ({ finalizeUpTo }) => {
    // Read from the chain: a caller may have gone back to a snapshot.
    const oracle = { address: chains.plan.l1("ReportOracle"), abi: reportOracleAbi } as const;
    frame = (await chains.l1.client.readContract({ ...oracle, functionName: "lastFrame" })) + 1n;
    return submitReport(chains, reportOf(frame, finalizeUpTo));
  };
  while (frame < WARM_UP) await submit({ finalizeUpTo: 0n });
  const samples: number[] = [];
  while (frame < WARM_UP + SAMPLES) samples.push(await submit({ finalizeUpTo: 0n }));
  return { measurements: [{ id: "report", samples }], submit };
}

function reportOf(frame: bigint, finalizeUpTo: bigint): Report {
  const elapsed = frame * frameSeconds;
  return {
    frame,
    refSlot: elapsed / slotSeconds,
    refTime: BigInt(GENESIS_TIME) + elapsed,
    consensusBalanceGwei: START_GWEI + frame * EARNED_GWEI,
    withdrawnTotalGwei: 0n,
    elRewardsTotalGwei: 0n,
    depositsProcessedTotalGwei: 0n,
    validatorCount: 0n,
    exitedCount: 0n,
    slashedCount: 0n,
    provisionsGwei: 0n,
    coveredGwei: [0n, 0n, 0n, 0n, 0n, 0n],
    operatorFeeBps: 350n,
    performanceRoot: keccak256(toHex(frame)),
    lanes: [{ laneId: LANE_ID, rewardsRoot: keccak256(toHex(frame + 1_000_000n)), rewardsTotal: 0n }],
    finalizeUpTo,
  };
}

async function submitReport({ l1, plan, actors }: Chains, report: Report): Promise<number> {
  const reportOracle = plan.l1("ReportOracle");
  const hash = reportDigest(report, { chainId: l1.chainId, reportOracle });
  const signatures: Hex[] = [];
  for (const member of actors.members.slice(0, QUORUM)) signatures.push(await member.sign({ hash }));
  const args = [report, concatHex(signatures)] as const;
  const data = encodeFunctionData({ abi: reportOracleAbi, functionName: "submitReport", args });
  await l1.client.setNextBlockTimestamp({ timestamp: report.refTime + 600n });
  return l1.send({ from: actors.governance, to: reportOracle, data });
}
