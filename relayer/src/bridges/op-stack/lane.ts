import type { Address, Hash } from "viem";
import type { Side } from "../side.ts";

/** Predeploys, the same on every OP-stack rollup: https://specs.optimism.io/protocol/predeploys.html */
export const L2_MESSENGER: Address = "0x4200000000000000000000000000000000000007";
export const MESSAGE_PASSER: Address = "0x4200000000000000000000000000000000000016";

/** One lane over an OP-stack rollup, and where its contracts are. */
export type OpStackLane = {
  laneId: number;
  l1: Side;
  /** Its nodes need the state of past L2 blocks, as far back as games are proven: an archive node. */
  l2: Side;
  messengers: { l1: Address; l2: Address };
  portal: Address;
  /** Output roots computed so far, by the hash of their L2 block. */
  knownRoots: Map<Hash, Hash>;
};
