import type { Wei } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { minOf } from "../units/rounding.ts";
import { expectedE18 } from "./audit-core.ts";
import type { DriverContext } from "./driver-context.ts";
import { mustApply } from "./invariants.ts";
import { balanceOf } from "./ledger.ts";
import type { Cover } from "./loss.ts";
import { finalizedUpTo } from "./queue.ts";
import { queuedValue } from "./queue-value.ts";
import type { Report } from "./report.ts";
import { ACCOUNT } from "./state.ts";

/** Reports every frame that is due, in order, unless the oracles are silent; then lanes get or miss their update. */
export function driveReport(context: DriverContext): void {
  const { rng, core, now } = context;
  const { frameZeroTime, frameSeconds } = core.params;
  if (rng.chance(3)) {
    context.silentUntil = now + BigInt(24 + rng.below(24 * 7)) * 3600n;
    context.count("oracle outage");
  }
  // Mostly within hours of the reference time, never in the same step.
  while (now >= context.silentUntil && rng.chance(700)) {
    const frame = core.frame + 1;
    const refTime = frameZeroTime + BigInt(frame) * frameSeconds;
    const truth = context.snapshots.get(frame);
    if (truth === undefined || refTime >= now) return;
    context.snapshots.delete(frame);
    submit(context, {
      frame,
      refTime,
      ...truth,
      covers: [],
      operatorFeeBps: BigInt(200 + rng.below(301)),
      finalizeUpTo: affordable(context, frame),
    });
    for (const lane of context.lanes) lane.reported();
  }
}

function submit(context: DriverContext, bare: Report): void {
  const { core, auditor, rng } = context;
  const shortfallE18 = -expectedE18(core, bare);
  const input = shortfallE18 > 0n && rng.chance(500) ? { ...bare, covers: covers(context, shortfallE18) } : bare;
  const before = core.rate;
  const escrowed = balanceOf(core, ACCOUNT.operatorFees);
  const { fell, feeShares, finalization } = mustApply("LEDGER-2", () => auditor.apply("report", input));
  context.count("report");
  context.rewards?.reported(balanceOf(core, ACCOUNT.operatorFees) - escrowed);
  if (input.covers.length > 0) context.count("report with covers");
  if (fell) context.count("loss: report");
  if (core.rate > before) context.count("release");
  if (feeShares > 0n) context.count("fee");
  if (!fell && core.rate > before && feeShares === 0n) context.count("recovery below the high-water mark");
  context.count(finalization.kind === "deferred" ? `finalize deferred: ${finalization.reason}` : finalization.kind);
}

/** Bond, then insurance, for all or a part of what D cannot take. */
function covers(context: DriverContext, shortfallE18: bigint): Cover[] {
  const { rng } = context;
  const shortfall: Wei = (shortfallE18 + WAD - 1n) / WAD;
  const total = rng.chance(300) ? shortfall : rng.bigBelow(shortfall + 1n);
  const fromBond = minOf(total, rng.bigBelow(total + 1n));
  return [
    { account: ACCOUNT.bond, amount: fromBond },
    { account: ACCOUNT.insurance, amount: total - fromBond },
  ];
}

/** The last request the oracle would finalize: old enough, and affordable from B as it stands. */
function affordable(context: DriverContext, frame: number): number {
  const { queue, buffered } = context.core;
  const before = queuedValue(queue);
  let upTo = finalizedUpTo(context.core);
  for (;;) {
    const next = queue.requests[upTo];
    if (next === undefined || next.frame > frame) return upTo;
    if (before - queuedValue({ ...queue, finalized: next.cumulative }) > buffered) return upTo;
    upTo += 1;
  }
}
