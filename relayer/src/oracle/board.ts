import { iReportBoardAbi } from "@cseth/shared/abi/IReportBoard";
import { type Address, decodeEventLog, encodeEventTopics, encodeFunctionData, type Hex } from "viem";
import { firstBlockSince } from "../chain/block-search.ts";
import type { ChainClient } from "../chain/client.ts";
import { readHeader } from "../chain/heads.ts";
import { createLogReader, type MinedLog } from "../chain/logReader.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Frame } from "./frames.ts";
import type { PostedSignature } from "./signatures.ts";

/** Where members leave signatures for each other: `ReportBoard` on one chain. */
export type Board = {
  client: ChainClient;
  address: Address;
  /** Everything posted for this frame so far, in chain order. */
  read: (frame: Frame) => Promise<readonly PostedSignature[]>;
};

type Cursor = { frame: bigint; from: bigint; read: bigint; posted: (PostedSignature & { block: bigint })[] };

/** Blocks read again each time: a reorganisation this deep is noticed, a deeper one at the next frame. */
const OVERLAP_BLOCKS = 64n;
const TOPIC = encodeEventTopics({ abi: iReportBoardAbi, eventName: "SignaturePosted" })[0] as Hex;

/** Remembers how far it has read of the current frame, for speed alone: a new process reads it all again. */
export function createBoard({
  client,
  address,
  maxRange,
  logger,
}: {
  client: ChainClient;
  address: Address;
  maxRange: number;
  logger: Logger;
}): Board {
  const reader = createLogReader({ client, filter: { addresses: [address], topics: [TOPIC] }, maxRange, logger });
  let cursor: Cursor | undefined;

  async function read(frame: Frame): Promise<readonly PostedSignature[]> {
    if (cursor?.frame !== frame.number) {
      // No member signs a frame before its reference time.
      const from = await firstBlockSince({ client, time: frame.refTime });
      cursor = { frame: frame.number, from, read: from - 1n, posted: [] };
    }
    const { number: head } = await readHeader({ client, at: "latest" });
    let next = max(cursor.from, min(cursor.read, head) - OVERLAP_BLOCKS + 1n);
    const fresh: Cursor["posted"] = [];
    const kept = cursor.posted.filter(({ block }) => block < next);
    while (next <= head) {
      const { logs, reached } = await reader.readRange({ from: next, to: head });
      fresh.push(...logs.flatMap(postedIn).filter((one) => one.frame === frame.number));
      next = reached + 1n;
    }
    cursor = { ...cursor, read: head, posted: [...kept, ...fresh] };
    return cursor.posted;
  }

  return { client, address, read };
}

function postedIn(log: MinedLog): Cursor["posted"] {
  try {
    const { args } = decodeEventLog({ abi: iReportBoardAbi, data: log.data, topics: log.topics });
    return [{ frame: args.frame, digest: args.digest, signature: args.signature, block: log.blockNumber }];
  } catch {
    // Not this event.
    return [];
  }
}

export function postCall({ frame, digest, signature }: PostedSignature): Hex {
  return encodeFunctionData({ abi: iReportBoardAbi, functionName: "post", args: [frame, digest, signature] });
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
