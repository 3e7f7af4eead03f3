import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Log = { address: string; topics: string[]; blockNumber: string; logIndex: string };
type Rpc = { id: number; method: string; params?: unknown[] };
type Answer = { result?: unknown; error?: { code: number; message: string } };

/** Everything that can be wrong with a provider; change the fields while it runs. */
export type Faults = {
  /** Pretends that the newest blocks do not exist yet: smaller head, no logs, no error. */
  lagBlocks: number;
  /** A log for which this holds is left out of eth_getLogs without a word. */
  hideLog: (log: Log) => boolean;
  duplicateLogs: boolean;
  /** Requests of these methods get no answer, on an open socket. `*` is all. */
  hang: Set<string>;
  /** So many next requests are answered with HTTP 429. */
  tooManyRequests: number;
  /** Takes transactions, answers with their hash, and forgets them. */
  dropTransactions: boolean;
  /** So many transactions are taken; every further one is refused. */
  sendsLeft: number;
  /** Forwards a transaction, then claims that its nonce was too low. */
  nonceTooLow: boolean;
  /** Added to every eth_getTransactionCount. */
  nonceOffset: number;
  /** eth_getLogs over more blocks is refused in a provider's words. */
  maxLogRange: number | undefined;
  chainId: number | undefined;
  /** Methods answered with "method not found". */
  unsupported: Set<string>;
};

export type FaultyRpc = { url: string; faults: Faults; calls: Map<string, number>; stop: () => Promise<void> };

function noFaults(): Faults {
  return {
    lagBlocks: 0,
    hideLog: () => false,
    duplicateLogs: false,
    hang: new Set(),
    tooManyRequests: 0,
    dropTransactions: false,
    sendsLeft: Number.POSITIVE_INFINITY,
    nonceTooLow: false,
    nonceOffset: 0,
    maxLogRange: undefined,
    chainId: undefined,
    unsupported: new Set(),
  };
}

/** A JSON-RPC proxy in front of a real node that injects faults. */
export async function startFaultyRpc(target: string, initial: Partial<Faults> = {}): Promise<FaultyRpc> {
  const faults: Faults = { ...noFaults(), ...initial };
  const calls = new Map<string, number>();

  async function forward(method: string, params: unknown[] = []): Promise<Answer> {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
    return (await response.json()) as Answer;
  }

  async function head(): Promise<bigint> {
    const { result } = await forward("eth_blockNumber");
    return BigInt(result as string) - BigInt(faults.lagBlocks);
  }

  async function answer({ method, params = [] }: Rpc): Promise<Answer> {
    if (faults.unsupported.has(method)) return { error: { code: -32601, message: "method not found" } };
    if (method === "eth_chainId" && faults.chainId !== undefined) return { result: hex(faults.chainId) };
    if (method === "eth_sendRawTransaction") return send(params);
    if (method === "eth_getLogs")
      return logs(params[0] as { fromBlock?: string; toBlock?: string; blockHash?: string });
    if (method === "eth_getTransactionCount") {
      const { result, ...rest } = await forward(method, params);
      return result === undefined ? rest : { result: hex(Number(result) + faults.nonceOffset) };
    }
    return faults.lagBlocks > 0 ? lagging(method, params) : forward(method, params);
  }

  async function lagging(method: string, params: unknown[]): Promise<Answer> {
    if (method === "eth_blockNumber") return { result: hex(await head()) };
    if (method === "eth_getBlockByNumber") {
      const tag = params[0] as string;
      if (tag === "latest" || tag === "pending") return forward(method, [hex(await head()), params[1]]);
      if (tag.startsWith("0x") && BigInt(tag) > (await head())) return { result: null };
    }
    const reply = await forward(method, params);
    const number = (reply.result as { blockNumber?: string } | null)?.blockNumber;
    return number && BigInt(number) > (await head()) ? { result: null } : reply;
  }

  async function logs(filter: { fromBlock?: string; toBlock?: string; blockHash?: string }): Promise<Answer> {
    if (faults.maxLogRange !== undefined && filter.fromBlock && filter.toBlock) {
      const blocks = BigInt(filter.toBlock) - BigInt(filter.fromBlock) + 1n;
      if (blocks > BigInt(faults.maxLogRange)) {
        return { error: { code: -32602, message: `eth_getLogs is limited to a ${faults.maxLogRange} blocks range` } };
      }
    }
    const reply = await forward("eth_getLogs", [filter]);
    if (!Array.isArray(reply.result)) return reply;
    const newest = await head();
    const seen = (reply.result as Log[]).filter((log) => BigInt(log.blockNumber) <= newest && !faults.hideLog(log));
    return { result: faults.duplicateLogs ? [...seen, ...seen] : seen };
  }

  async function send(params: unknown[]): Promise<Answer> {
    if (faults.dropTransactions) {
      const { keccak256 } = await import("viem");
      return { result: keccak256(params[0] as `0x${string}`) };
    }
    if (faults.sendsLeft <= 0) return { error: { code: -32000, message: "not taken" } };
    faults.sendsLeft -= 1;
    const reply = await forward("eth_sendRawTransaction", params);
    return faults.nonceTooLow ? { error: { code: -32000, message: "nonce too low" } } : reply;
  }

  const server = createServer(async (request, response) => {
    const rpc = JSON.parse(await text(request)) as Rpc;
    calls.set(rpc.method, (calls.get(rpc.method) ?? 0) + 1);
    if (faults.hang.has(rpc.method) || faults.hang.has("*")) return;
    if (faults.tooManyRequests > 0) {
      faults.tooManyRequests -= 1;
      response.writeHead(429).end("too many requests");
      return;
    }
    await answer(rpc).then(
      (reply) => json(response, { jsonrpc: "2.0", id: rpc.id, ...reply }),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}
