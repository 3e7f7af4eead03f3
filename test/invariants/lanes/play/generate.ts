// Random events, of a kind and size that the world as it is makes interesting; about one in ten must be refused.
import type { Rng } from "../../../../shared/src/model/rng.ts";
import { LANES } from "../chain/peers.ts";
import type { Event } from "../world/events.ts";
import type { World } from "../world/world.ts";
import { coreChoices } from "./generate-core.ts";
import { laneChoices } from "./generate-lane.ts";
import { messageChoices } from "./generate-messages.ts";
import { moveChoices } from "./generate-moves.ts";
import { reportChoices } from "./generate-report.ts";

const HOUR = 3_600n;

export function generate(world: World, rng: Rng): Event {
  const lanes = LANES.flatMap((lane) => [
    ...laneChoices(world, lane),
    ...moveChoices(world, lane),
    ...messageChoices(world, lane),
  ]);
  const choices = [[28, wait(world)] as const, ...coreChoices(world), ...reportChoices(world), ...lanes];
  let ticket = rng.below(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, make] of choices) {
    if (ticket < weight) return make(rng);
    ticket -= weight;
  }
  return { kind: "skim" };
}

/** Mostly within a frame, often just to the next one or past the batch's age, sometimes beyond the rate's. */
const wait =
  ({ now, core, setup }: World) =>
  (rng: Rng): Event => {
    const next = setup.params.frameZeroTime + BigInt(core.frame + 1) * setup.params.frameSeconds;
    const roll = rng.below(100);
    if (roll < 40 && next > now) return { kind: "wait", seconds: next - now + BigInt(rng.below(4) * rng.below(2_000)) };
    if (roll < 60) return { kind: "wait", seconds: 1n + BigInt(rng.below(900)) };
    if (roll < 97) return { kind: "wait", seconds: HOUR + BigInt(rng.below(9 * 3_600)) };
    return { kind: "wait", seconds: 24n * HOUR + BigInt(rng.below(48 * 3_600)) };
  };
