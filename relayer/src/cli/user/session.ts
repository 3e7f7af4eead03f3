import type { Address, LocalAccount } from "viem";
import { type ChainClient, createChainClient } from "../../chain/client.ts";
import { requireFreshHead } from "../../chain/headAge.ts";
import {
  type L1Addresses,
  type L2Addresses,
  type LensName,
  readL1Addresses,
  readL2Addresses,
  readLensAddress,
} from "../../config/deployments.ts";
import { loadConfig } from "../../config/load.ts";
import type { ChainConfig, Config } from "../../config/schema.ts";
import { CsethError } from "../../domain/errors.ts";
import { pause } from "../../domain/pause.ts";
import { createLogger, type Logger } from "../../telemetry/logger.ts";
import { createMetrics } from "../../telemetry/metrics.ts";
import { loadSigner } from "../../tx/signer.ts";

export type UserOptions = { config?: string; json: boolean; lane?: number; l1?: boolean };

/** What a command of a user works with: one chain, the contracts there, and perhaps the user's account. */
export type Session<Addresses> = Readonly<{
  client: ChainClient;
  chain: ChainConfig;
  addresses: Addresses;
  /** @throws CONFIG_DEPLOYMENT_UNREADABLE */
  lens: (name: LensName) => Address;
  logger: Logger;
  rewardFrames: number;
  /** @throws CONFIG_USER_MISSING */
  account: () => Promise<LocalAccount>;
  pause: (signal: AbortSignal) => Promise<void>;
}>;

/** @throws CONFIG_*, RPC_CHAIN_ID_MISMATCH, RPC_UNAVAILABLE, RPC_HEAD_STALE */
export async function openL1(options: UserOptions): Promise<Session<L1Addresses>> {
  const config = loadConfig({ file: options.config });
  const folder = folderOf("l1", config.l1);
  return open({ config, name: "l1", chain: config.l1, addresses: readL1Addresses({ folder, laneIds: [] }) });
}

/** The lane that was named, else the first. @throws as {@link openL1}, USAGE_UNKNOWN_LANE */
export async function openLane(options: UserOptions): Promise<Session<L2Addresses> & { laneId: number }> {
  const config = loadConfig({ file: options.config });
  const { lanes } = config;
  const chain = options.lane === undefined ? lanes[0] : lanes.find(({ laneId }) => laneId === options.lane);
  if (!chain)
    throw unknownLane(
      options.lane,
      lanes.map(({ laneId }) => laneId),
    );
  const name = `lane-${chain.laneId}`;
  const session = await open({ config, name, chain, addresses: readL2Addresses({ folder: folderOf(name, chain) }) });
  return { ...session, laneId: chain.laneId };
}

/** Of the lanes that are configured, or the one that was named. */
export function laneIdsOf({ config: file, lane }: UserOptions): readonly number[] {
  return lane === undefined ? loadConfig({ file }).lanes.map(({ laneId }) => laneId) : [lane];
}

async function open<Addresses>(options: {
  config: Config;
  name: string;
  chain: ChainConfig;
  addresses: Addresses;
}): Promise<Session<Addresses>> {
  const { config, name, chain, addresses } = options;
  const logger = createLogger({ level: config.logLevel === "info" ? "error" : config.logLevel });
  const client = createChainClient({ name, config: chain, logger, metrics: createMetrics() });
  await client.verify();
  requireFreshHead({ client, config: chain, now: Date.now });
  let loaded: Promise<LocalAccount> | undefined;
  return {
    client,
    chain,
    addresses,
    lens: (lens) => readLensAddress({ folder: folderOf(name, chain), name: lens }),
    logger,
    rewardFrames: config.rewardFrames,
    account: async () => {
      loaded ??= loadSigner({ chain: "user", config: requireUser(config) });
      return loaded;
    },
    pause: (signal) => pause(chain.pollMs, signal),
  };
}

function requireUser({ user }: Config): NonNullable<Config["user"]> {
  if (user) return user;
  throw new CsethError({
    code: "CONFIG_USER_MISSING",
    retry: "never",
    message: "there is no account to send with",
    fix: "Set CSETH__USER__KEY (or CSETH__USER__KEYSTORE and CSETH__USER__PASSWORD) in the environment or in .env.",
  });
}

function folderOf(name: string, { deployments }: ChainConfig): string {
  if (deployments !== undefined) return deployments;
  throw new CsethError({
    code: "CONFIG_DEPLOYMENTS_MISSING",
    retry: "never",
    message: `${name} has no deployments`,
    fix: `Set deployments of ${name} to the folder its deployment wrote.`,
    context: { chain: name },
  });
}

function unknownLane(laneId: number | undefined, known: readonly number[]): CsethError {
  return new CsethError({
    code: "USAGE_UNKNOWN_LANE",
    retry: "never",
    message: laneId === undefined ? "no lane is configured" : `there is no lane ${laneId}`,
    fix: known.length > 0 ? `Give one of these with --lane: ${known.join(", ")}.` : "Add one to lanes, or use --l1.",
  });
}
