import type { CoveredGwei, LaneRewards, Report } from "@cseth/shared/messages/report";
import { reportHash } from "@cseth/shared/messages/report";
import { zeroHash } from "viem";
import type { ConsensusFigures } from "./consensus-side.ts";
import type { Frame } from "./frames.ts";

/** What a report says of validators, and of the fee for those who run them. */
export type ConsensusPart = ConsensusFigures & Pick<Report, "operatorFeeBps">;

const NO_VALIDATORS: ConsensusPart = {
  consensusBalanceGwei: 0n,
  withdrawnTotalGwei: 0n,
  elRewardsTotalGwei: 0n,
  depositsProcessedTotalGwei: 0n,
  validatorCount: 0n,
  exitedCount: 0n,
  slashedCount: 0n,
  provisionsGwei: 0n,
  operatorFeeBps: 0n,
};
const NOTHING_COVERED: CoveredGwei = [0n, 0n, 0n, 0n, 0n, 0n];

/** A lane that is not listed keeps the rewards it has. Nothing is covered: there is no waterfall yet. */
export function composeReport({
  frame,
  consensus,
  finalizeUpTo,
  lanes,
}: {
  frame: Frame;
  consensus: ConsensusPart;
  finalizeUpTo: bigint;
  lanes: readonly LaneRewards[];
}): Report {
  return {
    frame: frame.number,
    refSlot: frame.refSlot,
    refTime: frame.refTime,
    ...consensus,
    coveredGwei: NOTHING_COVERED,
    performanceRoot: zeroHash,
    lanes,
    finalizeUpTo,
  };
}

/** The report of a protocol without validators: no stake, no flows, and no fee for operators. */
export function reportWithoutValidators({ frame, finalizeUpTo }: { frame: Frame; finalizeUpTo: bigint }): Report {
  return composeReport({ frame, consensus: NO_VALIDATORS, finalizeUpTo, lanes: [] });
}

/** What a report said of validators; without one, that there are none. */
export function consensusPartOf(report: Report | undefined): ConsensusPart {
  if (!report) return NO_VALIDATORS;
  const { consensusBalanceGwei, withdrawnTotalGwei, elRewardsTotalGwei, depositsProcessedTotalGwei } = report;
  const { validatorCount, exitedCount, slashedCount, provisionsGwei, operatorFeeBps } = report;
  return {
    ...{ consensusBalanceGwei, withdrawnTotalGwei, elRewardsTotalGwei, depositsProcessedTotalGwei },
    ...{ validatorCount, exitedCount, slashedCount, provisionsGwei, operatorFeeBps },
  };
}

/** Value on the consensus side net of flows, gwei; twin of ReportSanity.netGwei. */
export function netGwei(report: Report): bigint {
  return (
    report.consensusBalanceGwei +
    report.withdrawnTotalGwei +
    report.elRewardsTotalGwei -
    report.depositsProcessedTotalGwei -
    report.provisionsGwei
  );
}

/** Whether publishing the report early would tell of a loss before L1 books it. `previous` is absent for frame 1. */
export function isFall({ report, previous }: { report: Report; previous: Report | undefined }): boolean {
  return netGwei(report) < (previous ? netGwei(previous) : 0n);
}

export type Difference = Readonly<{ field: string; ours: string; theirs: string }>;

/** Fields in which two reports differ, as text; empty if they are the same report. */
export function differences(ours: Report, theirs: Report): readonly Difference[] {
  if (reportHash(ours) === reportHash(theirs)) return [];
  return (Object.keys(ours) as (keyof Report)[])
    .map((field) => ({ field, ours: plain(ours[field]), theirs: plain(theirs[field]) }))
    .filter((difference) => difference.ours !== difference.theirs);
}

function plain(value: Report[keyof Report]): string {
  return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? part.toString() : part)).replaceAll('"', "");
}

/** Ids tried on each side of a guess: hashing takes some 0.1 ms each. */
const IDS_TRIED = 256n;

/**
 * The report that `matches`, found from one like it: those whose `finalizeUpTo` is near the template's are tried, and 0, which an overdue report has.
 */
export function rebuildReport({
  template,
  matches,
}: {
  template: Report;
  matches: (candidate: Report) => boolean;
}): Report | undefined {
  const guess = template.finalizeUpTo;
  const first = guess > IDS_TRIED ? guess - IDS_TRIED : 0n;
  const nearby = Array.from({ length: Number(guess + IDS_TRIED - first) + 1 }, (_, offset) => first + BigInt(offset));
  return [guess, 0n, ...nearby]
    .map((finalizeUpTo): Report => ({ ...template, finalizeUpTo }))
    .find((candidate) => matches(candidate));
}
