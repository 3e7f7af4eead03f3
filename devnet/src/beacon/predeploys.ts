import { getGenesis } from "@ethereumjs/genesis";
import type { Address, Hex } from "viem";
import { DevnetError } from "../errors.ts";
import type { GenesisAccount } from "../genesis.ts";

/** The contracts through which the consensus layer and L1 talk, at their addresses of every public network. */
export const systemContracts = {
  depositContract: "0x00000000219ab540356cBB839Cbe05303d7705Fa",
  /** EIP-4788 */
  beaconRoots: "0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02",
  /** EIP-7002 */
  withdrawalRequests: "0x00000961Ef480Eb55e80D19ad83579A64c007002",
  /** EIP-7251 */
  consolidationRequests: "0x0000BBdDc7CE488642fb579F8B00f3a590007251",
} as const satisfies Record<string, Address>;

const hoodi = 560_048;

/** Genesis accounts of the system contracts: the genuine bytecode, as in the genesis of the Hoodi network. */
export function systemContractAccounts(): Record<Address, GenesisAccount> {
  const genesis = new Map(
    Object.entries(getGenesis(hoodi) ?? {}).map(([address, state]) => [address.toLowerCase(), state]),
  );
  const accounts = Object.values(systemContracts).map((address): [Address, GenesisAccount] => {
    const state = genesis.get(address.toLowerCase());
    if (!Array.isArray(state) || state[1] === undefined) {
      throw new DevnetError("GENESIS_UNREADABLE", `no system contract ${address} in the genesis of Hoodi`, { address });
    }
    const [balance, code, storage] = state;
    return [address, { balance, code, storage: Object.fromEntries((storage ?? []).map(activate)) }];
  });
  return Object.fromEntries(accounts);
}

// EIP-7002 and EIP-7251 refuse every fee query while their excess is the inhibitor 2^256-1 of before the fork.
function activate([slot, value]: [Hex, Hex]): [Hex, Hex] {
  return [slot, BigInt(value) === 2n ** 256n - 1n ? `0x${"00".repeat(32)}` : value];
}
