import { params } from "@cseth/shared/params";
import { BaseError } from "viem";
import { createBeaconClient } from "../beacon/client.ts";
import { createBeaconHttp } from "../beacon/http.ts";
import { createValidatorProver } from "../beacon/validator-proofs.ts";
import { type ChainClient, createChainClient } from "../chain/client.ts";
import { requireFreshHead } from "../chain/headAge.ts";
import { unwrapRpc } from "../chain/rpcErrors.ts";
import type { ChainConfig, Config } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import { createHistory, type History } from "../registry/history.ts";
import type { LanePayout } from "../rewards/build.ts";
import { createRewards, type Rewards } from "../rewards/rewards.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { createBoard } from "./board.ts";
import { type ChainView, openChainView } from "./chain-view.ts";
import { createConsensusReader } from "./consensus-reader.ts";
import type { OracleContext } from "./context.ts";
import { boardLaneOf, contractsOf, payoutsOf, requireOracle } from "./contracts.ts";
import { frameOf } from "./frames.ts";

/**
 * Connects to L1, the board's L2 and the beacon chain, and makes sure that they are the right ones.
 * @throws RPC_CHAIN_ID_MISMATCH, RPC_UNAVAILABLE, RPC_HEAD_STALE, ORACLE_CONTRACT_MISSING, ORACLE_WRONG_BEACON_CHAIN
 */
export async function openOracle({
  config,
  logger,
  metrics,
}: {
  config: Config;
  logger: Logger;
  metrics: Metrics;
}): Promise<OracleContext> {
  const { beaconUrls, beaconTimeoutMs } = requireOracle(config);
  const lane = boardLaneOf(config);
  const contracts = contractsOf(config);
  const l1 = createChainClient({ name: "l1", config: config.l1, logger, metrics });
  const l2 = createChainClient({ name: `lane-${lane.laneId}`, config: lane, logger, metrics });
  await Promise.all([l1.verify(), l2.verify()]);
  // Not of the board's L2: it may stand still, and reports must go on.
  requireFreshHead({ client: l1, config: config.l1, now: Date.now });

  const view = await openView({ client: l1, reportOracle: contracts.reportOracle });
  const http = createBeaconHttp({ urls: beaconUrls, timeoutMs: beaconTimeoutMs, logger });
  // The same on every profile.
  const beacon = createBeaconClient({ http, slotsPerEpoch: params.mainnet.slotsPerEpoch });
  await requireBeaconChain({ beacon, view, chainId: config.l1.chainId });

  const { l1: chain, rewardFrames } = config;
  const { history, rewards } = openRewards({ chain, rewardFrames, view, client: l1, lanes: payoutsOf(config), logger });
  const { fallBoard } = contracts;
  return {
    view,
    l1,
    beacon,
    prover: createValidatorProver({ http, client: beacon, slotSeconds: view.timing.slotSeconds }),
    consensus: createConsensusReader({ http, beacon, history, l1, view }),
    rewards,
    board: createBoard({ client: l2, address: contracts.board, maxRange: lane.maxLogRange, logger }),
    fallBoard: fallBoard && createBoard({ client: l1, address: fallBoard, maxRange: config.l1.maxLogRange, logger }),
    domain: { chainId: config.l1.chainId, reportOracle: contracts.reportOracle },
    maxLogRange: config.l1.maxLogRange,
    logger,
  };
}

/** What L1's logs tell, and the rewards by it, for whoever roots or claims them; needs neither beacon chain nor L2. */
export function openRewards({
  chain: { startBlock, maxLogRange },
  rewardFrames,
  view,
  client,
  lanes,
  logger,
}: {
  chain: Pick<ChainConfig, "startBlock" | "maxLogRange">;
  rewardFrames: number;
  view: ChainView;
  /** L1. */
  client: ChainClient;
  lanes: readonly LanePayout[];
  logger: Logger;
}): { history: History; rewards: Rewards } {
  const history = createHistory({
    client,
    contracts: view.contracts,
    startBlock: BigInt(startBlock),
    maxRange: maxLogRange,
    logger,
  });
  const refTimeOf = (number: bigint) => frameOf({ timing: view.timing, number }).refTime;
  return { history, rewards: createRewards({ history, client, refTimeOf, rewardFrames: BigInt(rewardFrames), lanes }) };
}

/** Binds L1's contracts. @throws ORACLE_CONTRACT_MISSING */
export async function openView(options: Parameters<typeof openChainView>[0]): Promise<ChainView> {
  try {
    return await openChainView(options);
  } catch (error) {
    const cause = unwrapRpc(error);
    if (cause instanceof CsethError || !(cause instanceof BaseError)) throw cause;
    throw new CsethError({
      code: "ORACLE_CONTRACT_MISSING",
      retry: "never",
      message: `there is no ReportOracle at ${options.reportOracle} on ${options.client.name}`,
      fix: "Point l1.deployments to the records of this very chain, or correct oracle.contracts.reportOracle.",
      context: { reportOracle: options.reportOracle, chainId: options.client.chainId },
      cause,
    });
  }
}

/** A node of another network would answer everything, wrongly. @throws ORACLE_WRONG_BEACON_CHAIN */
async function requireBeaconChain({
  beacon,
  view,
  chainId,
}: {
  beacon: OracleContext["beacon"];
  view: ChainView;
  chainId: number;
}): Promise<void> {
  const [genesisTime, executionChainId] = await Promise.all([beacon.genesisTime(), beacon.executionChainId()]);
  const expected = view.timing.beaconGenesis;
  if (genesisTime === expected && executionChainId === chainId) return;
  throw new CsethError({
    code: "ORACLE_WRONG_BEACON_CHAIN",
    retry: "never",
    message: `the beacon node serves another network: genesis ${genesisTime} over chain ${executionChainId}, expected ${expected} over ${chainId}`,
    fix: "Correct oracle.beaconUrls.",
    context: { genesisTime, executionChainId, expectedGenesisTime: expected, expectedChainId: chainId },
  });
}
