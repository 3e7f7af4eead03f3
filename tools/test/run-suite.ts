import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { eventDescriptor, type Failure, type SuiteResult, type TestEvent } from "./suite.ts";

const outputLines = 60;
const exitGraceMs = 15_000;

export type SuiteProcess = Readonly<{
  name: string;
  command: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
  /** Without a filter, a suite in which no test ran is a failure. */
  allowEmpty: boolean;
  /** Puts the suite into a process group of its own, so that all it started can be ended. Not for a suite in a suite. */
  ownGroup: boolean;
  /** Ends the suite, and everything it started. */
  signal: AbortSignal;
  onEvent: (event: TestEvent) => void;
  onOutput: (line: string) => void;
}>;

/** Runs one suite in a process and judges it by its events AND by how the process ended. */
export async function runSuite(suite: SuiteProcess): Promise<SuiteResult> {
  const started = performance.now();
  const failures: Failure[] = [];
  const skipped: string[] = [];
  const output: string[] = [];
  let passed = 0;
  let end: Extract<TestEvent, { type: "end" }> | undefined;
  let killedBecause: string | undefined;
  let grace: NodeJS.Timeout | undefined;

  const [file = "", ...args] = suite.command;
  const child = spawn(file, args, {
    cwd: suite.cwd,
    env: suite.env,
    detached: suite.ownGroup,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const killAll = () => killProcess(child.pid && suite.ownGroup ? -child.pid : child.pid);
  const kill = (reason: string) => {
    killedBecause ??= reason;
    killAll();
  };
  const timer = setTimeout(() => kill(`did not end within ${suite.timeoutMs / 1000} s`), suite.timeoutMs);
  const abort = () => kill("interrupted");
  suite.signal.addEventListener("abort", abort, { once: true });

  const keep = (line: string) => {
    output.push(line);
    if (output.length > outputLines) output.shift();
    suite.onOutput(line);
  };
  const onEvent = (event: TestEvent) => {
    if (event.type === "pass") passed += 1;
    if (event.type === "skip") skipped.push(event.title);
    if (event.type === "fail") failures.push({ title: event.title, details: event.details });
    if (event.type === "end") {
      end = event;
      grace = setTimeout(() => kill("ended its tests but not its process: a test leaves something open"), exitGraceMs);
    }
    suite.onEvent(event);
  };
  const readers = [
    eachLine(child.stdio[1] as Readable, keep),
    eachLine(child.stdio[2] as Readable, keep),
    eachLine(child.stdio[eventDescriptor] as Readable, (line) => onEvent(JSON.parse(line) as TestEvent)),
  ];
  const exit = await new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  // What the suite left behind would hold our pipes open, and must not outlive it anyway.
  if (suite.ownGroup) killAll();
  await Promise.all(readers);
  clearTimeout(timer);
  clearTimeout(grace);
  suite.signal.removeEventListener("abort", abort);

  const problem = problemOf({
    exit,
    end,
    passed,
    failed: failures.length,
    skipped: skipped.length,
    killedBecause,
    allowEmpty: suite.allowEmpty,
  });
  return {
    name: suite.name,
    passed,
    skipped,
    failures,
    problem: problem === undefined ? undefined : { title: problem, details: output.join("\n") },
    milliseconds: performance.now() - started,
  };
}

type Ending = Readonly<{
  exit: string;
  end: { passed: number; failed: number } | undefined;
  passed: number;
  failed: number;
  skipped: number;
  killedBecause: string | undefined;
  allowEmpty: boolean;
}>;

/** Why the suite as a whole may not be taken as run, or undefined. */
export function problemOf(ending: Ending): string | undefined {
  const { exit, end, passed, failed, skipped, killedBecause, allowEmpty } = ending;
  if (killedBecause) return killedBecause;
  if (!end) return `crashed before its end (${exit})`;
  if (end.passed !== passed || end.failed !== failed) return "lost some of its results";
  if (failed === 0 && exit !== "exit code 0") return `all tests passed but the process failed (${exit})`;
  if (passed + failed + skipped === 0 && !allowEmpty) return "ran no tests";
  return undefined;
}

/** @param pid negative for a whole process group */
function killProcess(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function eachLine(stream: Readable, use: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream })) use(line);
}
