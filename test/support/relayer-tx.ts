import { setTimeout as sleep } from "node:timers/promises";
import { createChainClient } from "@cseth/relayer/chain/client";
import { parseConfig } from "@cseth/relayer/config/load";
import { hasCode } from "@cseth/relayer/domain/errors";
import { createConnection } from "@cseth/relayer/store/connection";
import { createTransactionStore } from "@cseth/relayer/store/transactions";
import { createFailpoint } from "@cseth/relayer/telemetry/failpoint";
import { createLogger } from "@cseth/relayer/telemetry/logger";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { createTransactor, type Transactor } from "@cseth/relayer/tx/transactor";
import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { ANVIL_KEY } from "./anvil.ts";

/** A transactor wired as the relayer wires it, from a database url and RPC urls alone. */
export async function openTransactor({
  databaseUrl,
  rpcUrls,
  transactions = {},
  failpoint,
  key = ANVIL_KEY,
  now = () => new Date(),
}: {
  databaseUrl: string;
  rpcUrls: readonly string[];
  transactions?: Record<string, unknown>;
  failpoint?: string | undefined;
  key?: Hex;
  now?: () => Date;
}) {
  const { l1: config } = parseConfig({
    l1: {
      chainId: 900,
      rpcUrls,
      pollMs: 50,
      rpcTimeoutMs: 1_000,
      transactions,
      finality: { source: "depth", safeDepth: 1, finalizedDepth: 3 },
    },
  });
  const logger = createLogger({ level: process.env.CSETH_TEST_LOG === "1" ? "debug" : "silent" });
  const connection = createConnection({ url: databaseUrl, logger });
  const metrics = createMetrics();
  const client = createChainClient({ name: "l1", config, logger, metrics });
  const store = createTransactionStore({ db: connection.db, now, actor: "test" });
  const options = {
    client,
    store,
    account: privateKeyToAccount(key),
    policy: config.transactions,
    finality: config.finality,
    now,
    failpoint: createFailpoint({ armed: failpoint }),
    logger,
    metrics,
    pool: connection.pool,
  };
  const transactor = await until(async () => createTransactor(options).catch(waitIfBusy));
  const close = async () => {
    await transactor.release();
    await connection.close();
  };
  return { ...transactor, store, client, connection, close };
}

/** PostgreSQL needs a moment to see that a killed process is gone. */
function waitIfBusy(error: unknown): undefined {
  if (hasCode(error, "TX_SIGNER_BUSY")) return undefined;
  throw error;
}

/** Polls until the answer is defined. */
export async function until<T>(ask: () => Promise<T | undefined>, deadlineMs = 10_000): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`nothing after ${deadlineMs} ms`);
    await sleep(20);
  }
}

/** Watches, mining a block each time, until the intent has ended. */
export async function settle(transactor: Transactor, intent: string, mine: () => Promise<unknown>) {
  return until(async () => {
    await transactor.watch();
    await mine();
    const status = await transactor.statusOf(intent);
    return status && status.state !== "OPEN" ? status : undefined;
  });
}
