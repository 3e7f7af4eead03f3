/**
 * Deploys what does not need each other at the same time, so that it shares blocks. Ends when all of it has ended: none
 * goes on sending behind the back of a deployment that has failed.
 * @throws the first error
 */
export async function together(deployments: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(deployments);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}
