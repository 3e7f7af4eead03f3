import assert from "node:assert/strict";
import type { ChainClient } from "@cseth/relayer/chain/client";
import {
  type Abi,
  type AbiEvent,
  type Address,
  createPublicClient,
  custom,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  numberToHex,
  toHex,
} from "viem";

export type LoggedEvent = Readonly<{
  block: bigint;
  address: Address;
  abi: Abi;
  eventName: string;
  args: Readonly<Record<string, unknown>>;
}>;

/** A chain of blocks 12 seconds apart, from second 0, that answers for headers and logs, and for nothing else. */
export function chainOfLogs({ head, events }: { head: bigint; events: readonly LoggedEvent[] }) {
  const asked: { from: bigint; to: bigint }[] = [];

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    const [first] = params as [string | { fromBlock: Hex; toBlock: Hex; address: readonly Address[] }];
    if (method === "eth_getBlockByNumber") return blockOf(first === "latest" ? head : BigInt(first as string));
    assert(method === "eth_getLogs" && typeof first === "object", `unexpected ${method}`);
    const [from, to] = [BigInt(first.fromBlock), BigInt(first.toBlock)];
    asked.push({ from, to });
    return events
      .filter(({ block, address }) => block >= from && block <= to && first.address.includes(address))
      .map(logOf);
  }

  const viem = createPublicClient({ transport: custom({ request }), cacheTime: 0 });
  return { client: { name: "l1", chainId: 900, viem, request } as unknown as ChainClient, asked };
}

function blockOf(number: bigint) {
  const hash = toHex(number, { size: 32 });
  const bloom = { logsBloom: `0x${"00".repeat(256)}` };
  const time = { timestamp: numberToHex(number * 12n), number: numberToHex(number) };
  return { ...bloom, ...time, hash, parentHash: hash, transactions: [], uncles: [] };
}

function logOf({ block, address, abi, eventName, args }: LoggedEvent, index: number) {
  const event = abi.find((item): item is AbiEvent => item.type === "event" && item.name === eventName);
  assert(event, `there is no event ${eventName}`);
  const unindexed = event.inputs.filter(({ indexed }) => !indexed);
  return {
    address,
    topics: encodeEventTopics({ abi, eventName, args } as Parameters<typeof encodeEventTopics>[0]),
    data: encodeAbiParameters(
      unindexed,
      unindexed.map(({ name = "" }) => args[name]),
    ),
    blockNumber: numberToHex(block),
    blockHash: toHex(block, { size: 32 }),
    transactionHash: toHex(index, { size: 32 }),
    transactionIndex: "0x0",
    logIndex: numberToHex(index),
    removed: false,
  };
}
