import { createChainClient } from "@cseth/relayer/chain/client";
import { parseConfig } from "@cseth/relayer/config/load";
import { createIndexer, type IndexStep } from "@cseth/relayer/indexer/indexer";
import { createConnection } from "@cseth/relayer/store/connection";
import { createFactStore } from "@cseth/relayer/store/facts";
import { createFailpoint } from "@cseth/relayer/telemetry/failpoint";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { pingAbi } from "./bytecode.ts";
import { silentLogger } from "./postgres.ts";

export const EMITTER_ADDRESS = "0x00000000000000000000000000000000000e3317";

/** An indexer of the emitter's Ping events, wired as the relayer wires it. */
export function openIndexer({
  databaseUrl,
  rpcUrls,
  failpoint,
  finalizedDepth = 4,
  maxLogRange = 10,
}: {
  databaseUrl: string;
  rpcUrls: readonly string[];
  failpoint?: string | undefined;
  finalizedDepth?: number;
  maxLogRange?: number;
}) {
  const finality = { source: "depth", safeDepth: 1, finalizedDepth };
  const { l1: config } = parseConfig({ l1: { chainId: 900, rpcUrls, pollMs: 50, rpcTimeoutMs: 1_000, finality } });
  const connection = createConnection({ url: databaseUrl, logger: silentLogger });
  const metrics = createMetrics();
  const store = createFactStore({ db: connection.db, chainId: 900, now: () => new Date() });
  const client = createChainClient({ name: "l1", config, logger: silentLogger, metrics });
  const { step } = createIndexer({
    client,
    store,
    contracts: [{ address: EMITTER_ADDRESS, abi: pingAbi }],
    stream: "test",
    fromBlock: 1n,
    finality: config.finality,
    maxLogRange,
    failpoint: createFailpoint({ armed: failpoint }),
    logger: silentLogger,
    metrics,
  });
  async function catchUp(): Promise<IndexStep> {
    for (;;) {
      const result = await step();
      if (result.caughtUp) return result;
    }
  }
  const pings = async () => (await store.events()).map((event) => BigInt(event.data));
  return { client, step, catchUp, pings, store, connection, close: connection.close };
}
