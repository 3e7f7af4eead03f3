import { type Abi, type AbiEvent, type Address, type Hash, toEventSelector } from "viem";
import type { ChainClient } from "../chain/client.ts";
import { type BlockHeader, findHeader, type Heads, readHeader, readHeads } from "../chain/heads.ts";
import { createLogReader, type MinedLog } from "../chain/logReader.ts";
import type { FinalityConfig } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import type { BlockFact, EventFact, FactStore, Position } from "../store/facts.ts";
import type { Failpoint } from "../telemetry/failpoint.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** A contract whose events are facts for us. */
export type IndexedContract = { address: Address; abi: Abi };

export type IndexStep = {
  /** Every block up to here is stored. */
  cursor: Position;
  heads: Heads;
  /** Blocks a reorg removed in this step. */
  rolledBack: number;
  events: number;
  /** True when the cursor stands at the head. */
  caughtUp: boolean;
};

export type Indexer = {
  /** Reads on by one portion. Run it again at once while `caughtUp` is false. */
  step: () => Promise<IndexStep>;
};

/** How many blocks are followed one by one in a step near the head. */
const BLOCKS_PER_STEP = 64;
const ROLLBACK_PAGE = 256;

/**
 * Turns a chain into rows: every event of the contracts, without a gap, for good below finality and revocable above.
 * Final blocks are read by ranges; above them each block is read by its hash and must name its predecessor, so that
 * a reorg of any depth is noticed at the first block and undone before anything else is stored.
 * @param stream name of the cursor; contracts added later need a stream of their own
 * @param fromBlock the first block that may hold an event
 */
export function createIndexer({
  client,
  store,
  contracts,
  stream,
  fromBlock,
  finality,
  maxLogRange,
  failpoint,
  logger,
  metrics,
}: {
  client: ChainClient;
  store: FactStore;
  contracts: readonly IndexedContract[];
  stream: string;
  fromBlock: bigint;
  finality: FinalityConfig;
  maxLogRange: number;
  failpoint: Failpoint;
  logger: Logger;
  metrics: Metrics;
}): Indexer {
  const names = eventNames(contracts);
  const filter = { addresses: contracts.map(({ address }) => address), topics: [...new Set(topicsOf(names))] };
  const reader = createLogReader({ client, filter, maxRange: maxLogRange, logger });
  /** Looked through once: final blocks with events stay, and looking at them again would take longer every day. */
  let prunedBelow = 0n;

  async function step(): Promise<IndexStep> {
    const heads = await readHeads({ client, finality });
    const stored = await store.cursorOf(stream);
    if (stored && !(await isCanonical(stored, heads))) return rollBack(stored, heads);
    const next = stored ? stored.number + 1n : fromBlock;
    if (next > heads.latest.number) return done(stored ?? heads.latest, heads, { caughtUp: true });
    return next <= heads.finalized.number ? readFinal(stored, next, heads) : readRecent(stored, next, heads);
  }

  async function isCanonical({ number, hash }: Position, { latest }: Heads): Promise<boolean> {
    if (number > latest.number) {
      // A node a little behind, or a shorter chain: only a block that differs tells the two apart.
      const [stored] = await store.blocksBelow(latest.number, 1);
      return stored?.number !== latest.number || stored.hash === latest.hash;
    }
    const header = number === latest.number ? latest : await findHeader({ client, at: number });
    if (!header) throw unsettled(number);
    return header.hash === hash;
  }

  async function readFinal(from: Position | undefined, next: bigint, heads: Heads): Promise<IndexStep> {
    const { logs, reached } = await reader.readRange({ from: next, to: heads.finalized.number });
    const numbers = [...new Set([...logs.map((log) => log.blockNumber), reached])];
    const headers = await Promise.all(numbers.map((number) => readHeader({ client, at: number })));
    const hashes = new Map(headers.map((header) => [header.number, header.hash]));
    const stray = logs.find((log) => hashes.get(log.blockNumber) !== log.blockHash);
    if (stray) throw unsettled(stray.blockNumber);
    const to = headers.at(-1) as BlockHeader;
    return append({ from, to, headers, logs, heads });
  }

  async function readRecent(from: Position | undefined, next: bigint, heads: Heads): Promise<IndexStep> {
    const headers: BlockHeader[] = [];
    const logs: MinedLog[] = [];
    let parent = from?.hash;
    const last = min(heads.latest.number, next + BigInt(BLOCKS_PER_STEP) - 1n);
    for (let number = next; number <= last; number += 1n) {
      const header = await findHeader({ client, at: number });
      // Replaced while we were reading: what is linked is stored, the rest is read by the next step.
      if (!header || (parent !== undefined && header.parentHash !== parent)) break;
      logs.push(...(await reader.readBlock(header)));
      headers.push(header);
      parent = header.hash;
    }
    const to = headers.at(-1);
    return to ? append({ from, to, headers, logs, heads }) : done(from ?? heads.latest, heads, {});
  }

  async function append({
    from,
    to,
    headers,
    logs,
    heads,
  }: {
    from: Position | undefined;
    to: BlockHeader;
    headers: readonly BlockHeader[];
    logs: readonly MinedLog[];
    heads: Heads;
  }): Promise<IndexStep> {
    const events = logs.flatMap((log) => toEventFact(log, names) ?? []);
    failpoint("index-read");
    await store.append({ stream, from, to, blocks: headers.map(toBlockFact), events });
    failpoint("index-stored");
    const below = min(to.number, heads.finalized.number);
    await store.pruneBlocks({ from: prunedBelow, below });
    if (below > prunedBelow) prunedBelow = below;
    metrics.indexedEvents.inc({ chain: client.name }, events.length);
    return done(to, heads, { events: events.length, caughtUp: to.number === heads.latest.number });
  }

  /** Back to the newest stored block that the chain still has. */
  async function rollBack(from: Position, heads: Heads): Promise<IndexStep> {
    const to = await commonAncestor(from, heads);
    const { blocks } = await store.rollBack({ stream, from, to });
    failpoint("index-rolled-back");
    metrics.reorgs.inc({ chain: client.name });
    logger.warn({ chain: client.name, from: from.number, to: to.number, blocks }, "reorg: rolled stored blocks back");
    return done(to, heads, { rolledBack: blocks });
  }

  async function commonAncestor(from: Position, heads: Heads): Promise<Position> {
    for (let below = from.number; ; ) {
      const candidates = await store.blocksBelow(below, ROLLBACK_PAGE);
      for (const candidate of candidates) {
        const header = await findHeader({ client, at: candidate.number });
        if (header?.hash === candidate.hash) return candidate;
        if (candidate.number <= heads.finalized.number && header) throw finalityBroken(candidate, header.hash);
      }
      const lowest = candidates.at(-1);
      // Everything we ever stored is gone: start again before the first block.
      if (!lowest) return readHeader({ client, at: fromBlock > 0n ? fromBlock - 1n : 0n });
      below = lowest.number - 1n;
    }
  }

  function done(cursor: Position, heads: Heads, rest: Partial<IndexStep>): IndexStep {
    metrics.indexedBlock.set({ chain: client.name }, Number(cursor.number));
    const { number, hash } = cursor;
    return { rolledBack: 0, events: 0, caughtUp: false, ...rest, cursor: { number, hash }, heads };
  }

  function unsettled(block: bigint): CsethError {
    return new CsethError({
      code: "INDEXER_UNSETTLED",
      retry: "backoff",
      message: `${client.name}: endpoints disagree about block ${block}`,
      context: { chain: client.name, block },
    });
  }

  function finalityBroken(stored: Position, actual: Hash): CsethError {
    return new CsethError({
      code: "INDEXER_FINALITY_BROKEN",
      retry: "never",
      message: `${client.name}: final block ${stored.number} was ${stored.hash} and now is ${actual}`,
      fix: "Make sure the endpoints serve the right network; after a devnet was reset, start with a new dataDir.",
      context: { chain: client.name, block: stored.number, stored: stored.hash, actual },
    });
  }

  return { step };
}

/** `address/topic0` → event name. */
function eventNames(contracts: readonly IndexedContract[]): ReadonlyMap<string, string> {
  return new Map(
    contracts.flatMap(({ address, abi }) =>
      abi
        .filter((item): item is AbiEvent => item.type === "event" && !item.anonymous)
        .map((event) => [`${address.toLowerCase()}/${toEventSelector(event)}`, event.name] as const),
    ),
  );
}

function topicsOf(names: ReadonlyMap<string, string>): readonly Hash[] {
  return [...names.keys()].map((key) => key.split("/")[1] as Hash);
}

function toBlockFact({ number, hash, parentHash, timestamp }: BlockHeader): BlockFact {
  return { number, hash, parentHash, timestamp };
}

/** Undefined for a log of another contract's event that shares the filter. */
function toEventFact(log: MinedLog, names: ReadonlyMap<string, string>): EventFact | undefined {
  const eventName = names.get(`${log.address.toLowerCase()}/${log.topics[0]}`);
  if (eventName === undefined) return undefined;
  return {
    blockHash: log.blockHash as Hash,
    blockNumber: log.blockNumber,
    logIndex: log.logIndex,
    transactionHash: log.transactionHash as Hash,
    transactionIndex: Number(log.transactionIndex),
    address: log.address.toLowerCase() as Address,
    eventName,
    topics: log.topics,
    data: log.data,
  };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
