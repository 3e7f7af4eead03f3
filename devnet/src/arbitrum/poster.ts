import { concat, encodeFunctionData, type Hex, zeroAddress } from "viem";
import type { HDAccount } from "viem/accounts";
import { blockAt, type JsonRpc } from "../json-rpc.ts";
import { createL1Sender } from "../l1-sender.ts";
import type { NitroAddresses } from "../types.ts";
import type { L1Record } from "./l1-record.ts";
import type { Ledger } from "./ledger.ts";
import { createPendingCall } from "./pending-call.ts";
import { sequencerInboxAbi } from "./rollup-abi.ts";

/** Blocks of L1 between two batches while L2 has transactions to post, and while it has none. */
const batchInterval = 2n;
const idleInterval = 16n;
const postGas = 1_000_000n;
/** Nitro's mark of compressed data. Nobody reads what follows: the devnet's L2 is not derived from its batches. */
const compressed: Hex = "0x00";

export type Poster = {
  /** Sends what is due once this L1 block stands. */
  onL1Block(): Promise<void>;
};

export type PosterOptions = {
  l1: JsonRpc;
  l2: JsonRpc;
  account: HDAccount;
  addresses: NitroAddresses;
  ledger: Ledger;
  record: L1Record;
  log: (line: string) => void;
};

/** The role of Nitro's batch poster: tells L1 how far L2 has come. */
export function createPoster({ l1, l2, account, addresses, ledger, record, log }: PosterOptions): Poster {
  const sender = createL1Sender(l1, account);
  const call = createPendingCall(l1, "batch", log);

  function isDue(): boolean {
    const last = record.batches().at(-1);
    if (last === undefined) return false;
    const unposted = ledger.blocks.slice(last.lastL2Block + 1);
    const interval = unposted.some(({ transactions }) => transactions > 0) ? batchInterval : idleInterval;
    return unposted.length > 0 && record.head().number - last.l1Block >= interval;
  }

  async function post(): Promise<void> {
    const last = record.batches().at(-1);
    const block = await blockAt(l2, "latest");
    if (last === undefined || block === null) return;
    const sequenceNumber = last.sequenceNumber + 1n;
    const [previousCount, count] = [BigInt(last.lastL2Block + 1), BigInt(ledger.blocks.length)];
    const delayedRead = BigInt(ledger.delayedRead());
    const data = encodeFunctionData({
      abi: sequencerInboxAbi,
      functionName: "addSequencerL2BatchFromOrigin",
      args: [sequenceNumber, concat([compressed, block.hash]), delayedRead, zeroAddress, previousCount, count],
    });
    const transaction = await sender.send({ to: addresses.sequencerInbox, data, gas: postGas });
    call.started(transaction, record.head().number);
    log(`batch ${sequenceNumber} posted, up to Arbitrum's block ${count - 1n}`);
  }

  return {
    async onL1Block() {
      if ((await call.idle(record.head().number)) && isDue()) await post();
    },
  };
}
