import { setTimeout as sleep } from "node:timers/promises";

/** The longest that setTimeout holds, in 31 bits. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits, or until the signal says to stop: the one reason for which a timer rejects. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(milliseconds, LONGEST_MS), undefined, { signal }).catch(() => {});
}
