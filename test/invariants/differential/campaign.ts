// Many seeds on one chain, each from the same beginning; a failing sequence is shortened.
import { createRng } from "../../../shared/src/model/rng.ts";
import type { Arena } from "./arena.ts";
import type { Event } from "./events.ts";
import { generate } from "./generate.ts";
import { UnmappedRefusal } from "./perform.ts";
import { type Difference, describe, type Played, playOnChain, playOnModel } from "./play.ts";
import { cloneWorld, type World } from "./world.ts";

/** How often each event was carried out, and refused with which error. */
export type Tally = Map<string, number>;

/** A sequence in which contracts and model part, or in which both break an invariant. */
export class SequenceFailed extends Error {
  constructor(input: { seed: number; what: string; events: readonly Event[]; cause?: unknown }) {
    const { seed, what, events, cause } = input;
    super([`seed ${seed}, ${what}`, "sequence:", ...events.map(show)].join("\n  "), { cause });
    this.name = "SequenceFailed";
  }
}

export type SeedInput = Readonly<{
  arena: Arena;
  seed: number;
  /** Events in the sequence. */
  length: number;
  tally: Tally;
  /** Judges the world after every event. */
  check: (world: World) => void;
  /** Off where only the fact that it fails matters. */
  shorten: boolean;
}>;

/** Plays one random sequence. Throws {@link SequenceFailed} with the shortest sequence that still differs. */
export async function playSeed(input: SeedInput): Promise<void> {
  const { arena, seed } = input;
  const { events, played } = playRandomly(input);
  const difference = await onChain(arena, played);
  if (difference === null) return;
  const found = { difference, events: events.slice(0, difference.position + 1) };
  const shortest = input.shorten ? await shortened(arena, found) : found;
  throw new SequenceFailed({ seed, what: describe(shortest.difference), events: shortest.events });
}

function playRandomly({ arena, seed, length, tally, check }: SeedInput): { events: Event[]; played: Played[] } {
  const world = cloneWorld(arena.beginning);
  const rng = createRng(seed);
  const events: Event[] = [];
  const played: Played[] = [];
  try {
    for (let position = 0; position < length; position++) {
      const event = generate(world, rng);
      events.push(event);
      const each = playOnModel({ world, event, position, chain: arena.chain, numbers: arena.numbers });
      check(world);
      if (each === null) continue;
      played.push(each);
      count(tally, each);
    }
  } catch (cause) {
    throw new SequenceFailed({ seed, what: cause instanceof Error ? cause.message : String(cause), events, cause });
  }
  return { events, played };
}

async function onChain(arena: Arena, played: readonly Played[]): Promise<Difference | null> {
  await arena.chain.revert(arena.snapshot);
  arena.snapshot = await arena.chain.snapshot();
  return playOnChain({ chain: arena.chain, numbers: arena.numbers, played });
}

/** Null as well where the model alone cannot play it: what was left out made the rest impossible. */
async function replay(arena: Arena, events: readonly Event[]): Promise<Difference | null> {
  const world = cloneWorld(arena.beginning);
  const { chain, numbers } = arena;
  const played: Played[] = [];
  try {
    for (const [position, event] of events.entries()) {
      const each = playOnModel({ world, event, position, chain, numbers });
      if (each !== null) played.push(each);
    }
  } catch (error) {
    if (error instanceof UnmappedRefusal) return null;
    throw error;
  }
  return onChain(arena, played);
}

type Found = Readonly<{ events: readonly Event[]; difference: Difference }>;

/** Leaves out events from the last to the first, as long as the same number still differs after the same event. */
async function shortened(arena: Arena, found: Found): Promise<Found> {
  const { kind } = found.difference.event;
  let shortest = found;
  for (let index = found.events.length - 2; index >= 0; index--) {
    const events = shortest.events.filter((_, position) => position !== index);
    const difference = await replay(arena, events);
    if (difference?.event.kind === kind && difference.what === found.difference.what) {
      shortest = { events: events.slice(0, difference.position + 1), difference };
    }
  }
  return shortest;
}

function count(tally: Tally, { event, performed }: Played): void {
  const { expected } = performed;
  const name = "error" in expected ? `${event.kind} refused: ${expected.error}` : event.kind;
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

function show(event: Event): string {
  return JSON.stringify(event, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}
