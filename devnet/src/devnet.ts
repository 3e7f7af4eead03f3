import { join } from "node:path";
import { devAccount, hdAccount, infrastructure } from "./accounts.ts";
import { type Anvil, findAnvil } from "./anvil.ts";
import { arbitrumGenesis } from "./arbitrum/genesis.ts";
import { confirmNitroDeployment, sendNitroDeployment } from "./arbitrum/l1.ts";
import { type BeaconThread, startBeaconThread } from "./beacon/client.ts";
import { defaultSpeed, parseSpeed } from "./clock.ts";
import { headOf } from "./json-rpc.ts";
import { confirmLayerZero, sendLayerZero } from "./layer-zero/deploy.ts";
import { startArbitrum, startL1, startOp } from "./nodes.ts";
import { l1ChainId, opGenesis } from "./op/genesis.ts";
import { choosePorts } from "./ports.ts";
import { type Reaper, startReaper } from "./reaper.ts";
import { runDevnet } from "./running.ts";
import { holdsState, type Manifest, readManifest } from "./state.ts";
import type { Devnet, DevnetOptions } from "./types.ts";

const cacheDirectory = join(import.meta.dirname, "../../.cache/devnet");
const defaultValidators = 64;
const ownedValidators = 8;
/** Four epochs: the first checkpoint is final afterwards, so nobody waits for it. L1's contracts are deployed meanwhile. */
const slotsBeforeL2 = 4 * 32 + 1;
/** Nitro's transactions fill three blocks. */
const slotsForNitro = 4;

type Part = { stop(): Promise<void> };

/**
 * Starts L1 with its beacon chain and both L2s, or goes on from a saved state.
 * @throws DevnetError; whatever was started by then has been ended
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const reaper = startReaper();
  const starting: Promise<Part>[] = [];
  try {
    return await bringUp(options, reaper, starting);
  } catch (error) {
    // One that is still starting must be among what is stopped.
    const ended = await Promise.allSettled(starting);
    await Promise.all(ended.map((part) => part.status === "fulfilled" && part.value.stop()));
    reaper.dismiss();
    throw error;
  }
}

async function bringUp(options: DevnetOptions, reaper: Reaper, starting: Promise<Part>[]): Promise<Devnet> {
  const { state, validators = defaultValidators, onProgress = () => {}, log = () => {} } = options;
  const speed = parseSpeed(options.speed ?? defaultSpeed);
  const restoreFrom = state !== undefined && holdsState(state) ? state : undefined;
  const [binary, ports] = await Promise.all([findAnvil(process.env), choosePorts(options.portBase)]);
  const track = <Started extends Part>(part: Promise<Started>): Promise<Started> => {
    starting.push(part);
    return part;
  };

  onProgress(restoreFrom ? `restoring ${restoreFrom}` : "reading genesis");
  const saved = restoreFrom === undefined ? undefined : await readManifest(restoreFrom);
  const proposer = hdAccount(infrastructure.opProposer).address;
  const genesis = opGenesis({ cacheDirectory, proposer });
  const genesisTime = saved?.genesisTime ?? Number(genesis.l1.timestamp);
  onProgress("starting L1 and its beacon chain");
  const node = { binary, reaper, restoreFrom };
  const l1Time = saved?.timestamps.l1 ?? genesisTime;
  const startL2s = (now: number) =>
    Promise.all([
      track(startOp({ ...node, port: ports.op, genesis: genesis.l2, timestamp: saved?.timestamps.op ?? now })),
      track(
        startArbitrum({
          ...node,
          port: ports.arbitrumNode,
          genesis: arbitrumGenesis(genesis.l2),
          timestamp: saved?.timestamps.arbitrum ?? now,
        }),
      ),
    ]);
  // From a state they need nothing of L1, and load theirs while L1 and its beacon chain load theirs.
  const restoring = saved && startL2s(saved.timestamps.l1);
  // Whoever fails first is told of; the others are waited for when everything is stopped.
  restoring?.catch(() => {});
  const l1 = await track(startL1({ ...node, port: ports.l1, genesis: genesis.l1, timestamp: l1Time }));
  const beacon = await track(
    startBeaconThread({
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
  const nitro = saved?.nitro ?? (await deployToL1(l1, beacon, onProgress));
  onProgress("starting the L2s");
  const [op, arbitrum] = await (restoring ?? startL2s(Number((await headOf(l1.rpc)).timestamp)));
  const nodes = { l1, op, arbitrum };
  return runDevnet({ options, speed, nodes, beacon, ports, nitro, genesisTime, saved, reaper, log, onProgress, track });
}

async function deployToL1(
  l1: Anvil,
  beacon: BeaconThread,
  onProgress: (step: string) => void,
): Promise<Manifest["nitro"]> {
  onProgress("deploying Nitro's and LayerZero's L1 contracts and finalizing the first epochs");
  const nitro = await sendNitroDeployment(l1.rpc);
  await beacon.service.nextSlots(slotsForNitro);
  await confirmNitroDeployment(l1.rpc, nitro);
  const layerZero = await sendLayerZero("l1", { node: l1.rpc, chainId: l1ChainId });
  await beacon.service.nextSlots(slotsBeforeL2 - slotsForNitro);
  await confirmLayerZero(layerZero);
  return nitro.addresses;
}
