import type { Log } from "viem";
import { hdAccount, infrastructure } from "../accounts.ts";
import type { Anvil } from "../anvil.ts";
import { arbitrumChain } from "../chains.ts";
import { DevnetError } from "../errors.ts";
import { createFollower } from "../follower.ts";
import { blockAt, type JsonRpc, type RpcBlock } from "../json-rpc.ts";
import type { ArbitrumRollup, NitroAddresses } from "../types.ts";
import { arbitrumChainId, confirmPeriodBlocks, ticketLifetime } from "./config.ts";
import { inboxTopics, messagesIn } from "./inbox.ts";
import { createL1Record, recordTopics } from "./l1-record.ts";
import { createLedger, type SavedLedger } from "./ledger.ts";
import { createPoster } from "./poster.ts";
import { createGate } from "./rpc/gate.ts";
import { serveFront } from "./rpc/server.ts";
import { createSequencer } from "./sequencer.ts";
import { createValidator } from "./validator.ts";

/** Slots within which everything sent up to now can be confirmed, even twice over with a stake. */
const confirmPatience = 120;
const topics = [...inboxTopics, ...recordTopics];

export type RunningArbitrum = ArbitrumRollup & {
  /** Derives L2 from the new head of L1, then lets poster and validator act on it. */
  onL1Block(head: RpcBlock): Promise<void>;
  /** What a saved state needs beside the node's. */
  save(): SavedLedger;
  stop(): Promise<void>;
};

export type ArbitrumOptions = {
  l1: JsonRpc;
  l2: Anvil;
  /** Port of the JSON-RPC that everybody uses; the node's own is internal. */
  port: number;
  addresses: NitroAddresses;
  /** L1 block the head of L2 was derived from. */
  origin: bigint;
  saved: SavedLedger | undefined;
  /** Runs slots of all chains. */
  runSlots: (count: number) => Promise<unknown>;
  log: (line: string) => void;
};

export async function createArbitrumRollup(options: ArbitrumOptions): Promise<RunningArbitrum> {
  const { l1, l2, port, addresses, origin, saved, runSlots, log } = options;
  const originBlock = await blockAt(l1, origin);
  if (originBlock === null) throw new DevnetError("STATE_UNREADABLE", `L1 has no block ${origin}`, { origin });
  const ledger = createLedger(saved);
  const record = await createL1Record(l1, addresses, originBlock);
  const sequencer = await createSequencer({ l2: l2.rpc, ledger, log });
  /** Height up to which subscribers have seen the blocks that stand. */
  let published = Number(sequencer.height());
  const follower = await createFollower(l1, origin, {
    height: sequencer.height,
    async rewind(base) {
      published = Number(base);
      await sequencer.rewind(base);
    },
    async derive(block) {
      const logs = await l1.request<Log[]>("eth_getLogs", { blockHash: block.hash, topics: [topics] });
      await record.read(block, logs);
      const { bridge } = addresses;
      await sequencer.derive(block, messagesIn(logs, { bridge, expected: ledger.delayedRead() }));
    },
  });
  const account = (role: keyof typeof infrastructure) => hdAccount(infrastructure[role]);
  const shared = { l1, l2: l2.rpc, addresses, ledger, record, log };
  const poster = createPoster({ ...shared, account: account("nitroBatchPoster") });
  const validator = createValidator({
    ...shared,
    accounts: { validator: account("nitroValidator"), fastConfirmer: account("nitroFastConfirmer") },
  });
  const gate = createGate();
  const front = await serveFront({ l2: l2.rpc, port, gate, ledger, record });
  const height = () => ledger.blocks.length - 1;

  return {
    chainId: arbitrumChainId,
    rpcUrl: front.url,
    webSocketUrl: front.webSocketUrl,
    chain: arbitrumChain(front.url, front.webSocketUrl),
    pid: l2.pid,
    addresses,
    delays: { confirmPeriodBlocks: Number(confirmPeriodBlocks), ticketLifetime: Number(ticketLifetime) },
    pauseConfirming: validator.pause,
    resumeConfirming: validator.resume,
    confirmBy: validator.confirmBy,
    async confirm() {
      const wanted = ledger.sends.length;
      for (let slots = 0; validator.confirmedSends() < wanted; slots += 1) {
        if (slots === confirmPatience) {
          const message = `L1 has not confirmed ${wanted} messages of Arbitrum after ${slots} slots`;
          throw new DevnetError("CONTRACT_FAILED", message, { wanted, confirmed: validator.confirmedSends() });
        }
        await runSlots(1);
      }
    },
    async onL1Block(head) {
      published = height();
      await gate.close(() => follower.follow(head));
      await front.publish({ from: published, to: height() });
      await poster.onL1Block();
      await validator.onL1Block();
    },
    save: ledger.save,
    stop: front.close,
  };
}
