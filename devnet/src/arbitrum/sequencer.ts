import { type Address, type Hash, type Hex, hexToBigInt, numberToHex, slice } from "viem";
import { decodeSubmission, messageKinds, requestIdOf } from "../../../shared/src/arbitrum/retryable.ts";
import { depositHash } from "../../../shared/src/arbitrum/transactions.ts";
import type { Derivation } from "../follower.ts";
import { headOf, type JsonRpc, type RpcBlock } from "../json-rpc.ts";
import { createArbos } from "./arbos.ts";
import { openBalances } from "./balances.ts";
import { createBlocks } from "./blocks.ts";
import { arbitrumChainId } from "./config.ts";
import type { DelayedMessage } from "./inbox.ts";
import type { Ledger } from "./ledger.ts";
import { arbosAccount, networkFeeAccount } from "./precompiles.ts";
import { createRetryables } from "./retryables.ts";
import { shownDeposit } from "./shown.ts";

const depositGas = 21_000n;

export type Sequencer = {
  height(): bigint;
  /** Makes the L2 blocks of an L1 block, which put these messages into the delayed inbox. */
  derive(block: RpcBlock, messages: readonly DelayedMessage[]): Promise<void>;
  rewind: Derivation["rewind"];
};

export type SequencerOptions = {
  l2: JsonRpc;
  ledger: Ledger;
  log: (line: string) => void;
};

/**
 * The roles of Nitro's sequencer and of ArbOS: each L1 block gives L2 one block of what users have sent and one for each
 * message from L1, all with the L1 block's time.
 *
 * anvil keeps the state of a block as it is when the next one is mined. So whatever ArbOS does to balances outside
 * transactions happens after that first block: rolling back to the last block of an L1 block undoes all of it.
 */
export async function createSequencer({ l2, ledger, log }: SequencerOptions): Promise<Sequencer> {
  const arbos = createArbos(l2);
  const blocks = createBlocks({ l2, arbos, ledger });
  const retryables = createRetryables({ l2, arbos, blocks, ledger, log });
  let time = BigInt((await headOf(l2)).timestamp);
  if (ledger.blocks.length === 0) {
    ledger.addBlock({ l1BlockNumber: 0, sendCount: 0, sendRoot: await arbos.sendRoot(), transactions: 0 });
  }
  ledger.checkpoint();

  async function makeBlock(): Promise<void> {
    await retryables.redeem(await blocks.make(time), time);
  }

  async function execute({ kind, data, ...message }: DelayedMessage): Promise<void> {
    if (kind === messageKinds.submitRetryable && data) {
      await retryables.submit(decodeSubmission({ ...message, data }), time);
    } else if (kind === messageKinds.etherDeposit && data) {
      await deposit(message, data);
    } else if (kind !== messageKinds.initialize && kind !== messageKinds.batchPostingReport) {
      log(`message ${message.index} of kind ${kind} is not executed: the devnet knows tickets and deposits`);
    }
    ledger.countDelayed();
  }

  /** Ether arrives without running code, even at a contract. */
  async function deposit({ index, sender: from }: { index: bigint; sender: Address }, data: Hex): Promise<void> {
    const [to, value] = [slice(data, 0, 20), hexToBigInt(slice(data, 20, 52))];
    const balances = await openBalances(l2, [to]);
    balances.mint(to, value);
    await balances.commit();
    const mark = { from: arbosAccount, to: networkFeeAccount, value: 0n, data: "0x", gas: depositGas } as const;
    const nodeHash = await arbos.send(mark);
    const requestId = requestIdOf(index);
    const hash = depositHash(arbitrumChainId, { requestId, from, to, value });
    const blockNumber = ledger.blocks.length;
    ledger.addTransaction({ hash, nodeHash, blockNumber, ...shownDeposit({ requestId, from, to, value }) });
    await makeBlock();
  }

  async function reapExpired(): Promise<void> {
    for (const [ticketId, { expiry }] of [...ledger.tickets()]) {
      if (expiry >= time) continue;
      log(`ticket ${ticketId} has expired`);
      await blocks.close(ticketId);
    }
  }

  async function userTransactions(number: number): Promise<Hex[]> {
    const { transactions } = await l2.request<{ transactions: Hash[] }>(
      "eth_getBlockByNumber",
      numberToHex(number),
      false,
    );
    const own = transactions.filter((hash) => ledger.byNodeHash(hash) === undefined);
    return Promise.all(own.map((hash) => l2.request<Hex>("eth_getRawTransactionByHash", hash)));
  }

  return {
    height: () => BigInt(ledger.blocks.length - 1),
    async derive(block, messages) {
      time = BigInt(block.timestamp) > time ? BigInt(block.timestamp) : time;
      blocks.setL1Block(Number(block.number));
      await arbos.setL1Block(block);
      await makeBlock();
      for (const message of messages) await execute(message);
      await reapExpired();
      ledger.checkpoint();
    },
    async rewind(base) {
      const height = ledger.blocks.length - 1;
      const users: Hex[] = [];
      for (let number = Number(base) + 1; number <= height; number += 1)
        users.push(...(await userTransactions(number)));
      log(`L1 reorg: Arbitrum goes back from ${height} to ${base}`);
      await l2.request("anvil_rollback", height - Number(base));
      ledger.rewind(Number(base));
      time = BigInt((await headOf(l2)).timestamp);
      // As a sequencer does: what users signed waits for its next block. What no longer fits is gone.
      for (const raw of users) await l2.request("eth_sendRawTransaction", raw).catch(() => undefined);
    },
  };
}
