import type { RecordedTest } from "../test/record.ts";
import { type Threat, threatsOf } from "./register.ts";

/** `untested`: no test of the run names it, although it should. `waiting`: for a part that is not built yet. */
export type Verdict = "passed" | "failed" | "untested" | "waiting";

export type ThreatRow = Threat & Readonly<{ result: Verdict; tests: readonly RecordedTest[] }>;

export function rowsOf(threats: readonly Threat[], tests: readonly RecordedTest[]): ThreatRow[] {
  return threats.map((threat) => {
    const covering = tests.filter(({ title }) => threatsOf(title).includes(threat.id));
    return { ...threat, result: verdictOf(threat, covering), tests: covering };
  });
}

/** One failing test is enough; a skipped one shows nothing. */
function verdictOf({ waitsFor }: Threat, tests: readonly RecordedTest[]): Verdict {
  if (tests.some(({ result }) => result === "failed")) return "failed";
  if (tests.some(({ result }) => result === "passed")) return "passed";
  return waitsFor === undefined ? "untested" : "waiting";
}

export function countsOf(rows: readonly ThreatRow[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => rows.filter(({ result }) => result === verdict).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    untested: count("untested"),
    waiting: count("waiting"),
  };
}

const signs: Readonly<Record<Verdict, string>> = { passed: "✓", failed: "✗", untested: "✗", waiting: "…" };

/** A row, and below it every test with its result. */
export function textOf(rows: readonly ThreatRow[]): string {
  return rows.flatMap((row) => [headOf(row), ...row.tests.map(lineOf)]).join("\n");
}

function headOf({ id, attack, result, waitsFor }: ThreatRow): string {
  return `${signs[result]}  ${id.padEnd(5)} ${attack}${result === "waiting" ? `: waits for ${waitsFor}` : ""}`;
}

function lineOf({ suite, title, result }: RecordedTest): string {
  return `     ${result.padEnd(8)} ${suite}: ${title}`;
}
