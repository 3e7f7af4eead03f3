import type { AbiEvent, Address, GetLogsReturnType } from "viem";
import type { ChainClient } from "./client.ts";
import { readHeader } from "./heads.ts";

/**
 * The newest logs of one event with these arguments: those of the first window of blocks, from the head down, that holds
 * any. For a person who asks once; a service indexes.
 */
export async function newestLogs<const Event extends AbiEvent>(options: {
  client: ChainClient;
  /** Bounds the search. */
  chain: { startBlock: number; maxLogRange: number };
  address: Address;
  event: Event;
  args: Record<string, unknown>;
}): Promise<GetLogsReturnType<Event, [Event], true>> {
  const { client, chain, address, event, args } = options;
  const [first, range] = [BigInt(chain.startBlock), BigInt(chain.maxLogRange)];
  const head = await readHeader({ client, at: "latest" });
  for (let toBlock = head.number; toBlock >= first; toBlock -= range) {
    const fromBlock = toBlock - range + 1n > first ? toBlock - range + 1n : first;
    const logs = await client.viem.getLogs({ address, event, args, fromBlock, toBlock, strict: true } as never);
    if (logs.length > 0) return logs as never;
  }
  return [];
}

/** The first log of one event from a block on; undefined if there is none up to the head. */
export async function firstLogFrom<const Event extends AbiEvent>(options: {
  client: ChainClient;
  chain: { maxLogRange: number };
  address: Address;
  event: Event;
  from: { blockNumber: bigint; logIndex: number };
}): Promise<GetLogsReturnType<Event, [Event], true>[number] | undefined> {
  const { client, chain, address, event, from } = options;
  const range = BigInt(chain.maxLogRange);
  const head = await readHeader({ client, at: "latest" });
  for (let fromBlock = from.blockNumber; fromBlock <= head.number; fromBlock += range) {
    const toBlock = fromBlock + range - 1n < head.number ? fromBlock + range - 1n : head.number;
    const logs = await client.viem.getLogs({ address, event, fromBlock, toBlock, strict: true } as never);
    const found = (logs as GetLogsReturnType<Event, [Event], true>).find(
      ({ blockNumber, logIndex }) => blockNumber > from.blockNumber || logIndex > from.logIndex,
    );
    if (found) return found;
  }
  return undefined;
}
