import type { L1Name } from "./plan.ts";

/** What executes a kind of action, and whether in runs (IRunExecutor) or one by one; docs/messages.md. */
type Executor = Readonly<{ name: L1Name; takesRuns: boolean }>;

const registry: Executor = { name: "OperatorRegistry", takesRuns: true };
const keys: Executor = { name: "KeyRegistry", takesRuns: false };

export const EXECUTORS: Readonly<Record<number, Executor>> = {
  1: registry,
  2: registry,
  3: registry,
  4: keys,
  5: keys,
  6: { name: "ValidatorLedger", takesRuns: false },
  7: { name: "Bonds", takesRuns: false },
  8: { name: "MoveLedger", takesRuns: false },
  9: registry,
};
