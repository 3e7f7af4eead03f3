import type { Hash } from "viem";
import type { z } from "zod";
import { CsethError } from "../domain/errors.ts";
import type { BeaconHttp } from "./http.ts";
import { blockAnswer, depositContractAnswer, finalityAnswer, genesisAnswer, headerAnswer } from "./schema.ts";

/** The execution block that stands for a slot: the slot's own, or the last one before it if the slot was missed. */
export type ExecutionBlock = { slot: bigint; number: bigint; hash: Hash; timestamp: bigint };

export type BeaconClient = {
  /** Seconds. */
  genesisTime: () => Promise<bigint>;
  /** Chain id of the execution layer beneath. */
  executionChainId: () => Promise<number>;
  /** Every slot up to this one is final, missed ones too. */
  finalizedSlot: () => Promise<bigint>;
  /** The newest block that another builds on: from then on L1 knows its root. */
  provableSlot: () => Promise<bigint>;
  /** For a finalized slot. @throws BEACON_HISTORY_GAP when the node lacks blocks around it */
  executionBlockAt: (slot: bigint) => Promise<ExecutionBlock>;
  /** The block of a slot, or the last one before it if the slot was missed. @throws BEACON_HISTORY_GAP */
  headerUpTo: (slot: bigint) => Promise<BeaconHeader>;
  /** The next block. @throws BEACON_HISTORY_GAP when there is none that builds on it, or none yet */
  headerAfter: (header: BeaconHeader) => Promise<BeaconHeader>;
};

export type BeaconHeader = {
  root: Hash;
  slot: bigint;
  proposerIndex: bigint;
  parentRoot: Hash;
  stateRoot: Hash;
  bodyRoot: Hash;
};

type Header = z.output<typeof headerAnswer>["data"];

/** Missed slots in a row that are believed; more is a node without that part of history. */
const MISSED_SLOTS_MAX = 256n;

/** Reads what the oracle needs of the beacon chain. */
export function createBeaconClient({ http, slotsPerEpoch }: { http: BeaconHttp; slotsPerEpoch: bigint }): BeaconClient {
  async function headerAt(slot: bigint): Promise<Header | undefined> {
    return (await http.find(`/eth/v1/beacon/headers/${slot}`, headerAnswer))?.data;
  }

  async function headerUpTo(slot: bigint): Promise<BeaconHeader> {
    const found = await headerNear(slot, -1n);
    if (found.header.message.slot !== slot) await requireNext(found, slot);
    return readHeader(found);
  }

  async function headerAfter(header: BeaconHeader): Promise<BeaconHeader> {
    const next = await headerNear(header.slot + 1n, 1n);
    if (next.header.message.parent_root !== header.root) throw historyGap(header.slot, "the next block is missing");
    return readHeader(next);
  }

  // "404" means missed, or not kept, or not synced. That the next block builds on the found one rules out the others.
  async function requireNext(found: Header, slot: bigint): Promise<void> {
    const next = await headerNear(slot + 1n, 1n);
    if (next.header.message.parent_root !== found.root) throw historyGap(slot, "blocks around it do not connect");
  }

  async function headerNear(slot: bigint, step: 1n | -1n): Promise<Header> {
    for (let distance = 0n; distance <= MISSED_SLOTS_MAX && slot + step * distance >= 0n; distance += 1n) {
      const header = await headerAt(slot + step * distance);
      if (header) return header;
    }
    throw historyGap(slot, "no block within reach");
  }

  async function executionBlockAt(slot: bigint): Promise<ExecutionBlock> {
    const found = await headerUpTo(slot);
    const { data, finalized } = await http.get(`/eth/v2/beacon/blocks/${found.root}`, blockAnswer);
    if (finalized === false) throw notFinal(slot);
    const { block_number: number, block_hash: hash, timestamp } = data.message.body.execution_payload;
    return { slot: data.message.slot, number, hash, timestamp };
  }

  return {
    genesisTime: async () => (await http.get("/eth/v1/beacon/genesis", genesisAnswer)).data.genesis_time,
    executionChainId: async () =>
      Number((await http.get("/eth/v1/config/deposit_contract", depositContractAnswer)).data.chain_id),
    finalizedSlot: async () => {
      const { data } = await http.get("/eth/v1/beacon/states/head/finality_checkpoints", finalityAnswer);
      return data.finalized.epoch * slotsPerEpoch;
    },
    provableSlot: async () => {
      const { data } = await http.get("/eth/v1/beacon/headers/head", headerAnswer);
      return (await headerUpTo(data.header.message.slot - 1n)).slot;
    },
    executionBlockAt,
    headerUpTo,
    headerAfter,
  };
}

function readHeader({ root, header: { message } }: Header): BeaconHeader {
  return {
    root,
    slot: message.slot,
    proposerIndex: message.proposer_index,
    parentRoot: message.parent_root,
    stateRoot: message.state_root,
    bodyRoot: message.body_root,
  };
}

function historyGap(slot: bigint, reason: string): CsethError {
  return new CsethError({
    code: "BEACON_HISTORY_GAP",
    retry: "backoff",
    message: `the beacon node cannot say what stands at slot ${slot}: ${reason}`,
    fix: "Wait until it has synced, or use a node that keeps this part of history.",
    context: { slot, reason },
  });
}

function notFinal(slot: bigint): CsethError {
  return new CsethError({
    code: "BEACON_NOT_FINAL",
    retry: "backoff",
    message: `beacon nodes disagree: slot ${slot} is final for one and not for another`,
    context: { slot },
  });
}
