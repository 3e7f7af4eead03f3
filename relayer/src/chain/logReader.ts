import { type Address, formatLog, type Hash, type Hex, type Log, numberToHex, type RpcLog } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import { mayContain } from "./bloom.ts";
import type { ChainClient } from "./client.ts";
import type { BlockHeader } from "./heads.ts";
import { rangeErrorOf, unwrapRpc } from "./rpcErrors.ts";

export type MinedLog = Log<bigint, number, false>;
export type LogFilter = { addresses: readonly Address[]; topics: readonly Hash[] };

export type LogReader = {
  /**
   * Logs from `from` up to some block ≤ `to`: as far as the provider lets us see at once.
   * Only for blocks that cannot be reorganised any more; near the head use `readBlock`.
   */
  readRange: (range: { from: bigint; to: bigint }) => Promise<{ logs: readonly MinedLog[]; reached: bigint }>;
  /** All logs of exactly this block, checked against its bloom. */
  readBlock: (header: BlockHeader) => Promise<readonly MinedLog[]>;
};

const GROWTH_DIVISOR = 8n;
/** An answer with more logs makes the next question half as long: what is held at once depends on no chain's history. */
const MANY_LOGS = 5_000;

/**
 * Reads the logs that match a filter, at a pace that adapts to provider and chain: the range grows by an eighth of its
 * maximum after every success, halves after an answer with very many logs, and halves, or becomes what the provider
 * proposes, after a refusal.
 */
export function createLogReader({
  client,
  filter,
  maxRange,
  logger,
}: {
  client: ChainClient;
  filter: LogFilter;
  /** Most blocks asked for at once. */
  maxRange: number;
  logger: Logger;
}): LogReader {
  const most = BigInt(maxRange);
  let size = most;

  async function readRange({ from, to }: { from: bigint; to: bigint }) {
    for (;;) {
      const reached = min(to, from + size - 1n);
      try {
        const logs = await getLogs({ fromBlock: numberToHex(from), toBlock: numberToHex(reached) });
        size = logs.length > MANY_LOGS ? max(1n, size / 2n) : min(most, size + most / GROWTH_DIVISOR + 1n);
        return { logs, reached };
      } catch (error) {
        size = shrink({ error, from, asked: reached - from + 1n });
        logger.debug({ chain: client.name, blocks: size }, "log query was too large");
      }
    }
  }

  function shrink({ error, from, asked }: { error: unknown; from: bigint; asked: bigint }): bigint {
    const refusal = rangeErrorOf(error);
    if (!refusal) throw unwrapRpc(error);
    if (asked <= 1n) {
      throw new CsethError({
        code: "RPC_LOGS_TOO_MANY",
        retry: "backoff",
        message: `${client.name}: the provider refuses the logs even of the single block ${from}`,
        fix: "Use an endpoint without such a limit.",
        context: { chain: client.name, block: from },
        cause: error,
      });
    }
    const { suggested } = refusal;
    const proposed = suggested && suggested.from === from ? suggested.to - suggested.from + 1n : 0n;
    return proposed > 0n && proposed < asked ? proposed : asked / 2n;
  }

  async function readBlock(header: BlockHeader): Promise<readonly MinedLog[]> {
    const logs = await getLogs({ blockHash: header.hash });
    const silent = filter.addresses.filter(
      (address) => !logs.some((log) => sameHex(log.address, address)) && mayHaveLogs(header, address),
    );
    if (silent.length === 0) return logs;
    // Either the filter's false positive (one in thousands) or an answer that misses logs: the receipts decide.
    const complete = merge([...logs, ...(await logsFromReceipts(header))]);
    if (complete.length > logs.length) {
      logger.warn(
        { chain: client.name, block: header.number, missing: complete.length - logs.length },
        "a provider's answer missed logs",
      );
    }
    return complete;
  }

  function mayHaveLogs({ logsBloom: bloom }: BlockHeader, address: Address): boolean {
    return mayContain({ bloom, value: address }) && filter.topics.some((value) => mayContain({ bloom, value }));
  }

  async function logsFromReceipts(header: BlockHeader): Promise<readonly MinedLog[]> {
    const receipts = await every<readonly { logs: readonly RpcLog[] }[]>({
      method: "eth_getBlockReceipts",
      params: [header.hash],
    });
    if (receipts.length > 0) {
      const logs = receipts.flatMap((list) => list.flatMap((receipt) => receipt.logs));
      return logs.map(toMinedLog).filter(matches);
    }
    // No endpoint knows that method: then the union of what all of them say.
    const params = [{ blockHash: header.hash, ...rpcFilter() }];
    const answers = await every<readonly RpcLog[]>({ method: "eth_getLogs", params });
    return answers.flat().map(toMinedLog);
  }

  /** The answers of those endpoints that gave one. */
  async function every<T>(request: { method: string; params: unknown }): Promise<readonly T[]> {
    const results = await client.requestEvery(request);
    return results.flatMap((result) => (result.status === "fulfilled" && result.value ? [result.value as T] : []));
  }

  function matches(log: MinedLog): boolean {
    const [topic] = log.topics;
    return (
      filter.addresses.some((address) => sameHex(address, log.address)) &&
      topic !== undefined &&
      filter.topics.some((known) => sameHex(known, topic))
    );
  }

  function rpcFilter() {
    return { address: filter.addresses, topics: [filter.topics] };
  }

  async function getLogs(where: { blockHash: Hash } | { fromBlock: Hex; toBlock: Hex }): Promise<readonly MinedLog[]> {
    const params = [{ ...where, ...rpcFilter() }];
    const logs = (await client.request({ method: "eth_getLogs", params })) as readonly RpcLog[];
    return merge(logs.map(toMinedLog));
  }

  return { readRange, readBlock };
}

function toMinedLog(log: RpcLog): MinedLog {
  return formatLog(log) as MinedLog;
}

/** Each log once, in chain order; providers repeat logs, and two of them overlap. */
function merge(logs: readonly MinedLog[]): readonly MinedLog[] {
  const byPlace = new Map(logs.filter((log) => !log.removed).map((log) => [`${log.blockHash}/${log.logIndex}`, log]));
  return [...byPlace.values()].sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
}

function sameHex(a: Hex, b: Hex): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
