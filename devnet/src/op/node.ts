import { type Address, type Hex, numberToHex, toEventSelector } from "viem";
import { DevnetError, messageOf } from "../errors.ts";
import { blockAt, headOf, type JsonRpc, type RpcBlock, type RpcLog } from "../json-rpc.ts";
import { attributesDeposit, batchesBySender, type Deposit, type SystemConfig, userDeposit } from "./deposits.ts";

/** Seconds of chain time between L2 blocks: three follow each L1 block. With six, anvil spends twice the time on roots. */
const l2BlockTime = 4n;
const l1SlotTime = 12n;
/** Epochs whose L2 blocks can still be undone; deeper L1 reorgs than this are refused by the beacon chain. */
const keptEpochs = 512;
const depositTransaction = "0x7e";
const transactionDeposited = toEventSelector("TransactionDeposited(address,address,uint256,bytes)");

/** What one L1 block gave to L2: the L2 height before its first block. */
type Epoch = { origin: { number: bigint; hash: Hex }; heightBefore: bigint };

export type OpNode = {
  /** Derives L2 blocks until their origin is the head of L1, undoing those of L1 blocks that are gone. */
  follow(): Promise<void>;
  /** Height of L2 at the last `follow`. */
  height(): bigint;
};

export type OpNodeOptions = {
  l1: JsonRpc;
  l2: JsonRpc;
  portal: Address;
  systemConfig: SystemConfig;
  /** Number of the L1 block that the L2 head was derived from. */
  origin: bigint;
  log: (line: string) => void;
};

/**
 * The role of op-node: deposits, attributes, time and reorgs of L1 become L2 blocks. There is no batch derivation: the
 * sequencer's own pool is all that else enters a block.
 */
export async function createOpNode({ l1, l2, portal, systemConfig, origin, log }: OpNodeOptions): Promise<OpNode> {
  const first = await blockAt(l1, origin);
  if (first === null) throw new DevnetError("STATE_UNREADABLE", `L1 has no block ${origin}, the origin of L2's head`);
  const start = await headOf(l2);
  let epochs: Epoch[] = [{ origin: { number: origin, hash: first.hash }, heightBefore: BigInt(start.number) }];
  let height = BigInt(start.number);
  let time = BigInt(start.timestamp);

  const current = (): Epoch => epochs.at(-1) as Epoch;

  async function submit({ raw }: Deposit): Promise<void> {
    await l2.request("eth_sendRawTransaction", raw).catch((error: unknown) => {
      // On op-geth such a deposit would be included as failed.
      log(`L2 refused a deposit: ${messageOf(error)}`);
    });
  }

  async function mine(deposits: readonly Deposit[], notBefore: bigint): Promise<void> {
    for (const deposit of deposits) await submit(deposit);
    time = notBefore > time ? notBefore : time + 1n;
    await l2.request("evm_setNextBlockTimestamp", numberToHex(time));
    await l2.request("evm_mine");
    height += 1n;
  }

  async function depositsOf({ hash }: RpcBlock): Promise<Deposit[]> {
    const filter = { address: portal, topics: [transactionDeposited], blockHash: hash };
    return (await l1.request<RpcLog[]>("eth_getLogs", filter)).map(userDeposit);
  }

  /** One L1 block's worth: its deposits first, then a block every four seconds up to the next L1 slot. */
  async function deriveEpoch(block: RpcBlock): Promise<void> {
    epochs = [
      ...epochs.slice(-keptEpochs),
      { origin: { number: BigInt(block.number), hash: block.hash }, heightBefore: height },
    ];
    const batches = batchesBySender(await depositsOf(block));
    const begin = BigInt(block.timestamp);
    let sequenceNumber = 0;
    for (const batch of batches.length > 0 ? batches : [[]]) {
      await mine([attributesDeposit(block, sequenceNumber, systemConfig), ...batch], begin);
      sequenceNumber += 1;
    }
    for (let due = begin + l2BlockTime; due < begin + l1SlotTime; due += l2BlockTime) {
      if (due <= time) continue;
      await mine([attributesDeposit(block, sequenceNumber, systemConfig)], due);
      sequenceNumber += 1;
    }
  }

  async function rewindTo(base: bigint): Promise<void> {
    const users: Hex[] = [];
    for (let number = base + 1n; number <= height; number += 1n) users.push(...(await userTransactions(number)));
    log(`L1 reorg: L2 goes back from ${height} to ${base}`);
    await l2.request("anvil_rollback", Number(height - base));
    const head = await headOf(l2);
    height = BigInt(head.number);
    time = BigInt(head.timestamp);
    // As a sequencer does: what users signed waits for its next block. What no longer fits is gone.
    for (const raw of users) await l2.request("eth_sendRawTransaction", raw).catch(() => undefined);
  }

  async function userTransactions(number: bigint): Promise<Hex[]> {
    type Block = { transactions: { type: Hex; hash: Hex }[] };
    const block = await l2.request<Block>("eth_getBlockByNumber", numberToHex(number), true);
    const own = block.transactions.filter(({ type }) => type.toLowerCase() !== depositTransaction);
    return Promise.all(own.map(({ hash }) => l2.request<Hex>("eth_getRawTransactionByHash", hash)));
  }

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
    if (base !== undefined) await rewindTo(base);
  }

  return {
    height: () => height,
    async follow() {
      await undoOrphans();
      for (;;) {
        const next = await blockAt(l1, current().origin.number + 1n);
        if (next === null) return;
        await deriveEpoch(next);
      }
    },
  };
}
