export type Job<T> = Readonly<{
  weight: number;
  /** How long it takes, roughly: the longest begin first. */
  seconds: number;
  /** A job of the same list that must have ended before this one begins. */
  after?: Job<T> | undefined;
  run: () => Promise<T>;
}>;

/**
 * Runs jobs side by side while their weights sum to at most `capacity`; one heavier than that runs alone. Of those that
 * fit, the one begins behind which the most work is left: its own, and that of the jobs which wait for it, the longest of
 * them or, if they take longer, all of them side by side.
 *
 * @returns the results, in the order of `jobs`
 */
export async function schedule<T>({ jobs, capacity }: { jobs: readonly Job<T>[]; capacity: number }): Promise<T[]> {
  const waiting = byWorkLeft(jobs, capacity);
  const running = new Map<Job<T>, Promise<void>>();
  const results = new Map<Job<T>, T>();

  const fits = ({ weight, after }: Job<T>) => {
    const load = [...running.keys()].reduce((sum, job) => sum + job.weight, 0);
    return (after === undefined || results.has(after)) && (load === 0 || load + weight <= capacity);
  };
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(fits);
    if (next >= 0) {
      for (const job of waiting.splice(next, 1)) {
        const done = job.run().then((result) => {
          results.set(job, result);
          running.delete(job);
        });
        running.set(job, done);
      }
    } else {
      await Promise.race(running.values());
    }
  }
  return jobs.map((job) => results.get(job) as T);
}

function byWorkLeft<T>(jobs: readonly Job<T>[], capacity: number): Job<T>[] {
  const workLeft = (job: Job<T>): number => {
    const followers = jobs.filter(({ after }) => after === job).map(workLeft);
    const together = followers.reduce((sum, seconds) => sum + seconds, 0) / capacity;
    return job.seconds + Math.max(together, ...followers);
  };
  return jobs
    .map((job) => ({ job, left: workLeft(job) }))
    .sort((a, b) => b.left - a.left)
    .map(({ job }) => job);
}
