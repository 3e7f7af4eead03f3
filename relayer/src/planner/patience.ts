const FIRST_DELAY_MS = 1_000;

/** How long each of some things that cannot be done yet is left alone. */
export type Patience = {
  /** Those whose time has come, the longest waiting first: however many have no hope, every one has its turn. */
  due: <Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string) => readonly Thing[];
  /** Left alone for twice as long as the last time. */
  refuse: (key: string) => void;
  succeed: (key: string) => void;
};

/** Memory alone: a new process only looks a little earlier. */
export function createPatience({ now, longestMs }: { now: () => Date; longestMs: number }): Patience {
  const waiting = new Map<string, { nextAt: number; delayMs: number }>();
  return {
    due: (things, keyOf) => {
      const known = new Set(things.map(keyOf));
      for (const key of waiting.keys()) if (!known.has(key)) waiting.delete(key);
      const at = now().getTime();
      const nextAt = (key: string) => waiting.get(key)?.nextAt ?? 0;
      return things.filter((thing) => nextAt(keyOf(thing)) <= at).sort((a, b) => nextAt(keyOf(a)) - nextAt(keyOf(b)));
    },
    refuse: (key) => {
      const delayMs = Math.min(longestMs, 2 * (waiting.get(key)?.delayMs ?? FIRST_DELAY_MS / 2));
      waiting.set(key, { delayMs, nextAt: now().getTime() + delayMs });
    },
    succeed: (key) => void waiting.delete(key),
  };
}
