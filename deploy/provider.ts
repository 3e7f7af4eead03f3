import {
  type Chain,
  createWalletClient,
  defineChain,
  type EIP1193RequestFn,
  http,
  type LocalAccount,
  publicActions,
} from "viem";
import { DeployError } from "./create3.ts";

const RECEIPT_TIMEOUT_MS = 600_000;

type Request = { method: string; params?: unknown };

/**
 * An EIP-1193 provider with one local account, so that deploy scripts never need a node that holds keys.
 * Fees and nonces are viem's; everything else goes to the node unchanged.
 */
export function createSigningProvider(options: {
  rpcUrl: string;
  chainId: number;
  account: LocalAccount;
  /** Milliseconds between looks for a receipt. */
  pollingInterval: number;
}): { request: EIP1193RequestFn } {
  const { rpcUrl, chainId, account, pollingInterval } = options;
  const chain: Chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const client = createWalletClient({ account, chain, transport: http(rpcUrl) }).extend(publicActions);
  // One after the other, so that no two get one nonce; they wait for their blocks together.
  let sent: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = sent.then(work);
    sent = turn.catch(() => {});
    return turn;
  };
  const request = async ({ method, params }: Request): Promise<unknown> => {
    if (method === "eth_accounts") return [account.address];
    if (method !== "eth_sendTransaction") return client.request({ method, params } as never);
    const [transaction] = params as [
      { to?: `0x${string}`; data?: `0x${string}`; value?: `0x${string}`; gas?: `0x${string}` },
    ];
    const hash = await inTurn(() =>
      client.sendTransaction({
        ...(transaction.to ? { to: transaction.to } : {}),
        ...(transaction.data ? { data: transaction.data } : {}),
        ...(transaction.gas ? { gas: BigInt(transaction.gas) } : {}),
        value: BigInt(transaction.value ?? 0),
      }),
    );
    // Here, because rocketh looks for receipts once a second and never at their status.
    const receipt = await client.waitForTransactionReceipt({ hash, pollingInterval, timeout: RECEIPT_TIMEOUT_MS });
    if (receipt.status !== "success") throw new DeployError(`Transaction ${hash} reverted: nothing after it was sent.`);
    return hash;
  };
  return { request: request as EIP1193RequestFn };
}
