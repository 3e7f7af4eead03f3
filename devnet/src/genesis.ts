import type { Address, Hex } from "viem";

export type GenesisAccount = {
  balance?: Hex;
  code?: Hex;
  nonce?: Hex;
  storage?: Record<Hex, Hex>;
};

/** A genesis file as geth and anvil read it. */
export type Genesis = {
  config: Record<string, unknown> & { chainId: number };
  timestamp: Hex;
  gasLimit: Hex;
  alloc: Record<string, GenesisAccount>;
} & Record<string, unknown>;

/** Key of an account in `alloc`: genesis files write addresses without prefix and in lower case. */
export function allocKey(address: Address): string {
  return address.slice(2).toLowerCase();
}
