import { stripVTControlCharacters } from "node:util";

/** What Hardhat's Solidity runner hands back, as far as we read it. */
export type SolidityTest = {
  name: string;
  status: string;
  reason?: string;
  decodedLogs?: string[];
  counterexample?: Call | { sequence: Call[] };
  stackTrace?: () => { kind: string; entries?: { sourceReference?: SourceReference }[] } | null;
};
type Call = { contractName?: string; signature?: string; args?: string };
type SourceReference = { sourceName: string; line: number; function?: string };
export type SoliditySuite = { id: { name: string; source: string }; testResults: SolidityTest[] };

/** Everything one needs to understand a failed test: reason, inputs found by fuzzing, where, and what it printed. */
export function describeFailure({ id }: SoliditySuite, test: SolidityTest): string {
  const reason = `${test.status === "Skipped" ? "skipped tests are not allowed" : test.status}: ${test.reason ?? "-"}`;
  const lines = [
    reason,
    ...inputs(test.counterexample),
    ...trace(test),
    ...(test.decodedLogs ?? []),
    `in ${id.source}`,
  ];
  return stripVTControlCharacters(lines.join("\n"));
}

function inputs(counterexample: SolidityTest["counterexample"]): string[] {
  if (!counterexample) return [];
  const calls = "sequence" in counterexample ? counterexample.sequence : [counterexample];
  return calls.map(({ contractName, signature, args }) => {
    const target = [contractName, signature].filter(Boolean).join(".");
    return `with ${target} (${args ?? ""})`;
  });
}

function trace(test: SolidityTest): string[] {
  const entries = test.stackTrace?.()?.entries ?? [];
  return entries.flatMap(({ sourceReference }) =>
    sourceReference
      ? [`at ${sourceReference.function ?? "?"} (${sourceReference.sourceName}:${sourceReference.line})`]
      : [],
  );
}
