import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Reaper } from "@cseth/devnet/reaper";

export const CSETH = new URL("../../../relayer/bin/cseth.mjs", import.meta.url).pathname;
/** Exit code of a process that something it needs has left: whoever runs services starts it again. */
const UNAVAILABLE = 69;

export type Running = {
  /** SIGKILLs seen: one for each failpoint that was reached. */
  kills: () => number;
  /** How often it ended because something it needs was gone, and was started again. */
  restarts: () => number;
  /** Everything it wrote. */
  output: () => string;
  rssKb: () => number;
  stop: () => Promise<void>;
};

/**
 * Runs the relayer as a process, like a service manager; each incarnation dies at the next failpoint, if there is one
 * left, and is restarted.
 */
export function startRelayer(
  config: string,
  { reaper, failpoints = [] }: { reaper: Reaper; failpoints?: readonly string[] },
): Running {
  const waiting = [...failpoints];
  let output = "";
  let kills = 0;
  let restarts = 0;
  let stopping = false;
  let child: ChildProcess;
  let ended: Promise<void>;
  const run = () => {
    const [failpoint] = waiting;
    const environment = { ...process.env, ...(failpoint ? { CSETH_FAILPOINT: failpoint } : {}) };
    child = spawn(process.execPath, [CSETH, "relayer", "run", "--json", "--config", config], { env: environment });
    const { pid } = child;
    // Asked to end, it takes its PostgreSQL down with it.
    if (pid !== undefined) reaper.watch(pid, "TERM");
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        if (pid !== undefined) reaper.forget(pid);
        if (signal === "SIGKILL" && !stopping) {
          kills += 1;
          waiting.shift();
          run();
        } else if (code === UNAVAILABLE && !stopping) {
          restarts += 1;
          run();
        } else if (!stopping) output += `\nENDED ${code} ${signal}\n`;
        resolve();
      });
    });
  };
  run();
  return {
    kills: () => kills,
    restarts: () => restarts,
    output: () => output,
    rssKb: () => rssOf(child.pid),
    stop: async () => {
      stopping = true;
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Process id of the PostgreSQL that a relayer runs in its `dataDir`. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(`${dataDir}/postgres/data/postmaster.pid`, "utf8").split("\n")[0]);
}

/** Resident memory, kB. */
function rssOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0);
}
