import { type EIP1193RequestFn, hexToBigInt, hexToNumber, http } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { blameFor, messageOf } from "./rpcErrors.ts";

export type RpcRequest = { method: string; params?: unknown };

export type EndpointHealth = {
  /** Position in the configuration, from 0. */
  index: number;
  /** Host without path or credentials. */
  host: string;
  chainId: number | undefined;
  head: bigint | undefined;
  /** Chain time of the head, seconds. */
  headTime: bigint | undefined;
  usable: boolean;
  problem: string | undefined;
};

type Endpoint = {
  index: number;
  host: string;
  call: (request: RpcRequest) => Promise<unknown>;
  chainId: number | undefined;
  head: bigint | undefined;
  headTime: bigint | undefined;
  problem: string | undefined;
  /** A failing endpoint rests until this time (milliseconds). */
  restUntil: number;
};

export type EndpointPool = {
  /** One answer, from the first endpoint that is fit to give it. */
  request: (request: RpcRequest) => Promise<unknown>;
  /** The answer or the error of every usable endpoint. */
  requestEvery: (request: RpcRequest) => Promise<readonly PromiseSettledResult<unknown>[]>;
  /** Looks at every endpoint anew. @throws RPC_CHAIN_ID_MISMATCH */
  refresh: () => Promise<readonly EndpointHealth[]>;
  health: () => readonly EndpointHealth[];
};

const REST_MS = 5_000;

/**
 * Several endpoints of one chain as one. An endpoint is used only after it has named the expected chain id, while
 * its head is within `maxLagBlocks` of the pack, and not for a while after it failed.
 */
export function createEndpointPool({
  name,
  chainId,
  urls,
  timeoutMs,
  refreshMs,
  maxLagBlocks,
  now,
  logger,
  metrics,
}: {
  name: string;
  chainId: number;
  urls: readonly string[];
  timeoutMs: number;
  /** How old the knowledge about heads may get. */
  refreshMs: number;
  maxLagBlocks: number;
  now: () => number;
  logger: Logger;
  metrics: Metrics;
}): EndpointPool {
  const endpoints = urls.map((url, index) => createEndpoint({ url, index, timeoutMs }));
  let refreshed = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;

  async function timed(endpoint: Endpoint, request: RpcRequest): Promise<unknown> {
    const stopTimer = metrics.rpcSeconds.startTimer({ chain: name, method: request.method });
    try {
      const result = await endpoint.call(request);
      count(endpoint, "ok");
      return result;
    } catch (error) {
      count(endpoint, blameFor({ error, method: request.method }) === "request" ? "rpc_error" : "transport_error");
      throw error;
    } finally {
      stopTimer();
    }
  }

  function count(endpoint: Endpoint, outcome: string): void {
    metrics.rpcRequests.inc({ chain: name, endpoint: String(endpoint.index), outcome });
  }

  async function inspect(endpoint: Endpoint): Promise<void> {
    try {
      endpoint.chainId ??= hexToNumber((await timed(endpoint, { method: "eth_chainId" })) as `0x${string}`);
      const params = ["latest", false];
      const head = (await timed(endpoint, { method: "eth_getBlockByNumber", params })) as Record<string, `0x${string}`>;
      endpoint.head = hexToBigInt(head.number ?? "0x0");
      endpoint.headTime = hexToBigInt(head.timestamp ?? "0x0");
      endpoint.problem = undefined;
      endpoint.restUntil = 0;
    } catch (error) {
      endpoint.problem = firstWords(error);
      endpoint.head = undefined;
      endpoint.restUntil = now() + REST_MS;
    }
  }

  async function refresh(): Promise<void> {
    refreshing ??= Promise.all(endpoints.map(inspect)).then(() => {
      refreshed = now();
      refreshing = undefined;
      for (const endpoint of endpoints) {
        const labels = { chain: name, endpoint: String(endpoint.index) };
        metrics.rpcHead.set(labels, Number(endpoint.head ?? 0n));
        metrics.rpcUsable.set(labels, isUsable(endpoint) ? 1 : 0);
      }
    });
    await refreshing;
    assertRightChain();
  }

  function assertRightChain(): void {
    const wrong = endpoints.find((endpoint) => endpoint.chainId !== undefined && endpoint.chainId !== chainId);
    if (!wrong) return;
    throw new CsethError({
      code: "RPC_CHAIN_ID_MISMATCH",
      retry: "never",
      message: `${name}: RPC endpoint ${wrong.index} (${wrong.host}) serves chain ${wrong.chainId}, expected ${chainId}`,
      fix: `Correct chainId or rpcUrls[${wrong.index}] of ${name}.`,
      context: { chain: name, endpoint: wrong.index, host: wrong.host, expected: chainId, actual: wrong.chainId },
    });
  }

  /** With three or more endpoints the second highest head counts, so that one liar cannot outlaw all others. */
  function packHead(): bigint {
    const heads = endpoints.flatMap((endpoint) => endpoint.head ?? []).sort((a, b) => Number(b - a));
    return (heads.length >= 3 ? heads[1] : heads[0]) ?? 0n;
  }

  function lagOf(endpoint: Endpoint): bigint {
    return packHead() - (endpoint.head ?? 0n);
  }

  function isUsable(endpoint: Endpoint): boolean {
    if (endpoint.chainId !== chainId || endpoint.head === undefined || endpoint.restUntil > now()) return false;
    return lagOf(endpoint) <= BigInt(maxLagBlocks);
  }

  async function usable(): Promise<readonly Endpoint[]> {
    if (now() - refreshed > refreshMs) await refresh();
    let candidates = endpoints.filter(isUsable);
    if (candidates.length === 0) {
      await refresh();
      candidates = endpoints.filter(isUsable);
    }
    return candidates;
  }

  async function request(request: RpcRequest): Promise<unknown> {
    let last: unknown;
    const neededHead = neededHeadOf(request);
    for (const endpoint of await usable()) {
      if (neededHead !== undefined && (endpoint.head ?? 0n) < neededHead) {
        await inspect(endpoint);
        // Such a node would answer "no logs" for blocks it has never seen.
        if ((endpoint.head ?? 0n) < neededHead) continue;
      }
      try {
        return await timed(endpoint, request);
      } catch (error) {
        if (blameFor({ error, method: request.method }) === "request") throw error;
        last = error;
        endpoint.problem = firstWords(error);
        if (!isMethodSpecific(error)) endpoint.restUntil = now() + REST_MS;
        logger.debug({ chain: name, endpoint: endpoint.index, method: request.method, err: error }, "endpoint failed");
      }
    }
    throw unavailable(request, last);
  }

  function unavailable(request: RpcRequest, cause: unknown): CsethError {
    const health = endpoints.map(
      (endpoint) => `${endpoint.index} ${endpoint.host}: ${problemOf(endpoint) ?? "cannot answer this"}`,
    );
    return new CsethError({
      code: "RPC_UNAVAILABLE",
      retry: "backoff",
      message: `${name}: no RPC endpoint can answer ${request.method} (${health.join("; ")})`,
      fix: `Check rpcUrls of ${name}, or add another endpoint.`,
      context: { chain: name, method: request.method, endpoints: health },
      cause,
    });
  }

  function problemOf(endpoint: Endpoint): string | undefined {
    if (endpoint.problem !== undefined) return endpoint.problem;
    if (endpoint.head === undefined) return "not looked at yet";
    const lag = lagOf(endpoint);
    return lag > BigInt(maxLagBlocks) ? `${lag} blocks behind the pack` : undefined;
  }

  function health(): readonly EndpointHealth[] {
    return endpoints.map((endpoint) => ({
      index: endpoint.index,
      host: endpoint.host,
      chainId: endpoint.chainId,
      head: endpoint.head,
      headTime: endpoint.headTime,
      usable: isUsable(endpoint),
      problem: problemOf(endpoint),
    }));
  }

  return {
    request,
    requestEvery: async (request) => {
      const candidates = await usable();
      if (candidates.length === 0) throw unavailable(request, undefined);
      return Promise.allSettled(candidates.map((endpoint) => timed(endpoint, request)));
    },
    refresh: async () => {
      await refresh();
      return health();
    },
    health,
  };
}

function createEndpoint({ url, index, timeoutMs }: { url: string; index: number; timeoutMs: number }): Endpoint {
  // Retrying is the pool's affair: it would rather ask another endpoint.
  const { request } = http(url, { timeout: timeoutMs, retryCount: 0 })({}) as { request: EIP1193RequestFn };
  return {
    index,
    host: new URL(url).host,
    call: (rpc) => request(rpc as Parameters<EIP1193RequestFn>[0]),
    chainId: undefined,
    head: undefined,
    headTime: undefined,
    problem: undefined,
    restUntil: 0,
  };
}

/** The newest block a log query speaks of, if it names one by number. */
function neededHeadOf({ method, params }: RpcRequest): bigint | undefined {
  if (method !== "eth_getLogs") return undefined;
  const to = (params as readonly { toBlock?: string }[])[0]?.toBlock;
  return to?.startsWith("0x") ? BigInt(to) : undefined;
}

/** A node that lacks one method or one old state is still good for the rest. */
function isMethodSpecific(error: unknown): boolean {
  return /method not found|does not exist|not available|unsupported|not supported|header not found|unknown block|missing trie/i.test(
    messageOf(error),
  );
}

function firstWords(error: unknown): string {
  // viem prints the URL, which may hold an API key, in its long message; the short one is free of it.
  const text = error instanceof Error && "shortMessage" in error ? String(error.shortMessage) : messageOf(error);
  return text.slice(0, 160);
}
