import type { Hash, LocalAccount } from "viem";
import { broadcast } from "../chain/broadcast.ts";
import type { ChainClient } from "../chain/client.ts";
import { readHeader } from "../chain/heads.ts";
import type { TransactionPolicy } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import { readMarket, signCall } from "./context.ts";
import { type Fees, raiseFees } from "./pricing.ts";
import { type Intent, simulate } from "./simulate.ts";

/** A call with everything that is known of it before it is signed. */
export type PreparedCall = Readonly<{ intent: Intent; gasLimit: bigint; fees: Fees; nonce: number }>;

export type Receipt = Readonly<{
  hash: Hash;
  blockNumber: bigint;
  succeeded: boolean;
  logs: readonly { address: Hash; topics: [Hash, ...Hash[]]; data: Hash }[];
}>;

/**
 * Simulates and prices a call, and gives it the account's next nonce.
 * @throws TX_WOULD_REVERT, TX_GAS_ABOVE_CAP, RPC_*
 */
export async function prepareCall(options: {
  client: ChainClient;
  account: Pick<LocalAccount, "address">;
  policy: TransactionPolicy;
  intent: Intent;
}): Promise<PreparedCall> {
  const { client, account, policy, intent } = options;
  const { address } = account;
  const { gasLimit } = await simulate({ client, from: address, intent, maxGas: policy.maxGas });
  const [fees, nonce] = await Promise.all([
    readMarket({ client }),
    client.viem.getTransactionCount({ address, blockTag: "pending" }),
  ]);
  return { intent, gasLimit, fees, nonce };
}

/**
 * Sends a call that would work again if it were sent again, such as a stake: under one nonce, whatever happens, so that
 * the chain takes it once at most. Its fees are raised while it waits.
 * @throws TX_REFUSED, TX_REVERTED, TX_NONCE_USED, TX_UNDER_WAY when the signal aborts, RPC_*
 */
export async function sendOnce(options: {
  client: ChainClient;
  account: LocalAccount;
  policy: TransactionPolicy;
  call: PreparedCall;
  /** Waits a moment between two looks at the chain; returns early when the signal aborts. */
  pause: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  logger: Logger;
}): Promise<Receipt> {
  const { client, account, policy, call, pause, signal, logger } = options;
  const { intent, gasLimit, nonce } = call;
  const hashes: Hash[] = [];
  let fees = call.fees;

  async function send(): Promise<void> {
    const { to, data, value = 0n } = intent;
    const { raw, hash } = await signCall({ account, client }, { to, data, value, gasLimit }, { nonce, fees });
    const outcome = await broadcast({ client, raw });
    if (!hashes.includes(hash)) hashes.push(hash);
    logger.info({ chain: client.name, intent: intent.key, nonce, hash, outcome: outcome.kind }, "transaction sent");
    if (outcome.kind === "refused" && hashes.length === 1) throw refused(call, client, outcome.reason);
  }

  async function findReceipt(): Promise<Receipt | undefined> {
    for (const hash of hashes) {
      const found = (await client.request({
        method: "eth_getTransactionReceipt",
        params: [hash],
      })) as RawReceipt | null;
      if (found)
        return { hash, blockNumber: BigInt(found.blockNumber), succeeded: found.status === "0x1", logs: found.logs };
    }
    return undefined;
  }

  await send();
  let since = (await readHeader({ client, at: "latest" })).number;
  let isDisplaced = false;
  while (!signal.aborted) {
    const used = await client.viem.getTransactionCount({ address: account.address, blockTag: "latest" });
    const receipt = await findReceipt();
    if (receipt?.succeeded) return receipt;
    if (receipt) throw reverted(call, client, receipt.hash);
    const { number } = await readHeader({ client, at: "latest" });
    if (used > nonce && !isDisplaced) {
      // Perhaps by one of ours, and the node that was asked for its receipt is behind.
      isDisplaced = true;
      since = number;
    }
    if (number - since >= BigInt(policy.replaceAfterBlocks)) {
      if (isDisplaced) throw nonceUsed(call, client, hashes);
      fees = raiseFees({ previous: fees, market: await readMarket({ client }), policy }) ?? fees;
      await send();
      since = number;
    }
    await pause(signal);
  }
  throw underWay(call, client, hashes);
}

type RawReceipt = { status: Hash; blockNumber: Hash; logs: Receipt["logs"] };

function refused({ intent, nonce }: PreparedCall, { name }: ChainClient, reason: string): CsethError {
  return new CsethError({
    code: "TX_REFUSED",
    retry: "never",
    message: `${name}: nodes refuse ${intent.key}: ${reason}`,
    fix: "Check the account's balance; nothing was sent.",
    context: { chain: name, nonce, reason },
  });
}

function reverted({ intent, nonce }: PreparedCall, { name }: ChainClient, hash: Hash): CsethError {
  return new CsethError({
    code: "TX_REVERTED",
    retry: "never",
    message: `${name}: ${intent.key} was included and reverted (${hash})`,
    fix: "The chain changed meanwhile; look with --dry-run, then try again.",
    context: { chain: name, nonce, hash },
  });
}

function nonceUsed({ intent, nonce }: PreparedCall, { name }: ChainClient, hashes: readonly Hash[]): CsethError {
  return new CsethError({
    code: "TX_NONCE_USED",
    retry: "never",
    message: `${name}: another transaction of the account took nonce ${nonce} from ${intent.key}`,
    fix: "Make sure that nothing else sends with this key, and that none of its transactions was included; then try again.",
    context: { chain: name, nonce, hashes },
  });
}

function underWay({ intent, nonce }: PreparedCall, { name }: ChainClient, hashes: readonly Hash[]): CsethError {
  return new CsethError({
    code: "TX_UNDER_WAY",
    retry: "never",
    message: `${name}: ${intent.key} is sent and not included yet (${hashes.at(-1)})`,
    fix: "Look that transaction up before you send again, or it may happen twice.",
    context: { chain: name, nonce, hashes },
  });
}
