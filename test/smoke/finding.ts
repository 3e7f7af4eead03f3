import type { ChainClient } from "@cseth/relayer/chain/client";
import type { AbiEvent, Address, TransactionReceipt } from "viem";

/** One thing that was looked at, and what was seen. */
export type Finding = readonly [what: string, seen: string];

/** A contract is not what our adapters take it for. */
export class Unexpected extends Error {
  override readonly name = "Unexpected";
}

export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Unexpected(what);
}

/** Blocks asked for at once, and how often, from the head down: what public endpoints allow. */
export type LookBack = Readonly<{ range: bigint; pages: number }>;

/** Receipts looked at on a page. */
const RECEIPTS = 20;

type Sought = Readonly<{
  address: Address;
  event: AbiEvent;
  lookBack: LookBack;
  /** Whether the event is the right one, where its kind does not say. */
  accepts?: (receipt: TransactionReceipt) => boolean;
}>;

/** The receipt of the newest transaction that emitted this event, undefined if there is none as far as one looks back. */
export async function newestReceipt(
  { viem }: ChainClient,
  { address, event, lookBack, accepts = () => true }: Sought,
): Promise<TransactionReceipt | undefined> {
  let toBlock = await viem.getBlockNumber();
  for (let page = 0; page < lookBack.pages && toBlock > 0n; page += 1) {
    const fromBlock = toBlock > lookBack.range ? toBlock - lookBack.range : 0n;
    const logs = await viem.getLogs({ address, event, fromBlock, toBlock });
    for (const { transactionHash: hash } of logs.slice(-RECEIPTS).reverse()) {
      const receipt = await viem.getTransactionReceipt({ hash });
      if (accepts(receipt)) return receipt;
    }
    toBlock = fromBlock - 1n;
  }
  return undefined;
}
