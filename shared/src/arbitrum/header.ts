import type { Block, Hash, Hex } from "viem";

/** What Nitro adds to the header of every block of an Arbitrum chain. */
export type NitroHeader = { l1BlockNumber: Hex; sendCount: Hex; sendRoot: Hash };

/** The same of a block that viem has read: it hands these fields on as they are, and its types leave them out. */
export function nitroHeaderOf(block: Block): NitroHeader {
  return block as Block & NitroHeader;
}
