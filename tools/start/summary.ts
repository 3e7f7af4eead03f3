import type { Finding } from "@cseth/shared/solvency/solvency";
import { FIRST_LANE } from "./lanes.ts";
import { type Effect, type Effects, type LaneEffects, nextSteps, type StepName, stepNames, waitsFor } from "./steps.ts";
import type { LaneWorld } from "./world.ts";

/**
 * What `--json` prints: every field read back from the chains. `lanes` has the effects of each lane by its id; those of
 * the first stand at the top, too.
 */
export type Summary = Readonly<
  { ok: boolean; failedAt?: StepName | "invariants" | "setup"; failedLane?: number; reason?: string } & Effects & {
      lanes: LaneEffects;
      invariants: readonly Readonly<{
        id: string;
        statement: string;
        laneId?: number;
        left: string;
        relation: string;
        right: string;
        holds: boolean;
      }>[];
      /** From the end of the set-up to the end of the round. */
      wallSeconds: number;
      /** Of L1, in the same time. */
      slots: number;
      setupSeconds: number;
      /** Times the relayer was killed and came back. */
      kills: number;
    }
>;

export function summarize(options: {
  effects: LaneEffects;
  findings: readonly Finding[];
  wallSeconds: number;
  slots: number;
  setupSeconds: number;
  kills: number;
  failure?: { step: StepName | "invariants" | "setup"; reason: string; laneId?: number };
}): Summary {
  const { effects, findings, wallSeconds, slots, setupSeconds, kills, failure } = options;
  return {
    ok: failure === undefined,
    ...(failure === undefined ? {} : { failedAt: failure.step, reason: failure.reason }),
    ...(failure?.laneId === undefined ? {} : { failedLane: failure.laneId }),
    ...effects[FIRST_LANE],
    lanes: effects,
    invariants: findings.map(({ id, statement, laneId, left, relation, right, holds }) => ({
      id,
      statement,
      ...(laneId === undefined ? {} : { laneId }),
      left: left.toString(),
      relation,
      right: right.toString(),
      holds,
    })),
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    slots,
    setupSeconds: Math.round(setupSeconds * 10) / 10,
    kills,
  };
}

const width = Math.max(...stepNames.map((name) => name.length));

export function stepLine(
  seconds: number,
  { lane, step, effect, words }: { lane: LaneWorld; step: StepName; effect: Effect; words: string },
): string {
  const where = `chain ${effect.chain}, block ${effect.block}`.padEnd(24);
  const who = `${seconds.toFixed(1).padStart(7)} s  lane ${lane.laneId}`;
  return `${who}  ${step.padEnd(width)}  ${where}  ${effect.tx.slice(0, 10)}…  ${words}`;
}

/** What the lanes that are not done wait for now: one line where they wait for the same. */
export function waitingLines(lanes: readonly LaneWorld[], effects: LaneEffects): readonly string[] {
  const waiting = lanes.flatMap(({ laneId, passage }) => {
    const said = { ...waitsFor, ...passage.waitsFor };
    return nextSteps(effects[laneId] ?? {}).map((step) => {
      return { laneId, what: `${step.padEnd(width)}  … waits for ${said[step]}` };
    });
  });
  if (waiting.length === 0) return ["reading the invariants"];
  const isShared = (what: string) => waiting.filter((one) => one.what === what).length === lanes.length;
  return [
    ...new Set(waiting.map(({ laneId, what }) => (isShared(what) ? `lanes   ${what}` : `lane ${laneId}  ${what}`))),
  ];
}

/** Every invariant as one line: what is compared, both sides, and whether it holds. */
export function invariantTable(findings: readonly Finding[]): string {
  const shown = (value: bigint) => (value >= 10n ** 36n ? `${value / 10n ** 18n}e18` : value.toString());
  return findings
    .map(({ id, statement, laneId, left, relation, right, holds }) => {
      const where = laneId === undefined ? "" : `lane ${laneId}`;
      const what = `${id.padEnd(9)} ${where.padEnd(6)}  ${statement.padEnd(48)}`;
      return `  ${holds ? "✓" : "✗"} ${what} ${shown(left)} ${relation} ${shown(right)}`;
    })
    .join("\n");
}
