import { createChainClient } from "@cseth/relayer/chain/client";
import { createSecret } from "@cseth/relayer/config/secret";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { silentLogger } from "../../support/postgres.ts";

/** The relayer's client of one chain of the devnet. */
export function createTestClient(name: string, { chainId, rpcUrl }: { chainId: number; rpcUrl: string }) {
  return createChainClient({
    name,
    config: { chainId, rpcUrls: [createSecret(rpcUrl)], rpcTimeoutMs: 10_000, pollMs: 1_000, maxLagBlocks: 100 },
    logger: silentLogger,
    metrics: createMetrics(),
  });
}
