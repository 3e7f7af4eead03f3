import type { Hex } from "viem";
import { DevnetError } from "./errors.ts";
import { blockAt, type JsonRpc, type RpcBlock } from "./json-rpc.ts";

/** L1 blocks whose L2 blocks can still be undone; deeper reorgs than this are refused by the beacon chain. */
const keptEpochs = 512;

/** What one L1 block gave to L2: the L2 height before its first block. */
type Epoch = { origin: { number: bigint; hash: Hex }; heightBefore: bigint };

/** An L2 chain that is made of L1's blocks. */
export type Derivation = {
  height(): bigint;
  /** Makes the L2 blocks of the next L1 block. */
  derive(block: RpcBlock): Promise<void>;
  /** Undoes all L2 blocks above this height, which was L2's before the L1 block it is to follow again. */
  rewind(height: bigint): Promise<void>;
};

export type Follower = {
  /** Derives L2 blocks until their origin is this head of L1, undoing those of L1 blocks that are gone. */
  follow(head: RpcBlock): Promise<void>;
};

/** @param origin number of the L1 block that the L2 head was derived from */
export async function createFollower(l1: JsonRpc, origin: bigint, chain: Derivation): Promise<Follower> {
  const first = await blockAt(l1, origin);
  if (first === null) throw new DevnetError("STATE_UNREADABLE", `L1 has no block ${origin}, the origin of L2's head`);
  let epochs: Epoch[] = [{ origin: { number: origin, hash: first.hash }, heightBefore: chain.height() }];

  const current = (): Epoch => epochs.at(-1) as Epoch;

  /** Drops epochs whose L1 block is no longer canonical. */
  async function undoOrphans(): Promise<void> {
    let base: bigint | undefined;
    for (;;) {
      const { origin: checked, heightBefore } = current();
      const canonical = await blockAt(l1, checked.number);
      if (canonical?.hash === checked.hash) break;
      if (epochs.length === 1)
        throw new DevnetError("REORG_TOO_DEEP", `L2 can't follow a reorg beyond L1 block ${checked.number}`);
      base = heightBefore;
      epochs.pop();
    }
    if (base !== undefined) await chain.rewind(base);
  }

  async function derive(block: RpcBlock): Promise<void> {
    const next = { number: BigInt(block.number), hash: block.hash };
    epochs = [...epochs.slice(-keptEpochs), { origin: next, heightBefore: chain.height() }];
    await chain.derive(block);
  }

  return {
    async follow(head) {
      if (head.hash === current().origin.hash) return;
      if (head.parentHash !== current().origin.hash) await undoOrphans();
      while (current().origin.number + 1n < BigInt(head.number)) {
        const between = await blockAt(l1, current().origin.number + 1n);
        if (between === null) throw new DevnetError("REORG_TOO_DEEP", "L1 changed while L2 followed it");
        await derive(between);
      }
      await derive(head);
    },
  };
}
