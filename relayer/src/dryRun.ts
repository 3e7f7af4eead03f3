import { readAddresses } from "./addresses.ts";
import { namedChains, openChains } from "./app.ts";
import type { ChainClient } from "./chain/client.ts";
import type { Config } from "./config/schema.ts";
import { CsethError } from "./domain/errors.ts";
import { createIncidents } from "./incidents.ts";
import { rehearsalLoops } from "./lanes.ts";
import { asRehearsal, createRehearsalSender, type Rehearsed } from "./planner/rehearsal.ts";
import { openDatabase } from "./store/open.ts";
import { createTransactionStore } from "./store/transactions.ts";
import type { Logger } from "./telemetry/logger.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { loadSigner, requireSigners } from "./tx/signer.ts";

export type DryRun = Readonly<{
  transactions: readonly Rehearsed[];
  /** Loops that could not say what is due, and why. */
  failures: readonly { loop: string; reason: string }[];
}>;

/**
 * One round of everything that sends, by the relayer's own code, on its own database, which may be in use: what is due
 * is simulated and priced instead of sent, and nothing is written.
 * @throws CONFIG_*, RPC_*, DATABASE_*
 */
export async function dryRun({ config, logger }: { config: Config; logger: Logger }): Promise<DryRun> {
  const metrics = createMetrics();
  const named = namedChains(config);
  for (const { name, path, config: chain } of named) requireSigners({ chain: name, path, signers: chain.signers });
  const addresses = readAddresses(config);
  if (!addresses) throw noDeployments();
  const chains = await openChains({ named, logger, metrics });
  const database = await openDatabase({ database: config.database, dataDir: config.dataDir, logger });
  try {
    const store = createTransactionStore({ db: database.db, now: () => new Date(), actor: "dry-run" });
    const transactions: Rehearsed[] = [];
    const record = (rehearsed: Rehearsed) => void transactions.push(rehearsed);
    const senders = chains.flatMap((client, index) => {
      const { signers, transactions: policy } = (named[index] as (typeof named)[number]).config;
      return signers.map(async (signer) => {
        const account = await loadSigner({ chain: client.name, config: signer });
        const sender = createRehearsalSender({ client, account, maxGas: policy.maxGas, store, record });
        return { name: client.name, transactor: sender };
      });
    });
    const [l1, ...rest] = chains as [ChainClient, ...ChainClient[]];
    const lanes = new Map(config.lanes.map(({ laneId }, index) => [laneId, rest[index] as ChainClient]));
    const transactors = await Promise.all(senders);
    const incidents = await createIncidents({ database, logger, metrics });
    const parts = {
      config,
      addresses,
      l1,
      lanes,
      transactors,
      database,
      incidents,
      failpoint: () => {},
      logger,
      metrics,
    };
    const failures: { loop: string; reason: string }[] = [];
    for (const { name, step } of await rehearsalLoops(parts, asRehearsal)) {
      await step().catch((error: unknown) => {
        failures.push({ loop: name, reason: error instanceof Error ? error.message : String(error) });
      });
    }
    return { transactions, failures };
  } finally {
    await database.close();
  }
}

function noDeployments(): CsethError {
  return new CsethError({
    code: "CONFIG_DEPLOYMENTS_MISSING",
    retry: "never",
    message: "no chain has deployments, so nothing can be due",
    fix: "Set deployments of l1 and of each lane to the folder its deployment wrote.",
  });
}
