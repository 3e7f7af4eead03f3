import type { Address, Hash, Hex } from "viem";
import { createSendTree, type SendProof } from "./send-tree.ts";

/** What a Nitro block says beyond what anvil's says. */
export type NitroBlock = { l1BlockNumber: number; sendCount: number; sendRoot: Hash; transactions: number };

/** A transaction ArbOS made: under Nitro's hash for everybody, under another for the node that executed it. */
export type ArbosTransaction = {
  hash: Hash;
  nodeHash: Hash;
  blockNumber: number;
  /** What JSON-RPC shows instead of the node's fields. */
  transaction: Readonly<Record<string, unknown>>;
  receipt: Readonly<Record<string, unknown>>;
  /** Gas of the block's transactions before it, as Nitro counts. */
  gasBefore: number;
};

export type OpenTicket = { expiry: bigint; beneficiary: Address; value: bigint };

/** What changes by other ways than growing, as it was at the end of an L1 block's L2 blocks. */
type Checkpoint = { height: number; delayedRead: number; tickets: ReadonlyMap<Hash, OpenTicket> };

export type SavedLedger = {
  blocks: readonly NitroBlock[];
  sends: readonly Hash[];
  transactions: readonly ArbosTransaction[];
  delayedRead: number;
  tickets: readonly (readonly [Hash, { expiry: Hex; beneficiary: Address; value: Hex }])[];
};

/** As many as the follower can undo. */
const keptCheckpoints = 512;

export type Ledger = ReturnType<typeof createLedger>;

/** Everything of the L2 chain that Nitro knows and anvil does not. It is rolled back together with the chain. */
export function createLedger(saved?: SavedLedger) {
  const blocks: NitroBlock[] = [...(saved?.blocks ?? [])];
  const sends: Hash[] = [...(saved?.sends ?? [])];
  const tree = createSendTree(sends);
  const byHash = new Map<Hash, ArbosTransaction>();
  const byNodeHash = new Map<Hash, ArbosTransaction>();
  let tickets = new Map<Hash, OpenTicket>(
    saved?.tickets.map(([id, { expiry, beneficiary, value }]) => [
      id,
      { expiry: BigInt(expiry), beneficiary, value: BigInt(value) },
    ]),
  );
  // The first message, which starts the chain, is part of its genesis.
  let delayedRead = saved?.delayedRead ?? 1;
  let checkpoints: Checkpoint[] = [];

  function add(transaction: ArbosTransaction): void {
    byHash.set(transaction.hash, transaction);
    byNodeHash.set(transaction.nodeHash, transaction);
  }
  for (const transaction of saved?.transactions ?? []) add(transaction);

  function checkpoint(): void {
    const taken = { height: blocks.length - 1, delayedRead, tickets: new Map(tickets) };
    checkpoints = [...checkpoints.slice(-keptCheckpoints), taken];
  }

  return {
    blocks: blocks as readonly NitroBlock[],
    sends: sends as readonly Hash[],
    tickets: () => tickets as ReadonlyMap<Hash, OpenTicket>,
    /** Messages of the delayed inbox that L2 has read. */
    delayedRead: () => delayedRead,
    byHash: (hash: Hash) => byHash.get(hash),
    byNodeHash: (hash: Hash) => byNodeHash.get(hash),
    /** The newest block, or the one that JSON-RPC calls pending. */
    blockAt: (number: number) => blocks[number] ?? (blocks.at(-1) as NitroBlock),

    /** Place of a message in the tree of the first `size`. @throws RangeError */
    proveSend: (size: number, position: number): SendProof => tree.prove(size, position),

    addBlock: (block: NitroBlock) => void blocks.push(block),
    addSend: (item: Hash) => void sends.push(item),
    addTransaction: add,
    removeTransaction(nodeHash: Hash): void {
      const transaction = byNodeHash.get(nodeHash);
      byNodeHash.delete(nodeHash);
      if (transaction) byHash.delete(transaction.hash);
    },
    openTicket: (id: Hash, ticket: OpenTicket) => void tickets.set(id, ticket),
    closeTicket: (id: Hash) => void tickets.delete(id),
    countDelayed: () => {
      delayedRead += 1;
    },
    checkpoint,
    /** Goes back to a height at which a checkpoint was taken. */
    rewind(height: number): void {
      blocks.length = height + 1;
      sends.length = blocks.at(-1)?.sendCount ?? 0;
      tree.reset();
      for (const transaction of byHash.values()) {
        if (transaction.blockNumber <= height) continue;
        byHash.delete(transaction.hash);
        byNodeHash.delete(transaction.nodeHash);
      }
      checkpoints = checkpoints.filter((each) => each.height <= height);
      const last = checkpoints.at(-1);
      if (last?.height !== height) throw new TypeError(`no checkpoint was taken at height ${height}`);
      ({ delayedRead } = last);
      tickets = new Map(last.tickets);
    },
    save: (): SavedLedger => ({
      blocks,
      sends,
      transactions: [...byHash.values()],
      delayedRead,
      tickets: [...tickets].map(([id, { expiry, beneficiary, value }]) => [
        id,
        { expiry: `0x${expiry.toString(16)}`, beneficiary, value: `0x${value.toString(16)}` },
      ]),
    }),
  };
}
