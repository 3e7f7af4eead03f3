import type { Seconds } from "../units/quantity.ts";
import { ModelError } from "./errors.ts";
import type { Batch, FastFreeze, LaneL1 } from "./lane-l1-state.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import type { Core } from "./state.ts";

// Fast messages, docs/fast.md: they note and they freeze. Whatever they bring, true or forged, K, P, S, r and all that
// a lane's L2 counts stay what they are (LANE-4).

export type NoteOutcome = "noted" | "ignored" | "conflict";

/**
 * A fast leg on L1: prov(n) is noted, P, S, r and K stay untouched. Notes may be forged, replayed, reordered or for
 * batches that never come: the first one counts until its canonical twin decides. Two that differ cannot both be true.
 */
export function noteFast(core: Core, input: { laneId: number; batch: Batch; now: Seconds }): { outcome: NoteOutcome } {
  const lane = core.lanes[input.laneId - 1];
  if (lane === undefined || lane.fast.frozen || input.batch.nonce <= lane.appliedNonce) return { outcome: "ignored" };
  const digest = batchDigest(input.batch);
  const noted = lane.fast.notes[input.batch.nonce];
  if (noted === undefined) {
    lane.fast.notes[input.batch.nonce] = { digest, notedAt: input.now };
    return { outcome: "noted" };
  }
  if (noted.digest === digest) return { outcome: "ignored" };
  lane.fast.frozen = true;
  return { outcome: "conflict" };
}

/** A canonical twin that differs from its note wins and freezes fast; governance unfreezes. */
export function compareFast(lane: LaneL1, batch: Batch): void {
  const noted = lane.fast.notes[batch.nonce];
  if (noted === undefined) return;
  delete lane.fast.notes[batch.nonce];
  if (noted.digest !== batchDigest(batch)) lane.fast.frozen = true;
}

/** A note that its canonical twin does not follow in time freezes fast. Anyone may say so. */
export function freezeForMissingTwin(core: Core, input: { laneId: number; nonce: number; now: Seconds }): void {
  const lane = core.lanes[input.laneId - 1];
  const noted = lane?.fast.notes[input.nonce];
  if (lane === undefined || noted === undefined || input.nonce <= lane.appliedNonce) {
    throw new ModelError("NothingNoted", { nonce: BigInt(input.nonce) });
  }
  const lateAt = noted.notedAt + core.params.fastTwinSeconds;
  if (input.now <= lateAt) throw new ModelError("TooEarly", { lateAt, now: input.now });
  lane.fast.frozen = true;
}

export function unfreezeFast(core: Core, input: { laneId: number }): void {
  const lane = core.lanes[input.laneId - 1];
  if (lane !== undefined) lane.fast.frozen = false;
}

/** Only when r has fallen since the lane's last StateUpdate: then, and by anyone. Carries no rate, see docs/fast.md. */
export function sendFastFreeze(core: Core, input: { laneId: number }): FastFreeze {
  const lane = core.lanes[input.laneId - 1];
  const told = core.rates[lane?.toldRateNonce ?? 0] ?? 0n;
  if (core.rate >= told) throw new ModelError("NoFall", { rate: core.rate, told });
  return { rateNonce: core.rateNonce };
}

/**
 * Freezes the lane's L2 until `params.fastFreezeSeconds` from now, unless it knows that rate already or another freeze
 * was heeded lately. Never prolongs one.
 */
export function receiveFastFreeze(lane: LaneL2, input: { freeze: FastFreeze; now: Seconds }): { heeded: boolean } {
  const { freeze, params } = lane;
  if (input.freeze.rateNonce <= lane.feed.rateNonce || input.now < freeze.heedFrom) return { heeded: false };
  const until = input.now + params.fastFreezeSeconds;
  lane.freeze = {
    rateNonce: input.freeze.rateNonce,
    until,
    heedFrom: until + params.fastFreezePauseSeconds,
  };
  return { heeded: true };
}

/** A StateUpdate not older than what the freeze was about tells the lane itself. */
export function thaw(lane: LaneL2, update: { rateNonce: number }): void {
  if (update.rateNonce >= lane.freeze.rateNonce) lane.freeze.until = 0n;
}

/** Injective in the batch's fields; the contracts use the keccak256 of the message instead. */
export function batchDigest(batch: Batch): string {
  const { nonce, rateNonce, minted, burned, forwarded, ether, heldAfter, actions = "" } = batch;
  return [nonce, rateNonce, minted, burned, forwarded, ether, heldAfter, actions].join(":");
}
