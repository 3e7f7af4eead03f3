// A sequence written by hand, on the model and on the chains.
import { CHAIN_OF, type LaneId } from "../chain/peers.ts";
import type { Event } from "../world/events.ts";
import { cloneWorld, type World } from "../world/world.ts";
import { createCheck } from "./check.ts";
import type { Arena } from "./play.ts";
import { createTape, type Difference, type Played, playOnChains, playOnModel } from "./play.ts";

export type ScriptOutcome = Readonly<{
  /** As it is after the last event. */
  world: World;
  /** The events that make a call. */
  played: readonly Played[];
  /** Where model and contracts part, null for nowhere. */
  difference: Difference | null;
}>;

/** Plays from the arena's beginning, with all invariants after each event. */
export async function playScript({
  arena,
  events,
  onEvent = () => {},
}: {
  arena: Arena;
  events: readonly Event[];
  /** After each event, with the world as it is then. */
  onEvent?: (world: World, position: number) => void;
}): Promise<ScriptOutcome> {
  const world = cloneWorld(arena.beginning);
  const check = createCheck(world);
  const tape = createTape(arena);
  for (const [position, event] of events.entries()) {
    const played = playOnModel(arena, world, tape, event, position);
    if (played !== null) check(world, played);
    onEvent(world, position);
  }
  return { world, played: tape.played, difference: await playOnChains(arena, tape.played) };
}

/** Numbers of L1 and of one lane by name; L1's of that lane without its number. */
export function numbersOf({ numbers }: Arena, world: World, lane: LaneId): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const chain of ["l1", CHAIN_OF[lane]] as const) {
    const { names, of } = numbers[chain];
    const values = of(world);
    for (const [index, name] of names.entries()) found.set(name.replace(` of lane ${lane}`, ""), values[index] ?? 0n);
  }
  return found;
}
