import type { ChainClient } from "./client.ts";
import { readHeader } from "./heads.ts";

/** The first block at or after a time (seconds); the block after the head if there is none yet. */
export async function firstBlockSince({ client, time }: { client: ChainClient; time: bigint }): Promise<bigint> {
  const head = await readHeader({ client, at: "latest" });
  if (head.timestamp < time) return head.number + 1n;
  let before = -1n;
  let since = head.number;
  while (since - before > 1n) {
    const middle = (before + since) / 2n;
    const { timestamp } = await readHeader({ client, at: middle });
    if (timestamp < time) before = middle;
    else since = middle;
  }
  return since;
}
