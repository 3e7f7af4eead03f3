import { type Address, type Hex, numberToHex, toEventSelector } from "viem";
import { messageOf } from "../errors.ts";
import { createFollower, type Follower } from "../follower.ts";
import { headOf, type JsonRpc, type RpcBlock, type RpcLog } from "../json-rpc.ts";
import { attributesDeposit, batchesBySender, type Deposit, type SystemConfig, userDeposit } from "./deposits.ts";

/** Seconds of chain time between L2 blocks: three follow each L1 block. With six, anvil spends twice the time on roots. */
const l2BlockTime = 4n;
const l1SlotTime = 12n;
const depositTransaction = "0x7e";
const transactionDeposited = toEventSelector("TransactionDeposited(address,address,uint256,bytes)");

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
export async function createOpNode({ l1, l2, portal, systemConfig, origin, log }: OpNodeOptions): Promise<Follower> {
  const start = await headOf(l2);
  let height = BigInt(start.number);
  let time = BigInt(start.timestamp);

  async function submit({ raw }: Deposit): Promise<void> {
    await l2.request("eth_sendRawTransaction", raw).catch((error: unknown) => {
      // On op-geth such a deposit would be included as failed.
      log(`L2 refused a deposit: ${messageOf(error)}`);
    });
  }

  async function mine(deposits: readonly Deposit[], notBefore: bigint): Promise<void> {
    for (const deposit of deposits) await submit(deposit);
    time = notBefore > time ? notBefore : time + 1n;
    await l2.request("evm_mine", numberToHex(time));
    height += 1n;
  }

  async function depositsOf({ hash }: RpcBlock): Promise<Deposit[]> {
    const filter = { address: portal, topics: [transactionDeposited], blockHash: hash };
    return (await l1.request<RpcLog[]>("eth_getLogs", filter)).map(userDeposit);
  }

  /** One L1 block's worth: its deposits first, then a block every four seconds up to the next L1 slot. */
  async function derive(block: RpcBlock): Promise<void> {
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

  async function rewind(base: bigint): Promise<void> {
    const users: Hex[] = [];
    for (let number = base + 1n; number <= height; number += 1n) users.push(...(await userTransactions(number)));
    log(`L1 reorg: OP goes back from ${height} to ${base}`);
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

  return createFollower(l1, origin, { height: () => height, derive, rewind });
}
