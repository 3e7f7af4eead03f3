/** How a suite is run: mocha on TypeScript files, Hardhat's Solidity runner on `.t.sol` files, or patches of mistakes. */
export type SuiteKind = "mocha" | "solidity" | "mutants";

/** One line of `test/suites.ts`. */
export type Suite = Readonly<{
  name: string;
  kind: SuiteKind;
  /** Globs from the project's root. A suite whose globs match nothing fails: a renamed folder must not pass silently. */
  files: readonly string[];
  /** Cores it keeps busy; suites run side by side while their weights sum to at most `capacity`. */
  weight: 1 | 2;
  /** What it takes on two idle cores, roughly: the longest begin first. */
  seconds: number;
  /** The whole suite is killed, with all it started, after this long. */
  minutes: number;
  /** Mocha's limit for one test; 30 unless told. */
  secondsPerTest?: number;
  /** Needs the production contracts compiled. Solidity and mutant suites compile what they need themselves. */
  contracts?: boolean;
  /** Its tests may skip themselves, where what they need is not given; elsewhere a skipped test is a failure. */
  maySkip?: boolean;
  /** Runs with `--deep` only. */
  deepOnly?: boolean;
}>;

/** What a suite's process reports, one JSON object a line, on file descriptor 3. */
export type TestEvent =
  | { type: "start"; title: string }
  | { type: "pass"; title: string }
  | { type: "skip"; title: string }
  | { type: "fail"; title: string; details: string }
  | { type: "end"; passed: number; failed: number };

export type Failure = Readonly<{ title: string; details: string }>;

export type SuiteResult = Readonly<{
  name: string;
  passed: number;
  /** Titles. */
  skipped: readonly string[];
  failures: readonly Failure[];
  /** Why the suite as a whole may not be taken as run; counts as one failure more. */
  problem: Failure | undefined;
  milliseconds: number;
}>;

export function failedCount({ failures, problem }: SuiteResult): number {
  return failures.length + (problem ? 1 : 0);
}

/** The descriptor that keeps results apart from whatever tests print. */
export const eventDescriptor = 3;

export const capacity = 2;
