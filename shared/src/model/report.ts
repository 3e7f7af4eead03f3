import type { Bps, Rate, Seconds, Shares, Wei } from "../units/quantity.ts";
import { BPS, WAD } from "../units/quantity.ts";
import { maxOf, mulDivDown } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { credit, pooled, setRate, undistributedE18 } from "./ledger.ts";
import type { Cover } from "./loss.ts";
import { bookLoss, drawCovers } from "./loss.ts";
import type { FinalizeResult } from "./queue.ts";
import { finalize, requireFinalizable } from "./queue.ts";
import { minUndistributedUp, rateCap, release } from "./release.ts";
import type { Core } from "./state.ts";
import { ACCOUNT } from "./state.ts";

/** The part of an oracle report the ledger uses (protocol §5), in wei. All totals are cumulative at `refTime`. */
export type Report = Readonly<{
  frame: number;
  refTime: Seconds;
  /** C */
  consensus: Wei;
  withdrawnTotal: Wei;
  executionTotal: Wei;
  depositsProcessedTotal: Wei;
  /** Q restated: the penalties still to come in C. */
  provisions: Wei;
  covers: readonly Cover[];
  operatorFeeBps: Bps;
  /** Id of the last request to finalize; one already final, or 0, finalizes none. */
  finalizeUpTo: number;
}>;

export type ReportResult = Readonly<{
  fell: boolean;
  /** r after the loss and before the release. */
  rateAfterLoss: Rate;
  feeShares: Shares;
  finalization: FinalizeResult;
}>;

/** Applies a report in the protocol's order: flows, Q, covers, loss, release and fees, finalization (§2). */
export function report(core: Core, input: Report): ReportResult {
  requireValid(core, input);
  const elapsed = input.refTime - core.refTime;
  bookFlows(core, input);
  core.reportedProvisions = input.provisions;
  core.provenProvisions = core.provenProvisions.filter(({ provenAt }) => provenAt > input.refTime);
  drawCovers(core, input.covers);
  const { fell } = bookLoss(core);
  const rateAfterLoss = core.rate;
  const feeShares = releaseGains(core, { elapsed, operatorFeeBps: input.operatorFeeBps });
  core.frame = input.frame;
  core.refTime = input.refTime;
  core.reserveTarget = maxOf(mulDivDown(pooled(core), core.params.reserveBps, BPS), core.params.reserveFloor);
  const finalization = finalize(core, { upTo: input.finalizeUpTo });
  return { fell, rateAfterLoss, feeShares, finalization };
}

function requireValid(core: Core, input: Report): void {
  const { frameZeroTime, frameSeconds, maxFeeBps, protocolFeeBps } = core.params;
  const refTime = frameZeroTime + BigInt(input.frame) * frameSeconds;
  if (input.frame !== core.frame + 1 || input.refTime !== refTime) {
    throw new ModelError("FrameOutOfOrder", { frame: BigInt(input.frame), last: BigInt(core.frame), refTime });
  }
  requireNotBelow("withdrawnTotal", input.withdrawnTotal, core.withdrawnTotal);
  requireNotBelow("executionTotal", input.executionTotal, core.executionTotal);
  requireNotBelow("depositsProcessedTotal", input.depositsProcessedTotal, core.depositsProcessedTotal);
  const processed = input.depositsProcessedTotal - core.depositsProcessedTotal;
  if (processed > core.activating) {
    throw new ModelError("DepositsExceedActivation", { processed, activating: core.activating });
  }
  const booked = core.vaulted + input.withdrawnTotal - core.withdrawnTotal + input.executionTotal - core.executionTotal;
  if (booked > core.vaultBalance) {
    throw new ModelError("VaultUnderfunded", { booked, balance: core.vaultBalance });
  }
  const stillProven = core.provenProvisions.filter(({ provenAt }) => provenAt > input.refTime);
  const open = stillProven.reduce((sum, { amount }) => sum + amount, input.provisions);
  if (open > input.consensus) {
    throw new ModelError("ProvisionsExceedBalance", { total: open, consensus: input.consensus });
  }
  const feeBps = protocolFeeBps + input.operatorFeeBps;
  if (input.operatorFeeBps < 0n || feeBps > maxFeeBps) throw new ModelError("FeeTooHigh", { feeBps, maxFeeBps });
  requireFinalizable(core, { upTo: input.finalizeUpTo, frame: input.frame });
}

function requireNotBelow(name: string, total: Wei, last: Wei): void {
  if (total < last) throw new ModelError("TotalDecreased", { name, total, last });
}

/** Moves exactly the deltas of the cumulative totals, so that nothing is counted twice (T-84). */
function bookFlows(core: Core, input: Report): void {
  core.vaulted += input.withdrawnTotal - core.withdrawnTotal + (input.executionTotal - core.executionTotal);
  core.activating -= input.depositsProcessedTotal - core.depositsProcessedTotal;
  core.consensus = input.consensus;
  core.withdrawnTotal = input.withdrawnTotal;
  core.executionTotal = input.executionTotal;
  core.depositsProcessedTotal = input.depositsProcessedTotal;
}

/** Releases what D holds above D_min into r; the operators' fee shares rest in escrow until their weekly root. */
function releaseGains(core: Core, input: { elapsed: Seconds; operatorFeeBps: Bps }): Shares {
  const { params } = core;
  const keep = minUndistributedUp({ pooled: pooled(core), params });
  const feeBps = params.protocolFeeBps + input.operatorFeeBps;
  const { rate, feeShares } = release({
    rate: core.rate,
    highWaterMark: core.highWaterMark,
    cap: rateCap({ rate: core.rate, elapsed: input.elapsed, params }),
    totalShares: core.totalShares,
    freeE18: undistributedE18(core) - keep * WAD,
    feeBps,
  });
  setRate(core, rate);
  core.highWaterMark = maxOf(core.highWaterMark, rate);
  core.totalShares += feeShares;
  const operators = feeBps === 0n ? 0n : mulDivDown(feeShares, input.operatorFeeBps, feeBps);
  credit(core, ACCOUNT.operatorFees, operators);
  credit(core, ACCOUNT.protocolFees, feeShares - operators);
  return feeShares;
}
