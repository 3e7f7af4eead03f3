import { type Hex, size } from "viem";
import { hdAccount, infrastructure } from "../accounts.ts";
import { DevnetError } from "../errors.ts";
import type { JsonRpc } from "../json-rpc.ts";
import type { LayerZeroChain } from "../types.ts";
import { layerZeroDeployment } from "./contracts.ts";

/**
 * Limits near to what is used, so that all fit into one block: anvil tries those behind one that does not fit, and drops
 * them for their nonces.
 */
const gasPerByte = 230n;
const creationGas = 200_000n;
const callGas = 400_000n;
const gwei = 10n ** 9n;

export type LayerZeroDeployment = Readonly<{ chain: LayerZeroChain; node: JsonRpc; transactions: readonly Hex[] }>;

/** Puts all transactions that deploy LayerZero on one chain into its pool, which is empty, without waiting. */
export async function sendLayerZero(
  chain: LayerZeroChain,
  { node, chainId }: { node: JsonRpc; chainId: number },
): Promise<LayerZeroDeployment> {
  const owner = hdAccount(infrastructure.layerZeroOwner);
  const transactions: Hex[] = [];
  for (const [nonce, { to, data }] of layerZeroDeployment(chain).entries()) {
    const gas = to === undefined ? creationGas + gasPerByte * BigInt(size(data)) : callGas;
    const fees = { maxFeePerGas: 100n * gwei, maxPriorityFeePerGas: gwei };
    const raw = await owner.signTransaction({ chainId, ...(to ? { to } : {}), data, nonce, gas, ...fees });
    transactions.push(await node.request<Hex>("eth_sendRawTransaction", raw));
  }
  return { chain, node, transactions };
}

/** @throws DevnetError CONTRACT_FAILED naming the first transaction that is missing or failed */
export async function confirmLayerZero({ chain, node, transactions }: LayerZeroDeployment): Promise<void> {
  for (const [index, transaction] of transactions.entries()) {
    const receipt = await node.request<{ status: Hex } | null>("eth_getTransactionReceipt", transaction);
    if (receipt?.status === "0x1") continue;
    const reason = receipt === null ? "is in no block" : "failed";
    const message = `transaction ${index} of LayerZero's deployment on ${chain} ${reason}`;
    throw new DevnetError("CONTRACT_FAILED", message, { chain, transaction });
  }
}
