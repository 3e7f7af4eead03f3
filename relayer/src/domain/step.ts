import type { NonceSlot } from "./nonceSlot.ts";

/** How the newest transaction of a step stands; undefined when there is none yet. */
export type AttemptView = { state: "OPEN" | "SUCCEEDED" | "FAILED" | "ABANDONED"; slot: NonceSlot | undefined };

export type StepVerdict =
  /** Nothing is under way: send. */
  | { kind: "send" }
  /** Under way, or included after the block in which the step was seen to be due. */
  | { kind: "wait" }
  /** Included and useless: try again under a new number, until there were too many. */
  | { kind: "again"; reason: string };

/**
 * What to do about a step that is due. "Included" is not "succeeded": a step that is still due in a block at or
 * after the one that included its transaction did not work, whatever its receipt says.
 * @param seenAt block of the destination in which the step was due
 */
export function judgeAttempt({ attempt, seenAt }: { attempt: AttemptView | undefined; seenAt: bigint }): StepVerdict {
  if (!attempt || attempt.state === "ABANDONED") return { kind: "send" };
  const mined = attempt.slot && "mined" in attempt.slot ? attempt.slot.mined : undefined;
  if (!mined) return attempt.state === "OPEN" ? { kind: "wait" } : { kind: "again", reason: "its nonce is gone" };
  if (!mined.succeeded) return { kind: "again", reason: `transaction ${mined.hash} was included and reverted` };
  if (mined.blockNumber > seenAt) return { kind: "wait" };
  return { kind: "again", reason: `transaction ${mined.hash} was included and changed nothing` };
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 300_000;

/** Doubles from half a second up to five minutes. @param failures in a row, from 1 */
export function delayAfter(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 20));
}
