// What a campaign did: plain data, so that several processes can count and one add up.
import { type Event, type EventKind, NOWHERE } from "../world/events.ts";
import { laneL1, type World } from "../world/world.ts";
import { isJudged, JUDGED } from "./check.ts";
import type { Played } from "./play.ts";

/** Calls of one kind: how many changed a number of their chain, and which errors refused the others. */
export type Row = { tried: number; effective: number; refused: Record<string, number> };

export type Tally = {
  steps: number;
  effective: number;
  sequences: number;
  actions: Partial<Record<EventKind, Row>>;
  scheduler: Record<string, number>;
  invariants: Record<string, number>;
};

export function createTally(): Tally {
  const invariants = Object.fromEntries(Object.keys(JUDGED).map((id) => [id, 0]));
  return { steps: 0, effective: 0, sequences: 0, actions: {}, scheduler: {}, invariants };
}

export function count(tally: Tally, played: Played, world: World): void {
  const { event, performed, changed } = played;
  const row = rowOf(tally, event.kind);
  tally.steps += 1;
  row.tried += 1;
  if (changed) {
    tally.effective += 1;
    row.effective += 1;
  }
  if ("error" in performed.expected) add(row.refused, performed.expected.error);
  for (const doing of doings(event, "error" in performed.expected, world)) add(tally.scheduler, doing);
  for (const [id, when] of Object.entries(JUDGED)) if (isJudged(when, played)) add(tally.invariants, id);
}

function rowOf({ actions }: Tally, kind: EventKind): Row {
  actions[kind] ??= { tried: 0, effective: 0, refused: {} };
  return actions[kind];
}

/** What this step was of the scheduler's doing, judged after it. */
function doings(event: Event, isRefused: boolean, world: World): string[] {
  switch (event.kind) {
    case "land":
    case "deliver": {
      const { batches, updates } = world.lanes[event.lane];
      const sent = event.kind === "land" ? batches[event.batch] : updates[event.update];
      if (event.starved) return ["starved"];
      if (isRefused || sent === undefined) return [isAgain(event, world) ? "repeated" : "dropped"];
      const isReordered = event.kind === "deliver" && updates.slice(0, event.update).some(({ applied }) => !applied);
      return [
        ...(world.now - sent.sentAt > 86_400n ? ["delayed by more than a day"] : []),
        ...(isReordered ? ["reordered"] : []),
        ...(sent.failures > 0 ? ["retried with success"] : []),
      ];
    }
    case "deliverShares": {
      const { shares } = world.lanes[event.lane];
      if (event.starved) return ["starved"];
      if (isRefused) return ["repeated"];
      return shares.slice(0, event.message).some(({ arrived }) => !arrived) ? ["reordered"] : [];
    }
    case "sendParked": {
      const destination = world.lanes[event.lane].moves[event.nonce - 1]?.move.destination;
      return isRefused ? [] : [destination === NOWHERE ? "parked and sent back" : "parked and sent on"];
    }
    case "expire":
      return ["expired"];
    case "resend":
    case "resendShares":
      return isRefused ? [] : ["sent again"];
    case "fastNote":
      return [`noted, ${event.story}`];
    case "fastFreeze":
      return [event.rateNonce > world.core.rateNonce ? "frozen, forged" : "frozen, true"];
    default:
      return [];
  }
}

function isAgain(event: Extract<Event, { kind: "land" | "deliver" }>, world: World): boolean {
  if (event.kind === "land") return event.batch < laneL1(world, event.lane).appliedNonce;
  return world.lanes[event.lane].updates[event.update]?.applied === true;
}

function add(counts: Record<string, number>, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = createTally();
  for (const each of tallies) {
    sum.steps += each.steps;
    sum.effective += each.effective;
    sum.sequences += each.sequences;
    for (const [name, times] of Object.entries(each.scheduler)) add(sum.scheduler, name, times);
    for (const [name, times] of Object.entries(each.invariants)) add(sum.invariants, name, times);
    for (const [kind, row] of Object.entries(each.actions)) {
      const total = rowOf(sum, kind as EventKind);
      total.tried += row.tried;
      total.effective += row.effective;
      for (const [error, times] of Object.entries(row.refused)) add(total.refused, error, times);
    }
  }
  return sum;
}
