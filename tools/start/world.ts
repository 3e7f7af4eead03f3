import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startInstance } from "@cseth/devnet/instance";
import { startReaper } from "@cseth/devnet/reaper";
import type { Devnet } from "@cseth/devnet/types";
import { params } from "@cseth/shared/params";
import {
  type Chain,
  createPublicClient,
  createWalletClient,
  type HDAccount,
  type HttpTransport,
  http,
  type PublicClient,
  type WalletClient,
} from "viem";
import type { Plan } from "../../deploy/plan.ts";
import type { DeploySettings } from "../../deploy/settings.ts";
import { INSTANCE, oracleConfig, oracleName, POLL_MS, parts, relayerConfig, userConfig } from "./configs.ts";
import { type Cseth, createCseth } from "./cseth.ts";
import { LANES, type ScenarioLane } from "./lanes.ts";
import { isOraclesFailpoint } from "./options.ts";
import { type Service, startService } from "./service.ts";

/** A lane, its L2, and its users. */
export type LaneWorld = ScenarioLane &
  Readonly<{
    chainId: number;
    rpcUrl: string;
    l2: PublicClient;
    staker: WalletClient<HttpTransport, Chain, HDAccount>;
    operator: WalletClient<HttpTransport, Chain, HDAccount>;
    /** On L1. */
    depositorWallet: WalletClient<HttpTransport, Chain, HDAccount>;
  }>;

/** Chains, contracts, relayer and oracles, all running. */
export type World = Readonly<{
  devnet: Devnet;
  plan: Plan;
  l1: PublicClient;
  lanes: readonly LaneWorld[];
  /** On L1: who may schedule at the timelock. */
  governance: WalletClient<HttpTransport, Chain, HDAccount>;
  /** The command line, as users and operators have it. */
  cseth: Cseth;
  /** Starts the relayer; until then nothing is closed or carried. */
  startRelayer: () => void;
  /** The relayer, once started. */
  relayer: () => Service | undefined;
  /** Times a service was killed on purpose and started again. */
  kills: () => number;
  /** Rejects when a chain or a service ends although nobody stopped it. */
  failed: Promise<never>;
  /** Holds `<name>.json` of each service, `user.json` for the command line, and `deployments`. */
  folder: string;
  stop: () => Promise<void>;
}>;

/** One for each slot of an epoch: the fewer, the sooner ours have earned what a report releases. */
const OTHER_VALIDATORS = 32;
/** They end while the chains come up, and nobody reports them. */
const FRAMES_BEFORE = 2;
/** Where the chains are kept as they are when everything has just been deployed. */
const KEPT = ".cache/instances/start";

export async function startWorld(options: {
  root: string;
  /** Deploys all contracts, even where chains with these very ones on them are kept. */
  fresh: boolean;
  speed: number;
  killAt: readonly string[];
  say: (line: string) => void;
  onLog?: (service: string, line: string) => void;
}): Promise<World> {
  const { root, fresh, speed, killAt, say, onLog } = options;
  const folder = await mkdtemp(join(tmpdir(), "cseth-start-"));
  // Run by root, the relayer's PostgreSQL is another user's and must get in. The keys in here are known to everyone.
  await chmod(folder, 0o755);
  const reaper = startReaper();
  reaper.watchFolder(folder);
  const deploymentsFolder = join(folder, "deployments");
  const { devnet, plan } = await startInstance({
    root,
    speed,
    validators: OTHER_VALIDATORS,
    settings: settingsFor,
    deploymentsFolder,
    ...(fresh ? {} : { kept: join(root, KEPT) }),
    onProgress: say,
  }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    reaper.dismiss();
    throw error;
  });

  const services: Service[] = [];
  const cseth = createCseth(root);
  const start = (name: string, args: readonly string[], failpoints: readonly string[] = []) => {
    const service = startService({
      name,
      root,
      args,
      reaper,
      failpoints,
      ...(onLog ? { onLine: (line) => onLog(name, line) } : {}),
    });
    services.push(service);
    return service;
  };
  const writeConfig = async (name: string, values: object): Promise<string> => {
    const path = join(folder, `${name}.json`);
    await writeFile(path, JSON.stringify(values, null, 2), { mode: 0o600 });
    return path;
  };
  const stop = async () => {
    cseth.stop();
    await Promise.all(services.map((service) => stopAloud(service, say)));
    await endDatabase(join(folder, "relayer/postgres/data/postmaster.pid"));
    await devnet.stop();
    await rm(folder, { recursive: true, force: true });
    reaper.dismiss();
  };
  try {
    say("starting five oracles");
    for (const [index, account] of parts.oracles.entries()) {
      const path = await writeConfig(oracleName(index + 1), oracleConfig({ devnet, deploymentsFolder, account }));
      const killed = index === 0 ? killAt.filter(isOraclesFailpoint) : [];
      start(`oracle ${index + 1}`, ["oracle", "run", "--config", path], killed);
    }
    const path = await writeConfig("relayer", relayerConfig({ devnet, deploymentsFolder, folder }));
    await writeConfig("user", userConfig({ devnet, deploymentsFolder }));
    let relayer: Service | undefined;
    let fail: (reason: unknown) => void = () => {};
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    // Whoever waits for a step races against it; nobody waiting must not be an unhandled rejection.
    failed.catch(() => undefined);
    void devnet.died.then(fail);
    for (const service of services) service.failed.catch(fail);
    const startRelayer = () => {
      const failpoints = killAt.filter((name) => !isOraclesFailpoint(name));
      relayer = start("relayer", ["relayer", "run", "--config", path], failpoints);
      relayer.failed.catch(fail);
    };
    const client = (rpcUrl: string) => createPublicClient({ transport: http(rpcUrl), pollingInterval: POLL_MS });
    return {
      devnet,
      plan,
      l1: client(devnet.l1.rpcUrl),
      lanes: LANES.map((lane) => {
        const rollup = lane.rollup(devnet);
        return {
          ...lane,
          chainId: rollup.chainId,
          rpcUrl: rollup.rpcUrl,
          l2: client(rollup.rpcUrl),
          staker: walletOf(rollup, parts.staker),
          operator: walletOf(rollup, parts.operator),
          depositorWallet: walletOf(devnet.l1, lane.depositor),
        };
      }),
      governance: walletOf(devnet.l1, parts.governance),
      cseth,
      startRelayer,
      relayer: () => relayer,
      kills: () => services.reduce((sum, service) => sum + service.kills(), 0),
      failed,
      folder,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopAloud(service: Service, say: (line: string) => void): Promise<void> {
  const ticker = setInterval(() => say(`waiting for ${service.name} to put its things away`), 5_000);
  await service.stop();
  clearInterval(ticker);
}

/** A relayer takes its PostgreSQL down itself, unless it was killed. */
async function endDatabase(pidFile: string): Promise<void> {
  const pid = await readFile(pidFile, "utf8").then(
    (text) => Number(text.split("\n")[0]),
    () => undefined,
  );
  if (!pid) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function walletOf({ chain, rpcUrl }: { chain: Chain; rpcUrl: string }, index: number) {
  return createWalletClient({
    account: hdAccount(index),
    chain,
    transport: http(rpcUrl),
    pollingInterval: POLL_MS,
  });
}

function settingsFor(devnet: Devnet): DeploySettings {
  const { l1, beacon } = devnet;
  return {
    instance: INSTANCE,
    profile: "devnet",
    l1ChainId: l1.chainId,
    genesisTime: beacon.genesisTime + FRAMES_BEFORE * Number(params.devnet.frameSeconds),
    beaconGenesis: beacon.genesisTime,
    oracleMembers: parts.oracles.map((index) => hdAccount(index).address),
    oracleQuorum: 3,
    treasury: hdAccount(parts.treasury).address,
    governance: hdAccount(parts.governance).address,
    lanes: LANES.map((lane) => lane.settings(devnet)),
  };
}
