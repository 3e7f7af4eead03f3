import type { Seconds } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import type { LaneAuditor } from "./audit-lane.ts";
import type { DriverContext } from "./driver-context.ts";
import type { Batch, FastFreeze, LaneL1 } from "./lane-l1-state.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import type { Rng } from "./rng.ts";
import { createRng } from "./rng.ts";

type Due<Message> = Readonly<{ at: Seconds; message: Message }>;

export type FastDriver = Readonly<{
  /** A batch was closed: perhaps its note follows, true, forged or twice. */
  closed(batch: Batch): void;
  step(): void;
  /** Canonical messages met their notes. */
  landed(wasFrozen: boolean): void;
}>;

const HOUR = 3600n;

/**
 * The fast messages of one lane, true and forged, late, repeated and in any order. They draw from a stream of their
 * own, so that a run without them makes the same choices.
 */
export function createFastDriver(
  context: DriverContext,
  { l1, l2, lane }: { l1: LaneL1; l2: LaneL2; lane: LaneAuditor },
): FastDriver {
  const { core, auditor, options } = context;
  const laneId = l1.id;
  const rng = createRng(options.seed * 2 + laneId + 1_000_003);
  let notes: Due<Batch>[] = [];
  let freezes: Due<FastFreeze>[] = [];

  const after = (hours: number): Seconds => context.now + BigInt(rng.below(hours)) * HOUR;

  function closed(batch: Batch): void {
    if (!options.fastMessages || !rng.chance(600)) return;
    notes.push({ at: after(48), message: batch });
    if (rng.chance(200)) notes.push({ at: after(200), message: forge(batch, rng) });
    if (rng.chance(100)) notes.push({ at: context.now + 400n * HOUR, message: batch });
  }

  function step(): void {
    if (!options.fastMessages) return;
    deliverNotes();
    sendFreezes();
    deliverFreezes();
    lookForMissingTwins();
    if (l1.fast.frozen && rng.chance(100)) {
      auditor.apply("unfreezeFast", { laneId });
      context.count("unfreezeFast");
    }
  }

  function landed(wasFrozen: boolean): void {
    if (!wasFrozen && l1.fast.frozen) context.count("fast frozen by its twin");
  }

  function deliverNotes(): void {
    for (const batch of take(notes, (rest) => (notes = rest))) {
      const { outcome } = auditor.apply("noteFast", { laneId, batch, now: context.now });
      context.count(`noteFast ${outcome}`);
      if (batch.nonce > l2.batchNonce) context.count("fast note for no batch");
    }
  }

  /** Anyone sends one while L1's rate is below what the lane was told; a forger whenever it likes. */
  function sendFreezes(): void {
    if (rng.chance(300)) {
      const freeze = context.attempt("sendFastFreeze", () => auditor.apply("sendFastFreeze", { laneId }));
      if (freeze !== null) {
        freezes.push({ at: after(rng.chance(900) ? 3 : 100), message: freeze });
        if (rng.chance(100)) freezes.push({ at: after(400), message: freeze });
      }
    }
    if (rng.chance(5)) freezes.push({ at: after(200), message: { rateNonce: core.rateNonce + rng.below(5) } });
  }

  function deliverFreezes(): void {
    for (const freeze of take(freezes, (rest) => (freezes = rest))) {
      const { heeded } = lane.apply("receiveFastFreeze", { freeze, now: context.now });
      context.count(heeded ? "receiveFastFreeze heeded" : "receiveFastFreeze ignored");
    }
  }

  function lookForMissingTwins(): void {
    const [first] = Object.keys(l1.fast.notes).map(Number);
    if (first === undefined || l1.fast.frozen || !rng.chance(20)) return;
    const input = { laneId, nonce: first, now: context.now };
    context.attempt("freezeForMissingTwin", () => auditor.apply("freezeForMissingTwin", input));
  }

  function take<Message>(from: Due<Message>[], keep: (rest: Due<Message>[]) => void): Message[] {
    const due = from.filter(({ at }) => at <= context.now);
    keep(from.filter(({ at }) => at > context.now));
    // What arrives in one step arrives in any order.
    if (due.length > 1 && rng.chance(500)) due.reverse();
    return due.map(({ message }) => message);
  }

  return { closed, step, landed };
}

function forge(batch: Batch, rng: Rng): Batch {
  return {
    ...batch,
    nonce: batch.nonce + rng.below(3),
    minted: batch.minted + rng.bigBelow(10_000n * WAD),
    burned: rng.bigBelow(1000n * WAD),
    forwarded: rng.bigBelow(1000n * WAD),
    ether: rng.bigBelow(1000n * WAD),
  };
}
