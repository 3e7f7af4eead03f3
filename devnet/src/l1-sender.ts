import type { Address, Hash, Hex, Log } from "viem";
import type { HDAccount } from "viem/accounts";
import type { JsonRpc } from "./json-rpc.ts";
import { l1ChainId } from "./op/genesis.ts";

/** Blocks of L1 after which a transaction that is still nowhere was dropped by a reorg. */
export const patience = 4n;

export type L1Receipt = { status: Hex; blockNumber: Hex; blockHash: Hex; logs: Log[] };

/** Sends for one of the infrastructure's accounts. Never waits: the next L1 block comes only after whoever sends. */
export type L1Sender = {
  readonly address: Address;
  send(call: { to: Address; data: Hex; value?: bigint; gas: bigint }): Promise<Hash>;
};

export function createL1Sender(l1: JsonRpc, account: HDAccount): L1Sender {
  return {
    address: account.address,
    async send({ to, data, value = 0n, gas }) {
      const nonce = Number(await l1.request<Hex>("eth_getTransactionCount", account.address, "pending"));
      const fees = { maxFeePerGas: 100n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n };
      const raw = await account.signTransaction({ chainId: l1ChainId, to, data, value, nonce, gas, ...fees });
      return l1.request<Hash>("eth_sendRawTransaction", raw);
    },
  };
}

export async function receiptOf(l1: JsonRpc, transaction: Hash): Promise<L1Receipt | null> {
  return l1.request<L1Receipt | null>("eth_getTransactionReceipt", transaction);
}
