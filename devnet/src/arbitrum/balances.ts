import { type Address, type Hex, numberToHex } from "viem";
import type { JsonRpc } from "../json-rpc.ts";

/**
 * Balances of a few accounts, to be moved as ArbOS moves them around a transaction: without running code. Nothing
 * reaches the chain before `commit`.
 */
export type Balances = {
  of(account: Address): bigint;
  mint(account: Address, amount: bigint): void;
  burn(account: Address, amount: bigint): void;
  /** @returns whether the sender had so much; if not, nothing moves */
  transfer(from: Address, to: Address, amount: bigint): boolean;
  commit(): Promise<void>;
};

export async function openBalances(l2: JsonRpc, accounts: readonly Address[]): Promise<Balances> {
  const before = new Map<string, bigint>();
  for (const account of new Set(accounts.map((each) => each.toLowerCase()))) {
    before.set(account, BigInt(await l2.request<Hex>("eth_getBalance", account, "latest")));
  }
  return balancesOf(before, async (changed) => {
    for (const [account, amount] of changed) await l2.request("anvil_setBalance", account, numberToHex(amount));
  });
}

/** @param opened every account that will be named, in lower case */
export function balancesOf(
  opened: ReadonlyMap<string, bigint>,
  write: (changed: readonly [string, bigint][]) => Promise<void>,
): Balances {
  const now = new Map(opened);

  function of(account: Address): bigint {
    const balance = now.get(account.toLowerCase());
    if (balance === undefined) throw new TypeError(`the balance of ${account} was not opened`);
    return balance;
  }
  const set = (account: Address, amount: bigint) => void now.set(account.toLowerCase(), amount);
  const mint = (account: Address, amount: bigint) => set(account, of(account) + amount);

  return {
    of,
    mint,
    burn: (account, amount) => mint(account, -amount),
    transfer(from, to, amount) {
      if (of(from) < amount) return false;
      mint(from, -amount);
      mint(to, amount);
      return true;
    },
    commit: () => write([...now].filter(([account, amount]) => amount !== opened.get(account))),
  };
}
