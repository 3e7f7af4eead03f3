import { hdAccount } from "@cseth/devnet/accounts";
import type { Devnet } from "@cseth/devnet/types";
import {
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  type PublicClient,
  type TransactionReceipt,
} from "viem";
import { BenchError } from "../errors.ts";
import { parts } from "../instance.ts";

/** Below the 16,777,216 of EIP-7825, above what the portal wants for a BATCH. */
export const TX_GAS = 15_000_000n;
const SLOTS_PER_STEP = 120;
export const POLLING = { pollingInterval: 10, cacheTime: 0 };

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

export function createL1End(devnet: Devnet): L1End {
  const client = createPublicClient({ chain: devnet.l1.chain, transport: http(), ...POLLING }) as PublicClient;
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
