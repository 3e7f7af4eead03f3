export type Job<T> = Readonly<{
  weight: number;
  /** Jobs of the same key never run at the same time. */
  exclusive?: string | undefined;
  run: () => Promise<T>;
}>;

/**
 * Runs jobs in order, side by side while their weights sum to at most `capacity`. A job that does not fit waits, lighter
 * ones behind it may overtake; a job heavier than the capacity runs alone.
 */
export async function schedule<T>({ jobs, capacity }: { jobs: readonly Job<T>[]; capacity: number }): Promise<T[]> {
  const waiting = jobs.map((job, index) => ({ job, index }));
  const results = new Array<T>(jobs.length);
  const running = new Map<number, { job: Job<T>; done: Promise<void> }>();

  const fits = (job: Job<T>) => {
    const current = [...running.values()].map((entry) => entry.job);
    const load = current.reduce((sum, { weight }) => sum + weight, 0);
    const blocked = job.exclusive !== undefined && current.some(({ exclusive }) => exclusive === job.exclusive);
    return !blocked && (load === 0 || load + job.weight <= capacity);
  };
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(({ job }) => fits(job));
    if (next >= 0) {
      for (const { job, index } of waiting.splice(next, 1)) {
        const done = job.run().then((result) => {
          results[index] = result;
          running.delete(index);
        });
        running.set(index, { job, done });
      }
    } else {
      await Promise.race([...running.values()].map(({ done }) => done));
    }
  }
  return results;
}
