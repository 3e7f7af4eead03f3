// The three chains, and how the two ends of a lane name each other.
import { type Address, concatHex, type Hex, numberToHex, size } from "viem";

export const CHAINS = ["l1", "op", "arb"] as const;
export type ChainName = (typeof CHAINS)[number];
/** Lane 1 goes to an OP-stack L2, lane 2 to an Arbitrum one. */
export const LANES = [1, 2] as const;
export type LaneId = (typeof LANES)[number];

export const CHAIN_IDS = { l1: 901, op: 902, arb: 903 } as const satisfies Record<ChainName, number>;
export const CHAIN_OF = { 1: "op", 2: "arb" } as const satisfies Record<LaneId, ChainName>;

const L2_MESSENGER: Address = "0x4200000000000000000000000000000000000007";
/** On each L2 the player stands where the chain's own bridge does, on L1 anywhere. */
export const PLAYER_AT: Readonly<Record<ChainName, Address>> = {
  l1: L2_MESSENGER,
  op: L2_MESSENGER,
  arb: "0x0000000000000000000000000000000000000064",
};

/** Callers of steps: 0 is the player, then the users, then who stands for a bridge. */
export const USER_COUNT = 3;
export const CALLER = {
  player: 0,
  /** On L1, by lane; on an L2 its only one. */
  fastGateway: { 1: USER_COUNT + 1, 2: USER_COUNT + 2 } as Readonly<Record<LaneId, number>>,
  l2FastGateway: USER_COUNT + 1,
  /** On the Arbitrum L2: what Nitro makes of the L1 gateway's address. */
  aliasedGateway: USER_COUNT + 2,
} as const;

/** ERC-7930 address of an EVM account, in its one canonical encoding. */
export function interoperable(chain: ChainName, account: Address): Hex {
  const id = numberToHex(CHAIN_IDS[chain]);
  const even: Hex = id.length % 2 === 0 ? id : `0x0${id.slice(2)}`;
  return concatHex(["0x00010000", numberToHex(size(even), { size: 1 }), even, "0x14", account]);
}

/** AddressAliasHelper of Nitro's contracts. */
export function aliasOf(account: Address): Address {
  const sum = (BigInt(account) + 0x1111000000000000000000000000000000001111n) % 2n ** 160n;
  return numberToHex(sum, { size: 20 });
}

/** Kinds of actions that the executor takes one by one, in runs, and that nobody executes. */
export const ACTION_KINDS = { single: 201, run: 202, nobody: 203 } as const;
