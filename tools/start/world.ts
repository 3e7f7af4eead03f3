import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startDevnet } from "@cseth/devnet/devnet";
import type { Devnet } from "@cseth/devnet/types";
import { type Address, createPublicClient, createWalletClient, http, type PublicClient } from "viem";
import type { Plan } from "../../deploy/plan.ts";
import { deployInstance, recordFolder } from "../../deploy/run.ts";
import type { DeploySettings } from "../../deploy/settings.ts";
import { type Service, startService } from "./service.ts";

export const LANE_ID = 1;
const INSTANCE = "devnet";
const POLL_MS = 150;

/** Which of the devnet's known accounts plays what. */
const parts = {
  deployer: 0,
  staker: 1,
  operator: 2,
  depositor: 3,
  relayer: 4,
  governance: 8,
  treasury: 9,
  oracles: [11, 12, 13, 14, 15],
};

/** Chains, contracts, relayer and oracles, all running. */
export type World = Readonly<{
  devnet: Devnet;
  plan: Plan;
  l1: PublicClient;
  l2: PublicClient;
  staker: ReturnType<typeof walletsOf>;
  operator: ReturnType<typeof walletsOf>;
  depositor: ReturnType<typeof walletsOf>;
  /** Starts the relayer; until then nothing is closed or carried. */
  startRelayer: () => void;
  /** The relayer, once started. */
  relayer: () => Service | undefined;
  /** Rejects when a chain or a service ends although nobody stopped it. */
  failed: Promise<never>;
  folder: string;
  stop: () => Promise<void>;
}>;

export async function startWorld(options: {
  root: string;
  speed: number;
  killAt: readonly string[];
  say: (line: string) => void;
  onLog?: (service: string, line: string) => void;
}): Promise<World> {
  const { root, speed, killAt, say, onLog } = options;
  const folder = await mkdtemp(join(tmpdir(), "cseth-start-"));
  const deploymentsFolder = join(folder, "deployments");
  let plan: Plan | undefined;
  const devnet = await startDevnet({
    speed,
    onProgress: say,
    deploy: async (chains) => {
      plan = await deployInstance({
        settings: settingsFor(chains),
        deployer: hdAccount(parts.deployer),
        l1RpcUrl: chains.l1.rpcUrl,
        laneRpcUrls: { [LANE_ID]: chains.op.rpcUrl },
        deploymentsFolder,
        root,
        onProgress: say,
        pollingInterval: 50,
      });
    },
  });
  if (plan === undefined) throw new TypeError("The devnet started from a state: contracts would be missing.");

  const services: Service[] = [];
  const start = (name: string, args: readonly string[], failpoints: readonly string[] = []) => {
    const service = startService({
      name,
      root,
      args,
      failpoints,
      ...(onLog ? { onLine: (line) => onLog(name, line) } : {}),
    });
    services.push(service);
    return service;
  };
  const stop = async () => {
    await Promise.all(services.map((service) => service.stop()));
    await devnet.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    say("starting five oracles");
    for (const [index, account] of parts.oracles.entries()) {
      const path = join(folder, `oracle-${index + 1}.json`);
      await writeFile(path, JSON.stringify(oracleConfig({ devnet, deploymentsFolder, account }), null, 2), {
        mode: 0o600,
      });
      start(`oracle ${index + 1}`, ["oracle", "run", "--config", path]);
    }
    const path = join(folder, "relayer.json");
    await writeFile(path, JSON.stringify(relayerConfig({ devnet, deploymentsFolder, folder }), null, 2), {
      mode: 0o600,
    });
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
      relayer = start("relayer", ["relayer", "run", "--config", path], killAt);
      relayer.failed.catch(fail);
    };
    const client = (rpcUrl: string) => createPublicClient({ transport: http(rpcUrl), pollingInterval: POLL_MS });
    return {
      devnet,
      plan,
      l1: client(devnet.l1.rpcUrl),
      l2: client(devnet.op.rpcUrl),
      staker: walletsOf(devnet, parts.staker),
      operator: walletsOf(devnet, parts.operator),
      depositor: walletsOf(devnet, parts.depositor),
      startRelayer,
      relayer: () => relayer,
      failed,
      folder,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function walletsOf({ l1, op }: Devnet, index: number) {
  const account = hdAccount(index);
  return {
    address: account.address as Address,
    l1: createWalletClient({ account, chain: l1.chain, transport: http(l1.rpcUrl), pollingInterval: POLL_MS }),
    l2: createWalletClient({ account, chain: op.chain, transport: http(op.rpcUrl), pollingInterval: POLL_MS }),
  };
}

function settingsFor({ l1, op, beacon }: Devnet): DeploySettings {
  return {
    instance: INSTANCE,
    profile: "devnet",
    l1ChainId: l1.chainId,
    genesisTime: beacon.genesisTime,
    beaconGenesis: beacon.genesisTime,
    oracleMembers: parts.oracles.map((index) => hdAccount(index).address),
    oracleQuorum: 3,
    treasury: hdAccount(parts.treasury).address,
    governance: hdAccount(parts.governance).address,
    lanes: [
      { laneId: LANE_ID, kind: "op-stack", chainId: op.chainId, l1Messenger: op.addresses.l1.l1CrossDomainMessenger },
    ],
  };
}

type ConfigInput = { devnet: Devnet; deploymentsFolder: string };

function chainsOf({ devnet, deploymentsFolder }: ConfigInput) {
  const chain = (laneId: number, chainId: number, rpcUrl: string) => ({
    chainId,
    rpcUrls: [rpcUrl],
    deployments: join(deploymentsFolder, recordFolder({ instance: INSTANCE }, laneId)),
    pollMs: POLL_MS,
  });
  return {
    l1: chain(0, devnet.l1.chainId, devnet.l1.rpcUrl),
    lane: { laneId: LANE_ID, kind: "op-stack", ...chain(LANE_ID, devnet.op.chainId, devnet.op.rpcUrl) },
  };
}

function relayerConfig({ folder, ...input }: ConfigInput & { folder: string }) {
  const { l1, lane } = chainsOf(input);
  const signers = [{ key: keyOf(parts.relayer) }];
  return {
    dataDir: join(folder, "relayer"),
    http: { port: 0 },
    planner: { closeBatchAfterSeconds: 20 },
    l1: { ...l1, signers },
    lanes: [{ ...lane, signers }],
  };
}

function oracleConfig({ account, ...input }: ConfigInput & { account: number }) {
  const { l1, lane } = chainsOf(input);
  return {
    l1,
    lanes: [lane],
    oracle: { key: keyOf(account), beaconUrls: [input.devnet.beacon.url] },
  };
}

function keyOf(index: number): string {
  const { privateKey } = hdAccount(index).getHdKey();
  if (!privateKey) throw new TypeError(`account ${index} has no private key`);
  return `0x${Buffer.from(privateKey).toString("hex")}`;
}
