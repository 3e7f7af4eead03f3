import { policyOf } from "./chain/rpcErrors.ts";
import { pause } from "./domain/pause.ts";
import type { Logger } from "./telemetry/logger.ts";

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 60_000;

export type Loop = {
  name: string;
  everyMs: number;
  /** One portion of work, short enough to be waited for when the process ends. "again": there is more, do not pause. */
  step: () => Promise<"again" | undefined>;
  /** Told of a failure that no retry should mend; the loop then goes on trying instead of ending the process. */
  onHalt?: (error: unknown) => Promise<void>;
};

/** The step of a loop that pauses after each. */
export function resting(step: () => Promise<void>): Loop["step"] {
  return async () => {
    await step();
    return undefined;
  };
}

/** Runs all loops side by side; the first that fails for good ends the others. */
export async function runAll({
  loops,
  failures,
  signal,
  logger,
}: {
  loops: readonly Loop[];
  /** Why each loop that fails now does so; readiness reads it. */
  failures: Map<string, string>;
  signal: AbortSignal;
  logger: Logger;
}): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const run = async (loop: Loop) => {
    try {
      await runLoop({ loop, failures, signal: stop, logger });
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const idle = pause(Number.MAX_SAFE_INTEGER, stop);
  const results = await Promise.allSettled([idle, ...loops.map(run)]);
  const failure = results.find((result) => result.status === "rejected");
  if (failure) throw failure.reason;
}

/** Branches on the error's policy alone: `never` ends the loop, `now` repeats, `backoff` waits longer each time. */
async function runLoop({
  loop,
  failures,
  signal,
  logger,
}: {
  loop: Loop;
  failures: Map<string, string>;
  signal: AbortSignal;
  logger: Logger;
}): Promise<void> {
  let backoff = FIRST_BACKOFF_MS;
  while (!signal.aborted) {
    try {
      const pace = await loop.step();
      failures.delete(loop.name);
      backoff = FIRST_BACKOFF_MS;
      if (pace !== "again") await pause(loop.everyMs, signal);
    } catch (thrown) {
      const { error, policy } = policyOf(thrown);
      if (policy === "never") {
        if (!loop.onHalt) throw thrown;
        await loop.onHalt(error);
      }
      logger.warn({ loop: loop.name, err: error }, "step failed, trying again");
      failures.set(loop.name, error instanceof Error ? error.message : String(error));
      if (policy === "now") continue;
      await pause(backoff, signal);
      backoff = Math.min(LONGEST_BACKOFF_MS, backoff * 2);
    }
  }
}
