import { join } from "node:path";
import { devAccount, hdAccount, infrastructure, userAccounts } from "./accounts.ts";
import { type Anvil, findAnvil } from "./anvil.ts";
import { arbitrumChainId } from "./arbitrum/config.ts";
import { confirmNitroDeployment, sendNitroDeployment } from "./arbitrum/l1.ts";
import { type BeaconThread, startBeaconThread } from "./beacon/client.ts";
import { systemContracts } from "./beacon/predeploys.ts";
import { l1Chain } from "./chains.ts";
import { createClock, defaultSpeed, parseSpeed } from "./clock.ts";
import { DevnetError } from "./errors.ts";
import { headOf } from "./json-rpc.ts";
import { startL1, startOp } from "./nodes.ts";
import { l1ChainId, opGenesis } from "./op/genesis.ts";
import { createOpRollup, type RunningRollup } from "./op/rollup.ts";
import { choosePorts } from "./ports.ts";
import { type Reaper, startReaper } from "./reaper.ts";
import { holdsState, type Manifest, readManifest, writeState } from "./state.ts";
import type { Devnet, DevnetOptions, L1Position } from "./types.ts";

const cacheDirectory = join(import.meta.dirname, "../../.cache/devnet");
const defaultValidators = 64;
const ownedValidators = 8;
/** Four epochs: the first checkpoint is final afterwards, so nobody waits for it. Nitro is deployed meanwhile. */
const slotsBeforeL2 = 4 * 32 + 1;

/**
 * Starts L1 with its beacon chain and the OP-stack L2, or goes on from a saved state.
 * @throws DevnetError; whatever was started by then has been ended
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const reaper = startReaper();
  const started: { stop(): Promise<void> }[] = [];
  try {
    return await bringUp(options, reaper, started);
  } catch (error) {
    await Promise.all(started.map((part) => part.stop()));
    reaper.dismiss();
    throw error;
  }
}

async function bringUp(options: DevnetOptions, reaper: Reaper, started: { stop(): Promise<void> }[]): Promise<Devnet> {
  const { state, validators = defaultValidators, onProgress = () => {}, log = () => {} } = options;
  const speed = parseSpeed(options.speed ?? defaultSpeed);
  const restoreFrom = state !== undefined && holdsState(state) ? state : undefined;
  const [binary, ports] = await Promise.all([findAnvil(process.env), choosePorts(options.portBase)]);
  const track = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    started.push(part);
    return part;
  };

  onProgress(restoreFrom ? `restoring ${restoreFrom}` : "reading genesis");
  const saved = restoreFrom === undefined ? undefined : await readManifest(restoreFrom);
  const proposer = hdAccount(infrastructure.opProposer).address;
  const genesis = opGenesis({ cacheDirectory, proposer });
  const genesisTime = saved?.genesisTime ?? Number(genesis.l1.timestamp);
  onProgress("starting L1 and its beacon chain");
  const l1 = track(
    await startL1({
      binary,
      port: ports.l1,
      reaper,
      restoreFrom,
      genesis: genesis.l1,
      timestamp: saved?.timestamps.l1 ?? genesisTime,
    }),
  );
  const beacon = track(
    await startBeaconThread({
      l1RpcUrl: l1.rpc.url,
      l1ChainId,
      genesisTime,
      port: ports.beacon,
      validators,
      owner: devAccount(0).address,
      owned: ownedValidators,
      restoreFrom,
    }),
  );
  const nitro = saved?.nitro ?? (await deployNitro(l1, beacon, onProgress));
  onProgress("starting the OP-stack L2");
  const head = await headOf(l1.rpc);
  const op = track(
    await startOp({
      binary,
      port: ports.op,
      reaper,
      restoreFrom,
      genesis: genesis.l2,
      timestamp: saved?.timestamps.op ?? Number(head.timestamp),
    }),
  );
  return assemble({ options, speed, l1, beacon, op, nitro, genesisTime, saved, reaper, log, onProgress });
}

async function deployNitro(
  l1: Anvil,
  beacon: BeaconThread,
  onProgress: (step: string) => void,
): Promise<Manifest["nitro"]> {
  onProgress("deploying Nitro's L1 contracts and finalizing the first epochs");
  const deployment = await sendNitroDeployment(l1.rpc);
  await beacon.service.nextSlots(slotsBeforeL2);
  await confirmNitroDeployment(l1.rpc, deployment);
  return deployment.addresses;
}

type Parts = {
  options: DevnetOptions;
  speed: NonNullable<DevnetOptions["speed"]>;
  l1: Anvil;
  beacon: BeaconThread;
  op: Anvil;
  nitro: Manifest["nitro"];
  genesisTime: number;
  saved: Manifest | undefined;
  reaper: Reaper;
  log: (line: string) => void;
  onProgress: (step: string) => void;
};

async function assemble({
  options,
  speed,
  l1,
  beacon,
  op,
  nitro,
  genesisTime,
  saved,
  reaper,
  log,
  onProgress,
}: Parts): Promise<Devnet> {
  const { service } = beacon;
  const death = Promise.withResolvers<DevnetError>();
  const anyDeath = Promise.race([l1.died, op.died, beacon.died]);
  let ending: Promise<void> | undefined;
  let rollup: RunningRollup;

  async function runSlots(count: number): Promise<L1Position> {
    let position = await service.nextSlots(1);
    await rollup.onL1Block();
    for (let done = 1; done < count; done += 1) {
      position = await service.nextSlots(1);
      await rollup.onL1Block();
    }
    return position;
  }

  const clock = createClock({ speed, runSlot: () => runSlots(1), onFailure: (error) => void fail(error) });

  function stop(): Promise<void> {
    ending ??= (async () => {
      const stopping = clock.stop();
      await Promise.all([l1.stop(), op.stop(), beacon.stop()]);
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
    // A node that ended says why itself, a moment after its callers notice.
    const cause = await Promise.race([
      anyDeath,
      new Promise<DevnetError>((resolve) => setTimeout(resolve, 300, reason)),
    ]);
    await stop();
    death.resolve(cause);
  }
  void anyDeath.then(fail);

  const runSlot = (send: () => Promise<void>) =>
    clock.exclusive(async () => {
      await send();
      await runSlots(1);
    });
  const origin = saved ? BigInt(saved.opOrigin) : BigInt((await headOf(l1.rpc)).number);
  rollup = await createOpRollup({ l1: l1.rpc, l2: op, origin, runSlot, log });
  const { onL1Block: _, ...opRollup } = rollup;

  const devnet: Devnet = {
    restored: saved !== undefined,
    l1: { chainId: l1ChainId, rpcUrl: l1.rpc.url, chain: l1Chain(l1.rpc.url), pid: l1.pid },
    beacon: {
      url: beacon.url,
      genesisTime,
      setOffline: (validators) => clock.exclusive(() => service.setOffline(validators)),
      slash: (validator) => clock.exclusive(() => service.slash(validator)),
    },
    op: opRollup,
    arbitrum: { chainId: arbitrumChainId, addresses: nitro },
    systemContracts,
    accounts: Array.from({ length: userAccounts }, (_unused, index) => devAccount(index)),
    clock: { speed, pause: clock.pause, resume: clock.resume },
    died: death.promise,
    mineSlots(count) {
      if (!Number.isInteger(count) || count < 1) {
        throw new DevnetError("INVALID_OPTION", `mineSlots takes a whole number from 1, not ${count}`, { count });
      }
      return clock.exclusive(() => runSlots(count));
    },
    reorgL1: (depth, { keepTransactions = true } = {}) =>
      clock.exclusive(async () => {
        const position = await service.reorg(depth, keepTransactions);
        await rollup.onL1Block();
        return position;
      }),
    saveState: (directory) =>
      clock.exclusive(async () => {
        await writeState({
          directory,
          manifest: { genesisTime, nitro },
          l1: l1.rpc,
          op: op.rpc,
          saveBeacon: service.save,
        });
      }),
    stop,
  };
  if (saved === undefined && options.deploy) {
    onProgress("deploying contracts");
    await deployFast(options.deploy, devnet);
  }
  if (speed !== "manual") clock.resume();
  return devnet;
}

/** Slots follow each other without a pause as long as the deployment waits for them. */
async function deployFast(deploy: (devnet: Devnet) => Promise<void>, devnet: Devnet): Promise<void> {
  let deployed = false;
  const deployment = deploy(devnet).finally(() => {
    deployed = true;
  });
  const slots = (async () => {
    while (!deployed) {
      await devnet.mineSlots(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  await Promise.all([deployment, slots]);
}
