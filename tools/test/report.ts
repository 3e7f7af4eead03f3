import { failedCount, type SuiteResult, type TestEvent } from "./suite.ts";

const heartbeatMs = 15_000;
const detailLines = 40;

/** Prints what happens as it happens; long silences are filled with what is running. */
export function createReport(print: (line: string) => void) {
  const running = new Map<string, { passed: number; failed: number; title: string }>();
  const heartbeat = setInterval(() => {
    for (const [name, { passed, failed, title }] of running) {
      const counts = `${passed} passed${failed ? `, ${failed} failed` : ""}`;
      print(`…  ${name}: ${counts}${title ? `, now: ${title}` : ""}`);
    }
  }, heartbeatMs);
  return {
    started(name: string, detail: string): void {
      running.set(name, { passed: 0, failed: 0, title: "" });
      print(`▶  ${name} (${detail})`);
    },
    event(name: string, event: TestEvent): void {
      const state = running.get(name);
      if (!state) return;
      if (event.type === "start") state.title = event.title;
      if (event.type === "pass") state.passed += 1;
      if (event.type === "fail") {
        state.failed += 1;
        print(`✗  ${name}: ${event.title}\n${indent(event.details)}`);
      }
    },
    output(name: string, line: string): void {
      print(`   ${name} | ${line}`);
    },
    finished(result: SuiteResult): void {
      running.delete(result.name);
      const { problem } = result;
      if (problem) print(`✗  ${result.name}: ${problem.title}\n${indent(problem.details)}`);
      print(line(result));
    },
    summary(results: readonly SuiteResult[]): { passed: number; failed: number } {
      clearInterval(heartbeat);
      const passed = results.reduce((sum, result) => sum + result.passed, 0);
      const failed = results.reduce((sum, result) => sum + failedCount(result), 0);
      print("");
      for (const result of results) print(line(result));
      for (const { name, skipped } of results) for (const title of skipped) print(`   skipped: ${name}: ${title}`);
      for (const { name, failures, problem } of results) {
        for (const { title } of [...failures, ...(problem ? [problem] : [])]) print(`   failed: ${name}: ${title}`);
      }
      return { passed, failed };
    },
  };
}

function line(result: SuiteResult): string {
  const { name, passed, skipped, milliseconds } = result;
  const failed = failedCount(result);
  const others = `${skipped.length ? `, ${skipped.length} skipped` : ""}${failed ? `, ${failed} failed` : ""}`;
  const counts = `${String(passed).padStart(6)} passed${others}`;
  return `${failed ? "✗" : "✓"}  ${name.padEnd(16)}${counts.padEnd(28)}${(milliseconds / 1000).toFixed(1).padStart(7)} s`;
}

function indent(text: string): string {
  const lines = text.split("\n");
  const shown = lines.slice(0, detailLines);
  if (lines.length > shown.length) shown.push(`… ${lines.length - shown.length} more lines`);
  return shown.map((each) => `      ${each}`).join("\n");
}
