// Plays one sequence on the model and on the chain, and finds the first difference.
import type { Chain, Outcome } from "./chain.ts";
import { errorName } from "./contract-errors.ts";
import type { Event } from "./events.ts";
import type { Numbers } from "./numbers.ts";
import { type Performed, perform } from "./perform.ts";
import type { World } from "./world.ts";

/** One event's call: what the chain must do and show. */
export type Played = Readonly<{
  event: Event;
  /** Place of the event in its sequence. */
  position: number;
  time: bigint;
  performed: Performed;
  numbers: readonly bigint[];
}>;

export type Difference = Readonly<{ position: number; event: Event; what: string; model: string; contract: string }>;

/** Performs an event on the model; null where it makes no call. */
export function playOnModel(input: {
  world: World;
  event: Event;
  position: number;
  chain: Chain;
  numbers: Numbers;
}): Played | null {
  const { world, event, position } = input;
  const performed = perform(world, event, input.chain.addresses);
  if (performed === null) return null;
  return { event, position, time: world.now, performed, numbers: input.numbers.of(world) };
}

/** Makes the same calls on the chain, one transaction per point in time. */
export async function playOnChain(input: {
  chain: Chain;
  numbers: Numbers;
  played: readonly Played[];
}): Promise<Difference | null> {
  const { chain, numbers, played } = input;
  for (let first = 0; first < played.length; ) {
    const time = played[first]?.time ?? 0n;
    let end = first;
    while (played[end]?.time === time) end += 1;
    const slice = played.slice(first, end);
    const outcomes = await chain.play(
      time,
      slice.map(({ performed }) => performed.step),
    );
    for (const [index, each] of slice.entries()) {
      const outcome = outcomes[index];
      const difference = outcome === undefined ? missing(each) : compare(each, outcome, numbers);
      if (difference !== null) return difference;
    }
    first = end;
  }
  return null;
}

function missing({ position, event }: Played): Difference {
  return { position, event, what: "the transaction", model: "ran", contract: "reverted" };
}

function compare({ position, event, performed, numbers: model }: Played, outcome: Outcome, numbers: Numbers) {
  const { expected } = performed;
  const differ = (what: string, ours: string, theirs: string): Difference => {
    return { position, event, what, model: ours, contract: theirs };
  };
  if ("error" in expected) {
    const theirs = outcome.success ? "success" : errorName(outcome.result);
    if (theirs !== expected.error) return differ("the refusal", expected.error, theirs);
  } else {
    if (!outcome.success) return differ("the call", "success", errorName(outcome.result));
    if (expected.returned !== null && outcome.result !== expected.returned) {
      return differ("the returned value", expected.returned, outcome.result);
    }
  }
  for (const [index, ours] of model.entries()) {
    const theirs = BigInt(`0x${outcome.words.slice(2 + 64 * index, 66 + 64 * index) || "0"}`);
    if (theirs !== ours) return differ(numbers.names[index] ?? `word ${index}`, `${ours}`, `${theirs}`);
  }
  return null;
}

export function describe({ position, event, what, model, contract }: Difference): string {
  return `step ${position} (${event.kind}): ${what} is ${model} in the model, ${contract} in the contracts`;
}
