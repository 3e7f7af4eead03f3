import { cp } from "node:fs/promises";
import { join } from "node:path";
import { createPlan, type Plan } from "../../deploy/plan.ts";
import { deployInstance } from "../../deploy/run.ts";
import type { DeploySettings } from "../../deploy/settings.ts";
import { hdAccount } from "./accounts.ts";
import { startDevnet } from "./devnet.ts";
import { DevnetError } from "./errors.ts";
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
};

export type Instance = Readonly<{ devnet: Devnet; plan: Plan; settings: DeploySettings }>;

/** The chains with one instance of csETH on them, deployed by dev account 0, or restored with it. */
export async function startInstance({
  root,
  settings,
  deploymentsFolder,
  state,
  ...options
}: InstanceOptions): Promise<Instance> {
  const saved = state === undefined ? undefined : filesOf(state);
  const { onProgress = () => {} } = options;
  const devnet = await startDevnet({
    ...options,
    ...(saved && holdsState(saved.chains) ? { state: saved.chains } : {}),
    deploy: async (chains) => {
      await deployInstance({
        settings: settings(chains),
        deployer: hdAccount(deployer),
        l1RpcUrl: chains.l1.rpcUrl,
        laneRpcUrls: laneRpcUrls(chains, settings(chains)),
        deploymentsFolder,
        root,
        onProgress,
        pollingInterval: 50,
      });
    },
  });
  const known = settings(devnet);
  if (saved && devnet.restored) await cp(saved.deployments, deploymentsFolder, { recursive: true });
  return { devnet, settings: known, plan: createPlan({ deployer: hdAccount(deployer).address, ...known }) };
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
