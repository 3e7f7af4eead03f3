import type { Address, Hash, Hex } from "viem";
import type { HDAccount } from "viem/accounts";
import type { JsonRpc } from "./json-rpc.ts";

/** Sends for one account. Never waits: the next block comes only after whoever sends. */
export type Sender = {
  readonly address: Address;
  send(call: { to: Address; data: Hex; value?: bigint; gas: bigint }): Promise<Hash>;
};

export function createSender(options: { node: JsonRpc; chainId: number; account: HDAccount }): Sender {
  const { node, chainId, account } = options;
  return {
    address: account.address,
    async send({ to, data, value = 0n, gas }) {
      const nonce = Number(await node.request<Hex>("eth_getTransactionCount", account.address, "pending"));
      const fees = { maxFeePerGas: 100n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n };
      const raw = await account.signTransaction({ chainId, to, data, value, nonce, gas, ...fees });
      return node.request<Hash>("eth_sendRawTransaction", raw);
    },
  };
}
