import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { type Instance, laneRpcUrls, startInstance } from "@cseth/devnet/instance";
import type { Devnet } from "@cseth/devnet/types";
import { createPlan, type Plan } from "../../deploy/plan.ts";
import { deployInstance } from "../../deploy/run.ts";
import type { DeploySettings } from "../../deploy/settings.ts";
import { type Check, verifyInstance } from "../../deploy/verification.ts";
import { LANES } from "../../tools/start/lanes.ts";

const root = new URL("../../", import.meta.url).pathname;
export const deployer = hdAccount(0);

export type DeployWorld = Readonly<{
  devnet: Devnet;
  plan: Plan;
  settings: DeploySettings;
  folder: string;
  deploymentsFolder: string;
  /** Another devnet, with the same instance deployed or restored. */
  start: (records: string, state?: string) => Promise<Instance>;
  settingsOf: (chains: Devnet, instance: string) => DeploySettings;
  urlsOf: (chains: Devnet) => Record<number, string>;
  /** Deploys an instance, or goes on with it. */
  deploy: (options: {
    instance: string;
    others?: Partial<DeploySettings>;
    /** Instead of the devnet's own. */
    l1RpcUrl?: string;
  }) => Promise<void>;
  /** Of the devnet of this world, or of another with the same instance. */
  verify: (chains?: Devnet) => Promise<Check[]>;
}>;

export const INSTANCE = "lanes";
let world: Promise<DeployWorld> | undefined;
let stop = async () => {};

/** One devnet with one instance on both lanes, for all tests of this folder. */
export function deployedWorld(): Promise<DeployWorld> {
  world ??= startWorld();
  return world;
}

after(() => stop());

async function startWorld(): Promise<DeployWorld> {
  const folder = await mkdtemp(join(tmpdir(), "cseth-deploy-"));
  const settingsOf = (chains: Devnet, instance: string): DeploySettings => ({
    instance,
    profile: "devnet",
    l1ChainId: chains.l1.chainId,
    genesisTime: chains.beacon.genesisTime,
    beaconGenesis: chains.beacon.genesisTime,
    oracleMembers: [1, 2, 3].map((index) => hdAccount(index).address),
    oracleQuorum: 2,
    treasury: hdAccount(9).address,
    governance: hdAccount(8).address,
    lanes: LANES.map((lane) => lane.settings(chains)),
  });
  const urlsOf = (chains: Devnet) => laneRpcUrls(chains, settingsOf(chains, INSTANCE));
  const start = (records: string, state?: string) =>
    startInstance({
      speed: 48,
      settings: (chains) => settingsOf(chains, INSTANCE),
      deploymentsFolder: join(folder, records),
      root,
      ...(state === undefined ? {} : { state }),
    });
  const { devnet, settings } = await start("deployments");
  stop = async () => {
    await devnet.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    devnet,
    plan: createPlan({ deployer: deployer.address, instance: INSTANCE }),
    settings,
    folder,
    deploymentsFolder: join(folder, "deployments"),
    start,
    settingsOf,
    urlsOf,
    deploy: async ({ instance, others = {}, l1RpcUrl = devnet.l1.rpcUrl }) => {
      await deployInstance({
        settings: { ...settingsOf(devnet, instance), ...others },
        deployer,
        l1RpcUrl,
        laneRpcUrls: urlsOf(devnet),
        deploymentsFolder: join(folder, "deployments"),
        root,
        pollingInterval: 50,
      });
    },
    verify: (chains = devnet) =>
      verifyInstance({
        deployment: { deployer: deployer.address, settings },
        l1RpcUrl: chains.l1.rpcUrl,
        laneRpcUrls: urlsOf(chains),
      }),
  };
}
