import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startDevnet } from "@cseth/devnet/devnet";
import { createLayerZeroBridge } from "@cseth/relayer/bridges/layer-zero/layerZeroBridge";
import { createOpStackBridge } from "@cseth/relayer/bridges/op-stack/opStackBridge";
import type { FastBridge, MinedLog, Step } from "@cseth/relayer/bridges/port";
import { readL1Addresses, readL2Addresses } from "@cseth/relayer/config/deployments";
import type { Carrier } from "@cseth/relayer/domain/carrier";
import { encodeEnvelope, messageType } from "@cseth/shared/messages/envelope";
import { type Abi, type Address, concat, createPublicClient, createWalletClient, type Hex, http } from "viem";
import type { Plan } from "../../../deploy/plan.ts";
import { deployInstance, recordFolder } from "../../../deploy/run.ts";
import { LANES } from "../../../tools/start/lanes.ts";
import { createTestClient } from "../../relayer/bridges/clients.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;
const INSTANCE = "fast";
const parts = { deployer: 0, staker: 1, relayer: 4, governance: 8, treasury: 9, oracles: [11, 12, 13, 14, 15] };
const [opStack = assert.fail("no lane")] = LANES;
/** As L1's and OP's nodes call it on the devnet: nothing here waits for the beacon chain. */
const finality = { source: "tags", safeDepth: 0, finalizedDepth: 0 } as const;

export type Call = { address: Address; abi: Abi | readonly unknown[]; functionName: string; args?: readonly unknown[] };

export type FastWorld = Awaited<ReturnType<typeof startFastWorld>>;

/**
 * One devnet with several lanes to the same L2, each with hubs, ledger and gateways of its own: what differs between
 * them is then what was done to them, in the same blocks and at the same rate.
 */
export async function startFastWorld({ laneIds }: { laneIds: readonly number[] }) {
  const folder = await mkdtemp(join(tmpdir(), "cseth-fast-"));
  const deploymentsFolder = join(folder, "deployments");
  let plan: Plan | undefined;
  const devnet = await startDevnet({
    speed: "manual",
    deploy: async (chains) => {
      plan = await deployInstance({
        settings: {
          instance: INSTANCE,
          profile: "devnet",
          l1ChainId: chains.l1.chainId,
          genesisTime: chains.beacon.genesisTime,
          beaconGenesis: chains.beacon.genesisTime,
          oracleMembers: parts.oracles.map((index) => hdAccount(index).address),
          oracleQuorum: 3,
          treasury: hdAccount(parts.treasury).address,
          governance: hdAccount(parts.governance).address,
          lanes: laneIds.map((laneId) => ({ ...opStack.settings(chains), laneId })),
        },
        deployer: hdAccount(parts.deployer),
        l1RpcUrl: chains.l1.rpcUrl,
        laneRpcUrls: Object.fromEntries(laneIds.map((laneId) => [laneId, chains.op.rpcUrl])),
        deploymentsFolder,
        root: ROOT,
        pollingInterval: 20,
      });
    },
  });
  if (!plan) throw new TypeError("the devnet started from a state");
  const addresses = plan;
  const readers = {
    l1: createPublicClient({ chain: devnet.l1.chain, transport: http(devnet.l1.rpcUrl), cacheTime: 0 }),
    op: createPublicClient({ chain: devnet.op.chain, transport: http(devnet.op.rpcUrl), cacheTime: 0 }),
  };
  const wallet = (side: "l1" | "op", index: number) =>
    createWalletClient({ account: hdAccount(index), chain: devnet[side].chain, transport: http(devnet[side].rpcUrl) });
  const clients = { l1: createTestClient("l1", devnet.l1), op: createTestClient("op", devnet.op) };

  /** Puts all calls into the pool, runs one slot, and expects each to have worked. */
  async function sendAll(side: "l1" | "op", calls: readonly (Call & { value?: bigint })[]) {
    const sender = wallet(side, parts.staker);
    const hashes: Hex[] = [];
    for (const call of calls) hashes.push(await sender.writeContract({ ...call, gas: 3_000_000n } as never));
    await devnet.mineSlots(1);
    const receipts = await Promise.all(hashes.map((hash) => readers[side].getTransactionReceipt({ hash })));
    for (const [index, { status }] of receipts.entries())
      assert.equal(status, "success", `${calls[index]?.functionName}`);
    return receipts;
  }

  async function sendStep({ chainId, to, data, value, gas }: Step): Promise<void> {
    const side = chainId === devnet.l1.chainId ? "l1" : "op";
    await wallet(side, parts.relayer).sendTransaction({ to, data, value, gas } as never);
  }

  const ends = (laneId: number, name: "Canonical" | "Fast") => ({
    laneId,
    l1: { client: clients.l1, finality, gateway: addresses.l1(`L1${name}Gateway`, laneId) },
    l2: { client: clients.op, finality, gateway: addresses.l2(`L2${name}Gateway`, laneId) },
  });

  return {
    devnet,
    plan: addresses,
    ...readers,
    clients,
    finality,
    staker: hdAccount(parts.staker).address,
    oracles: parts.oracles.map((index) => hdAccount(index)),
    sendAll,
    sendStep,
    addressesOf: (laneId: number) => ({
      l1: readL1Addresses({ folder: join(deploymentsFolder, recordFolder({ instance: INSTANCE }, 0)), laneIds }),
      l2: readL2Addresses({ folder: join(deploymentsFolder, recordFolder({ instance: INSTANCE }, laneId)) }),
    }),
    canonicalBridge: (laneId: number) => createOpStackBridge({ ...ends(laneId, "Canonical"), provers: [] }),
    /** One for which an executor never has time left. */
    fastBridge: (laneId: number) => createLayerZeroBridge({ ...ends(laneId, "Fast"), executorSeconds: 0n }),

    /** The message that a transaction on the L2 has sent. */
    async carrierOf(bridge: FastBridge, { logs }: { logs: readonly unknown[] }): Promise<Carrier> {
      const [carrier, ...others] = await bridge.discover({
        chainId: devnet.op.chainId,
        logs: logs as readonly MinedLog[],
      });
      assert.equal(others.length, 0);
      return carrier ?? assert.fail("nothing was sent");
    },

    /** Every verifier vouches for a fast message of a lane that its hub has not sent, or not under this nonce. */
    async forge(way: "note" | "freeze", laneId: number, { nonce, body }: { nonce: bigint; body: Hex }): Promise<Hex> {
      const isUp = way === "note";
      const [l1Hub, l2Hub] = [addresses.l1("LaneHub"), addresses.l2("L2Hub", laneId)];
      const [above, below] = [addresses.l1("L1FastGateway", laneId), addresses.l2("L2FastGateway", laneId)];
      const type = isUp ? messageType.fastNote : messageType.fastFreeze;
      return devnet.layerZero.forge({
        from: isUp ? "op" : "l1",
        to: isUp ? "l1" : "op",
        sender: isUp ? below : above,
        receiver: isUp ? above : below,
        message: concat([...(isUp ? [l2Hub, l1Hub] : [l1Hub, l2Hub]), encodeEnvelope({ type, laneId, nonce, body })]),
        gas: 500_000n,
      });
    },

    async slotsUntil(what: string | (() => string), done: () => Promise<boolean>, slots = 60): Promise<void> {
      for (let mined = 0; !(await done()); mined += 1) {
        if (mined === slots) assert.fail(`${typeof what === "string" ? what : what()}: not within ${slots} slots`);
        await devnet.mineSlots(1);
      }
    },

    stop: async () => {
      await devnet.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
