import type { CoveredGwei, LaneRewards, Report } from "@cseth/shared/messages/report";
import { reportHash } from "@cseth/shared/messages/report";
import { zeroHash } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { Frame } from "./frames.ts";

/** Parts of the core's ledger that are zero for as long as the protocol has no validators; wei. */
export type ConsensusSide = Readonly<{
  consensusBalance: bigint;
  inActivation: bigint;
  vaultBooked: bigint;
  provisions: bigint;
}>;

const NOTHING_COVERED: CoveredGwei = [0n, 0n, 0n, 0n, 0n, 0n];

/**
 * The report of a protocol without validators: nothing on the consensus side, no flows, no stake and so no fee for
 * operators. A lane that is not listed keeps the rewards it has.
 */
export function reportWithoutValidators({
  frame,
  finalizeUpTo,
  lanes = [],
}: {
  frame: Frame;
  finalizeUpTo: bigint;
  lanes?: readonly LaneRewards[];
}): Report {
  return {
    frame: frame.number,
    refSlot: frame.refSlot,
    refTime: frame.refTime,
    consensusBalanceGwei: 0n,
    withdrawnTotalGwei: 0n,
    elRewardsTotalGwei: 0n,
    depositsProcessedTotalGwei: 0n,
    validatorCount: 0n,
    exitedCount: 0n,
    slashedCount: 0n,
    provisionsGwei: 0n,
    coveredGwei: NOTHING_COVERED,
    operatorFeeBps: 0n,
    performanceRoot: zeroHash,
    lanes,
    finalizeUpTo,
  };
}

/** A false zero would be booked as a total loss. @throws ORACLE_VALIDATORS_PRESENT */
export function requireNoValidators(ledger: ConsensusSide): void {
  const { consensusBalance, inActivation, vaultBooked, provisions } = ledger;
  if (consensusBalance + inActivation + vaultBooked + provisions === 0n) return;
  throw new CsethError({
    code: "ORACLE_VALIDATORS_PRESENT",
    retry: "never",
    message: "the protocol has validators, which this version of the oracle cannot report",
    fix: "Upgrade cseth before anything is reported.",
    context: { consensusBalance, inActivation, vaultBooked, provisions },
  });
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
 * The report that `matches`, found from one like it. Without validators the only figure that members read from a
 * state is `finalizeUpTo`: those near the template's are tried, and 0, which an overdue report has.
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
