import { type Address, getAddress, numberToHex } from "viem";

/** AddressAliasHelper.OFFSET of Nitro's contracts. */
const offset = 0x1111_0000_0000_0000_0000_0000_0000_0000_0000_1111n;
const modulus = 1n << 160n;

/** Sender that L2 sees when a contract on L1 sends it a message; for retryable tickets, accounts without code too. */
export function toL2Alias(l1Address: Address): Address {
  return addressOf(BigInt(l1Address) + offset);
}

/** The L1 sender behind an aliased address. */
export function fromL2Alias(l2Address: Address): Address {
  return addressOf(BigInt(l2Address) - offset + modulus);
}

function addressOf(value: bigint): Address {
  return getAddress(numberToHex(value % modulus, { size: 20 }));
}
