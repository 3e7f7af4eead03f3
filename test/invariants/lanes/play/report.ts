// What a campaign did, for people and for programs.
import type { Hunt } from "./mutants.ts";
import { type CampaignOutcome, shortfalls } from "./run.ts";

/** One document: seed, steps, per action its counts, what the scheduler did, how often each invariant was judged. */
export function campaignJson({ seed, tally, failures }: CampaignOutcome) {
  const { steps, sequences, effective, actions, scheduler, invariants } = tally;
  return {
    seed,
    steps,
    sequences,
    effectiveShare: share(effective, steps),
    actions: Object.fromEntries(
      Object.entries(actions)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([kind, row]) => [kind, { ...row, effectiveShare: share(row.effective, steps) }]),
    ),
    scheduler,
    invariants,
    shortfalls: shortfalls(tally),
    failures,
  };
}

export function campaignTable(outcome: CampaignOutcome): string {
  const { seed, steps, sequences, effectiveShare, actions, scheduler, invariants, ...rest } = campaignJson(outcome);
  const percent = (part: number) => `${(100 * part).toFixed(2)}%`;
  const rows = Object.entries(actions).map(([kind, { tried, effective, effectiveShare: part, refused }]) => {
    const errors = Object.entries(refused).map(([error, times]) => `${error} ${times}`);
    return [kind, `${tried}`, `${effective}`, percent(part), errors.join(", ")];
  });
  return [
    `seed ${seed}: ${steps} steps in ${sequences} sequences, ${percent(effectiveShare)} of them with an effect`,
    "",
    ...columns([["action", "tried", "effective", "of steps", "refused by"], ...rows]),
    "",
    ...columns([["the scheduler", "times"], ...counted(scheduler)]),
    "",
    ...columns([["invariant", "judged"], ...counted(invariants)]),
    ...[...rest.shortfalls, ...rest.failures.map(({ message }) => message)].map((problem) => `\nFAILED: ${problem}`),
  ].join("\n");
}

/** Mutants, and the steps until the campaign found each. */
export function huntTable(hunts: readonly Hunt[]): string {
  const rows = hunts.map(({ name, steps, found, contracts }) => [
    name,
    steps === null ? "NOT FOUND" : `${steps}`,
    contracts.join(", "),
    found,
  ]);
  return columns([["mutant", "steps", "in", "found by"], ...rows]).join("\n");
}

function counted(counts: Readonly<Record<string, number>>): string[][] {
  return Object.entries(counts).map(([name, times]) => [name, `${times}`]);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1e6 * part) / whole) / 1e6;
}

/** The last column ends where it ends. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
