import { SLOTS_PER_EPOCH } from "@lodestar/params";
import type { CachedBeaconStateFulu } from "@lodestar/state-transition";
import type { fulu } from "@lodestar/types";
import { bytesToHex, type Hex } from "viem";
import { DevnetError } from "../errors.ts";

export type StoredBlock = {
  slot: number;
  root: Uint8Array;
  block: fulu.BeaconBlock;
  /** After the block. */
  state: CachedBeaconStateFulu;
};

/** A canonical block whose state may have been dropped already. */
export type BlockRecord = Omit<StoredBlock, "state"> & { state?: CachedBeaconStateFulu };

/** The canonical chain, by slot and by root. */
export type BlockStore = {
  head(): StoredBlock;
  finalized(): BlockRecord;
  justified(): BlockRecord;
  genesis(): BlockRecord;
  bySlot(slot: number): BlockRecord | undefined;
  byRoot(root: Hex): BlockRecord | undefined;
  byStateRoot(root: Hex): BlockRecord | undefined;
  /** All blocks, oldest first. */
  all(): Iterable<BlockRecord>;
  /** @throws DevnetError REORG_TOO_DEEP if it lies before the finalized block, or before what is stored */
  ancestor(depth: number): StoredBlock;
  append(block: StoredBlock): StoredBlock;
  rewindTo(block: StoredBlock): void;
  /** Drops states that lie further back than `keptStates` slots; blocks stay. */
  prune(): void;
};

/** States share their unchanged parts, yet each block adds some ten kilobytes. 2,048 slots are 6.8 hours of chain time. */
const keptStates = 64 * SLOTS_PER_EPOCH;

export function createBlockStore(first: StoredBlock, earlier: readonly BlockRecord[] = []): BlockStore {
  const chain: BlockRecord[] = [...earlier, first];
  const byRoot = new Map<Hex, BlockRecord>(chain.map((record) => [bytesToHex(record.root), record]));
  let head = first;
  let unpruned = chain.length - 1;

  const genesis = (): BlockRecord => chain[0] ?? head;
  const checkpoint = (root: Uint8Array) => byRoot.get(bytesToHex(root)) ?? genesis();
  const finalized = () => checkpoint(head.state.finalizedCheckpoint.root);

  return {
    head: () => head,
    finalized,
    justified: () => checkpoint(head.state.currentJustifiedCheckpoint.root),
    genesis,
    all: () => chain,
    byRoot: (root) => byRoot.get(root.toLowerCase() as Hex),
    byStateRoot: (root) => chain.findLast(({ block }) => bytesToHex(block.stateRoot) === root.toLowerCase()),
    bySlot: (slot) => chain.findLast((record) => record.slot === slot),
    ancestor(depth) {
      const record = chain.at(-1 - depth);
      const context = { depth, finalizedSlot: finalized().slot, headSlot: head.slot };
      if (record?.state === undefined || record.slot < finalized().slot) {
        throw new DevnetError("REORG_TOO_DEEP", `a reorg of ${depth} blocks would undo a finalized block`, context);
      }
      return { ...record, state: record.state };
    },
    append(block) {
      const { slot, root, state } = block;
      head = { slot, root, block: block.block, state };
      chain.push(head);
      byRoot.set(bytesToHex(root), head);
      return head;
    },
    rewindTo(block) {
      while (chain.length > 0 && (chain.at(-1)?.slot ?? 0) > block.slot) {
        const dropped = chain.pop();
        if (dropped) byRoot.delete(bytesToHex(dropped.root));
      }
      head = block;
    },
    prune() {
      for (; ; unpruned += 1) {
        const record = chain[unpruned];
        if (record === undefined || record.slot + keptStates >= finalized().slot) return;
        delete record.state;
      }
    },
  };
}
