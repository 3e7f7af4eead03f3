import { BenchError } from "./errors.ts";

/** What a row must reach; `id`, `goal` and `peer` as in the table of the bench's README. */
export type Goal = Readonly<{
  id: string;
  unit: string;
  /** The median may be at most this. */
  goal: number;
  /** The best other implementation, measured on the same machine or EVM. */
  peer: string;
}>;

/** What a bench measured under one id. `note`: what a reader must know to judge the number. */
export type Measurement = Readonly<{ id: string; samples: readonly number[]; note?: string }>;

/** One line of the JSON document. `value` is a median, null when nothing was measured. */
export type Row = Readonly<{
  id: string;
  value: number | null;
  unit: string;
  goal: number;
  met: boolean;
  peer: string;
}>;

/** A bench by name. `run` measures; judging is the caller's, so that no bench can go easy on itself. */
export type Bench = Readonly<{
  name: string;
  summary: string;
  goals: readonly Goal[];
  run: (options: { root: string; say: (line: string) => void }) => Promise<readonly Measurement[]>;
}>;

/** One row per goal, in the goals' order. A goal without measurement is a row that is not met. */
export function judge(goals: readonly Goal[], measurements: readonly Measurement[]): Row[] {
  return goals.map(({ id, unit, goal, peer }) => {
    const samples = measurements.find((measurement) => measurement.id === id)?.samples ?? [];
    const value = samples.length === 0 ? null : median(samples);
    return { id, value, unit, goal, met: value !== null && value <= goal, peer };
  });
}

/** The middle sample; of an even number the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined)
    throw new BenchError("BENCH_NO_SAMPLES", "Nothing to take a median of.");
  return (lower + upper) / 2;
}

/** The rows for people. */
export function table(rows: readonly Row[], measurements: readonly Measurement[]): string {
  const spreadOf = (id: string): string => {
    const samples = measurements.find((measurement) => measurement.id === id)?.samples ?? [];
    return samples.length < 2 ? "" : `${number(Math.min(...samples))} to ${number(Math.max(...samples))}`;
  };
  const cells = [
    ["row", "median", "goal", "unit", "", "samples from, to", "peer"],
    ...rows.map(({ id, value, unit, goal, met, peer }) => [
      id,
      value === null ? "missing" : number(value),
      number(goal),
      unit,
      met ? "met" : "MISSED",
      spreadOf(id),
      peer,
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const number = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 1 });
