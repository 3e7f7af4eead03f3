import { type Address, type Hex, numberToHex } from "viem";
import { allocKey, type Genesis, type GenesisAccount } from "../genesis.ts";
import { arbitrumChainId, ticketLifetime } from "./config.ts";
import { arbosAccount, networkFeeAccount, precompileCode, precompiles, retryableSlots } from "./precompiles.ts";

/** ArbOS's accounts pay the node's gas, refunds and cancelled tickets, and are never counted. */
const treasury = numberToHex(10n ** 30n);
const multicall3: Address = "0xca11bde05977b3631167028862be2a173976ca11";

/** @param donor genesis whose Multicall3 is taken over: on public networks it stands at the same address everywhere */
export function arbitrumGenesis(donor: Genesis): Genesis {
  const accounts: [Address, GenesisAccount][] = Object.entries(precompileCode).map(([address, code]) => [
    address as Address,
    { balance: "0x0", code },
  ]);
  const alloc = Object.fromEntries(accounts.map(([address, account]) => [allocKey(address), account]));
  const lifetime = { [word(retryableSlots.lifetime)]: word(ticketLifetime) };
  Object.assign(alloc[allocKey(precompiles.arbRetryableTx)] ?? {}, { balance: treasury, storage: lifetime });
  const { chainId: _chainId, ...forks } = donor.config;
  return {
    ...donor,
    config: { ...forks, chainId: arbitrumChainId },
    alloc: {
      ...alloc,
      [allocKey(arbosAccount)]: { balance: treasury },
      [allocKey(networkFeeAccount)]: { balance: treasury },
      [allocKey(multicall3)]: donor.alloc[allocKey(multicall3)] ?? {},
    },
  };
}

function word(value: number | bigint): Hex {
  return numberToHex(value, { size: 32 });
}
