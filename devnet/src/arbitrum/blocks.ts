import { type Address, type Hash, type Log, numberToHex, parseEventLogs } from "viem";
import { escrowOf } from "../../../shared/src/arbitrum/transactions.ts";
import type { JsonRpc, RpcBlock } from "../json-rpc.ts";
import type { Arbos } from "./arbos.ts";
import { openBalances } from "./balances.ts";
import { ticketLifetime } from "./config.ts";
import type { Ledger } from "./ledger.ts";
import { arbRetryableTxAbi, arbSysAbi, precompiles } from "./precompiles.ts";

const abi = [...arbSysAbi, ...arbRetryableTxAbi];

/** An attempt that a call of `redeem` paid for. */
export type ScheduledRedeem = { ticketId: Hash; retryTxHash: Hash; nonce: bigint; gas: bigint; refundTo: Address };

export type Blocks = {
  /**
   * Makes a block of the transactions in the pool, and takes into the ledger what they did through the precompiles.
   * @returns attempts to execute next, in their order. Nitro executes them in the same block.
   */
  make(timestamp: bigint): Promise<ScheduledRedeem[]>;
  /** Number of the L1 block that blocks refer to from now on. */
  setL1Block(number: number): void;
  /** Ends a ticket: what its escrow holds goes to the beneficiary. */
  close(ticketId: Hash): Promise<void>;
};

export function createBlocks({ l2, arbos, ledger }: { l2: JsonRpc; arbos: Arbos; ledger: Ledger }): Blocks {
  let l1BlockNumber = ledger.blocks.at(-1)?.l1BlockNumber ?? 0;

  async function absorb({ hash, timestamp }: RpcBlock): Promise<ScheduledRedeem[]> {
    const address = [precompiles.arbSys, precompiles.arbRetryableTx];
    const logs = await l2.request<Log[]>("eth_getLogs", { blockHash: hash, address });
    const redeems: ScheduledRedeem[] = [];
    for (const event of parseEventLogs({ abi, logs })) {
      if (event.eventName === "L2ToL1Tx") ledger.addSend(numberToHex(event.args.hash, { size: 32 }));
      if (event.eventName === "TicketCreated") await open(event.args.ticketId, BigInt(timestamp));
      if (event.eventName === "LifetimeExtended") extend(event.args.ticketId, event.args.newTimeout);
      if (event.eventName === "Canceled") await cancel(event.args.ticketId);
      // The first attempt stands in the same block as its ticket's creation.
      if (event.eventName === "RedeemScheduled" && ledger.byHash(event.args.retryTxHash) === undefined) {
        const { ticketId, retryTxHash, sequenceNum, donatedGas, gasDonor } = event.args;
        redeems.push({ ticketId, retryTxHash, nonce: sequenceNum, gas: donatedGas, refundTo: gasDonor });
      }
    }
    return redeems;
  }

  async function open(ticketId: Hash, createdAt: bigint): Promise<void> {
    const ticket = await arbos.ticketOf(ticketId);
    if (ticket === undefined) return;
    const { beneficiary, callvalue: value } = ticket;
    ledger.openTicket(ticketId, { expiry: createdAt + ticketLifetime, beneficiary, value });
  }

  function extend(ticketId: Hash, expiry: bigint): void {
    const ticket = ledger.tickets().get(ticketId);
    if (ticket) ledger.openTicket(ticketId, { ...ticket, expiry });
  }

  /** The precompile has paid the ticket's value out of its own ether. */
  async function cancel(ticketId: Hash): Promise<void> {
    const ticket = ledger.tickets().get(ticketId);
    if (ticket === undefined) return;
    const balances = await openBalances(l2, [escrowOf(ticketId), precompiles.arbRetryableTx]);
    balances.transfer(escrowOf(ticketId), precompiles.arbRetryableTx, ticket.value);
    await balances.commit();
    await close(ticketId);
  }

  async function close(ticketId: Hash): Promise<void> {
    const ticket = ledger.tickets().get(ticketId);
    if (ticket === undefined) return;
    const escrow = escrowOf(ticketId);
    const balances = await openBalances(l2, [escrow, ticket.beneficiary]);
    balances.transfer(escrow, ticket.beneficiary, balances.of(escrow));
    await balances.commit();
    await arbos.removeTicket(ticketId);
    ledger.closeTicket(ticketId);
  }

  return {
    close,
    setL1Block(number) {
      l1BlockNumber = number;
    },
    async make(timestamp) {
      const block = await arbos.mine(timestamp);
      const sendsBefore = ledger.sends.length;
      const redeems = block.transactions.length > 0 ? await absorb(block) : [];
      const last = ledger.blocks.at(-1);
      const sendCount = ledger.sends.length;
      const sendRoot = sendCount > sendsBefore || last === undefined ? await arbos.sendRoot() : last.sendRoot;
      ledger.addBlock({ l1BlockNumber, sendCount, sendRoot, transactions: block.transactions.length });
      return redeems;
    },
  };
}
