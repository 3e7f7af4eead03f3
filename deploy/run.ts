import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { params as profiles } from "@cseth/shared/params";
import { createPublicClient, http, type LocalAccount, parseAbi } from "viem";
import { loadAndExecuteDeploymentsFromFiles } from "../rocketh/environment.ts";
import type { DeployContext, LaneContext, StartRate } from "./context.ts";
import { DeployError } from "./create3.ts";
import { createPlan, type Plan } from "./plan.ts";
import { createSigningProvider } from "./provider.ts";
import type { Deployment, DeploySettings } from "./settings.ts";

const rateAbi = parseAbi(["function rate() view returns (uint256 rate, uint64 rateNonce, uint64 refTime)"]);

export type DeployOptions = Readonly<{
  settings: DeploySettings;
  deployer: LocalAccount;
  l1RpcUrl: string;
  /** RPC url of each lane's L2, by lane id. */
  laneRpcUrls: Readonly<Record<number, string>>;
  /** Where `<instance>-l1` and `<instance>-<laneId>` are written; absolute. */
  deploymentsFolder: string;
  /** Root of the checkout: scripts are found from there. */
  root: string;
  onProgress?: (line: string) => void;
  /** Milliseconds between looks for a receipt. */
  pollingInterval?: number;
}>;

/** Folder of a chain's records inside `deployments/`. */
export const recordFolder = ({ instance }: { instance: string }, laneId: number): string =>
  `${instance}-${laneId === 0 ? "l1" : laneId}`;

/**
 * Deploys one instance: L1 first, then every lane. Safe to run again: what stands is recorded, not repeated, and an
 * interrupted run continues. The timelocks own everything; at the end the deployer has no right left.
 */
export async function deployInstance(options: DeployOptions): Promise<Plan> {
  const { settings, deployer, l1RpcUrl, laneRpcUrls, onProgress = () => {} } = options;
  const plan = createPlan({ deployer: deployer.address, instance: settings.instance });
  const params = profiles[settings.profile];
  const context: DeployContext = { settings, plan, params };

  onProgress(`deploying ${settings.instance} to L1 (chain ${settings.l1ChainId})`);
  await execute({ ...options, rpcUrl: l1RpcUrl, chainId: settings.l1ChainId, laneId: 0, context });
  const startRate = await readRate(l1RpcUrl, plan);
  for (const lane of settings.lanes) {
    const rpcUrl = laneRpcUrls[lane.laneId];
    if (rpcUrl === undefined) throw new DeployError(`No RPC url for lane ${lane.laneId}: add it to laneRpcUrls.`);
    onProgress(`deploying ${settings.instance} to lane ${lane.laneId} (chain ${lane.chainId})`);
    const laneContext: LaneContext = { ...context, lane, startRate };
    await execute({ ...options, rpcUrl, chainId: lane.chainId, laneId: lane.laneId, context: laneContext });
  }
  const deployment: Deployment = { deployer: deployer.address, settings };
  await writeFile(deploymentFile(options), `${JSON.stringify(deployment, null, 2)}\n`);
  return plan;
}

/** Where {@link Deployment} is kept. */
export function deploymentFile(options: { deploymentsFolder: string; settings: { instance: string } }): string {
  return join(options.deploymentsFolder, `${options.settings.instance}.json`);
}

async function execute(
  options: DeployOptions & { rpcUrl: string; chainId: number; laneId: number; context: DeployContext },
): Promise<void> {
  const {
    settings,
    rpcUrl,
    chainId,
    laneId,
    context,
    deployer,
    deploymentsFolder,
    root,
    pollingInterval = 1_000,
  } = options;
  await loadAndExecuteDeploymentsFromFiles(
    {
      provider: createSigningProvider({ rpcUrl, chainId, account: deployer, pollingInterval }) as never,
      environment: recordFolder(settings, laneId),
      saveDeployments: true,
      askBeforeProceeding: false,
      config: { deployments: deploymentsFolder, scripts: join(root, "deploy", laneId === 0 ? "l1" : "l2") },
    },
    context,
  );
}

async function readRate(rpcUrl: string, plan: Plan): Promise<StartRate> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const [rate, rateNonce, refTime] = await client.readContract({
    address: plan.l1("LiquidStakingCore"),
    abi: rateAbi,
    functionName: "rate",
  });
  return { rate, rateNonce, refTime };
}
