import type { Batch, LaneL1 } from "./lane-l1-state.ts";
import type { Core } from "./state.ts";

/**
 * A fast leg on L1: prov(n) is noted, P, S, r and K stay untouched (protocol §6, LANE-4). Notes may be forged,
 * replayed, reordered or for batches that never come: the first one counts until its canonical twin decides.
 */
export function noteFast(core: Core, input: { laneId: number; batch: Batch }): { noted: boolean } {
  const lane = core.lanes[input.laneId - 1];
  if (lane === undefined || lane.fast.frozen || input.batch.nonce <= lane.appliedNonce) return { noted: false };
  if (lane.fast.notes[input.batch.nonce] !== undefined) return { noted: false };
  lane.fast.notes[input.batch.nonce] = batchDigest(input.batch);
  return { noted: true };
}

/** A canonical twin that differs from its note wins and freezes fast; governance unfreezes. */
export function compareFast(lane: LaneL1, batch: Batch): void {
  const noted = lane.fast.notes[batch.nonce];
  if (noted === undefined) return;
  delete lane.fast.notes[batch.nonce];
  if (noted !== batchDigest(batch)) lane.fast.frozen = true;
}

export function unfreezeFast(core: Core, input: { laneId: number }): void {
  const lane = core.lanes[input.laneId - 1];
  if (lane !== undefined) lane.fast.frozen = false;
}

/** Injective in the batch's fields; the contracts use the keccak256 of the message instead. */
export function batchDigest(batch: Batch): string {
  return [batch.nonce, batch.rateNonce, batch.minted, batch.burned, batch.forwarded, batch.ether, batch.heldAfter].join(
    ":",
  );
}
