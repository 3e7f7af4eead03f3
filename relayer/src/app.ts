import { readAddresses } from "./addresses.ts";
import { type HttpServer, type Readiness, startHttpServer } from "./api/server.ts";
import { type ChainClient, createChainClient } from "./chain/client.ts";
import { requireFreshHead, staleHeadOf } from "./chain/headAge.ts";
import type { ChainConfig, Config } from "./config/schema.ts";
import { hasCode } from "./domain/errors.ts";
import { createIncidents } from "./incidents.ts";
import { headLoop, laneLoops } from "./lanes.ts";
import { type Loop, resting, runAll } from "./loops.ts";
import { type OpenDatabase, openDatabase } from "./store/open.ts";
import { createTransactionStore } from "./store/transactions.ts";
import { createFailpoint } from "./telemetry/failpoint.ts";
import { createLogger, type Logger } from "./telemetry/logger.ts";
import { createMetrics, type Metrics } from "./telemetry/metrics.ts";
import { loadSigner, requireSigners } from "./tx/signer.ts";
import { createTransactor, type Transactor } from "./tx/transactor.ts";

export type Relayer = {
  http: HttpServer;
  database: OpenDatabase;
  chains: readonly ChainClient[];
  transactors: readonly Transactor[];
  /** Works until the signal aborts, or until something fails that no retry can mend, which it throws. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Gives everything back, in the opposite order of taking it. */
  close: () => Promise<void>;
};

export type NamedChain = {
  name: string;
  /** Where it stands in the configuration. */
  path: string;
  config: ChainConfig;
};

/** L1 first, then the lanes, under the names they have in logs, metrics and errors. */
export function namedChains(config: Config): readonly NamedChain[] {
  return [
    { name: "l1", path: "l1", config: config.l1 },
    ...config.lanes.map((lane, index) => ({ name: `lane-${lane.laneId}`, path: `lanes[${index}]`, config: lane })),
  ];
}

/**
 * Wires the relayer and takes what it needs: keys, chains, port, database, signers, in this order, so that a wrong
 * configuration fails before anything is made. If one fails, what was taken before is given back.
 */
export async function startRelayer({ config }: { config: Config }): Promise<Relayer> {
  const logger = createLogger({ level: config.logLevel });
  const metrics = createMetrics();
  const named = namedChains(config);
  if (!config.readOnly)
    for (const { name, path, config: chain } of named) requireSigners({ chain: name, path, signers: chain.signers });
  const addresses = readAddresses(config);
  const accounts = await Promise.all(named.map(({ name, config: chain }) => loadSigners(name, chain)));

  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const chains = await openChains({ named, logger, metrics });
    const failures = new Map<string, string>();
    const readiness = () => readinessOf({ failures, chains, named });
    const http = await startHttpServer({ ...config.http, metrics, readiness });
    closers.push(http.close);
    const database = await openDatabase({ database: config.database, dataDir: config.dataDir, logger });
    closers.push(database.close);
    const onOpen = (transactor: Transactor) => closers.push(transactor.release);
    const transactors = await openTransactors({ config, named, chains, accounts, database, logger, metrics, onOpen });
    const [l1, ...rest] = chains as [ChainClient, ...ChainClient[]];
    const lanes = new Map(config.lanes.map(({ laneId }, index) => [laneId, rest[index] as ChainClient]));
    const failpoint = createFailpoint({ armed: config.failpoint });
    const incidents = await createIncidents({ database, logger, metrics });
    const parts = { config, l1, lanes, transactors, database, incidents, failpoint, logger, metrics };
    const loops: readonly Loop[] = [
      ...chains.map((client, index) => headLoop({ client, chain: (named[index] as NamedChain).config, incidents })),
      ...transactors.map(({ transactor, name, pollMs }) => ({
        name: `${name}/transactions`,
        everyMs: pollMs,
        step: resting(transactor.watch),
      })),
      ...(addresses ? await laneLoops({ ...parts, addresses }) : []),
    ];
    return {
      http,
      database,
      chains,
      transactors: transactors.map(({ transactor }) => transactor),
      run: async (signal) => {
        logger.info(
          { http: http.url, database: database.origin, chains: named.map(({ name }) => name) },
          "relayer is up",
        );
        await runAll({ loops, failures, signal, logger });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function loadSigners(name: string, chain: ChainConfig) {
  return Promise.all(chain.signers.map((config) => loadSigner({ chain: name, config })));
}

/**
 * A wrong chain is refused. One that is away, or of which only an old state is known, is refused too if nothing could be
 * carried without it: L1, or every lane. A single such lane must not keep the others waiting; its own loops wait for it.
 * @throws RPC_CHAIN_ID_MISMATCH, RPC_UNAVAILABLE, RPC_HEAD_STALE
 */
export async function openChains({
  named,
  logger,
  metrics,
}: {
  named: readonly NamedChain[];
  logger: Logger;
  metrics: Metrics;
}) {
  const chains = named.map(({ name, config }) => createChainClient({ name, config, logger, metrics }));
  const open = async (client: ChainClient, { config }: NamedChain) => {
    await client.verify();
    requireFreshHead({ client, config, now: Date.now });
  };
  const opened = chains.map((client, index) => open(client, named[index] as NamedChain));
  const [l1, ...lanes] = await Promise.allSettled(opened);
  const absent = lanes.filter((result) => result.status === "rejected");
  const isCarrying = lanes.length === 0 || absent.length < lanes.length;
  for (const result of [l1, ...absent]) {
    if (result?.status !== "rejected") continue;
    const mayPass = hasCode(result.reason, "RPC_UNAVAILABLE") || hasCode(result.reason, "RPC_HEAD_STALE");
    if (result === l1 || !isCarrying || !mayPass) throw result.reason;
    logger.error({ err: result.reason }, "a lane is away; the others are carried");
  }
  return chains;
}

async function openTransactors({
  config,
  named,
  chains,
  accounts,
  database,
  logger,
  metrics,
  onOpen,
}: {
  config: Config;
  named: readonly NamedChain[];
  chains: readonly ChainClient[];
  accounts: readonly (readonly Awaited<ReturnType<typeof loadSigner>>[])[];
  database: OpenDatabase;
  logger: Logger;
  metrics: Metrics;
  /** Told of each at once, so that a later failure gives the earlier ones back. */
  onOpen: (transactor: Transactor) => void;
}) {
  const now = () => new Date();
  const store = createTransactionStore({ db: database.db, now, actor: "relayer" });
  const failpoint = createFailpoint({ armed: config.failpoint });
  const opened: { name: string; pollMs: number; transactor: Transactor }[] = [];
  if (config.readOnly) return opened;
  for (const [index, client] of chains.entries()) {
    const chain = (named[index] as NamedChain).config;
    const { transactions: policy, finality, pollMs } = chain;
    for (const account of accounts[index] ?? []) {
      const options = {
        client,
        account,
        store,
        policy,
        finality,
        now,
        failpoint,
        logger,
        metrics,
        pool: database.pool,
      };
      const transactor = await createTransactor(options);
      onOpen(transactor);
      opened.push({ name: client.name, pollMs, transactor });
    }
  }
  return opened;
}

function readinessOf({
  failures,
  chains,
  named,
}: {
  failures: ReadonlyMap<string, string>;
  chains: readonly ChainClient[];
  named: readonly NamedChain[];
}): Readiness {
  const dead = chains.filter((chain) => !chain.health().some((endpoint) => endpoint.usable));
  const stale = chains.flatMap((client, index) => {
    const { config } = named[index] as NamedChain;
    const age = staleHeadOf({ client, config, now: Date.now });
    return age === undefined ? [] : `${client.name}: its newest block is ${age} seconds old`;
  });
  const reasons = [
    ...[...failures].map(([loop, reason]) => `${loop}: ${reason}`),
    ...dead.map(({ name }) => `${name}: no usable RPC endpoint`),
    ...stale,
  ];
  return { ready: reasons.length === 0, reasons };
}
