import type { Hash, Hex, Log } from "viem";
import type { HDAccount } from "viem/accounts";
import type { JsonRpc } from "./json-rpc.ts";
import { l1ChainId } from "./op/genesis.ts";
import { createSender, type Sender } from "./sender.ts";

/** Blocks of L1 after which a transaction that is still nowhere was dropped by a reorg. */
export const patience = 4n;

export type L1Receipt = { status: Hex; blockNumber: Hex; blockHash: Hex; logs: Log[] };

export function createL1Sender(l1: JsonRpc, account: HDAccount): Sender {
  return createSender({ node: l1, chainId: l1ChainId, account });
}

export async function receiptOf(l1: JsonRpc, transaction: Hash): Promise<L1Receipt | null> {
  return l1.request<L1Receipt | null>("eth_getTransactionReceipt", transaction);
}
