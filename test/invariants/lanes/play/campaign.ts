// One random sequence, from the beginning of an arena; a failing one is shortened.
import { createRng } from "../../../../shared/src/model/rng.ts";
import { CHAINS } from "../chain/peers.ts";
import { UnmappedRefusal } from "../perform/perform.ts";
import type { Event } from "../world/events.ts";
import { cloneWorld, type World } from "../world/world.ts";
import type { Check } from "./check.ts";
import { generate } from "./generate.ts";
import type { Arena } from "./play.ts";
import { createTape, type Difference, describe, type Played, playOnChains, playOnModel, type Tape } from "./play.ts";
import { compareWithoutFast } from "./twin.ts";

/** A sequence in which contracts and model part, or in which both break an invariant. */
export class SequenceFailed extends Error {
  readonly seed: number;
  /** Calls made until then. */
  readonly steps: number;

  constructor(input: { seed: number; what: string; events: readonly Event[]; steps: number; cause?: unknown }) {
    const { seed, what, events, steps, cause } = input;
    super([`seed ${seed}, ${what}`, "sequence:", ...events.map(show)].join("\n  "), { cause });
    this.name = "SequenceFailed";
    this.seed = seed;
    this.steps = steps;
  }
}

export type SeedInput = Readonly<{
  arena: Arena;
  seed: number;
  /** Calls in the sequence; time passes between them. */
  steps: number;
  /** Hears of every step. */
  onStep?: (played: Played, world: World) => void;
  /** Judges the world after every step; null to compare numbers only, without auditors either. */
  createCheck: ((beginning: World) => Check) | null;
  /** Whether it is played once more without its fast messages (LANE-4). */
  twin?: boolean;
  /** Off where only the fact that it fails matters. */
  shorten: boolean;
}>;

/** Plays one random sequence. Throws {@link SequenceFailed} with the shortest sequence that still differs. */
export async function playSeed(input: SeedInput): Promise<void> {
  const { arena, seed } = input;
  const { events, played } = playRandomly(input);
  const difference = await playOnChains(arena, played);
  if (difference === null) return;
  const found = { difference, events: events.slice(0, difference.position + 1) };
  const shortest = input.shorten ? await shortened(arena, found) : found;
  const steps = played.filter(({ position }) => position <= difference.position).length;
  throw new SequenceFailed({ seed, what: describe(shortest.difference), events: shortest.events, steps });
}

function playRandomly(input: SeedInput): { events: Event[]; played: readonly Played[] } {
  const { arena, seed, onStep } = input;
  const world = cloneWorld(arena.beginning);
  if (input.createCheck === null) world.memory = null;
  const check = input.createCheck?.(world);
  const tape = createTape(arena);
  const rng = createRng(seed);
  const events: Event[] = [];
  try {
    while (tape.played.length < input.steps) {
      const event = generate(world, rng);
      const played = playOnModel(arena, world, tape, event, events.length);
      events.push(event);
      if (played === null) continue;
      check?.(world, played);
      onStep?.(played, world);
    }
    requireApart(arena, world, tape);
    if (input.twin) compareWithoutFast(arena, world, tape.played, events);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new SequenceFailed({ seed, what, events, steps: tape.played.length, cause });
  }
  return { events, played: tape.played };
}

/** A chain's numbers change by its own calls alone: at the end they are as its last one left them. */
function requireApart({ numbers }: Arena, world: World, tape: Tape): void {
  for (const name of CHAINS) {
    if (numbers[name].words(world) !== tape.words[name]) throw new TypeError(`another chain's call changed ${name}`);
  }
}

/** Null as well where the model alone cannot play it: what was left out made the rest impossible. */
async function replay(arena: Arena, events: readonly Event[]): Promise<Difference | null> {
  const world = cloneWorld(arena.beginning);
  world.memory = null;
  const tape = createTape(arena);
  try {
    for (const [position, event] of events.entries()) playOnModel(arena, world, tape, event, position);
  } catch (error) {
    if (error instanceof UnmappedRefusal) return null;
    throw error;
  }
  return playOnChains(arena, tape.played);
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

function show(event: Event): string {
  return JSON.stringify(event, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}
