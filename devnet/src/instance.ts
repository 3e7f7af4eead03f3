import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createPlan, type Plan } from "../../deploy/plan.ts";
import { deployInstance, deploymentFile } from "../../deploy/run.ts";
import type { Deployment, DeploySettings } from "../../deploy/settings.ts";
import { hdAccount } from "./accounts.ts";
import { startDevnet } from "./devnet.ts";
import { DevnetError } from "./errors.ts";
import { type KeptInstance, openKeptInstance } from "./kept-instance.ts";
import { holdsState } from "./state.ts";
import type { Devnet, DevnetOptions } from "./types.ts";

const deployer = 0;

export type InstanceOptions = Omit<DevnetOptions, "deploy" | "state"> & {
  /** Root of the checkout. */
  root: string;
  settings: (devnet: Devnet) => DeploySettings;
  /** Where the records of the deployment are written; absolute. */
  deploymentsFolder: string;
  /** Folder written by {@link saveInstance}. Where it holds one, chains and contracts go on from there. */
  state?: string;
  /**
   * Folder in which the instance is kept as it is when just deployed. Whoever starts one of the same sources and settings
   * goes on from there; after any change of them it is deployed anew.
   */
  kept?: string;
};

export type Instance = Readonly<{ devnet: Devnet; plan: Plan; settings: DeploySettings }>;

type StartOptions = Omit<InstanceOptions, "state" | "kept">;

/** The chains with one instance of csETH on them, deployed by dev account 0, or restored with it. */
export async function startInstance({ kept: home, state, ...options }: InstanceOptions): Promise<Instance> {
  if (state !== undefined && holdsState(filesOf(state).chains)) {
    return withRecords(await restoreChains(options, state), options, state);
  }
  if (home === undefined) return deployAnew(options);
  const { root, validators } = options;
  const kept = await openKeptInstance({ root, home, told: { validators } });
  if (kept.isThere()) {
    const devnet = await restoreChains(options, kept.folder);
    if (await wasToldAs(options.settings(devnet), kept.folder)) return withRecords(devnet, options, kept.folder);
    await devnet.stop();
    await kept.drop();
  }
  return deployAnew(options, kept);
}

async function deployAnew(
  { root, settings, deploymentsFolder, ...options }: StartOptions,
  kept?: KeptInstance,
): Promise<Instance> {
  const { onProgress = () => {} } = options;
  const devnet = await startDevnet({
    ...options,
    deploy: async (chains) => {
      await deployInstance({
        settings: settings(chains),
        deployer: hdAccount(deployer),
        l1RpcUrl: chains.l1.rpcUrl,
        laneRpcUrls: laneRpcUrls(chains, settings(chains)),
        deploymentsFolder,
        root,
        onProgress,
        pollingInterval: 10,
      });
      // Now, between two slots, before anybody else has sent anything.
      await kept?.keep((state) => saveInstance({ devnet: chains, deploymentsFolder, state }));
    },
  });
  return instanceOn(devnet, settings);
}

function restoreChains(
  { root: _, settings: _settings, deploymentsFolder: _folder, ...options }: StartOptions,
  state: string,
) {
  return startDevnet({ ...options, state: filesOf(state).chains });
}

async function withRecords(
  devnet: Devnet,
  { settings, deploymentsFolder }: StartOptions,
  state: string,
): Promise<Instance> {
  await cp(filesOf(state).deployments, deploymentsFolder, { recursive: true });
  return instanceOn(devnet, settings);
}

function instanceOn(devnet: Devnet, settingsOf: InstanceOptions["settings"]): Instance {
  const settings = settingsOf(devnet);
  return { devnet, settings, plan: createPlan({ deployer: hdAccount(deployer).address, ...settings }) };
}

/** Whether these are the settings that the instance in a folder was deployed with. */
async function wasToldAs(settings: DeploySettings, state: string): Promise<boolean> {
  const file = deploymentFile({ deploymentsFolder: filesOf(state).deployments, settings });
  // Another instance's name, another file.
  const record = await readFile(file, "utf8").catch(() => "{}");
  return JSON.stringify((JSON.parse(record) as Partial<Deployment>).settings) === JSON.stringify(settings);
}

/** Writes chains and records, for {@link startInstance}. */
export async function saveInstance({
  devnet,
  deploymentsFolder,
  state,
}: {
  devnet: Devnet;
  deploymentsFolder: string;
  state: string;
}): Promise<void> {
  const files = filesOf(state);
  await devnet.saveState(files.chains);
  await cp(deploymentsFolder, files.deployments, { recursive: true });
}

/** RPC url of each lane's L2, by lane id. */
export function laneRpcUrls({ op, arbitrum }: Devnet, { lanes }: DeploySettings): Record<number, string> {
  return Object.fromEntries(
    lanes.map(({ laneId, chainId }) => {
      const rollup = [op, arbitrum].find((one) => one.chainId === chainId);
      if (rollup) return [laneId, rollup.rpcUrl];
      const message = `lane ${laneId} is on chain ${chainId}, which the devnet has not; it has ${op.chainId} and ${arbitrum.chainId}`;
      throw new DevnetError("INVALID_OPTION", message, { laneId, chainId });
    }),
  );
}

const filesOf = (state: string) => ({ chains: join(state, "chains"), deployments: join(state, "deployments") });
