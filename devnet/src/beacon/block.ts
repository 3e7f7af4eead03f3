import { createHash } from "node:crypto";
import { BitArray } from "@chainsafe/ssz";
import { ForkSeq, MAX_ATTESTATIONS_ELECTRA, MAX_VOLUNTARY_EXITS, SLOTS_PER_EPOCH } from "@lodestar/params";
import {
  type CachedBeaconStateElectra,
  type CachedBeaconStateFulu,
  computeEpochAtSlot,
  DataAvailabilityStatus,
  ExecutionPayloadStatus,
  getBlockRootAtSlot,
  getExpectedWithdrawals,
  getRandaoMix,
  stateTransition,
} from "@lodestar/state-transition";
import { type electra, type fulu, type phase0, ssz } from "@lodestar/types";
import { type Address, hexToBytes } from "viem";
import type { ExecutionBlock, Withdrawals } from "./execution.ts";

/** Stands in every place of a signature. Signatures are not verified, so nobody has to make 64 of them a slot. */
const emptySignature = Uint8Array.from({ length: 96 }, (_, index) => (index === 0 ? 0xc0 : 0));

/** What waits to be put into the next block. */
export type Pool = {
  attestations: electra.Attestation[];
  voluntaryExits: phase0.SignedVoluntaryExit[];
  proposerSlashings: phase0.ProposerSlashing[];
};

export function emptyPool(): Pool {
  return { attestations: [], voluntaryExits: [], proposerSlashings: [] };
}

export type BlockInputs = {
  /** The parent's state, advanced to this block's slot. */
  advanced: CachedBeaconStateFulu;
  slot: number;
  parentRoot: Uint8Array;
  pool: Pool;
  feeRecipient: Address;
  execution: ExecutionBlock;
  withdrawals: Withdrawals;
  isOffline: (validator: number) => boolean;
};

export function withdrawalsDue(state: CachedBeaconStateFulu): Withdrawals {
  // Fulu withdraws by Electra's rules; the function's type doesn't list its state.
  return getExpectedWithdrawals(ForkSeq.fulu, state as unknown as CachedBeaconStateElectra).expectedWithdrawals;
}

/** Builds the block of one slot, its state root left empty. Operations that fit are taken out of the pool. */
export function buildBlock(inputs: BlockInputs): fulu.BeaconBlock {
  const { advanced, slot, parentRoot, pool, isOffline } = inputs;
  const block = ssz.fulu.BeaconBlock.defaultValue();
  const { body } = block;
  block.slot = slot;
  block.proposerIndex = advanced.epochCtx.getBeaconProposer(slot);
  block.parentRoot = parentRoot;
  body.randaoReveal.set(createHash("sha256").update(parentRoot).update(String(slot)).digest());
  body.eth1Data = advanced.eth1Data.toValue();
  body.attestations = pool.attestations.splice(0).slice(-MAX_ATTESTATIONS_ELECTRA);
  body.voluntaryExits = pool.voluntaryExits.splice(0, MAX_VOLUNTARY_EXITS);
  body.proposerSlashings = pool.proposerSlashings.splice(0);
  advanced.epochCtx.currentSyncCommitteeIndexed.validatorIndices.forEach((validator, position) => {
    body.syncAggregate.syncCommitteeBits.set(position, !isOffline(validator));
  });
  body.syncAggregate.syncCommitteeSignature = emptySignature;
  body.executionPayload = payloadOf(inputs);
  body.executionRequests = inputs.execution.requests;
  return block;
}

function payloadOf({
  advanced,
  slot,
  feeRecipient,
  execution,
  withdrawals,
}: BlockInputs): fulu.BeaconBlock["body"]["executionPayload"] {
  const { block } = execution;
  return {
    ...ssz.fulu.ExecutionPayload.defaultValue(),
    parentHash: hexToBytes(block.parentHash),
    feeRecipient: hexToBytes(feeRecipient),
    stateRoot: hexToBytes(block.stateRoot),
    receiptsRoot: hexToBytes(block.receiptsRoot),
    prevRandao: getRandaoMix(advanced, computeEpochAtSlot(slot)),
    blockNumber: Number(block.number),
    gasLimit: Number(block.gasLimit),
    gasUsed: Number(block.gasUsed),
    timestamp: Number(block.timestamp),
    baseFeePerGas: BigInt(block.baseFeePerGas),
    blockHash: hexToBytes(block.hash),
    withdrawals,
  };
}

/** Runs the real state transition, every rule but signatures. @returns the state after the block */
export function applyBlock(
  state: CachedBeaconStateFulu,
  block: fulu.BeaconBlock,
  { verifyStateRoot }: { verifyStateRoot: boolean },
): CachedBeaconStateFulu {
  return stateTransition(state, signed(block), {
    verifyStateRoot,
    verifyProposer: false,
    verifySignatures: false,
    executionPayloadStatus: ExecutionPayloadStatus.valid,
    dataAvailabilityStatus: DataAvailabilityStatus.Available,
  }) as CachedBeaconStateFulu;
}

export function signed(message: fulu.BeaconBlock): fulu.SignedBeaconBlock {
  return { message, signature: emptySignature };
}

/** The votes of all committees of a slot that are online, as one attestation; undefined if nobody is. */
export function attest(
  state: CachedBeaconStateFulu,
  { slot, head, isOffline }: { slot: number; head: Uint8Array; isOffline: (validator: number) => boolean },
): electra.Attestation | undefined {
  const epoch = computeEpochAtSlot(slot);
  const committees = state.epochCtx.getShufflingAtEpoch(epoch).committees[slot % SLOTS_PER_EPOCH] ?? [];
  const votes = committees.flatMap((committee) => [...committee].map((validator) => !isOffline(validator)));
  if (!votes.includes(true)) return undefined;
  const firstSlot = epoch * SLOTS_PER_EPOCH;
  const attestation = ssz.electra.Attestation.defaultValue();
  attestation.aggregationBits = BitArray.fromBoolArray(votes);
  for (const index of committees.keys()) attestation.committeeBits.set(index, true);
  attestation.data = {
    slot,
    index: 0,
    beaconBlockRoot: head,
    source: state.currentJustifiedCheckpoint.toValue(),
    target: { epoch, root: firstSlot === slot ? head : getBlockRootAtSlot(state, firstSlot) },
  };
  attestation.signature = emptySignature;
  return attestation;
}
