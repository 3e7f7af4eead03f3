import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { devAccount, hdAccount } from "@cseth/devnet/accounts";
import { startInstance } from "@cseth/devnet/instance";
import { arbitrumLane } from "@cseth/devnet/lane-settings";
import { startReaper } from "@cseth/devnet/reaper";
import type { Devnet, Speed } from "@cseth/devnet/types";
import { createPublicClient, createWalletClient, http, type PublicClient } from "viem";
import { recordFolder } from "../../../deploy/run.ts";
import type { DeploySettings } from "../../../deploy/settings.ts";
import { clusterParent } from "../../support/postgres.ts";

export const LANE_ID = 1;
/** Of the Arbitrum L2, which alone has a fast way. */
export const OTHER_LANE_ID = 2;
const INSTANCE = "carry";
const POLL_MS = 250;
const ROOT = new URL("../../../", import.meta.url).pathname;

/** Which of the devnet's accounts plays what. */
const parts = { staker: 1, operator: 2, depositor: 3, relayer: 4, governance: 8, treasury: 9 };
const oracles = [11, 12, 13, 14, 15];

export type World = Awaited<ReturnType<typeof startWorld>>;

/**
 * All chains with one instance of csETH on them, and nobody who carries anything yet.
 * @param arbitrum with a second lane, to the Arbitrum L2
 */
export async function startWorld({ speed, arbitrum = false }: { speed: Speed; arbitrum?: boolean }) {
  const folder = await mkdtemp(join(clusterParent(), "cseth-carry-"));
  // A relayer's own PostgreSQL must get in when the tests run as root.
  await chmod(folder, 0o755);
  const deployments = join(folder, "deployments");
  const reaper = startReaper();
  reaper.watchFolder(folder);
  const { devnet, plan } = await startInstance({
    speed,
    settings: (devnet) => settings(devnet, arbitrum),
    deploymentsFolder: deployments,
    root: ROOT,
    kept: join(ROOT, `.cache/instances/${INSTANCE}-${arbitrum ? 2 : 1}`),
  });
  const client = (rpcUrl: string): PublicClient =>
    createPublicClient({ transport: http(rpcUrl), pollingInterval: POLL_MS });
  const [l2, otherL2] = [client(devnet.op.rpcUrl), client(devnet.arbitrum.rpcUrl)];
  return {
    devnet,
    plan,
    folder,
    /** Ends what it is told of, should this process be killed. */
    reaper,
    l1: client(devnet.l1.rpcUrl),
    l2,
    otherL2,
    lanes: [{ laneId: LANE_ID, l2 }, ...(arbitrum ? [{ laneId: OTHER_LANE_ID, l2: otherL2 }] : [])],
    staker: walletsOf(devnet, parts.staker),
    operator: walletsOf(devnet, parts.operator),
    depositor: walletsOf(devnet, parts.depositor),
    governance: walletsOf(devnet, parts.governance),
    treasury: walletsOf(devnet, parts.treasury),
    oracles: oracles.map((index) => hdAccount(index)),
    /** Who sends for the relayer. */
    relayer: hdAccount(parts.relayer).address,
    /** Writes the configuration of a relayer and returns its path. */
    relayerConfig: async (name: string, database: Record<string, unknown>, rest: Record<string, unknown> = {}) => {
      const path = join(folder, `${name}.json`);
      const chain = (laneId: number, chainId: number, rpcUrl: string) => ({
        chainId,
        rpcUrls: [rpcUrl],
        // The devnet's time begins in the past.
        maxHeadAgeSeconds: Number.MAX_SAFE_INTEGER,
        deployments: join(deployments, recordFolder({ instance: INSTANCE }, laneId)),
        pollMs: POLL_MS,
        signers: [{ key: devAccount(parts.relayer).privateKey }],
      });
      const other = ({ chainId, rpcUrl }: Devnet["arbitrum"]) => chain(OTHER_LANE_ID, chainId, rpcUrl);
      const config = {
        dataDir: join(folder, name),
        http: { port: 0 },
        database,
        planner: { closeBatchAfterSeconds: 20 },
        l1: chain(0, devnet.l1.chainId, devnet.l1.rpcUrl),
        lanes: [
          { laneId: LANE_ID, kind: "op-stack", ...chain(LANE_ID, devnet.op.chainId, devnet.op.rpcUrl) },
          ...(arbitrum ? [{ laneId: OTHER_LANE_ID, kind: "arbitrum", ...other(devnet.arbitrum) }] : []),
        ],
        ...rest,
      };
      await writeFile(path, JSON.stringify(config, null, 2), { mode: 0o600 });
      return path;
    },
    stop: async () => {
      await devnet.stop();
      await rm(folder, { recursive: true, force: true });
      reaper.dismiss();
    },
  };
}

function settings(devnet: Devnet, withArbitrum: boolean): DeploySettings {
  const { l1, op, beacon } = devnet;
  return {
    instance: INSTANCE,
    profile: "devnet",
    l1ChainId: l1.chainId,
    genesisTime: beacon.genesisTime,
    beaconGenesis: beacon.genesisTime,
    oracleMembers: oracles.map((index) => hdAccount(index).address),
    oracleQuorum: 3,
    treasury: hdAccount(parts.treasury).address,
    governance: hdAccount(parts.governance).address,
    lanes: [
      {
        laneId: LANE_ID,
        kind: "op-stack",
        chainId: op.chainId,
        l1Messenger: op.addresses.l1.l1CrossDomainMessenger,
      },
      ...(withArbitrum ? [arbitrumLane(devnet, OTHER_LANE_ID)] : []),
    ],
  };
}

function walletsOf({ l1, op, arbitrum }: Devnet, index: number) {
  const account = hdAccount(index);
  const on = ({ chain, rpcUrl }: Pick<Devnet["l1"], "chain" | "rpcUrl">) =>
    createWalletClient({ account, chain, transport: http(rpcUrl), pollingInterval: POLL_MS });
  return { address: account.address, l1: on(l1), l2: on(op), otherL2: on(arbitrum) };
}
