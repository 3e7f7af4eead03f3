// How the two ends of the lane name each other.
import { type Address, concatHex, type Hex, numberToHex, size } from "viem";

/** The L2 messenger's address is fixed by the OP-stack; here the player is the messenger of both chains. */
export const PLAYER: Address = "0x4200000000000000000000000000000000000007";
/** The chain both ends really stand on. */
export const CHAIN_ID = 900;
/** L1's and L2's chain ids as the gateways see them. */
export const L1_CHAIN = 901n;
export const L2_CHAIN = 902n;

/** ERC-7930 address of an EVM account, in its one canonical encoding. */
export function interoperable(chainId: bigint, account: Address): Hex {
  const chain = numberToHex(chainId);
  const even: Hex = chain.length % 2 === 0 ? chain : `0x0${chain.slice(2)}`;
  return concatHex(["0x00010000", numberToHex(size(even), { size: 1 }), even, "0x14", account]);
}
