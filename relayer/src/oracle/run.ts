import { policyOf } from "../chain/rpcErrors.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Member, MemberState } from "./member.ts";

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 60_000;

export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/**
 * Steps until the signal aborts, or until something fails that no retry can mend, which it throws. Looks again at
 * once after a report, so that frames missed in an outage follow one another without pause.
 */
export async function runMember({
  member,
  pollMs,
  pause,
  onState,
  onFailure,
  signal,
  logger,
}: {
  member: Member;
  pollMs: number;
  pause: Pause;
  onState: (state: MemberState) => void;
  onFailure: (error: unknown) => void;
  signal: AbortSignal;
  logger: Logger;
}): Promise<void> {
  let backoff = FIRST_BACKOFF_MS;
  while (!signal.aborted) {
    try {
      const state = await member.step(signal);
      onState(state);
      backoff = FIRST_BACKOFF_MS;
      if (state.state !== "reported") await pause(pollMs, signal);
    } catch (thrown) {
      const { error, policy } = policyOf(thrown);
      if (policy === "never") throw error;
      onFailure(error);
      logger.warn({ err: error }, "step failed, trying again");
      if (policy === "backoff") {
        await pause(backoff, signal);
        backoff = Math.min(LONGEST_BACKOFF_MS, backoff * 2);
      }
    }
  }
}
