export type Gate = {
  /** Runs work that needs the chain whole: between two slots. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs work that takes the chain apart, alone. */
  close<Result>(work: () => Promise<Result>): Promise<Result>;
};

/**
 * Requests wait while a slot is being derived: what ArbOS does in one block takes several steps here, and nobody may see
 * it half done.
 */
export function createGate(): Gate {
  let opened: Promise<void> | undefined;
  const inside = new Set<Promise<unknown>>();

  return {
    async pass(work) {
      while (opened) await opened;
      const running = work();
      inside.add(running);
      try {
        return await running;
      } finally {
        inside.delete(running);
      }
    },
    async close(work) {
      const reopen = Promise.withResolvers<void>();
      opened = reopen.promise;
      try {
        await Promise.allSettled(inside);
        return await work();
      } finally {
        opened = undefined;
        reopen.resolve();
      }
    },
  };
}
