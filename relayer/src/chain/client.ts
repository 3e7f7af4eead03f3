import { type Chain, createPublicClient, defineChain, type PublicClient, type Transport } from "viem";
import type { ChainConfig } from "../config/schema.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { createEndpointPool, type EndpointHealth, type EndpointPool, type RpcRequest } from "./endpoints.ts";

export type ChainClient = {
  /** `l1` or `lane-1`: what logs, metrics and errors call this chain. */
  name: string;
  chainId: number;
  /** viem's public actions over all endpoints. */
  viem: PublicClient<Transport, Chain>;
  request: EndpointPool["request"];
  requestEvery: EndpointPool["requestEvery"];
  /** Asks every endpoint who it is. @throws RPC_CHAIN_ID_MISMATCH, RPC_UNAVAILABLE if none is usable */
  verify: () => Promise<readonly EndpointHealth[]>;
  health: () => readonly EndpointHealth[];
};

/** A client of one chain that survives the loss of all but one endpoint. */
export function createChainClient({
  name,
  config,
  now = Date.now,
  logger,
  metrics,
}: {
  name: string;
  config: Pick<ChainConfig, "chainId" | "rpcUrls" | "rpcTimeoutMs" | "pollMs" | "maxLagBlocks">;
  now?: () => number;
  logger: Logger;
  metrics: Metrics;
}): ChainClient {
  const pool = createEndpointPool({
    name,
    chainId: config.chainId,
    urls: config.rpcUrls.map((url) => url.reveal()),
    timeoutMs: config.rpcTimeoutMs,
    refreshMs: config.pollMs,
    maxLagBlocks: config.maxLagBlocks,
    now,
    logger,
    metrics,
  });
  const chain = defineChain({
    id: config.chainId,
    name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
  // Handed to viem bare, without its own wrapper, which would retry and rename our errors.
  const transport = (() => ({
    config: { key: "endpoints", name, request: pool.request, type: "endpoints", retryCount: 0 },
    request: pool.request,
  })) as unknown as Transport;
  const viem = createPublicClient({ chain, transport, pollingInterval: config.pollMs, cacheTime: 0 });
  return {
    name,
    chainId: config.chainId,
    viem,
    request: pool.request,
    requestEvery: pool.requestEvery,
    verify: async () => {
      await pool.refresh();
      const probe: RpcRequest = { method: "eth_chainId" };
      await pool.request(probe);
      return pool.health();
    },
    health: pool.health,
  };
}
