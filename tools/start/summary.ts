import type { Finding } from "@cseth/shared/solvency/solvency";
import { type Effect, type Effects, type StepName, stepNames, waitsFor } from "./steps.ts";

/** What `--json` prints: every field read back from the chains. */
export type Summary = Readonly<
  { ok: boolean; failedAt?: StepName | "invariants" | "setup"; reason?: string } & Effects & {
      invariants: readonly Readonly<{
        id: string;
        statement: string;
        left: string;
        relation: string;
        right: string;
        holds: boolean;
      }>[];
      /** From the end of the set-up to the end of the round. */
      wallSeconds: number;
      setupSeconds: number;
      /** Times the relayer was killed and came back. */
      kills: number;
    }
>;

export function summarize(options: {
  effects: Effects;
  findings: readonly Finding[];
  wallSeconds: number;
  setupSeconds: number;
  kills: number;
  failure?: { step: StepName | "invariants" | "setup"; reason: string };
}): Summary {
  const { effects, findings, wallSeconds, setupSeconds, kills, failure } = options;
  return {
    ok: failure === undefined,
    ...(failure === undefined ? {} : { failedAt: failure.step, reason: failure.reason }),
    ...effects,
    invariants: findings.map(({ id, statement, left, relation, right, holds }) => ({
      id,
      statement,
      left: left.toString(),
      relation,
      right: right.toString(),
      holds,
    })),
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    setupSeconds: Math.round(setupSeconds * 10) / 10,
    kills,
  };
}

const width = Math.max(...stepNames.map((name) => name.length));

export function stepLine(seconds: number, step: StepName, { tx, block, chain }: Effect, words: string): string {
  const where = `chain ${chain}, block ${block}`.padEnd(22);
  return `${seconds.toFixed(1).padStart(7)} s  ${step.padEnd(width)}  ${where}  ${tx.slice(0, 12)}…  ${words}`;
}

/** What the round waits for now. */
export function waitingLine(seconds: number, effects: Effects): string {
  const step = stepNames.find((name) => effects[name] === undefined);
  const what = step === undefined ? "reading the invariants" : `${step.padEnd(width)}  … waits for ${waitsFor[step]}`;
  return `${seconds.toFixed(1).padStart(7)} s  ${what}`;
}

/** Every invariant as one line: what is compared, both sides, and whether it holds. */
export function invariantTable(findings: readonly Finding[]): string {
  const shown = (value: bigint) => (value >= 10n ** 36n ? `${value / 10n ** 18n}e18` : value.toString());
  return findings
    .map(
      ({ id, statement, left, relation, right, holds }) =>
        `  ${holds ? "✓" : "✗"} ${id.padEnd(9)} ${statement.padEnd(48)} ${shown(left)} ${relation} ${shown(right)}`,
    )
    .join("\n");
}
