import type { BeaconConfig, ChainConfig } from "@lodestar/config";
import { ForkSeq, MAX_ATTESTATIONS_ELECTRA, SLOTS_PER_EPOCH } from "@lodestar/params";
import { type CachedBeaconStateFulu, getVoluntaryExitValidity, processSlots } from "@lodestar/state-transition";
import { type phase0, ssz } from "@lodestar/types";
import { type Address, bytesToHex, type Hex, toHex } from "viem";
import { DevnetError } from "../errors.ts";
import { applyBlock, attest, buildBlock, emptyPool, withdrawalsDue } from "./block.ts";
import type { Execution } from "./execution.ts";
import type { BlockStore, StoredBlock } from "./store.ts";

export type SlotResult = {
  slot: number;
  blockNumber: bigint;
  blockHash: Hex;
  timestamp: bigint;
  finalizedSlot: number;
};

export type BeaconChain = {
  readonly config: BeaconConfig;
  readonly chainConfig: ChainConfig;
  readonly store: BlockStore;
  readonly head: () => StoredBlock;
  /** Proposes, attests and executes the next slot: one beacon block and one L1 block. */
  nextSlot(): Promise<SlotResult>;
  /** Replaces the newest `depth` blocks by others of the same slots. */
  reorg(depth: number, options: { keepTransactions: boolean }): Promise<SlotResult>;
  /** @throws DevnetError INVALID_OPTION if the exit can't be applied to the head's state */
  submitVoluntaryExit(exit: phase0.SignedVoluntaryExit): void;
  /** Puts a double proposal of this validator, as evidence, into the next block. */
  slash(validator: number): void;
  /** These validators neither propose, attest nor sign for the sync committee, until the next call. */
  setOffline(validators: readonly number[]): void;
};

export type ChainOptions = {
  chainConfig: ChainConfig;
  execution: Execution;
  store: BlockStore;
};

export function createBeaconChain({ chainConfig, execution, store }: ChainOptions): BeaconChain {
  let pool = emptyPool();
  let offline: ReadonlySet<number> = new Set();
  // Blocks that replace others of the same slot must differ from them even when they carry the same transactions.
  let branch = 0;
  const isOffline = (validator: number) => offline.has(validator);
  const { config } = store.head().state;

  function resultOf({ slot, block, state }: StoredBlock): SlotResult {
    const { blockNumber, blockHash, timestamp } = block.body.executionPayload;
    const finalizedSlot = state.finalizedCheckpoint.epoch * SLOTS_PER_EPOCH;
    return {
      slot,
      blockNumber: BigInt(blockNumber),
      blockHash: bytesToHex(blockHash),
      timestamp: BigInt(timestamp),
      finalizedSlot,
    };
  }

  async function propose(advanced: CachedBeaconStateFulu): Promise<StoredBlock> {
    const parent = store.head();
    const { slot } = advanced;
    const withdrawals = withdrawalsDue(advanced);
    const feeRecipient = feeRecipientOf(branch);
    const produced = await execution.produceBlock({
      timestamp: advanced.genesisTime + (slot * chainConfig.SLOT_DURATION_MS) / 1000,
      parentBeaconRoot: parent.root,
      withdrawals,
      feeRecipient,
    });
    const block = buildBlock({
      advanced,
      slot,
      parentRoot: parent.root,
      pool,
      feeRecipient,
      execution: produced,
      withdrawals,
      isOffline,
    });
    const state = applyBlock(parent.state, block, { verifyStateRoot: false });
    block.stateRoot = state.hashTreeRoot();
    return store.append({ slot, root: ssz.fulu.BeaconBlock.hashTreeRoot(block), block, state });
  }

  async function nextSlot(): Promise<SlotResult> {
    const { slot, state } = store.head();
    let advanced = advance(state, slot + 1);
    // An absent or slashed proposer leaves its slot empty, and the chain's time goes on without an L1 block.
    while (!canPropose(advanced)) {
      keepVotes(advanced, advanced.slot);
      advanced = advance(advanced, advanced.slot + 1);
    }
    const proposed = await propose(advanced);
    keepVotes(proposed.state, proposed.slot);
    store.prune();
    return resultOf(proposed);
  }

  function canPropose(state: CachedBeaconStateFulu): boolean {
    const proposer = state.epochCtx.getBeaconProposer(state.slot);
    return !isOffline(proposer) && !state.validators.getReadonly(proposer).slashed;
  }

  function keepVotes(state: CachedBeaconStateFulu, slot: number): void {
    const attestation = attest(state, { slot, head: store.head().root, isOffline });
    if (attestation) pool.attestations = [...pool.attestations, attestation].slice(-MAX_ATTESTATIONS_ELECTRA);
  }

  return {
    config,
    chainConfig,
    store,
    head: () => store.head(),
    nextSlot,
    async reorg(depth, { keepTransactions }) {
      const until = store.head().slot;
      const base = store.ancestor(depth);
      const dropped = await execution.rewind(depth);
      store.rewindTo(base);
      branch += 1;
      pool = emptyPool();
      keepVotes(base.state, base.slot);
      if (keepTransactions) await execution.resubmit(dropped);
      let result: SlotResult;
      do result = await nextSlot();
      while (result.slot < until);
      return result;
    },
    submitVoluntaryExit(exit) {
      const validity = getVoluntaryExitValidity(ForkSeq.fulu, store.head().state, exit, true);
      if (validity !== "valid") {
        throw new DevnetError("INVALID_OPTION", `voluntary exit refused: ${validity}`, { exit: exit.message });
      }
      pool.voluntaryExits.push(exit);
    },
    slash(validator) {
      pool.proposerSlashings.push(doubleProposal(validator, store.head().slot));
    },
    setOffline(validators) {
      offline = new Set(validators);
    },
  };
}

function advance(state: CachedBeaconStateFulu, slot: number): CachedBeaconStateFulu {
  return processSlots(state, slot) as CachedBeaconStateFulu;
}

function feeRecipientOf(branch: number): Address {
  return toHex(BigInt(`0x${"fe".repeat(18)}0000`) + BigInt(branch), { size: 20 });
}

function doubleProposal(proposerIndex: number, slot: number): phase0.ProposerSlashing {
  const header = (mark: number): phase0.SignedBeaconBlockHeaderBigint => ({
    message: {
      ...ssz.phase0.BeaconBlockHeaderBigint.defaultValue(),
      slot: BigInt(slot),
      proposerIndex,
      bodyRoot: new Uint8Array(32).fill(mark),
    },
    signature: new Uint8Array(96),
  });
  return { signedHeader1: header(1), signedHeader2: header(2) };
}
