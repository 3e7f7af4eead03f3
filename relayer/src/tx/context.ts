import { keccak256, type LocalAccount } from "viem";
import type { ChainClient } from "../chain/client.ts";
import type { FinalityConfig, TransactionPolicy } from "../config/schema.ts";
import type { ExclusiveLock } from "../store/locks.ts";
import type { Signed, SignerKey } from "../store/transactionReads.ts";
import type { TransactionStore } from "../store/transactions.ts";
import type { Failpoint } from "../telemetry/failpoint.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Fees } from "./pricing.ts";

/** What sending and watching share: one signer on one chain. */
export type TxContext = {
  client: ChainClient;
  account: LocalAccount;
  key: SignerKey;
  store: TransactionStore;
  /** Proof that no other process uses this signer. */
  ownership: ExclusiveLock;
  policy: TransactionPolicy;
  finality: FinalityConfig;
  now: () => Date;
  failpoint: Failpoint;
  logger: Logger;
  metrics: Metrics;
};

/** What a transaction should cost now: twice the base fee plus the tip, so that six full blocks do not outrun it. */
export async function readMarket({ client }: Pick<TxContext, "client">): Promise<Fees> {
  const { maxFeePerGas, maxPriorityFeePerGas } = await client.viem.estimateFeesPerGas({ type: "eip1559" });
  return { maxFee: maxFeePerGas, maxPriorityFee: maxPriorityFeePerGas };
}

/** The account's next nonce: by mined transactions, or by finalized ones. */
export async function readNonce(
  { client, key }: Pick<TxContext, "client" | "key">,
  at: "latest" | bigint,
): Promise<number> {
  const address = key.signer;
  return client.viem.getTransactionCount(
    typeof at === "bigint" ? { address, blockNumber: at } : { address, blockTag: at },
  );
}

/** Signs a call under a nonce; nothing leaves the process. */
export async function signCall(
  { account, client }: Pick<TxContext, "account" | "client">,
  { to, data, value, gasLimit }: { to: `0x${string}`; data: `0x${string}`; value: bigint; gasLimit: bigint },
  { nonce, fees }: { nonce: number; fees: Fees },
): Promise<Signed> {
  const raw = await account.signTransaction({
    type: "eip1559",
    chainId: client.chainId,
    to,
    data,
    value,
    gas: gasLimit,
    nonce,
    maxFeePerGas: fees.maxFee,
    maxPriorityFeePerGas: fees.maxPriorityFee,
  });
  return { hash: keccak256(raw), raw, maxFee: fees.maxFee, maxPriorityFee: fees.maxPriorityFee, gasLimit, value };
}
