import type { Hex } from "viem";
import { devAccount, userAccounts } from "./accounts.ts";
import type { Anvil } from "./anvil.ts";
import { arbitrumChainId } from "./arbitrum/config.ts";
import { createArbitrumRollup } from "./arbitrum/rollup.ts";
import type { BeaconThread } from "./beacon/client.ts";
import { systemContracts } from "./beacon/predeploys.ts";
import { l1Chain } from "./chains.ts";
import { createClock } from "./clock.ts";
import { DevnetError } from "./errors.ts";
import { createJsonRpc, headOf } from "./json-rpc.ts";
import { layerZeroAddresses, layerZeroEids } from "./layer-zero/addresses.ts";
import { createWorkerChain } from "./layer-zero/chain.ts";
import { confirmLayerZero, sendLayerZero } from "./layer-zero/deploy.ts";
import { createWorkers } from "./layer-zero/workers.ts";
import { l1ChainId, opChainId } from "./op/genesis.ts";
import { createOpRollup } from "./op/rollup.ts";
import type { DevnetPorts } from "./ports.ts";
import type { Reaper } from "./reaper.ts";
import { type Manifest, type NodeName, writeState } from "./state.ts";
import type { Devnet, DevnetOptions, L1Position, Speed } from "./types.ts";

/** How long a node that ended has to say why, before its callers' complaint is taken for the cause. */
const lastWordsMs = 300;
/** While contracts are deployed: how often is looked whether a transaction waits, and how often at most in vain. */
const lookMs = 5;
const idleLooks = 100;

export type Parts = {
  options: DevnetOptions;
  speed: Speed;
  nodes: Record<NodeName, Anvil>;
  beacon: BeaconThread;
  ports: DevnetPorts;
  nitro: Manifest["nitro"];
  genesisTime: number;
  saved: Manifest | undefined;
  reaper: Reaper;
  log: (line: string) => void;
  onProgress: (step: string) => void;
  /** Remembers what has to be stopped if the start fails later on. */
  track: <Part extends { stop(): Promise<void> }>(starting: Promise<Part>) => Promise<Part>;
};

/** Puts the started parts together: one clock moves them, and they end together. */
export async function runDevnet(parts: Parts): Promise<Devnet> {
  const { options, speed, nodes, beacon, ports, nitro, genesisTime, saved, reaper, log, onProgress, track } = parts;
  const { l1, op, arbitrum } = nodes;
  const { service } = beacon;
  const death = Promise.withResolvers<DevnetError>();
  const anyDeath = Promise.race([l1.died, op.died, arbitrum.died, beacon.died]);
  let ending: Promise<void> | undefined;
  let followL1: () => Promise<unknown> = async () => {};

  async function runSlots(count: number): Promise<L1Position> {
    let position = await service.nextSlots(1);
    await followL1();
    for (let done = 1; done < count; done += 1) {
      position = await service.nextSlots(1);
      await followL1();
    }
    return position;
  }

  const clock = createClock({ speed, runSlot: () => runSlots(1), onFailure: (error) => void fail(error) });

  function stop(): Promise<void> {
    ending ??= (async () => {
      const stopping = clock.stop();
      await arbitrumRollup.stop();
      await Promise.all([l1.stop(), op.stop(), arbitrum.stop(), beacon.stop()]);
      await stopping;
      reaper.dismiss();
    })();
    return ending;
  }

  /** One chain gone ends all: a devnet with a hole in it would only mislead. */
  async function fail(error: unknown): Promise<void> {
    if (ending !== undefined) return;
    const reason =
      error instanceof DevnetError
        ? error
        : new DevnetError("CHAIN_DIED", `a slot failed: ${String(error)}`, {}, error);
    const cause = await Promise.race([
      anyDeath,
      new Promise<DevnetError>((resolve) => setTimeout(resolve, lastWordsMs, reason)),
    ]);
    await stop();
    death.resolve(cause);
  }

  const runSlot = (send: () => Promise<void>) =>
    clock.exclusive(async () => {
      await send();
      await runSlots(1);
    });
  const mineSlots = (count: number) => clock.exclusive(() => runSlots(count));
  const origin = saved ? BigInt(saved.l2Origin) : BigInt((await headOf(l1.rpc)).number);
  const [opRollup, arbitrumRollup] = await Promise.all([
    createOpRollup({ l1: l1.rpc, l2: op, origin, runSlot, log }),
    track(
      createArbitrumRollup({
        l1: l1.rpc,
        l2: arbitrum,
        port: ports.arbitrum,
        addresses: nitro,
        origin,
        saved: saved?.arbitrum,
        runSlots: mineSlots,
        log,
      }),
    ),
  ]);
  const layerZero = await createWorkers({
    chains: [
      createWorkerChain({ name: "l1", chainId: l1ChainId, node: l1.rpc }),
      createWorkerChain({ name: "op", chainId: opChainId, node: op.rpc }),
      createWorkerChain({ name: "arbitrum", chainId: arbitrumChainId, node: createJsonRpc(arbitrumRollup.rpcUrl) }),
    ],
    waiting: saved?.layerZero ?? [],
    log,
  });
  followL1 = async () => {
    const head = await headOf(l1.rpc);
    await Promise.all([opRollup.onL1Block(head), arbitrumRollup.onL1Block(head)]);
    await layerZero.onSlot();
  };
  void anyDeath.then(fail);
  const { onL1Block: _, ...opOfUser } = opRollup;
  const { onL1Block: _onL1Block, save: saveLedger, stop: _stop, ...arbitrumOfUser } = arbitrumRollup;

  const devnet: Devnet = {
    restored: saved !== undefined,
    l1: { chainId: l1ChainId, rpcUrl: l1.rpc.url, chain: l1Chain(l1.rpc.url), pid: l1.pid },
    beacon: {
      url: beacon.url,
      genesisTime,
      setOffline: (validators) => clock.exclusive(() => service.setOffline(validators)),
      slash: (validator) => clock.exclusive(() => service.slash(validator)),
    },
    op: opOfUser,
    arbitrum: arbitrumOfUser,
    layerZero: {
      addresses: layerZeroAddresses(),
      eids: layerZeroEids,
      setWork: layerZero.setWork,
      forge: (forgery) => clock.exclusive(() => layerZero.forge(forgery)),
    },
    systemContracts,
    accounts: Array.from({ length: userAccounts }, (_unused, index) => devAccount(index)),
    clock: { speed, pause: clock.pause, resume: clock.resume },
    died: death.promise,
    mineSlots(count) {
      if (!Number.isInteger(count) || count < 1) {
        throw new DevnetError("INVALID_OPTION", `mineSlots takes a whole number from 1, not ${count}`, { count });
      }
      return mineSlots(count);
    },
    reorgL1: (depth, { keepTransactions = true } = {}) =>
      clock.exclusive(async () => {
        const position = await service.reorg(depth, keepTransactions);
        await followL1();
        return position;
      }),
    saveState: (directory) =>
      clock.exclusive(() =>
        writeState({
          directory,
          manifest: { genesisTime, nitro, arbitrum: saveLedger(), layerZero: layerZero.save() },
          chains: { l1: l1.rpc, op: op.rpc, arbitrum: arbitrum.rpc },
          saveBeacon: service.save,
        }),
      ),
    stop,
  };
  if (saved === undefined) {
    onProgress("deploying LayerZero to the L2s");
    const deployments = await Promise.all([
      sendLayerZero("op", { node: op.rpc, chainId: opChainId }),
      sendLayerZero("arbitrum", { node: arbitrum.rpc, chainId: arbitrumChainId }),
    ]);
    await mineSlots(1);
    await Promise.all(deployments.map(confirmLayerZero));
  }
  if (saved === undefined && options.deploy) {
    onProgress("deploying contracts");
    await deployFast(options.deploy, { devnet, nodes: [l1, op, arbitrum] });
  }
  if (speed !== "manual") clock.resume();
  return devnet;
}

/**
 * As long as the deployment runs, a slot follows at once where one of its transactions waits, and now and then elsewhere:
 * so the chains are hardly older for it, however long it takes.
 */
async function deployFast(
  deploy: (devnet: Devnet) => Promise<void>,
  { devnet, nodes }: { devnet: Devnet; nodes: readonly Anvil[] },
): Promise<void> {
  let deployed = false;
  const deployment = deploy(devnet).finally(() => {
    deployed = true;
  });
  const isWaiting = async ({ rpc }: Anvil) => (await rpc.request<PoolStatus>("txpool_status")).pending !== "0x0";
  const slots = (async () => {
    for (let look = 1; !deployed; look += 1) {
      const waiting = await Promise.all(nodes.map(isWaiting));
      if (waiting.includes(true) || look % idleLooks === 0) await devnet.mineSlots(1);
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  })();
  await Promise.all([deployment, slots]);
}

type PoolStatus = { pending: Hex; queued: Hex };
