import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import { startInstance } from "@cseth/devnet/instance";
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
import { type Carrier, createL1End, type L1End, mined, POLLING, type Sent } from "./l1-end.ts";

const L2_TX_GAS = 16_000_000n;

export type Lane = Readonly<{
  laneId: number;
  plan: Plan;
  sendL1: L1End["send"];
  sendL2: (to: Hex, data: Hex) => Promise<TransactionReceipt>;
  /** Closes the open batch as soon as the hub's rules allow. */
  closeBatch: () => Promise<Sent>;
  carry: Carrier;
}>;

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

type LaneParts = Readonly<{ l1: L1End; plan: Plan; laneId: number; chain: Chain; carry: Carrier }>;

function createLane({ l1, plan, laneId, chain, carry }: LaneParts): Lane {
  const { devnet } = l1;
  const client = createPublicClient({ chain, transport: http(), ...POLLING }) as PublicClient;
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
