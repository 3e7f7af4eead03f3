import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const cli = join(import.meta.dirname, "../../../devnet/src/cli.ts");
const upDeadlineMs = 60_000;

/** What `--json` prints, as far as the tests read it. */
export type Announcement = {
  restored: boolean;
  l1: { rpcUrl: string; pid: number };
  op: { pid: number };
  arbitrum: { rpcUrl: string; pid: number };
};

export type RunningCli = {
  process: ChildProcess;
  /** Everything written to stderr up to now. */
  said(): string;
  announced: Promise<Announcement>;
  exit: Promise<number | null>;
};

export function runCli(...args: string[]): RunningCli {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const announced = new Promise<Announcement>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not up in time: ${said}`)), upDeadlineMs);
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (!printed.includes("\n")) return;
      clearTimeout(timer);
      if (printed.startsWith("{")) resolve(JSON.parse(printed) as Announcement);
    });
    child.once("exit", () => {
      clearTimeout(timer);
      reject(new Error(`ended before it was up: ${said}`));
    });
  });
  announced.catch(() => undefined);
  return {
    process: child,
    said: () => said + printed,
    announced,
    exit: new Promise((resolve) => child.once("close", (code) => resolve(code))),
  };
}

/** @throws if one of these processes still runs after five seconds */
export async function waitUntilGone(...pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (pids.some(isRunning)) {
    if (Date.now() > deadline) throw new Error(`still running: ${pids.filter(isRunning).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
