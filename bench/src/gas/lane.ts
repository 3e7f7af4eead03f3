import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startInstance } from "@cseth/devnet/instance";
import type { Devnet } from "@cseth/devnet/types";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import {
  type Chain,
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  type PublicClient,
  parseEventLogs,
  type TransactionReceipt,
} from "viem";
import type { Plan } from "../../../deploy/plan.ts";
import { BenchError } from "../errors.ts";
import { ARBITRUM_LANE, instanceSettings, OP_LANE, parts } from "../instance.ts";
import { createArbitrumCarrier } from "./carry-arbitrum.ts";
import { createOpCarrier } from "./carry-op.ts";

/** Below the 16,777,216 of EIP-7825, above what the portal wants for a BATCH. */
export const TX_GAS = 15_000_000n;
const L2_TX_GAS = 16_000_000n;
const SLOTS_PER_STEP = 120;

/** A batch that its L2 has sent. */
export type Sent = Readonly<{ batchNonce: bigint; receipt: TransactionReceipt }>;
/** A batch on its way: what it took to send it, and what L1 paid to prove and to land it. */
export type Carried = Readonly<{ batchNonce: bigint; prove: number; finalize: number }>;
/** Brings batches over one rollup's real bridge; each lands. */
export type Carrier = (batches: readonly Sent[]) => Promise<readonly Carried[]>;

/** L1 as the relayer sees it; every transaction takes a slot. */
export type L1End = Readonly<{
  devnet: Devnet;
  client: PublicClient;
  /** Sends a transaction. */
  send: (to: Hex, data: Hex) => Promise<TransactionReceipt>;
  /** Runs slots until this holds. @throws BENCH_NOT_READY */
  runUntil: (what: string, isReady: () => Promise<boolean>) => Promise<void>;
}>;

export type Lane = Readonly<{
  laneId: number;
  plan: Plan;
  sendL1: L1End["send"];
  sendL2: (to: Hex, data: Hex) => Promise<TransactionReceipt>;
  /** Closes the open batch as soon as the hub's rules allow. */
  closeBatch: () => Promise<Sent>;
  carry: Carrier;
}>;

const polling = { pollingInterval: 10, cacheTime: 0 };

/** The devnet with the rollups' real bridge contracts and an instance on it; time moves only when told. */
export async function startLanes({ root, say }: { root: string; say: (line: string) => void }) {
  const deploymentsFolder = await mkdtemp(join(tmpdir(), "cseth-bench-"));
  const { devnet, plan } = await startInstance({
    speed: "manual",
    settings: instanceSettings,
    deploymentsFolder,
    root,
    onProgress: say,
  }).finally(() => rm(deploymentsFolder, { recursive: true, force: true }));
  const l1 = createL1End(devnet);
  return {
    op: createLane({ l1, plan, laneId: OP_LANE, chain: devnet.op.chain, carry: createOpCarrier(l1) }),
    arbitrum: createLane({
      l1,
      plan,
      laneId: ARBITRUM_LANE,
      chain: devnet.arbitrum.chain,
      carry: createArbitrumCarrier(l1),
    }),
    stop: () => devnet.stop(),
  };
}

function createL1End(devnet: Devnet): L1End {
  const client = createPublicClient({ chain: devnet.l1.chain, transport: http(), ...polling }) as PublicClient;
  const wallet = createWalletClient({
    account: hdAccount(parts.relayer),
    chain: devnet.l1.chain,
    transport: http(),
  });
  return {
    devnet,
    client,
    send: async (to, data) => mined({ devnet, client, hash: await wallet.sendTransaction({ to, data, gas: TX_GAS }) }),
    async runUntil(what, isReady) {
      for (let slots = 0; slots < SLOTS_PER_STEP; slots += 1) {
        if (await isReady()) return;
        await devnet.mineSlots(1);
      }
      throw new BenchError("BENCH_NOT_READY", `After ${SLOTS_PER_STEP} slots still not ${what}.`);
    },
  };
}

type LaneParts = Readonly<{ l1: L1End; plan: Plan; laneId: number; chain: Chain; carry: Carrier }>;

function createLane({ l1, plan, laneId, chain, carry }: LaneParts): Lane {
  const { devnet } = l1;
  const client = createPublicClient({ chain, transport: http(), ...polling }) as PublicClient;
  const wallet = createWalletClient({ account: hdAccount(parts.operator), chain, transport: http() });
  const hub = { address: plan.l2("L2Hub", laneId), abi: l2HubAbi } as const;
  return {
    laneId,
    plan,
    sendL1: l1.send,
    sendL2: async (to, data) =>
      mined({ devnet, client, hash: await wallet.sendTransaction({ to, data, gas: L2_TX_GAS }) }),
    async closeBatch() {
      const from = await client.readContract({ ...hub, functionName: "closableAt" });
      await l1.runUntil("a batch closable", async () => (await client.getBlock()).timestamp >= from);
      const hash = await wallet.writeContract({ ...hub, functionName: "closeBatch", gas: L2_TX_GAS });
      const receipt = await mined({ devnet, client, hash });
      const [sent] = parseEventLogs({ abi: l2HubAbi, eventName: "BatchSent", logs: receipt.logs });
      if (sent === undefined) throw new BenchError("BENCH_NOT_READY", "No batch was sent by closeBatch.");
      return { batchNonce: sent.args.batchNonce, receipt };
    },
    carry,
  };
}

/** Runs a slot, after which the transaction must have succeeded. */
export async function mined({
  devnet,
  client,
  hash,
}: {
  devnet: Devnet;
  client: PublicClient;
  hash: Hex;
}): Promise<TransactionReceipt> {
  await devnet.mineSlots(1);
  const receipt = await client.getTransactionReceipt({ hash });
  if (receipt.status === "success") return receipt;
  const { from: account, to, input: data, gas } = await client.getTransaction({ hash });
  const reason = await client.call({ account, to, data, gas, blockNumber: receipt.blockNumber }).then(
    () => `no reason, ${receipt.gasUsed} of ${gas} gas used`,
    (error: Error) => error.message,
  );
  throw new BenchError("BENCH_REVERTED", `A transaction to ${to} reverted: ${reason}`, { hash });
}
