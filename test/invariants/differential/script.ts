// A sequence written by hand, on the model and on the chain.
import type { Arena } from "./arena.ts";
import { checkInvariants } from "./check.ts";
import type { Event } from "./events.ts";
import { type Difference, type Played, playOnChain, playOnModel } from "./play.ts";
import { cloneWorld, type World } from "./world.ts";

export type Outcome = Readonly<{
  /** As it is after the last event. */
  world: World;
  /** The events that make a call. */
  played: readonly Played[];
  /** Where model and contracts part, null for nowhere. */
  difference: Difference | null;
}>;

/** Plays from the arena's beginning, with all invariants after each event, and leaves the chain as it was. */
export async function playScript({
  arena,
  events,
  onEvent = () => {},
}: {
  arena: Arena;
  events: readonly Event[];
  /** After each event, with the world as it is then. */
  onEvent?: (world: World, position: number) => void;
}): Promise<Outcome> {
  const { chain, numbers } = arena;
  const world = cloneWorld(arena.beginning);
  const played = events.flatMap((event, position) => {
    const one = playOnModel({ world, event, position, chain, numbers });
    checkInvariants(world);
    onEvent(world, position);
    return one ?? [];
  });
  const difference = await playOnChain({ chain, numbers, played });
  await chain.revert(arena.snapshot);
  arena.snapshot = await chain.snapshot();
  return { world, played, difference };
}
