// LANE-4: a sequence played once more without its fast messages ends with the same numbers.
import { ensure } from "../../../../shared/src/model/invariants.ts";
import { CHAINS } from "../chain/peers.ts";
import { perform } from "../perform/perform.ts";
import type { Event, EventKind } from "../world/events.ts";
import { cloneWorld, type World } from "../world/world.ts";
import type { Arena } from "./play.ts";
import { type Played, wordAt } from "./play.ts";

const FAST: ReadonlySet<EventKind> = new Set([
  "fastNote",
  "fastFreeze",
  "missingTwin",
  "sendFastNote",
  "sendFastFreeze",
]);

/**
 * A freeze may refuse: what it refused, users leave out of the repetition. Forwarding under a freeze nets nobody first,
 * which is another choice and no other arithmetic: such a sequence has no twin.
 */
export function compareWithoutFast(
  arena: Arena,
  world: World,
  played: readonly Played[],
  events: readonly Event[],
): void {
  const refused = new Set<number>();
  for (const { position, performed } of played) {
    if ("error" in performed.expected && performed.expected.error === "Pool_Frozen") refused.add(position);
  }
  const twin = cloneWorld(arena.beginning);
  twin.memory = null;
  for (const [position, event] of events.entries()) {
    if (FAST.has(event.kind) || refused.has(position)) continue;
    if (event.kind === "forward" && wasFrozen(arena, played, position)) return;
    perform(twin, event, arena.addresses);
  }
  for (const name of CHAINS) {
    const { names, of, fast } = arena.numbers[name];
    const [ours, theirs] = [of(world), of(twin)];
    for (const [index, value] of ours.entries()) {
      if (fast.has(index)) continue;
      ensure("LANE-4", value === theirs[index], () => {
        return `${names[index]} on ${name} is ${value} with fast messages, ${theirs[index]} without`;
      });
    }
  }
}

function wasFrozen({ numbers }: Arena, played: readonly Played[], position: number): boolean {
  const call = played.find((each) => each.position === position);
  if (call === undefined) return false;
  const until = wordAt(call.words, numbers[call.performed.chain].names.indexOf("frozen until"));
  return call.time < until;
}
