import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Reaper } from "@cseth/devnet/reaper";

/** A relayer that is only starting brings its database up before it takes it down. */
const STOP_TIMEOUT_MS = 30_000;
const KEPT_LINES = 40;

export type Service = {
  readonly name: string;
  /** Times it was killed on purpose and started again. */
  readonly kills: () => number;
  /** Rejects when the service ends although nobody stopped it. */
  readonly failed: Promise<never>;
  /** Its last lines of output. */
  readonly tail: () => string;
  readonly stop: () => Promise<void>;
};

/** A service that ended by itself. */
export class ServiceEnded extends Error {
  override readonly name = "ServiceEnded";
}

/**
 * Runs `cseth <args>` as a process of its own and keeps it running through the kills it was asked for: with
 * `failpoints`, each incarnation kills itself at the next one and is started again. In a process group of its own, so
 * that Ctrl-C reaches it through `stop` alone.
 */
export function startService(options: {
  name: string;
  root: string;
  args: readonly string[];
  /** Ends it should this process be killed. */
  reaper: Reaper;
  failpoints?: readonly string[];
  onLine?: (line: string) => void;
}): Service {
  const { name, root, args, reaper, failpoints = [], onLine } = options;
  const waiting = [...failpoints];
  const lines: string[] = [];
  let kills = 0;
  let stopping = false;
  let child: ChildProcess | undefined;
  let exited: Promise<void> = Promise.resolve();
  let reject: (error: ServiceEnded) => void = () => {};
  const failed = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // Whoever waits for a step races against it; nobody waiting must not be an unhandled rejection.
  failed.catch(() => undefined);

  const keep = (chunk: Buffer) => {
    for (const line of chunk.toString().split("\n").filter(Boolean)) {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      onLine?.(line);
    }
  };

  const run = () => {
    const failpoint = waiting[0];
    const env = { ...process.env, ...(failpoint === undefined ? {} : { CSETH_FAILPOINT: failpoint }) };
    const started = spawn(process.execPath, [join(root, "relayer/bin/cseth.mjs"), ...args], {
      cwd: root,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    const { pid } = started;
    if (pid !== undefined) reaper.watch(pid, "TERM");
    started.stdout.on("data", keep);
    started.stderr.on("data", keep);
    exited = new Promise((resolve) => {
      started.once("exit", (code, signal) => {
        if (pid !== undefined) reaper.forget(pid);
        resolve();
        if (stopping) return;
        if (signal === "SIGKILL" && failpoint !== undefined) {
          waiting.shift();
          kills += 1;
          onLine?.(`killed at ${failpoint}; started again`);
          run();
          return;
        }
        reject(new ServiceEnded(`${name} ended (${signal ?? `exit code ${code}`}):\n${lines.slice(-8).join("\n")}`));
      });
    });
  };
  run();

  return {
    name,
    kills: () => kills,
    failed,
    tail: () => lines.join("\n"),
    stop: async () => {
      stopping = true;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const running = child;
      running.kill("SIGTERM");
      const timer = setTimeout(() => running.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}
